"""All cards in the app, their history, and the numbers of the stats screen."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from cards.schedule import Rating
from db import queue, reviews
from studytui.screens.browse import BrowseScreen
from studytui.screens.stats import SIZES, SORTS, STACKED, StatsScreen, columns, kept, sorts


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_cards_are_searched_as_one_types(world: Any, see: Any, size: tuple[int, int]) -> None:
    app = world.app(start=BrowseScreen)
    async with app.run_test(size=size) as pilot:
        text = await see(pilot, "4 cards")
        assert "Dilated — 무엇을 보나?" in text
        await pilot.press("slash", *"가까운")
        text = await see(pilot, "1 card")
        assert "Band" in text
        assert "enter to the cards" in text
        assert "s suspend" not in text, "letters are words here"
        await pilot.press("enter")
        await see(pilot, "s suspend")
        await pilot.press("escape")


async def test_a_search_without_a_hit_says_so(world: Any, see: Any) -> None:
    app = world.app(start=partial(BrowseScreen, "zzz"))
    async with app.run_test() as pilot:
        await see(pilot, "No card holds these words.")
        await pilot.press("s", "x", "e", "d", "down", "enter")
        await see(pilot, "No card holds these words.")


async def test_a_card_shows_its_history_and_why_it_comes(world: Any, see: Any) -> None:
    world.ask(reviews.record, 1, Rating.AGAIN, world.clock(), 4000)
    world.clock.forward(minutes=2)
    world.ask(reviews.record, 1, Rating.EASY, world.clock(), 2000)
    world.ask(reviews.undo, world.clock())
    app = world.app(start=BrowseScreen)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("enter")
        text = await see(pilot, "2025-05-13 09:00  again")
        assert "4 s" in text
        assert "easy" not in text, "what was taken back is not shown"
        assert "learning" in text


async def test_suspending_and_rejecting_and_taking_both_back(world: Any, see: Any) -> None:
    app = world.app(start=BrowseScreen)
    async with app.run_test(size=(100, 40)) as pilot:
        await see(pilot, "4 cards")
        await pilot.press("enter", "s")
        await see(pilot, "suspended")
        assert world.ask(queue.card, 1).suspended
        await pilot.press("s")
        await see(pilot, "never asked")
        assert not world.ask(queue.card, 1).suspended
        await pilot.press("x")
        await see(pilot, "rejected")
        assert world.ask(queue.counts, world.clock()).new == 3
        await pilot.press("x")
        await see(pilot, "09:00  accept")  # "never asked" stands in the toast of the rejection, too
        assert world.ask(queue.counts, world.clock()).new == 4


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_stats_show_days_cards_and_the_days_ahead(world: Any, see: Any, size: tuple[int, int]) -> None:
    for back in (3, 2, 1):
        now = world.clock.now
        world.clock.forward(days=-back)
        world.ask(reviews.record, back, Rating.EASY, world.clock(), 5000)
        world.clock.now = now
    app = world.app(start=StatsScreen)
    async with app.run_test(size=size) as pilot:
        text = await see(pilot, "Mon")
        assert "3 answers in all" in text
        assert "3 days in a row" in text
        assert "█" in text
        assert f"{'new':<9}{1:>6}" in text
        await pilot.press("escape")
        await see(pilot, "Today")


@pytest.mark.parametrize("width", [120, 80, 60])
def test_no_number_of_the_stats_is_wrapped(width: int) -> None:
    counts = dict.fromkeys((name for name, _ in SORTS), 123_456)
    spans = {f"{days}_days": {"share": 0.875, "asked": 1_234_567, "known": 0} for days in (7, 30, 365)}
    ahead = [{"day": f"2025-05-{day:02}", "due": 123_456} for day in range(1, 31)]
    room, days = next((bar, days) for least, bar, days in SIZES if width >= least)
    boxes = (width - 4) // 3 if width >= 100 else width - 8 if width < STACKED else 0
    widths = [boxes or each for each in (25, 24, width - 4 - 25 - 24)]
    for drawn, box in zip((kept(spans), sorts(counts, room), columns(ahead[:days], 5)), widths, strict=True):
        assert max(line.cell_length for line in drawn.split("\n")) <= box - 4, drawn.plain


@pytest.mark.parametrize("name", ["browse", "stats", "notes", "help"])
@pytest.mark.parametrize("size", [(40, 12), (12, 4)])
async def test_every_screen_bears_a_small_window(world: Any, see: Any, name: str, size: tuple[int, int]) -> None:
    app = world.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.2)
        app.open(name, *([app.screen] if name == "help" else []))
        await pilot.pause(0.3)
        await pilot.press("down", "enter")
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.2)
        assert app.is_running
        assert app._exception is None
