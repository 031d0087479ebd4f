"""Held cards on the screens: apart and marked in the plan, findable in browse, and in no count of Today."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from waiting import until

from db import library, queue, reviews
from db.engine import Database
from db.records import Plan, Source
from studytui.screens.browse import BrowseScreen
from studytui.screens.plan import PlanScreen
from tests.app.conftest import CARDS

HELD = replace(CARDS[1], held=True, worth=0.2)


def planned(world: Any) -> Plan:
    """A plan for one note with a card that is asked and one that is held."""
    source = Source(str(world.note), "a", "d", 1, 1, (CARDS[0], HELD))
    plan: Plan = world.ask(lambda db: library.plan(db, [source]))
    return plan


async def test_the_plan_shows_what_it_holds_apart_and_marked(bare: Any, see: Any) -> None:
    bare.note.write_text("# note\n", "utf-8")
    app = bare.app(start=lambda: PlanScreen(planned(bare)))
    async with app.run_test(size=(80, 24)) as pilot:
        text = await see(pilot, "held 1")
        assert "1 held · 1 new" in text
        assert "+ Dilated" in text
        assert "Band" not in text
        await pilot.press("right")
        text = await see(pilot, "· Band")
        assert "asked only once you take it" in text
        await pilot.press("enter")
        await see(pilot, "Imported")
    assert bare.ask(queue.counts, bare.clock()).new == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_browse_marks_held_cards_and_finds_them_alone(bare: Any, see: Any, size: tuple[int, int]) -> None:
    bare.fill((CARDS[0], HELD))
    app = bare.app(start=lambda: BrowseScreen("is:held"))
    async with app.run_test(size=size) as pilot:
        text = await see(pilot, "1 card")
        (row,) = [line for line in text.splitlines() if line.endswith("held") and "is:held" not in line]
        assert "Band" in row
        assert "Dilated" not in text


async def test_today_counts_only_what_is_asked(bare: Any, see: Any) -> None:
    bare.fill((CARDS[0], HELD))
    app = bare.app()
    async with app.run_test() as pilot:
        await see(pilot, "1 new")


async def test_undoing_that_a_card_was_taken_shows_no_held_card_in_a_review(bare: Any, see: Any) -> None:
    bare.fill((CARDS[0], HELD))

    def take(db: Database) -> None:
        (held,) = library.search(db, "is:held", bare.clock())
        reviews.take(db, held.id, bare.clock())

    bare.ask(take)
    app = bare.app()
    async with app.run_test() as pilot:
        await see(pilot, "2 new")
        await pilot.press("enter")
        await see(pilot, "Dilated")
        await pilot.press("u")
        await until(lambda: bare.ask(queue.counts, bare.clock()).new == 1)
        text = await see(pilot, "Dilated")
        assert "Band" not in text
