"""The stored settings: the scheduler's as one value, any other by its key."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Text, cast, delete, select

from cards import memory
from cards.schedule import Settings
from db.prepared import Prepared
from db.records import Problem
from db.schema import settings

if TYPE_CHECKING:
    from db.engine import Database

SCHEDULE_KEY = "schedule"
TUPLES = {"learning_steps", "relearning_steps", "parameters"}
NAMES = {field.name for field in fields(Settings)}

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
        if before.parameters != chosen.parameters:
            rebuild_within(connection, chosen.parameters)
        if before.questions_per_note != chosen.questions_per_note:
            from db.choosing import choose_again  # loads what makes cards, which no other setting needs

            choose_again(connection, chosen.questions_per_note)


def get(db: Database, key: str, default: Any = None) -> Any:
    """Any other value that was kept, or `default`."""
    with db.read() as connection:
        row = connection.execute(select(settings.c.value).where(settings.c.key == key)).first()
    return default if row is None else row.value


def put(db: Database, key: str, value: Any) -> None:
    """Keep any JSON-able value under a key."""
    with db.begin() as connection:
        _put(connection, key, value)


def _put(connection: Connection, key: str, value: Any) -> None:
    # Delete and insert: every database knows both, and an "upsert" is spelled differently in each.
    connection.execute(delete(settings).where(settings.c.key == key))
    connection.execute(settings.insert().values(key=key, value=value))


@lru_cache(maxsize=4)
def parsed(stored: str | None) -> Settings:
    """Settings as they are stored; cached, as they seldom change."""
    if stored is None:
        return Settings()
    values: dict[str, Any] = {key: value for key, value in json.loads(stored).items() if key in NAMES}
    for key in TUPLES & values.keys():
        values[key] = tuple(values[key])
    return Settings(**values)
