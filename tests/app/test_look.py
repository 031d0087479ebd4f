"""The look: held and new cards one by one beside their note, decided by a key, many at once, and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from cards.card import Card, Kind
from db import library, looking, queue
from db.records import Decision
from studytui.screens.look import LookScreen
from studytui.widgets.words import Words

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture
def held(bare: Any) -> Any:
    """A world with two held cards and two new ones."""
    kinds = (Kind.DEFINITION, Kind.DEFINITION, Kind.EQUATION, Kind.RELATION)
    said = (
        *(("Dilated — 무엇을 보나?", "건너뛴 이웃"), ("Band — 무엇을 보나?", "가까운 이웃만")),
        *(("scaling의 식은?", r"$$\frac{QK^\top}{\sqrt{d}}$$"), ("층을 쌓으면?", "닿는 거리가 늘어남")),
    )
    bare.fill(
        tuple(
            Card(kind, question, answer, ("TIL", "위치 기반 패턴"), n + 3, held=n < 2, worth=0.3)
            for n, (kind, (question, answer)) in enumerate(zip(kinds, said, strict=True))
        )
    )
    return bare


def decision(world: Any, number: int) -> Decision | None:
    found: Decision | None = world.ask(queue.card, number).decision
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_each_decision_goes_on_to_the_next_card(held: Any, see: Any, size: tuple[int, int]) -> None:
    app = held.app(start=LookScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        text = await see(pilot, "건너뛴 이웃")
        assert "Dilated — 무엇을 보나?" in text
        assert "1/4 · held" in text
        await see(pilot, "Dilated")
        await pilot.press("t")
        await see(pilot, "Band — 무엇을 보나?")
        await pilot.press("x")
        await see(pilot, "scaling의 식은?")
        await pilot.press("h")
        text = await see(pilot, "닿는 거리가")
        assert ("1 taken · 1 dropped · 1 had already" in text) is (size[0] >= 80)
        await pilot.press("t")
        await see(pilot, "every card was looked at")
    assert [decision(held, n) for n in (1, 2, 3, 4)] == [
        *(Decision.TAKEN, Decision.DROPPED, Decision.HAD, Decision.TAKEN)
    ]


async def test_the_line_of_the_note_is_beside_the_card_and_lit(held: Any, see: Any) -> None:
    app = held.app(start=LookScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await see(pilot, "3 Dilated")
        assert "4 Band" in text
        lit = app.screen.query_one(".line")
        assert "Dilated" in str(lit.render())
        assert lit.region.x > 60
        held.note.unlink()
        await pilot.press("down")
        await see(pilot, "4 Band")


async def test_undo_goes_back_one_by_one_and_says_so(held: Any, see: Any) -> None:
    app = held.app(start=LookScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("t", "x")
        await see(pilot, "3/4")
        await pilot.press("u")
        await see(pilot, "“Band — 무엇을 보나?” waits again")
        await see(pilot, "2/4")
        await pilot.press("ㅕ")
        await see(pilot, "1/4")
        await pilot.press("u")
        await see(pilot, "nothing to take back")
    assert [decision(held, n) for n in (1, 2)] == [None, None]


async def test_many_are_decided_at_once_with_their_count_before(held: Any, see: Any) -> None:
    app = held.app(start=LookScreen)
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("w")
        await see(pilot, "this section")
        await pilot.press("enter", "x")
        await see(pilot, "Drop: 4 cards of this section")
        assert decision(held, 1) is None
        await pilot.press("down")
        await see(pilot, "Choose a row")
        await pilot.press("x")
        await see(pilot, "Drop: 2 cards of this kind in this note")
        await pilot.press("enter")
        await see(pilot, "2 cards dropped")
        await see(pilot, "scaling의 식은?")
        await pilot.press("u")
        await see(pilot, "2 cards wait again")
    assert [decision(held, n) for n in (1, 2)] == [None, None]


async def test_a_card_is_reworded_and_taken_and_both_are_taken_back(held: Any, see: Any) -> None:
    app = held.app(start=LookScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("r")
        await see(pilot, "In your own words")
        await pilot.press("ctrl+a", "ctrl+k", *"간격은?", "ctrl+s")
        await see(pilot, "2/4")
        assert decision(held, 1) is Decision.TAKEN
        assert held.ask(queue.card, 1).card.question == "간격은?"
        await pilot.press("u")
        await see(pilot, "Dilated — 무엇을 보나?")
    assert held.ask(queue.card, 1).own is None
    assert decision(held, 1) is None


async def test_words_and_the_filter_narrow_what_is_looked_at(held: Any, see: Any) -> None:
    app = held.app(start=LookScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("f")
        await see(pilot, "1/2 · held · only held")
        await pilot.press("f")
        await see(pilot, "only new")
        await see(pilot, "scaling의 식은?")
        await pilot.press("f", "/", *"Band", "enter")
        await see(pilot, "1/1")
        await see(pilot, "Band — 무엇을 보나?")
        await pilot.press("/", *"zz")
        await see(pilot, "No card like that waits.")
        await pilot.press("t", "escape")
        await see(pilot, "1/4")
    assert [decision(held, n) for n in (1, 2, 3, 4)] == [None] * 4


async def test_it_is_reached_from_today_and_a_thousand_held_cards_are_no_burden(bare: Any, see: Any) -> None:
    many = tuple(
        Card(Kind.CLOZE, f"문장 {n} [...]", f"답 {n}", ("TIL", f"절 {n // 10}"), n + 1, held=True, worth=0.2)
        for n in range(1000)
    )

    bare.fill(many)
    app = bare.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "v look through")
        await pilot.press("v")
        await see(pilot, "1/1,000")
        await pilot.press("w")
        await see(pilot, "10 cards")
        await pilot.press("t", "enter")
        await see(pilot, "10 cards taken")
        await see(pilot, "11/1,000")
        assert bare.ask(looking.count) == 990
        await pilot.press("u")
        await see(pilot, "10 cards wait again")
    assert bare.ask(looking.count) == 1000


async def test_a_card_is_split_and_put_together_again(world: Any, see: Any) -> None:
    app = world.app(start=LookScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("s")
        await see(pilot, "A line a card")
        await pilot.press("ctrl+s")
        await see(pilot, "two lines or more")
        app.screen.query_one(Words).text = ""
        await pilot.press(*"a? :: b", "enter", *"c?", "ctrl+s")
        await see(pilot, "This one is not")
        await pilot.press(*" :: d", "ctrl+s")
        await see(pilot, "2 cards in place of one")
        assert [k.card.answer for k in world.ask(library.search, "a?", world.clock())] == ["b"]
        await pilot.press("u")
        await see(pilot, "is whole again")
        assert not world.ask(queue.card, 1).rejected
