"""A card that was forgotten too often is set aside by the answer that did it; undoing that answer brings it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cards.schedule import Rating
from db import library, queue, reviews, settings
from db.doctor import examine
from db.engine import Database
from db.records import Event, Known
from db.replay import life

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
Filled = Callable[..., Database]


def forget(db: Database, times: int, start: datetime = NOW) -> tuple[Known, datetime]:
    """Answer card 1 well and forget it again, so often."""
    now, card = start, queue.card(db, 1)
    for _ in range(times):
        while card.schedule.state != "review":
            card = reviews.record(db, 1, Rating.EASY, now)
        now += timedelta(days=30)
        card = reviews.record(db, 1, Rating.AGAIN, now)
        now += timedelta(minutes=30)
    return card, now


@pytest.fixture
def three(filled: Filled) -> Database:
    """A database whose cards are set aside after three lapses."""
    db = filled(2)
    settings.save(db, replace(settings.load(db), leech_lapses=3))
    return db


def test_it_is_set_aside_found_and_told(three: Database) -> None:
    card, now = forget(three, 2)
    assert not card.suspended
    card, now = forget(three, 1, now)
    assert (card.suspended, card.schedule.lapses) == (True, 3)
    assert [line.event for line in reviews.log(three, 1)][-2:] == [Event.RATING, Event.LEECH]
    assert [one.id for one in library.search(three, "is:leech", now)] == [1]
    assert 1 not in queue.today(three, now + timedelta(days=60))
    assert all(finding.ok for finding in examine(three))


def test_undoing_the_answer_takes_both_back(three: Database) -> None:
    before, now = forget(three, 2)
    _, now = forget(three, 1, now)
    undone = reviews.undo_last(three, now)
    assert undone is not None
    assert (undone[0].suspended, undone[0].schedule.lapses, undone[1].event) == (False, 2, Event.RATING)
    assert library.search(three, "is:leech", now) == []
    assert all(finding.ok for finding in examine(three))
    assert before.schedule.lapses == 2


def test_one_that_is_asked_again_is_no_leech_until_it_is_forgotten_on(three: Database) -> None:
    _, now = forget(three, 3)
    reviews.resume(three, 1, now)
    assert library.search(three, "is:leech", now) == []
    card, now = forget(three, 1, now)
    assert card.suspended, "half of three is one more"


def test_nought_sets_none_aside(filled: Filled) -> None:
    db = filled(1)
    settings.save(db, replace(settings.load(db), leech_lapses=0))
    assert not forget(db, 9)[0].suspended


def test_a_life_is_every_answer_that_stands_with_what_it_led_to(three: Database) -> None:
    card, now = forget(three, 1)
    reviews.record(three, 1, Rating.GOOD, now)
    reviews.undo(three, now)
    told = life(reviews.log(three, 1), ())
    assert [line.rating for line, _ in told] == [Rating.EASY, Rating.AGAIN]
    assert told[-1][1] == card.schedule
