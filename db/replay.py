"""A card's row computed from its review log. `replay` is pure; `rebuild_within` writes what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypedDict

from sqlalchemy import Connection, Update, bindparam

from cards import memory
from cards.schedule import Rating, Schedule, State
from db.records import Decision, Event, Review
from db.rows import IN_ORDER, LOG, SCHEDULE, Columns, sound_log
from db.schema import EPOCH, MICROSECOND, cards, reviews
from db.uids import moment_of
from db.versions import Base

DECISIONS = {
    Event.TAKE: Decision.TAKEN,
    Event.KEEP: Decision.TAKEN,
    Event.DROP: Decision.DROPPED,
    Event.HAVE: Decision.HAD,
}

HOLDING = {Event.TAKE: False, Event.RATING: False, Event.DROP: True}
REJECTING = {Event.REJECT: True, Event.HAVE: True, Event.ACCEPT: False}  # what is had already is rejected as well


class Beside(TypedDict):
    """What of a card's row an import and its reader decide together."""

    flag: str | None
    held: bool
    rejected: bool


@dataclass(frozen=True, slots=True)
class Projection:
    """What the log says of a card: its schedule, the study day it was first rated, whether it is put aside, and what
    its reader decided when it was held.

    Without arguments it is what an empty log says.
    """

    schedule: Schedule = field(default_factory=Schedule)
    first_day: int | None = None
    suspended: bool = False
    buried_until: int | None = None
    decision: Decision | None = None


def standing(log: Iterable[Review]) -> list[Review]:
    """The events that were not undone, in order, without the undos themselves."""
    events = list(log)
    undone = {event.undoes for event in events if event.undoes is not None}
    return [event for event in events if event.event is not Event.UNDO and event.id not in undone]


def replay(log: Iterable[Review], parameters: tuple[float, ...]) -> Projection:
    """Compute a card's schedule from its log: due dates as each rating promised them, memory by these `parameters`.

    `log` is in the order of its names (`rows.IN_ORDER`), the undos among it. The desired retention plays no part in
    memory.
    """
    schedule, first_day, suspended, buried_until, decision = Schedule(), None, False, None, None
    for event in standing(log):
        if event.event in (Event.SUSPEND, Event.LEECH):
            suspended = True
        elif event.event is Event.RESUME:
            suspended, buried_until = False, None
        elif event.event is Event.BURY:
            buried_until = event.due_day
        elif event.event in DECISIONS:
            decision = DECISIONS[event.event]
        elif event.rating is not None and event.state is not None:
            first_day = event.study_day if first_day is None else first_day
            buried_until = None
            schedule = _rated(schedule, event, event.rating, event.state, parameters)
    return Projection(schedule, first_day, suspended, buried_until, decision)


def decided(base: Base, log: Iterable[Review]) -> Beside:
    """Whether a card is held or rejected, and why it is asked again: what an import said of it, then its reader.

    One that was rated or taken is held no more, and a rating answers a flag that was there before it.
    """
    held, flag, rejected = base.held, base.flag, base.rejected
    for event in standing(log):
        moment = EPOCH + moment_of(event.uid) * MICROSECOND if event.uid else event.at
        if event.event in HOLDING and (base.held_at is None or moment > base.held_at):
            held = base.held and HOLDING[event.event]
        if event.event is Event.RATING:
            flag = None if base.flag_at is not None and moment > base.flag_at else flag
        elif event.event in REJECTING and (base.rejected_at is None or moment > base.rejected_at):
            rejected = REJECTING[event.event]
    return {"flag": flag, "held": held, "rejected": rejected}


def life(log: Iterable[Review], parameters: tuple[float, ...]) -> list[tuple[Review, Schedule]]:
    """Every answer that stands, in order, each with the schedule it led to."""
    schedule, found = Schedule(), []
    for event in standing(log):
        if event.rating is not None and event.state is not None:
            schedule = _rated(schedule, event, event.rating, event.state, parameters)
            found.append((event, schedule))
    return found


def _rated(schedule: Schedule, event: Review, rating: Rating, state: State, parameters: tuple[float, ...]) -> Schedule:
    days = 0 if schedule.last_day is None else event.study_day - schedule.last_day
    remembered = memory.after_each_rating(parameters, 0.9, schedule.stability, schedule.difficulty, days)[rating - 1]
    return Schedule(
        state=state,
        step=event.step or 0,
        stability=remembered.stability,
        difficulty=remembered.difficulty,
        due_day=event.due_day,
        due_at=event.due_at,
        last_day=event.study_day,
        reps=schedule.reps + 1,
        lapses=schedule.lapses + (schedule.state is State.REVIEW and rating is Rating.AGAIN),
    )


ASIDE = Columns(Projection, apart=("schedule",))


def update_of(*names: str) -> Update:
    """The statement that writes these columns of one card."""
    return cards.update().where(cards.c.id == bindparam("card")).values({name: bindparam(name) for name in names})


PROJECT = update_of(*SCHEDULE.names, *ASIDE.names)


def rebuild_within(connection: Connection, parameters: tuple[float, ...]) -> int:
    """Write every card's row anew from the log, inside this transaction."""
    count = 0
    for batch in _batches(projections(connection, parameters), 1000):
        connection.execute(PROJECT, [{"card": card, **row_of(projection)} for card, projection in batch])
        count += len(batch)
    return count


def projections(connection: Connection, parameters: tuple[float, ...]) -> Iterator[tuple[int, Projection]]:
    """(card id, projection) of every card that has a log, read in batches."""
    query = LOG.order_by(reviews.c.card_id, *IN_ORDER).execution_options(yield_per=2000)
    rows = connection.execute(query)
    for card_id, lines in groupby(sound_log(rows), key=lambda line: line.card_id):
        yield card_id, replay(lines, parameters)


def row_of(projection: Projection) -> dict[str, Any]:
    """A projection as the columns of a card."""
    return {**SCHEDULE.columns(projection.schedule), **ASIDE.columns(projection)}


def projection_of(row: Any) -> Projection:
    """What a card's row says."""
    return Projection(SCHEDULE.of(row), **ASIDE.values(row))


def _batches(items: Iterable[tuple[int, Projection]], size: int) -> Iterator[list[tuple[int, Projection]]]:
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
