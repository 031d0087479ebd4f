"""Sixty days of study with a flight and a fortnight away: every number is counted again, from the log and by hand."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from cards.schedule import Rating, Settings, study_day
from db import queue, reviews, settings, stats
from db.engine import Database
from db.schema import micros

Filled = Callable[..., Database]
SEOUL, ANGELES = timezone(timedelta(hours=9)), timezone(timedelta(hours=-7))
NEW = 3

STANDING = """
    SELECT id, card_id, at, study_day, rating, was, state, due_day, due_at FROM reviews
    WHERE event = 'rating' AND id NOT IN (SELECT undoes FROM reviews WHERE undoes IS NOT NULL)
"""
LAST = f"""
    SELECT card_id, state, due_day, due_at FROM ({STANDING})
    WHERE id IN (SELECT max(id) FROM ({STANDING}) GROUP BY card_id)
"""


class Log:
    """What the log alone says, in SQL written by hand."""

    def __init__(self, path: str) -> None:
        self.file = sqlite3.connect(path)

    def one(self, query: str, *values: Any) -> Any:
        return self.file.execute(query, values).fetchone()[0]

    def waiting(self, day: int, now: datetime) -> dict[str, int]:
        """What waits now: cards in a step whose time has come, reviews, and new ones."""
        step = self.one(f"SELECT count(*) FROM ({LAST}) WHERE due_at <= ?", micros(now))
        due = self.one(f"SELECT count(*) FROM ({LAST}) WHERE due_day <= ?", day)
        begun = self.one(f"SELECT count(*) FROM ({STANDING}) WHERE was = 'new' AND study_day = ?", day)
        unasked = self.one(f"SELECT count(*) FROM cards WHERE id NOT IN (SELECT card_id FROM ({STANDING}))")
        new = min(max(NEW - begun, 0), unasked)
        ahead = self.one(f"SELECT count(*) FROM ({LAST}) WHERE due_at <= ?", micros(now + timedelta(minutes=20)))
        if not (step or due or new):
            step = ahead
        return {"learning": step, "review": due, "due": step + due, "new": new, "total": step + due + new}

    def days(self) -> set[int]:
        return {day for (day,) in self.file.execute(f"SELECT DISTINCT study_day FROM ({STANDING})")}


def compare(db: Database, log: Log, now: datetime) -> None:
    """The queue, what a prompt shows and the statistics agree with the log."""
    day = study_day(now)
    wanted = log.waiting(day, now)
    counts, told = queue.counts(db, now), stats.summary(db, now)
    assert {name: getattr(counts, name) for name in wanted} == wanted
    assert queue.steady(db, now)[0] == counts
    assert len(queue.today(db, now)) == counts.total == told["today"]["left"]
    assert told["forecast"][0]["due"] == counts.due
    assert told["ratings"] == log.one(f"SELECT count(*) FROM ({STANDING})")
    assert told["today"]["ratings"] == log.one(f"SELECT count(*) FROM ({STANDING}) WHERE study_day = ?", day)
    for span in (7, 30):
        within = f"SELECT count(*) FROM ({STANDING}) WHERE was = 'review' AND study_day BETWEEN ? AND ?"
        asked = log.one(within, day - span + 1, day), log.one(f"{within} AND rating > 1", day - span + 1, day)
        kept = told["retention"][f"{span}_days"]
        assert (kept["asked"], kept["known"]) == asked
    coming = log.one(f"SELECT count(*) FROM ({LAST}) WHERE due_day = ?", day + 1)
    assert told["forecast"][1]["due"] == coming


def walked(db: Database, path: str, days: int, away: range, flights: dict[int, timezone]) -> list[int]:
    """Study so many days; each day's streak. Some ratings are taken back."""
    chance, log, zone = random.Random(5), Log(path), SEOUL
    settings.save(db, Settings(new_per_day=NEW))
    streaks = []
    for number in range(days):
        zone = flights.get(number, zone)
        now = datetime(2025, 3, 1, 9, tzinfo=zone) + timedelta(days=number)
        if number not in away:
            compare(db, log, now)
            while (card := queue.glance(db, now)[1]) is not None:
                now += timedelta(minutes=1)
                reviews.record(db, card.id, chance.choices(list(Rating), [2, 1, 6, 2])[0], now, 5000)
                if chance.random() < 0.05:
                    reviews.undo(db, now)
                if chance.random() < 0.02:
                    compare(db, log, now)
            compare(db, log, now)
        streaks.append(stats.streak(db, now))
        if not number % 20:
            assert all(reviews.replayed(db, id) == queue.card(db, id).schedule for id in range(1, 10))
    return streaks


def test_sixty_days_with_a_fortnight_away_and_two_flights(filled: Filled, path: Any) -> None:
    db = filled(45)
    away = range(30, 44)
    streaks = walked(db, str(path), 60, away, {12: ANGELES, 20: SEOUL})
    assert streaks[:30] == list(range(1, 31)), "neither flight breaks the row"
    assert streaks[30:44] == [30, *[0] * 13]
    assert streaks[44:] == list(range(1, 17))
    back = datetime(2025, 5, 14, 9, tzinfo=SEOUL)
    assert queue.backlog(db, back) == queue.counts(db, back).review


def test_a_day_that_a_flight_took_is_no_day_missed(filled: Filled) -> None:
    db = filled(3)
    monday = datetime(2025, 3, 3, 21, tzinfo=ANGELES)
    reviews.record(db, 1, Rating.EASY, monday)
    landed = datetime(2025, 3, 5, 8, tzinfo=SEOUL)  # Tuesday was over the ocean
    assert landed - monday < timedelta(days=1)
    reviews.record(db, 2, Rating.EASY, landed)
    assert stats.streak(db, landed) == 2
    reviews.undo(db, landed)
    reviews.record(db, 2, Rating.EASY, landed + timedelta(hours=10))
    assert stats.streak(db, landed + timedelta(hours=10)) == 1, "more than a day went by"
    west = datetime(2025, 3, 4, 21, tzinfo=ANGELES)  # and back: Tuesday once more
    assert stats.streak(db, west) == 1


@pytest.mark.soak
def test_two_years(filled: Filled, path: Any) -> None:
    db = filled(800)
    walked(db, str(path), 730, range(300, 314), {100: ANGELES, 107: SEOUL})
