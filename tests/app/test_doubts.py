"""The doubtful matches: found from the first screen, joined, parted, and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from cards.card import Card, Kind
from cards.schedule import Rating
from db import library, reviews
from db.records import Source


def sort(name: str) -> Card:
    return Card(Kind.DEFINITION, f"**{name}** — 시간 복잡도는?", "O(n log n)", ("Sorting",), 3, subject=name)


@pytest.fixture
def doubted(bare: Any) -> Any:
    """A world in which Heap sort stands where Merge sort, once answered, stood."""
    for name in ("Merge sort", "Heap sort"):
        bare.note.write_text(name, "utf-8")
        at = bare.note.stat()  # a start looks whether the note was saved since
        source = Source(str(bare.note), "Sorting", name, at.st_mtime_ns, at.st_size, (sort(name),))
        bare.ask(lambda db, source=source: library.apply(db, library.plan(db, [source]), bare.clock()))
        if name == "Merge sort":
            bare.ask(lambda db: reviews.record(db, 1, Rating.EASY, bare.clock()))
    return bare


def asked(world: Any) -> list[tuple[int, str, int]]:
    found = world.ask(library.search, "", world.clock())
    return [(known.id, known.card.subject, known.schedule.reps) for known in found]


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_a_doubt_is_joined_by_a_key_and_taken_back_by_another(doubted: Any, see: Any, size: Any) -> None:
    app = doubted.app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await see(pilot, "m matches")
        await pilot.press("m")
        text = await see(pilot, "1 to decide")
        assert "Heap sort" in text
        assert "Merge sort" in text
        assert "removed: answered 1 time" in text
        await pilot.press("l")
        await see(pilot, "nothing to decide")
        assert asked(doubted) == [(1, "Heap sort", 1)]
        await pilot.press("u")
        await see(pilot, "1 to decide")
        assert asked(doubted) == [(2, "Heap sort", 0)]
        await pilot.press("1")  # the same with a digit, as in Hangul mode
        await see(pilot, "nothing to decide")
        await pilot.press("escape")
        await see(pilot, "b browse")
    assert asked(doubted) == [(1, "Heap sort", 1)]


async def test_a_doubt_is_parted_by_a_key_and_not_asked_again(doubted: Any, see: Any) -> None:
    app = doubted.app()
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "m matches")
        await pilot.press("m")
        await see(pilot, "1 to decide")
        await pilot.press("p")
        await see(pilot, "nothing to decide")
        await pilot.press("p", "l", "u", "e")  # nothing is left to act on
        await see(pilot, "No match is in doubt.")
    assert asked(doubted) == [(2, "Heap sort", 0)]
