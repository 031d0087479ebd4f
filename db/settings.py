"""The stored settings: the scheduler's as one value, any other by its key."""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Text, cast, delete, select

from cards import memory
from cards.asking.taste import LINES
from cards.schedule import ORDERS, Settings
from db.prepared import Prepared
from db.records import Problem
from db.schema import MICROSECOND, settings
from db.schema import setting_times as times

if TYPE_CHECKING:
    from db.engine import Database

SCHEDULE_KEY = "schedule"
# Other keys whose values a sync carries to other machines, each by its latest change; what is not named stays here.
TRAVELLING = ("scopes", "extra new cards")
TUPLES = {"learning_steps", "relearning_steps", "parameters"}
NAMES = {field.name for field in fields(Settings)}
# What a number, or each number of a list, may be at all. What is offered to a person is narrower.
BOUNDS = {
    "desired_retention": (0.01, 0.999),
    "learning_steps": (0.0, 1e6),
    "relearning_steps": (0.0, 1e6),
    "new_per_day": (0, 1_000_000),
    "reviews_per_day": (1, 1_000_000),
    "runs_per_day": (0, 1_000_000),
    "rollover_hour": (0, 23),
    "maximum_interval": (1, 100_000),
    "leech_lapses": (0, 1_000_000),
}

# The value as its text, so that the same text is read into Settings only once.
STORED = select(cast(settings.c.value, Text)).where(settings.c.key == SCHEDULE_KEY)
_stored = Prepared(STORED)


def load(db: Database) -> Settings:
    """The scheduler's settings; the defaults for what was never chosen."""
    with db.read() as connection:
        return within(connection)


def within(connection: Connection) -> Settings:
    """The scheduler's settings as this transaction sees them."""
    return parsed(_stored.first(connection))


def save(db: Database, chosen: Settings) -> None:
    """Keep these settings. New FSRS parameters recompute every card's memory; due dates stay as promised. Another
    amount of questions per note asks or holds cards that nobody has answered or decided about.

    Raises Problem for parameters that FSRS cannot use.
    """
    from db.replay import rebuild_within

    try:
        if chosen.parameters:
            memory.engine(chosen.parameters)
    except ValueError as error:
        raise Problem(str(error)) from None
    with db.begin() as connection:
        before = within(connection)
        _put(connection, SCHEDULE_KEY, asdict(chosen))
        _date(connection, [name for name in NAMES if getattr(before, name) != getattr(chosen, name)], db.now())
        if before.parameters != chosen.parameters:
            rebuild_within(connection, chosen.parameters)
        if before.questions_per_note != chosen.questions_per_note:
            from db.choosing import choose_again  # loads what makes cards, which no other setting needs

            choose_again(connection, chosen.questions_per_note, db.now())


def get(db: Database, key: str, default: Any = None) -> Any:
    """Any other value that was kept, or `default`."""
    with db.read() as connection:
        row = connection.execute(select(settings.c.value).where(settings.c.key == key)).first()
    return default if row is None else row.value


def put(db: Database, key: str, value: Any) -> None:
    """Keep any JSON-able value under a key."""
    with db.begin() as connection:
        _put(connection, key, value)
        if key in TRAVELLING:
            _date(connection, [key], db.now())


def _put(connection: Connection, key: str, value: Any) -> None:
    # Delete and insert: every database knows both, and an "upsert" is spelled differently in each.
    connection.execute(delete(settings).where(settings.c.key == key))
    connection.execute(settings.insert().values(key=key, value=value))


def _date(connection: Connection, names: Collection[str], now: datetime) -> None:
    """Write down when these settings of the scheduler were chosen: of two machines, the later choice holds."""
    for name in names:
        was = connection.execute(select(times.c.changed_at).where(times.c.name == name)).scalar()
        connection.execute(delete(times).where(times.c.name == name))
        at = now if was is None else max(now, was + MICROSECOND)
        connection.execute(times.insert().values(name=name, changed_at=at))


def within_bounds(key: str, value: Any) -> bool:
    """Can a setting have this value? Where it cannot, the default holds."""
    low, high = BOUNDS.get(key, (0.0, 0.0))

    def fits(number: Any) -> bool:
        return isinstance(number, int | float) and not isinstance(number, bool) and low <= number <= high

    if key == "parameters":
        return _usable(value)
    if key in TUPLES:
        return isinstance(value, tuple) and all(map(fits, value))
    if key == "fuzz":
        return isinstance(value, bool)
    if key == "questions_per_note":
        return isinstance(value, str) and value in LINES
    if key == "new_order":
        return isinstance(value, str) and value in ORDERS
    return fits(value) and (key == "desired_retention" or isinstance(value, int))


def _usable(value: Any) -> bool:
    """Are these parameters for FSRS? Loading the engine only to ask it would cost more than all else at a start."""
    if not isinstance(value, tuple) or len(value) not in (0, 17, 19, 21):
        return False
    return all(isinstance(each, int | float) and math.isfinite(each) for each in value)


@lru_cache(maxsize=4)
def parsed(stored: str | None) -> Settings:
    """Settings as they are stored; cached, as they seldom change."""
    try:
        said = json.loads(stored or "{}")
    except (ValueError, RecursionError):
        return Settings()
    if not isinstance(said, dict):
        return Settings()
    found: dict[str, Any] = {key: _as_chosen(key, value) for key, value in said.items() if key in NAMES}
    return Settings(**{key: value for key, value in found.items() if within_bounds(key, value)})


def out_of_bounds(said: Any) -> list[str]:
    """Which of the scheduler's settings, as they are stored, cannot be."""
    if not isinstance(said, dict):
        return [SCHEDULE_KEY]
    return [key for key, value in said.items() if key in NAMES and not within_bounds(key, _as_chosen(key, value))]


def _as_chosen(key: str, value: Any) -> Any:
    return tuple(value) if key in TUPLES and isinstance(value, list) else value
