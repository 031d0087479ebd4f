"""Numbers about what was done."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from cards.schedule import Rating, study_day
from db import queue, reviews, stats
from db.engine import Database
from db.stats import Retention

Filled = Callable[..., Database]
NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)
TODAY = study_day(NOON)


def on(db: Database, days_ago: int, *ratings: int, card_id: int = 1, ms: int = 4000) -> None:
    for rating in ratings:
        reviews.record(db, card_id, Rating(rating), NOON - timedelta(days=days_ago), ms)


def test_days_in_a_row(filled: Filled) -> None:
    db = filled(3)
    assert stats.streak(db, NOON) == 0
    for days_ago in (6, 5, 3, 2, 1):
        on(db, days_ago, 3)
    assert stats.streak(db, NOON) == 3  # today is not over
    on(db, 0, 3)
    assert stats.streak(db, NOON) == 4
    reviews.undo(db, NOON)
    assert stats.streak(db, NOON) == 3
    assert stats.streak(db, NOON + timedelta(days=1)) == 0


def test_only_what_stands_is_a_day(filled: Filled) -> None:
    db = filled(1)
    reviews.bury(db, 1, NOON)
    assert stats.streak(db, NOON) == 0
    assert stats.heatmap(db, NOON, 1) == {TODAY: 0}


def test_the_heat_map_has_every_day(filled: Filled) -> None:
    db = filled(3)
    on(db, 2, 3, 3)
    on(db, 0, 3)
    on(db, 40, 1)
    assert stats.heatmap(db, NOON, 4) == {TODAY - 3: 0, TODAY - 2: 2, TODAY - 1: 0, TODAY: 1}


def test_retention_looks_at_old_cards_alone(filled: Filled) -> None:
    db = filled(4)
    assert stats.retention(db, NOON, 30) == Retention(0, 0)
    assert stats.retention(db, NOON, 30).share is None
    on(db, 40, 1, 4)  # learning
    on(db, 20, 3)  # an old card, known
    on(db, 2, 1)  # and forgotten
    on(db, 2, 1, 1, 3)  # learning it again does not count
    assert stats.retention(db, NOON, 30) == Retention(2, 1)
    assert stats.retention(db, NOON, 7).share == 0.0
    reviews.undo(db, NOON)
    assert stats.retention(db, NOON, 30) == Retention(2, 1)


def test_how_long_today_takes_goes_by_the_latest_ratings(filled: Filled) -> None:
    db = filled(10)
    counts = queue.counts(db, NOON)
    assert stats.minutes(db, NOON, counts) == pytest.approx(10 * 2 * 10 / 60)
    on(db, 9, 3, 3, ms=6000)
    on(db, 9, 3, ms=10**7)  # a walk to the kitchen
    counts = queue.counts(db, NOON)
    pace = (6 + 6 + 120) / 3
    assert stats.minutes(db, NOON, counts) == pytest.approx((counts.due + 2 * counts.new) * pace / 60)


def test_the_summary_is_json_and_adds_up(filled: Filled) -> None:
    db = filled(5)
    on(db, 1, 4)
    on(db, 0, 3, card_id=2)
    reviews.suspend(db, 3, NOON)
    summary = json.loads(json.dumps(stats.summary(db, NOON)))
    assert summary["day"] == "2025-03-27"
    assert summary["streak"] == 2
    assert summary["ratings"] == 2
    assert summary["today"]["ratings"] == summary["today"]["introduced"] == 1
    kinds = summary["cards"]
    assert kinds["total"] == 5
    assert sum(kinds[name] for name in ("new", "learning", "young", "mature", "suspended", "rejected", "retired")) == 5
    assert summary["history"] == {"2025-03-26": 1, "2025-03-27": 1}
    assert len(summary["forecast"]) == 30
    assert summary["retention"]["30_days"] == {"asked": 0, "known": 0, "share": None}


def test_the_summary_of_nothing(db: Database) -> None:
    summary = stats.summary(db, NOON)
    assert summary["streak"] == summary["ratings"] == summary["cards"]["total"] == 0
