"""What a person chose to learn and how: parts of the cards (by a filter) with new cards, an order and a retention of
their own, parts that are paused, and more new cards for a day.

A card belongs to the first part whose filter finds it. Kept as values among the settings.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Text, and_, bindparam, cast, select

from cards.schedule import ORDERS, Settings
from db import settings as store
from db.filters import condition, terms
from db.prepared import Prepared
from db.schema import cards, settings

if TYPE_CHECKING:
    from db.engine import Database

SCOPES = "scopes"  # the keys among the settings
EXTRA = "extra new cards"
MOST = 50  # parts with choices of their own: each is a question more to the database

_value = Prepared(select(cast(settings.c.value, Text)).where(settings.c.key == bindparam("key")))


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the cards and what was chosen for it; None where what holds for all cards holds."""

    filter: str
    new_per_day: int | None = None
    order: str | None = None
    desired_retention: float | None = None
    paused: bool = False

    @property
    def plain(self) -> bool:
        """Nothing is chosen: such a part need not be kept."""
        return self == Scope(self.filter)


def load(db: Database) -> tuple[Scope, ...]:
    """The parts with choices of their own, in the order in which they are asked whether a card is theirs."""
    with db.read() as connection:
        return within(connection)


def within(connection: Connection) -> tuple[Scope, ...]:
    """The same as this transaction sees them."""
    return _parsed(_value.first(connection, key=SCOPES))


def choose(db: Database, chosen: Scope) -> None:
    """Keep what was chosen for a part; a part with nothing chosen is forgotten."""
    others = [scope for scope in load(db) if scope.filter != chosen.filter]
    kept = [*others, *(() if chosen.plain else (chosen,))]
    store.put(db, SCOPES, [asdict(scope) for scope in kept[-MOST:]])


def extra(connection: Connection, day: int) -> int:
    """How many new cards more were asked for on this study day."""
    found = _json(_value.first(connection, key=EXTRA))
    if isinstance(found, dict) and found.get("day") == day and type(found.get("count")) is int:
        return max(0, int(found["count"]))
    return 0


def ask_for_more(db: Database, day: int, count: int) -> None:
    """Ask for so many new cards more today."""
    with db.read() as connection:
        count += extra(connection, day)
    store.put(db, EXTRA, {"day": day, "count": count})


def finds(scope: Scope) -> ColumnElement[bool]:
    """That a card is found by the filter of a part."""
    return and_(*map(condition, terms(scope.filter)))


def settings_for(connection: Connection, card_id: int, day: int, settings: Settings) -> Settings:
    """The settings a card is scheduled by: those of all cards, with the retention of the part it belongs to."""
    wanting = [scope for scope in within(connection) if scope.desired_retention is not None]
    for scope in wanting:
        query = select(cards.c.id).where(cards.c.id == card_id, finds(scope))
        if connection.execute(query, {"today": day}).first() is not None:
            assert scope.desired_retention is not None
            return replace(settings, desired_retention=scope.desired_retention)
    return settings


@lru_cache(maxsize=4)
def _parsed(stored: str | None) -> tuple[Scope, ...]:
    """Parts as they are stored; what says nothing that can be is left out."""
    found = _json(stored)
    names = {field.name for field in fields(Scope)}
    parts = []
    for said in found if isinstance(found, list) else ():
        if not isinstance(said, dict) or not isinstance(said.get("filter"), str) or not said["filter"].strip():
            continue
        sound = {name: value for name, value in said.items() if name in names and _can_be(name, value)}
        parts.append(Scope(**sound))
    return tuple(parts[:MOST])


def _can_be(name: str, value: Any) -> bool:
    if name == "filter":
        return len(value) <= 500
    if name == "paused":
        return isinstance(value, bool)
    if name == "order":
        return value is None or value in ORDERS
    return value is None or store.within_bounds(name, value)


def _json(stored: str | None) -> Any:
    try:
        return json.loads(stored or "null")
    except (ValueError, RecursionError):
        return None
