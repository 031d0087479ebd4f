"""A card's life, from the review, from browse, and when it is set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from cards.schedule import Rating
from db import queue, reviews, settings
from studytui.screens.browse import BrowseScreen
from studytui.screens.review import ReviewScreen
from studytui.widgets.words import Words

SIZES = [(120, 40), (80, 24), (60, 20)]


def lapse(world: Any) -> None:
    """Card 1 was learnt and forgotten once; the second time sets it aside. It is due."""

    def work(db: Any) -> None:
        settings.save(db, replace(settings.load(db), leech_lapses=2))
        now = world.clock()
        for rating, days in ((Rating.EASY, 20), (Rating.AGAIN, 0), (Rating.EASY, 0)):
            reviews.record(db, 1, rating, now, 3000)
            now += timedelta(days=days, minutes=20)
        world.clock.now = now + timedelta(days=60)

    world.ask(work)


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_that_is_set_aside_says_so_with_what_helps(world: Any, see: Any, size: tuple[int, int]) -> None:
    lapse(world)
    app = world.app(start=partial(ReviewScreen, filter="Dilated"))
    async with app.run_test(size=size, notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("space", "1")
        text = await see(pilot, "Set aside: this card was forgotten 2 times.")
        assert "r rewords it" in text
        assert world.ask(queue.card, 1).suspended
        await pilot.press("u")
        await see(pilot, "Taken back: your answer again")
        await see(pilot, "Dilated — 무엇을 보나?")
    card = world.ask(queue.card, 1)
    assert (card.suspended, card.schedule.lapses) == (False, 1)


async def test_it_is_reworded_and_asked_again_from_there(world: Any, see: Any) -> None:
    lapse(world)
    app = world.app(start=partial(ReviewScreen, filter="Dilated"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("space", "1")
        await see(pilot, "Set aside")
        await pilot.press("r")
        await see(pilot, "In your own words")
        await pilot.press("ctrl+a", "ctrl+k", *"간격은?", "ctrl+s")
        await see(pilot, "간격은?")
        await pilot.press("s")
        await see(pilot, "Asked again.")
        await pilot.press("p")
        await see(pilot, "A line a card")
        app.screen.query_one(Words).text = "a? :: b\nc? :: d"
        await pilot.press("ctrl+s")
        await see(pilot, "2 cards in place of one.")
    card = world.ask(queue.card, 1)
    assert (card.suspended, card.rejected) == (False, True)


async def test_the_life_shows_answers_curve_and_why_it_is_due(world: Any, see: Any) -> None:
    lapse(world)
    app = world.app(start=partial(BrowseScreen, "rated:400"))
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await see(pilot, "1 card")
        await pilot.press("l")
        text = await see(pilot, "3 answers · forgotten 1 time")
        assert "100%" in text
        assert "This card" in text
        assert text.count("easy") == 2
        await pilot.press("escape")
        await see(pilot, "1 card")
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "/4")
        await pilot.press("l", "space", "l")
        await see(pilot, "The life of a card")
