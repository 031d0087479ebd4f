"""Coming back after days away: a measure a day, the most useful first, nothing new, and an end by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cards.schedule import Rating, Settings, study_day
from db import calm, queue, reviews, settings
from db.engine import Database
from db.schema import cards

NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)
TODAY = study_day(NOON)
Filled = Callable[..., Database]


@pytest.fixture
def backlog(filled: Filled) -> Database:
    """Eighty cards that came due in a fortnight away, the last answer before it, and twenty new ones."""
    db = filled(100)
    settings.save(db, Settings(fuzz=False))
    with db.begin() as connection:
        for id in range(1, 81):
            stability = 2.0 + id
            row = {"state": "review", "due_day": TODAY - id % 14, "last_day": TODAY - 20, "first_day": TODAY - 40}
            row |= {"stability": stability, "difficulty": 5.0, "reps": 3}
            connection.execute(cards.update().where(cards.c.id == id).values(**row))
    reviews.record(db, 100, Rating.EASY, NOON - timedelta(days=14))
    with db.begin() as connection:
        connection.execute(cards.update().where(cards.c.id == 100).values(due_day=TODAY + 50))
    return db


def test_a_calm_way_is_offered_to_whom_was_away_and_finds_much(backlog: Database) -> None:
    offer = calm.offer(backlog, NOON)
    assert offer is not None
    assert (offer.away, offer.waiting) == (14, 80)
    assert offer.a_day * offer.days >= 80
    reviews.record(backlog, 1, Rating.GOOD, NOON)
    assert calm.offer(backlog, NOON) is None, "who has begun needs no offer"


def test_nothing_is_offered_where_little_waits(filled: Filled) -> None:
    db = filled(5)
    assert calm.offer(db, NOON) is None
    reviews.record(db, 1, Rating.EASY, NOON - timedelta(days=30))
    assert calm.offer(db, NOON) is None


def test_so_many_a_day_the_most_useful_first_and_nothing_new(backlog: Database) -> None:
    assert queue.counts(backlog, NOON).new == 19
    calm.begin(backlog, 30)
    counts = queue.counts(backlog, NOON)
    assert (counts.review, counts.new, counts.total) == (30, 0, 30)
    first = queue.today(backlog, NOON)
    gains = [calm.gain((), 2.0 + id, 5.0, 20) for id in first]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) >= max(calm.gain((), 2.0 + id, 5.0, 20) for id in range(1, 81) if id not in first)
    for id in first[:12]:
        reviews.record(backlog, id, Rating.GOOD, NOON)
    assert queue.counts(backlog, NOON).review == 18
    assert len(queue.today(backlog, NOON, "kind:definition")) > 30, "who asks for a part gets it whole"


def test_it_ends_by_itself(backlog: Database) -> None:
    calm.begin(backlog, 30)
    days = 0
    while not calm.settle(backlog, NOON + timedelta(days=days)):
        for id in queue.today(backlog, NOON + timedelta(days=days)):
            reviews.record(backlog, id, Rating.EASY, NOON + timedelta(days=days))
        days += 1
        assert days < 9
    assert days >= 2
    assert queue.counts(backlog, NOON + timedelta(days=days)).new > 0
    with backlog.read() as connection:
        assert calm.a_day(connection) == 0


def test_it_can_be_ended(backlog: Database) -> None:
    calm.begin(backlog, 30)
    calm.end(backlog)
    assert queue.counts(backlog, NOON).review == 80


def test_a_cap_for_every_day(backlog: Database) -> None:
    settings.save(backlog, replace(settings.load(backlog), reviews_per_day=25))
    counts = queue.counts(backlog, NOON)
    assert (counts.review, counts.new) == (25, 19)
    reviews.record(backlog, queue.today(backlog, NOON)[0], Rating.GOOD, NOON)
    assert queue.counts(backlog, NOON).review == 24


def test_a_review_is_worth_more_the_more_it_brings() -> None:
    fresh, fading, lost = (calm.gain((), 20.0, 5.0, days) for days in (1, 20, 2000))
    assert fading > fresh
    assert fading > 0
    assert lost > fresh
