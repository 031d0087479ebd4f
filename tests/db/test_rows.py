"""A card's columns are the fields of its dataclasses: nothing is lost on the way into the database and back."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cards.card import Card, Kind
from cards.schedule import Rating, Schedule, State
from db import library, queue, schema
from db.engine import Database
from db.records import Decision, Event, Review, Source
from db.replay import ASIDE, PROJECT, Projection, projection_of, row_of
from db.rows import CARD, REVIEW, SCHEDULE
from db.schema import micros
from db.uids import uid

NOW = datetime(2025, 5, 13, 9, 0, tzinfo=UTC)
FULL_CARD = Card(
    kind=Kind.RELATION,
    question="창을 넓히면?",
    answer="더 멀리 본다",
    context=("주의", "창"),
    line=7,
    accepted=("더 많이 본다",),
    subject="창",
    rule="relation",
    directive="band w=8",
    reverse=True,
    worth=0.25,
    held=True,
    shape="relation/why/reason",
)
FULL_SCHEDULE = Schedule(State.RELEARNING, 1, 12.5, 4.25, 739_020, NOW, 739_010, 6, 2)


def differs_everywhere(value: Any) -> bool:
    """Whether no field of a dataclass has its default: a field that is forgotten somewhere is then seen."""
    return all(
        getattr(value, field.name) != (field.default if field.default is not MISSING else None)
        for field in fields(value)
    )


@pytest.mark.parametrize(
    ("columns", "table"), [(CARD, schema.cards), (SCHEDULE, schema.cards), (REVIEW, schema.reviews)]
)
def test_every_field_has_its_column(columns: Any, table: Any) -> None:
    assert set(columns.names) <= {column.name for column in table.c}


def test_a_card_and_its_schedule_come_back_from_the_database_as_they_went_in(db: Database) -> None:
    assert differs_everywhere(FULL_CARD)
    assert differs_everywhere(FULL_SCHEDULE)
    source = Source("/notes/a.md", "a", "digest", 1, 1, (FULL_CARD,))
    library.apply(db, library.plan(db, [source]), NOW)
    projection = Projection(
        FULL_SCHEDULE, first_day=739_001, suspended=True, buried_until=739_021, decision=Decision.DROPPED
    )
    with db.begin() as connection:
        connection.execute(PROJECT, {"card": 1, **row_of(projection)})
    found = queue.card(db, 1)
    assert found.card == FULL_CARD
    assert found.schedule == FULL_SCHEDULE
    assert (found.suspended, found.buried_until) == (True, 739_021)
    with db.read() as connection:
        row = connection.execute(schema.cards.select()).one()
    assert projection_of(row) == projection
    assert set(row_of(projection)) == {*SCHEDULE.names, *ASIDE.names}


def test_a_line_of_the_log_comes_back_as_it_went_in(db: Database) -> None:
    library.apply(db, library.plan(db, [Source("/notes/a.md", "a", "digest", 1, 1, (FULL_CARD,))]), NOW)
    name = uid(micros(NOW))
    full = Review(
        1, 1, Event.RATING, Rating.HARD, NOW, 739_010, 900, None, State.REVIEW, State.LEARNING, 1, 739_011, NOW, name
    )
    assert differs_everywhere(replace(full, undoes=1))
    with db.begin() as connection:
        connection.execute(schema.reviews.insert().values(REVIEW.columns(full)))
        row = connection.execute(schema.reviews.select()).one()
    assert REVIEW.of(row) == full
