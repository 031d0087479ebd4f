"""Rows of the tables cards and notes as frozen dataclasses, and a Card as the columns it fills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row, Select, select

from cards.card import Card, Kind
from cards.schedule import Rating, Schedule, State
from db.records import Event, Known, Review
from db.schema import cards, notes, reviews

T = TypeVar("T")
CHUNK = 500  # ids or paths in one query; SQLite takes at least 999

# What a note says, as columns: what an import writes, and what undoing it puts back.
CONTENT = (
    *("note_id", "position", "kind", "question", "answer", "accepted", "context", "line", "subject", "rule"),
    *("directive", "reverse", "fingerprint", "retired", "flag"),
)


def known_cards() -> Select[Any]:
    """The query whose rows `known` reads: all columns of cards, and the path of the note."""
    return select(cards, notes.c.path).join_from(cards, notes)


def known(row: Row[Any]) -> Known:
    """A row of `known_cards` as what is remembered."""
    return Known(
        id=row.id,
        card=card_of(row),
        note_id=row.note_id,
        path=row.path,
        schedule=schedule_of(row),
        suspended=row.suspended,
        buried_until=row.buried_until,
        retired=row.retired,
        rejected=row.rejected,
        flag=row.flag,
    )


def card_of(row: Row[Any]) -> Card:
    """The card a row says."""
    return Card(
        kind=Kind(row.kind),
        question=row.question,
        answer=row.answer,
        context=tuple(row.context),
        line=row.line,
        accepted=tuple(row.accepted),
        subject=row.subject,
        rule=row.rule,
        directive=row.directive,
        reverse=row.reverse,
    )


def columns(card: Card) -> dict[str, Any]:
    """The columns a card fills, without its place and its fingerprint."""
    return {
        "kind": card.kind.value,
        "question": card.question,
        "answer": card.answer,
        "accepted": card.accepted,
        "context": card.context,
        "line": card.line,
        "subject": card.subject,
        "rule": card.rule,
        "directive": card.directive,
        "reverse": card.reverse,
    }


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The values, so many at a time."""
    rest = iter(values)
    while some := tuple(islice(rest, size)):
        yield some


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
