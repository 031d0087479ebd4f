"""Rows of the log and the schedule columns of a card, as the frozen dataclasses that the rest of the house knows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, select

from cards.schedule import Rating, Schedule, State
from db.records import Event, Review
from db.schema import reviews

SCHEDULE = ("state", "step", "stability", "difficulty", "due_day", "due_at", "last_day", "reps", "lapses")

LOG: Select[Any] = select(reviews)


def schedule_of(row: Row[Any]) -> Schedule:
    """The schedule in the row of a card."""
    return Schedule(
        state=State(row.state),
        step=row.step,
        stability=row.stability,
        difficulty=row.difficulty,
        due_day=row.due_day,
        due_at=row.due_at,
        last_day=row.last_day,
        reps=row.reps,
        lapses=row.lapses,
    )


def columns_of(schedule: Schedule) -> dict[str, Any]:
    """A schedule as values of the card's columns."""
    return {name: getattr(schedule, name) for name in SCHEDULE} | {"state": str(schedule.state)}


def review_of(row: Row[Any]) -> Review:
    """One line of the log."""
    return Review(
        id=row.id,
        card_id=row.card_id,
        event=Event(row.event),
        rating=None if row.rating is None else Rating(row.rating),
        at=row.at,
        study_day=row.study_day,
        duration_ms=row.duration_ms,
        undoes=row.undoes,
        was=None if row.was is None else State(row.was),
        state=None if row.state is None else State(row.state),
        step=row.step,
        due_day=row.due_day,
        due_at=row.due_at,
    )
