"""The first screen: numbers, an empty day, an empty database, a broken one."""

from __future__ import annotations

import gc
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from waiting import PATIENCE

from db.records import Counts, Problem
from studytui.app import StudyApp
from studytui.screens.overview import Overview, today_box
from studytui.screens.review import ReviewScreen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_today_shows_counts_the_days_ahead_and_the_notes(world: Any, see: Any, size: tuple[int, int]) -> None:
    app = world.app()
    async with app.run_test(size=size) as pilot:
        text = await see(pilot, "위치 기반 패턴")  # the notes come last
        assert "Tue 13 May" in text
        assert "4 cards   about 1 minute" in text
        assert "0 due · 4 new · 0 learning" in text
        assert "Next days" in text
        assert "enter study" in text
        assert "? help" in text


async def test_kept_numbers_stand_there_before_the_database_is_open(world: Any, see: Any) -> None:
    opening = threading.Event()

    def opener() -> Any:
        assert opening.wait(PATIENCE)
        return world.open()

    kept = {"due": 5, "new": 2, "learning": 1, "review": 4, "total": 7, "next_due": None}
    app = world.app(kept=lambda: kept)
    app._opener = opener
    async with app.run_test() as pilot:
        assert "4 due · 2 new · 1 learning" in await see(pilot, "7 cards")
        opening.set()
        assert "7 cards" not in await see(pilot, "4 cards")


async def test_keys_typed_before_there_is_anything_to_see_are_not_lost(world: Any, see: Any) -> None:
    app = world.app(typed="\r")
    async with app.run_test() as pilot:
        assert "show the answer" in await see(pilot, "1/4")


async def test_a_day_with_nothing_due_says_when_the_next_card_comes(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        for number in (1, 2, 3, 4):
            await see(pilot, f"{number}/4")
            await pilot.press("space", "4")
        await see(pilot, "That is all for now.")
        await pilot.press("enter")
        text = await see(pilot, "Nothing is due")
        assert "The next card comes" in text
        assert "enter study" not in text
        await pilot.press("enter")
        await see(pilot, "Nothing is due now.")
    world.clock.forward(days=30)
    app = world.app()
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "4 cards")


async def test_a_database_that_cannot_be_opened_is_a_sentence_and_can_be_tried_again(world: Any, see: Any) -> None:
    good = world.open
    broken = [True]

    def opener() -> Any:
        if broken[0]:
            raise Problem("study.sqlite is no study database. Name another one with --db.")
        return good()

    app = world.app()
    app._opener = opener
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "study.sqlite is no study database.")
        broken[0] = False
        await pilot.press("r")
        text = await see(pilot, "4 cards")
        assert "no study database" not in text


async def test_the_theme_can_be_changed(world: Any, see: Any) -> None:
    app = world.app()
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "4 cards")
        assert app.theme == "study-dark"
        await pilot.press("t")
        assert app.theme == "study-light"


async def test_help_lists_every_binding_of_the_screen(world: Any, see: Any) -> None:
    app = world.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await see(pilot, "4 cards")
        bindings = [binding for binding in type(app.screen).BINDINGS if binding.tooltip]
        await pilot.press("question_mark")
        text = await see(pilot, "Help")
        assert len(bindings) > 8
        for binding in bindings:
            assert binding.tooltip in text
        await pilot.press("escape")
        await see(pilot, "4 cards")


@pytest.mark.parametrize("size", [(40, 12), (10, 3)])
async def test_a_small_window_does_not_crash(world: Any, see: Any, size: tuple[int, int]) -> None:
    app = world.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.5)
        await pilot.resize_terminal(80, 24)
        await see(pilot, "4 cards")


async def test_meaning_survives_without_colours(world: Any, see: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = world.app()
    async with app.run_test(notifications=True) as pilot:
        text = await see(pilot, "4 cards")
        assert "4 new" in text
        assert app.no_color


async def test_a_database_that_keeps_one_waiting_is_named_as_what_is_waited_for(world: Any, see: Any) -> None:
    free = threading.Event()

    def opener() -> Any:
        free.wait(PATIENCE)
        return world.open()

    app = StudyApp(opener=opener, clock=world.clock, environ={})
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "waiting for the database …")
        free.set()
        assert "waiting" not in await see(pilot, "4 cards")


async def test_the_collector_rests_until_the_numbers_are_there(world: Any, see: Any) -> None:
    app = world.app()
    assert not gc.isenabled()
    async with app.run_test() as pilot:
        await see(pilot, "about 1 minute")
        assert gc.isenabled()


def test_where_nothing_is_due_and_cards_are_held_the_look_is_named() -> None:
    nothing = Overview(Counts(0, 0, 0, 0, 0, None))
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert "v look at 3 held cards" in today_box(nothing, now, False, held=3).plain
    assert "look" not in today_box(nothing, now, False).plain
