"""Notes and cards, and the remembered folders. Imports are in db/imports, searching is in db/searching.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select

from cards.schedule import State, study_day
from db import schema
from db.domains import faults
from db.engine import Database
from db.filters import FREE, narrowed
from db.imports.apply import apply, declined
from db.imports.basis import basis
from db.imports.plan import plan
from db.imports.undo import undo_import
from db.records import Imported, Known, NoteSummary
from db.rows import known_cards, sound
from db.schema import ACTIVE, WAITING, cards, imports
from db.searching import search
from db.settings import within
from db.waiting import put_off

__all__ = [
    "apply",
    "cards_of",
    "fingerprints",
    "folders",
    "forget",
    "history",
    "notes",
    "plan",
    "refused",
    "remember",
    "search",
    "stamp",
    "tags",
    "tally",
    "undo_import",
]


def fingerprints(db: Database) -> dict[str, tuple[int, int, str]]:
    """Path → (mtime_ns, size, digest) of every known note that was there when last looked at."""
    table = schema.notes.c
    query = select(table.path, table.mtime_ns, table.size, table.digest).where(table.missing.is_(False))
    with db.read() as connection:
        cursor: Any = connection.execute(query).cursor  # plain rows: ten thousand of SQLAlchemy's own take long to make
        return {path: (mtime_ns, size, digest) for path, mtime_ns, size, digest in cursor.fetchall()}


def stamp(db: Database) -> str:
    """A text that changes when notes are imported or folders remembered: a cheap way to notice either."""
    with db.read() as connection:
        count = connection.execute(select(func.count()).select_from(schema.folders)).scalar_one()
        return f"{basis(connection)}-{count}"


def refused(db: Database) -> dict[str, str]:
    """Path → digest of notes as they were in an import that was taken back; nothing has been imported of them since."""
    with db.read() as connection:
        return declined(connection)


def notes(db: Database, now: datetime) -> list[NoteSummary]:
    """Every known note with its counts of today, by path. A missing note is listed while it has cards."""
    table = schema.notes
    count = func.count(cards.c.id)
    with db.read() as connection:
        today = study_day(now, within(connection).rollover_hour)
        awake = and_(ACTIVE, or_(cards.c.buried_until.is_(None), cards.c.buried_until <= today))
        come = or_(
            cards.c.due_at <= now,
            and_(cards.c.due_at.is_(None), cards.c.due_day <= today),
            cards.c.flag.is_not(None),
        )
        query = (
            select(
                *(table.c.id, table.c.path, table.c.title, table.c.imported_at, table.c.missing),
                count.label("all"),
                count.filter(cards.c.retired.is_(False), cards.c.rejected.is_(False), cards.c.held.is_(False)).label(
                    "cards"
                ),
                count.filter(cards.c.retired.is_(False), cards.c.rejected.is_(False), WAITING).label("held"),
                count.filter(awake, cards.c.state != State.NEW.value, come).label("due"),
                count.filter(awake, cards.c.state == State.NEW.value).label("new"),
            )
            .outerjoin_from(table, cards)
            .group_by(table.c.id)
            .order_by(table.c.path)
        )
        later = put_off(connection, today)  # as a session counts: of one line one card is asked a day
        return [
            NoteSummary(
                *(row.id, row.path, row.title, row.cards, row.due - later[row.id], row.new),
                *(row.imported_at, row.missing, row.held),
            )
            for row in connection.execute(query)
            if row.all or not row.missing
        ]


def tags(db: Database) -> dict[str, list[int]]:
    """Every tag with the ids of the notes that have it."""
    found: dict[str, list[int]] = {}
    with db.read() as connection:
        for note, tag in connection.execute(select(schema.note_tags.c.note_id, schema.note_tags.c.tag)):
            found.setdefault(tag, []).append(note)
    return found


def tally(db: Database, filter: str, now: datetime) -> tuple[int, int, int]:
    """How many cards a filter finds that are asked, how many of them are due, and how many new."""
    with db.read() as connection:
        today = study_day(now, within(connection).rollover_hour)
        due, new = and_(cards.c.due_day <= today, FREE), cards.c.first_day.is_(None)
        counts: Any = select(func.count(), func.count().filter(due), func.count().filter(new)).select_from(cards)
        row = connection.execute(narrowed(counts.where(ACTIVE), filter), {"today": today}).one()
        later = put_off(connection, today, filter).total()
    return int(row[0]), int(row[1]) - later, int(row[2])


def cards_of(db: Database, note_id: int, *, retired: bool = False) -> list[Known]:
    """The cards of a note in the note's order, rejected and suspended ones too; with `retired` also removed ones."""
    query = known_cards().where(cards.c.note_id == note_id).order_by(cards.c.position, cards.c.id)
    if not retired:
        query = query.where(cards.c.retired.is_(False))
    with db.read() as connection:
        return list(sound(connection.execute(query)))


def folders(db: Database) -> list[str]:
    """The remembered folders, which are read again at every start."""
    with db.read() as connection:
        return list(connection.execute(select(schema.folders.c.path).order_by(schema.folders.c.path)).scalars())


def remember(db: Database, folder: str, now: datetime) -> None:
    """Remember this folder: it is read again at every start."""
    with db.begin() as connection:
        table = schema.folders
        if connection.execute(select(table.c.path).where(table.c.path == folder)).first() is None:
            connection.execute(insert(table).values(path=folder, added_at=now))


def forget(db: Database, folder: str) -> None:
    """Forget this folder. Its cards stay."""
    with db.begin() as connection:
        connection.execute(delete(schema.folders).where(schema.folders.c.path == folder))


def history(db: Database, limit: int = 20) -> list[Imported]:
    """The imports, the last one first, so that one of them can be taken back."""
    with db.read() as connection:
        rows: Iterable[Any] = connection.execute(select(imports).order_by(imports.c.id.desc()).limit(limit))
        return [
            Imported(
                id=row.id,
                at=row.at,
                undone=row.undone_at is not None,
                notes=tuple(row.changes["read"]),
                made=sum(last - first + 1 for first, last in row.changes["made"]),
                changed=len(row.changes["cards"]),
            )
            for row in rows
            if not faults("imports", row._mapping)
        ]
