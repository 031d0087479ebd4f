"""What a person chose is kept, and what they did not choose is the default."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cards.schedule import Rating, Settings
from db import optimising, reviews, settings
from db.engine import Database, open_database
from db.records import Problem
from db.schema import settings as table
from studytui.interpreter import python

FITTING = python("cards.fitting")
Filled = Callable[..., Database]
NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)


def test_defaults_until_something_is_chosen(db: Database, path: Path) -> None:
    assert settings.load(db) == Settings()
    chosen = Settings(
        desired_retention=0.85, learning_steps=(2.0, 20.0, 60.0), relearning_steps=(), new_per_day=7, runs_per_day=1,
        rollover_hour=3, maximum_interval=365, fuzz=False, leech_lapses=5,
    )  # fmt: skip
    settings.save(db, chosen)
    other = open_database(str(path))
    assert settings.load(other) == settings.load(db) == chosen
    other.close()


def test_settings_of_another_version_are_read_as_far_as_they_are_known(db: Database) -> None:
    with db.begin() as connection:
        connection.execute(table.insert(), {"key": "schedule", "value": {"new_per_day": 3, "load_balancing": True}})
    assert settings.load(db) == Settings(new_per_day=3)


def test_anything_else_by_its_key(db: Database) -> None:
    assert settings.get(db, "theme") is None
    assert settings.get(db, "theme", "dark") == "dark"
    for value in ({"이름": ["밤", 1, None]}, None, False):
        settings.put(db, "theme", value)
        assert settings.get(db, "theme", "dark") == value


def test_parameters_fsrs_cannot_use_are_refused_and_nothing_changes(db: Database) -> None:
    with pytest.raises(Problem, match="21 numbers"):
        settings.save(db, Settings(parameters=(1.0, 2.0), new_per_day=3))
    assert settings.load(db) == Settings()


def test_fitting_needs_something_to_learn_from(filled: Filled) -> None:
    db = filled(3)
    reviews.record(db, 1, Rating.GOOD, NOON)
    with pytest.raises(Problem, match="0 recalls"):
        optimising.fit(db, FITTING)


def test_fitting_runs_beside_us_and_what_it_gives_can_be_kept(filled: Filled) -> None:
    db = filled(60)
    # A person who forgets fast: whatever was learned is half gone after three days.
    for card_id in range(1, 61):
        for turn in range(10):
            rating = Rating.AGAIN if (turn + card_id) % 2 and turn else Rating.GOOD
            reviews.record(db, card_id, rating, NOON + timedelta(days=3 * turn))
    reviews.undo(db, NOON)
    past = optimising.histories(db)
    assert sum(map(len, past)) == 599
    fitted = optimising.fit(db, FITTING)
    assert len(fitted.parameters) == 21
    assert fitted.better
    assert fitted.recalls == 539
    settings.save(db, Settings(parameters=fitted.parameters))
    assert all(reviews.replayed(db, card_id) for card_id in (1, 60))


def test_a_process_that_fails_is_a_sentence(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    db = filled(2)
    for turn in range(3):
        reviews.record(db, 1, Rating.GOOD, NOON + timedelta(days=turn))
    monkeypatch.setattr(optimising, "LEAST", 1)
    with pytest.raises(Problem, match="Nothing was changed"):
        optimising.fit(db, ("/nowhere/python",))
