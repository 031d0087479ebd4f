"""What waits for its reader to look at it: held cards and new ones, in the order of their notes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, or_, select

from cards.schedule import study_day
from db.domains import json_of
from db.filters import narrowed
from db.schema import NOTED, cards, notes
from db.settings import within

if TYPE_CHECKING:
    from db.engine import Database

# Neither decided nor answered nor put aside.
UNDECIDED: ColumnElement[bool] = and_(
    *(cards.c.decision.is_(None), cards.c.retired.is_(False), cards.c.rejected.is_(False)),
    *(cards.c.suspended.is_(False), NOTED, or_(cards.c.held.is_not(False), cards.c.first_day.is_(None))),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card that waits, as far as it takes to choose among many: the rest is read when it is looked at."""

    id: int
    note_id: int
    title: str
    kind: str
    context: tuple[str, ...]
    held: bool


def waiting(db: Database, now: datetime, filter: str = "", *, among: Collection[str] = ()) -> list[Waiting]:
    """Every card that waits, those of the notes imported last first, narrowed by a filter.

    `among` are the paths of the only notes wanted.
    """
    c = cards.c
    query = (
        select(c.id, c.note_id, notes.c.title, c.kind, c.context, c.held, notes.c.path)
        .join_from(cards, notes)
        .where(UNDECIDED)
        .order_by(notes.c.imported_at.desc(), notes.c.path, c.position, c.id)
    )
    wanted = frozenset(among)
    with db.read() as connection:
        today = study_day(now, within(connection).rollover_hour)
        return [
            Waiting(row.id, row.note_id, row.title, row.kind, _texts(row.context), bool(row.held))
            for row in connection.execute(narrowed(query, filter), {"today": today})
            if not wanted or row.path in wanted
        ]


def count(db: Database) -> int:
    """How many held cards wait."""
    with db.read() as connection:
        held = select(func.count()).select_from(cards).where(UNDECIDED, cards.c.held.is_not(False))
        return int(connection.execute(held).scalar_one())


def _texts(stored: object) -> tuple[str, ...]:
    said = json_of(stored) if isinstance(stored, str) else stored
    return tuple(map(str, said)) if isinstance(said, list | tuple) else ()
