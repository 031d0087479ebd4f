"""Own words on the screen: written in a form, kept above the note, and told apart from it when its line changes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from db import library, queue, wordings
from db.records import Known, Source
from studytui.screens.browse import BrowseScreen
from studytui.screens.review import ReviewScreen
from studytui.widgets.words import Words

SIZES = [(120, 40), (80, 24), (60, 20)]


def first(world: Any) -> Known:
    found: Known = world.ask(queue.card, 1)
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_reworded_in_the_review_and_undo_says_so(world: Any, see: Any, size: tuple[int, int]) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("r")
        text = await see(pilot, "In your own words")
        assert "Question" in text
        await see(pilot, "^s keep these words")
        await pilot.press("ctrl+a", "ctrl+k", *"간격은?", "tab", "ctrl+a", "ctrl+k", *"넓다", "ctrl+s")
        text = await see(pilot, "간격은?")
        assert "넓다" not in text, "the answer is not shown before it is asked for"
        await pilot.press("space")
        await see(pilot, "넓다")
        await pilot.press("u")
        await see(pilot, "Taken back: rewording it")
        await see(pilot, "건너뛴 이웃")
    assert first(world).own is None


async def test_the_cursor_of_the_terminal_stands_where_korean_is_written(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("r")
        await see(pilot, "In your own words")
        await pilot.press("ctrl+a", "ctrl+k", *"간격은")
        words = app.screen.query("Words").first()
        await pilot.pause()
        await pilot.pause()
        assert app.cursor_position == (words.content_region.x + 6, words.content_region.y)


async def test_leaving_the_form_with_changes_is_asked_about_once(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("r")
        await see(pilot, "In your own words")
        await pilot.press("x", "escape")
        await see(pilot, "Not kept yet")
        await pilot.press("escape")
        await see(pilot, "space show the answer")
    assert first(world).own is None


async def test_a_card_says_when_its_note_changed_under_own_words(world: Any, see: Any) -> None:
    def work(db: Any) -> None:
        noted = [one.card for one in library.cards_of(db, 1)]
        wordings.reword(db, 1, "", "간격을 두고", world.clock())
        said = (replace(noted[0], answer="건너뛴 이웃 (넓게)"), *noted[1:])
        library.apply(db, library.plan(db, [Source(str(world.note), "n", "x", 1, 1, said)]), world.clock())

    world.ask(work)
    app = world.app(start=partial(BrowseScreen, "간격을 두고"))
    async with app.run_test(size=(80, 40)) as pilot:
        await see(pilot, "note changed")
        await pilot.press("enter")
        await see(pilot, "Your note says something else by now")
        assert "건너뛴 이웃" in await see(pilot, "+ A")
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        text = await see(pilot, "Your note says something else by now")
        assert "넓게" not in text
        await pilot.press("space")
        await see(pilot, "keep your own")
        await pilot.press("o")
        await see(pilot, "The card is in your own words")
        assert not first(world).own.outdated
        await pilot.press("u")
        await see(pilot, "keep your own")
        await pilot.press("t")
        await see(pilot, "The card is in its note's words")
    assert first(world).card.answer == "건너뛴 이웃 (넓게)"


async def test_rejecting_in_the_review_takes_the_next_card_and_undo_brings_it_back(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("x")
        await see(pilot, "Rejected: “Dilated")
        await see(pilot, "Band")
        assert first(world).rejected
        await pilot.press("u")
        text = await see(pilot, "Taken back: rejecting it")
        assert "Rejected:" not in text, "what was said went with its card"
        await see(pilot, "Dilated — 무엇을 보나?")
    assert not first(world).rejected


async def test_a_card_is_split_in_the_review_and_in_browse(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("p")
        await see(pilot, "A line a card")
        app.screen.query_one(Words).text = "a? :: b"
        await pilot.press("ctrl+s")
        await see(pilot, "two lines or more")
        app.screen.query_one(Words).text = "a? :: b\nc? :: d"
        await pilot.press("ctrl+s")
        text = await see(pilot, "2 cards in place of one")
        assert "two lines or more" not in text, "a message of a form goes with it"
        await pilot.press("u")
        await see(pilot, "is whole again")
        await see(pilot, "Dilated")
        await pilot.press("escape")
        await see(pilot, "Everything")
        await pilot.press("b")
        await see(pilot, "건너뛴 이웃")
        await pilot.press("p")
        await see(pilot, "A line a card")
        app.screen.query_one(Words).text = "e? :: f\ng? :: h"
        await pilot.press("ctrl+s")
        await see(pilot, "rejected")
    assert [one.card.answer for one in world.ask(library.search, "e?", world.clock())] == ["f"]


async def test_a_card_in_browse_is_reworded_and_copied(world: Any, see: Any) -> None:
    app = world.app(start=BrowseScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "4 cards")
        await pilot.press("r")
        await see(pilot, "In your own words")
        await pilot.press("tab", "ctrl+a", "ctrl+k", *"넓게", "ctrl+s")
        await see(pilot, "In your own words; its note stays")
        await pilot.press("y")
        await see(pilot, "Copied")
        assert app.clipboard.endswith("넓게")
        await pilot.press("r")
        await see(pilot, "Your note says")
        await pilot.press("ctrl+r", "ctrl+s")
        await see(pilot, "In its note's words again")
    assert first(world).own is None


async def test_a_star_is_given_by_a_key_and_found(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("m")
        await see(pilot, "★")
        await see(pilot, "Starred")
    assert [one.id for one in world.ask(library.search, "is:starred", world.clock())] == [1]
    app = world.app(start=partial(BrowseScreen, "is:starred"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "★ Dilated")
        await pilot.press("asterisk")
        await see(pilot, "No star any more.")
    assert not first(world).starred
