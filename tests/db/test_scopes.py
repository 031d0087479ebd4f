"""What a person chose to learn: parts with new cards, an order and a retention of their own, pauses, and ten more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cards.schedule import Rating, Settings, study_day
from db import queue, reviews, scopes, settings
from db.engine import Database
from db.schema import cards
from db.scopes import Scope

NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)
TODAY = study_day(NOON)
Filled = Callable[..., Database]


@pytest.fixture
def two(filled: Filled) -> Database:
    """Ten new cards of note 1 (ids 1 to 10), ten of note 2 (11 to 20); five new cards come a day."""
    filled(10, note=1)
    db = filled(10, note=2)
    settings.save(db, Settings(new_per_day=5, fuzz=False))
    return db


def name_of(db: Database, note: int) -> str:
    """A filter that finds one note."""
    with db.read() as connection:
        path = connection.exec_driver_sql(f"SELECT path FROM notes WHERE id = {note}").scalar_one()
    return f'note:"{path}"'


def test_a_part_with_a_number_of_its_own_takes_nothing_from_the_others(two: Database) -> None:
    assert queue.today(two, NOON) == [1, 2, 3, 4, 5]
    scopes.choose(two, Scope(name_of(two, 2), new_per_day=3))
    assert queue.today(two, NOON) == [1, 2, 3, 4, 5, 11, 12, 13]
    reviews.record(two, 11, Rating.EASY, NOON)
    reviews.record(two, 1, Rating.EASY, NOON)
    assert sorted(queue.today(two, NOON)) == [2, 3, 4, 5, 12, 13]
    assert queue.counts(two, NOON).new == 6
    scopes.choose(two, Scope(name_of(two, 1), new_per_day=0))
    assert queue.today(two, NOON) == [12, 13]


def test_the_first_part_that_finds_a_card_has_it(two: Database) -> None:
    scopes.choose(two, Scope(name_of(two, 2), new_per_day=1))
    scopes.choose(two, Scope("is:new", new_per_day=2))
    assert queue.today(two, NOON) == [11, 1, 2]


def test_a_paused_part_comes_only_when_it_is_asked_for(two: Database) -> None:
    with two.begin() as connection:
        known = {"state": "review", "due_day": TODAY, "last_day": TODAY - 9, "first_day": TODAY - 9, "stability": 9.0}
        connection.execute(cards.update().where(cards.c.id == 20).values(difficulty=5.0, reps=2, **known))
    part = name_of(two, 2)
    assert 20 in queue.today(two, NOON)
    scopes.choose(two, Scope(part, paused=True))
    assert queue.today(two, NOON) == [1, 2, 3, 4, 5]
    assert 20 in queue.today(two, NOON, part)
    scopes.choose(two, Scope(part))
    assert scopes.load(two) == (), "where nothing is chosen nothing is kept"
    assert 20 in queue.today(two, NOON)


@pytest.mark.parametrize(
    ("order", "first"), [("note", [1, 2, 3, 4, 5]), ("newest", [11, 12, 13, 14, 15]), ("worth", [7, 17, 1, 2, 3])]
)
def test_new_cards_come_in_the_chosen_order(two: Database, order: str, first: list[int]) -> None:
    with two.begin() as connection:
        connection.execute(cards.update().values(worth=0.5))
        connection.execute(cards.update().where(cards.c.id.in_([7, 17])).values(worth=0.9))
    settings.save(two, replace(settings.load(two), new_order=order))
    assert queue.today(two, NOON) == first


def test_mixed_is_no_order_of_notes_and_always_the_same(two: Database) -> None:
    settings.save(two, replace(settings.load(two), new_order="mixed", new_per_day=20))
    mixed = queue.today(two, NOON)
    assert mixed == queue.today(two, NOON)
    assert sorted(mixed) == list(range(1, 21))
    assert {1 if id <= 10 else 2 for id in mixed[:8]} == {1, 2}


def test_a_part_has_an_order_of_its_own(two: Database) -> None:
    with two.begin() as connection:
        connection.execute(cards.update().where(cards.c.id == 19).values(worth=2.0))
    scopes.choose(two, Scope(name_of(two, 2), order="worth", new_per_day=2))
    assert queue.today(two, NOON)[-2:] == [19, 11]


def test_more_new_cards_for_today_alone(two: Database) -> None:
    scopes.ask_for_more(two, TODAY, 2)
    scopes.ask_for_more(two, TODAY, 1)
    assert queue.counts(two, NOON).new == 8
    assert queue.counts(two, NOON + timedelta(days=1)).new == 5


def test_a_card_is_scheduled_by_the_retention_of_its_part(two: Database) -> None:
    scopes.choose(two, Scope(name_of(two, 2), desired_retention=0.97))
    chosen = settings.load(two)
    with two.read() as connection:
        assert scopes.settings_for(connection, 1, TODAY, chosen) == chosen
        assert scopes.settings_for(connection, 12, TODAY, chosen) == replace(chosen, desired_retention=0.97)


def test_what_is_stored_and_cannot_be_is_left_out(two: Database) -> None:
    wrong: list[Any] = ["x", {"filter": 3}, {"filter": " "}, {"filter": "a", "order": "up", "new_per_day": -1}]
    settings.put(two, scopes.SCOPES, [*wrong, {"filter": "b", "paused": 1, "later": True}])
    assert scopes.load(two) == (Scope("a"), Scope("b"))
    for stored in ("nonsense", 7, None, {"day": "x"}):
        settings.put(two, scopes.SCOPES, stored)
        settings.put(two, scopes.EXTRA, stored)
        assert queue.counts(two, NOON).new == 5


def test_others_are_what_may_be_studied_although_it_does_not_wait(two: Database) -> None:
    part = name_of(two, 2)
    settings.save(two, replace(settings.load(two), new_per_day=2))
    reviews.record(two, 12, Rating.EASY, NOON - timedelta(days=1))
    reviews.record(two, 13, Rating.EASY, NOON - timedelta(days=3))
    reviews.record(two, 14, Rating.EASY, NOON)
    reviews.suspend(two, 15, NOON)
    waits = queue.today(two, NOON, part)
    found = queue.others(two, NOON, part)
    assert not set(waits) & set(found)
    assert found[-2:] == [13, 12], "what was answered longer ago is nearer to being forgotten"
    assert set(waits) | set(found) == {11, 12, 13, 16, 17, 18, 19, 20}
