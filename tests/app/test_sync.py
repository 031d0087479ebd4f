"""Syncing from the app: at its start, by a key, and what Today and the settings say of it."""

from __future__ import annotations

from pathlib import Path

from cards.schedule import Rating
from db import library, reviews, sync
from db.engine import open_database
from tests.app.conftest import World, settled

SIZE = (80, 24)


def meet_elsewhere(world: World) -> Path:
    """A file in which another machine has left an answer."""
    world.ask(lambda db: None)
    box = world.folder / "box" / "study.sqlite"
    box.parent.mkdir()
    world.ask(sync.sync, str(box), world.clock())
    other = open_database(str(world.folder / "other.sqlite"), now=world.clock)
    sync.sync(other, str(box), world.clock())
    (one, *_) = library.search(other, "Dilated", world.clock())
    reviews.record(other, one.id, Rating.EASY, world.clock())
    sync.sync(other, str(box), world.clock())
    other.close()
    return box


def answers(world: World) -> int:
    """How many answers this machine knows of."""
    return sum(known.schedule.reps for known in world.ask(library.search, "", world.clock()))


async def test_the_app_syncs_when_it_starts_and_says_so_on_today(world: World) -> None:
    box = meet_elsewhere(world)
    world.ask(sync.set_target, str(box))
    async with world.app().run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot, "1 answer came")
        await settled(pilot, "Last sync 09:00.")
    assert answers(world) == 1


async def test_without_a_file_nothing_is_synced_and_the_key_says_what_to_do(world: World) -> None:
    async with world.app().run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot, "Next days")
        await pilot.press("y")
        await settled(pilot, "No file is set")


async def test_a_file_is_set_in_the_settings_and_synced_with_at_once(world: World) -> None:
    box = meet_elsewhere(world)
    async with world.app().run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot, "Next days")
        await pilot.press("comma")
        await settled(pilot, "desired retention")
        await pilot.press("y")
        pilot.app.screen.query_one("#value").value = str(box)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settled(pilot, "1 answer came")
        await settled(pilot, "syncs with")
    assert answers(world) == 1
    assert world.ask(sync.target_of) == str(box)


async def test_a_file_that_is_not_there_is_said_on_today_and_stands_in_nobodys_way(world: World) -> None:
    box = meet_elsewhere(world)
    world.ask(sync.set_target, str(box))
    box.parent.rename(world.folder / "unplugged")
    async with world.app().run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot, "Not synced now: There is no folder")
        await pilot.press("enter")
        await settled(pilot, "Dilated")
