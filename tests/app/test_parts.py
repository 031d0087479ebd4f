"""Choosing what to learn on Today: a line is studied, given choices of its own, and a backlog is worked off calmly."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest

from cards.schedule import Rating
from db import calm, queue, reviews, scopes
from db.engine import Database
from db.schema import cards
from tests.waiting import until


def due_long_ago(db: Database, now: Any, count: int) -> None:
    """Copies of the first card that came due while nobody was there, after an answer twenty days ago."""
    reviews.record(db, 1, Rating.GOOD, now - timedelta(days=20), 900)
    today = now.date().toordinal()
    with db.begin() as connection:
        row = dict(connection.execute(cards.select().where(cards.c.id == 1)).mappings().one())
        for number in range(count):
            known = {"state": "review", "due_day": today - 5, "last_day": today - 30, "first_day": today - 60}
            known |= {"stability": 20.0 + number, "difficulty": 5.0, "reps": 3, "due_at": None}
            known |= {"fingerprint": f"x{number}", "line": 1000 + number, "position": 1000 + number}
            connection.execute(cards.insert().values({**row, "id": 1000 + number, **known}))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_a_line_is_studied_and_told_what_is_left_of_it(world: Any, see: Any, size: tuple[int, int]) -> None:
    world.ask(scopes.choose, scopes.Scope("kind:definition", new_per_day=1))
    app = world.app()
    async with app.run_test(size=size) as pilot:
        await see(pilot, "Everything")
        await pilot.press("down")
        await see(pilot, "kind:definition")
        await pilot.press("enter")
        await see(pilot, "1/1")
        await pilot.press("space", "4")
        await see(pilot, "1 card more, not due today")
        await pilot.press("a")
        await see(pilot, "2/2")
        await pilot.press("space", "4")
        await see(pilot, "That is all for now.")


async def test_choices_are_kept_in_the_order_of_the_keys(world: Any, see: Any, monkeypatch: Any) -> None:
    app, store, begun, stored = world.app(), scopes.choose, [], []

    def slow_at_first(db: Any, scope: Any) -> None:
        begun.append(scope)
        if len(begun) == 1:
            time.sleep(0.3)  # long enough for a thread of the second key to come first
        store(db, scope)
        stored.append(scope.new_per_day)

    monkeypatch.setattr(scopes, "choose", slow_at_first)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Everything")
        await pilot.press("down", "o")
        await see(pilot, "new cards a day")
        await pilot.press("down", "right", "right", "escape")
        await see(pilot, "1 new a day")
        await until(lambda: len(stored) == 2)
    assert stored == [0, 1]
    assert [scope.new_per_day for scope in world.ask(scopes.load)] == [1]


async def test_a_line_has_choices_of_its_own(world: Any, see: Any) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "4 cards")
        await see(pilot, "Everything")
        await pilot.press("down", "o")
        await see(pilot, "new cards a day")
        await pilot.press("right")
        await see(pilot, "yes")
        await pilot.press("down", "right", "right")
        await pilot.press("escape")
        await see(pilot, "paused, 1 new a day")
        await see(pilot, "Nothing is due")
        await pilot.press("o", "delete", "escape")
        await see(pilot, "4 cards")
    assert world.ask(scopes.load) == ()


async def test_ten_more_new_cards_come_today(world: Any, see: Any) -> None:
    from dataclasses import replace

    from db import settings

    world.ask(settings.save, replace(world.ask(settings.load), new_per_day=0))
    app = world.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "Nothing is due")
        await see(pilot, "Everything")
        await pilot.press("plus")
        await see(pilot, "4 cards")


async def test_what_is_not_due_can_be_studied(world: Any, see: Any) -> None:
    for id in (1, 2, 3, 4):
        world.ask(reviews.record, id, Rating.EASY, world.clock(), 900)
    world.clock.forward(days=1)
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Nothing is due")
        await see(pilot, "Everything")
        await pilot.press("down", "enter")
        await see(pilot, "1/4")
        await pilot.press("space", "3")
        await see(pilot, "2/4")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_after_days_away_there_is_a_calm_way(world: Any, see: Any, size: tuple[int, int]) -> None:
    world.ask(due_long_ago, world.clock(), 70)
    app = world.app()
    async with app.run_test(size=size) as pilot:
        text = await see(pilot, "20 days away")
        assert " wait" in text
        assert "Stop when you like" in text
        await pilot.press("c")
        text = await see(pilot, "Coming back")
        assert ("20 due" if size[0] > 60 else "21 due · 0 new") in text, "what is being learned is due as well"
        assert world.ask(queue.counts, world.clock()).new == 0
        await pilot.press("c")
        await see(pilot, "20 days away")
    assert world.ask(calm.present) == 0
