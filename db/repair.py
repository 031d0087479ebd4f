"""What `studytui doctor --repair` does: the log rebuilds what it can, and what nobody can read is set aside.

Everything is one transaction, after a backup. What is changed by hand here is first copied into the table set_aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, exists, insert, or_, select, text, update
from sqlalchemy.exc import DBAPIError

from cards.schedule import Schedule
from cards.translation import _
from db import backup, settings
from db.doctor import ROUNDING
from db.domains import faults
from db.engines import hold_the_log, let_the_log_go, row_name, stored_rows
from db.records import Event, Problem
from db.replay import ASIDE, Projection, projections, row_of
from db.rows import SCHEDULE
from db.schema import (
    answers,
    card_tags,
    card_texts,
    cards,
    clock_corrections,
    doubts,
    folders,
    guids,
    imports,
    leads,
    meetings,
    micros,
    note_tags,
    notes,
    reviews,
    set_aside,
    setting_times,
    stars,
    versions,
    wordings,
)
from db.schema import settings as chosen
from db.texts import keeping

if TYPE_CHECKING:
    from db.engine import Database

# What a card gets where its own value says nothing. It is retired then, until its note is read again.
NEUTRAL = {
    **{"position": 0, "kind": "question", "question": "?", "answer": "?", "accepted": [], "context": [], "line": 1},
    **{"subject": "", "rule": "", "directive": None, "reverse": False, "fingerprint": "", "rejected": False},
    **{"worth": 1.0, "held": False, "shape": ""},
}
BLANK_NOTE = {"title": "", "digest": "", "mtime_ns": 0, "size": 0, "missing": True}
# What SQLite says of values that a column may not hold: the rest of a repair is about these.
OF_VALUES = ("NULL value", "NUMERIC value", "TEXT value", "CHECK constraint", "non-")
FROM_THE_LOG = {*SCHEDULE.names, *ASIDE.names}


def repair(db: Database, now: datetime) -> list[str]:
    """Put right what can be; returns what was done, in sentences. Raises Problem where the file itself is damaged."""
    done = [_("A backup was made first: {backup}.", backup=backup.make(db, label="before-repair"))]
    with db.begin() as connection:
        working = _Repair(connection, now)
        if db.path is not None:
            working.indexes(db.name)
        working.notes()
        working.log()
        working.cards()
        working.rest()
        working.rebuild()
        working.texts()
        return done + (working.done or [_("Nothing had to be put right.")])


class _Repair:
    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.done: list[str] = []

    def say(self, count: int, what: str) -> None:
        if count:
            self.done.append(f"{what} ({count}).")

    def wrong(self, table: str) -> Iterable[tuple[dict[str, Any], dict[str, str]]]:
        """The rows of a table that hold a value that cannot be, as they are stored, each with its faults."""
        for row in list(stored_rows(self.connection, table, named=True)):
            if found := faults(table, row):
                yield row, found

    def aside(self, table: str, row: dict[str, Any], why: str) -> None:
        """Keep a row as it is stored."""
        plain = {name: value if value is None or isinstance(value, int | float | str) else repr(value)
                 for name, value in row.items()}  # fmt: skip
        values = {"at": self.now, "table_name": table, "row": plain, "why": why}
        self.connection.execute(insert(set_aside).values(**values))

    def indexes(self, name: str) -> None:
        """Build the indexes anew: what they say has to be what the tables say."""
        try:
            self.connection.exec_driver_sql("REINDEX")
        except DBAPIError as error:
            raise Problem(_beyond(name, error.orig)) from None
        answers = self.connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        beyond = [each for each in map(str, answers) if each != "ok" and not each.startswith(OF_VALUES)]
        if beyond:
            raise Problem(_beyond(name, beyond[0]))

    def notes(self) -> None:
        """Notes that cannot be read are read again from their files; a card without a note gets an unknown one."""
        count = 0
        for row, found in self.wrong("notes"):
            self.aside("notes", row, _why(found))
            values = {name: BLANK_NOTE.get(name, self.now) for name in found if name not in ("id", "path")}
            if "path" in found:
                values |= {"path": f"unknown note {row['row']}", "missing": True}
            values |= {"digest": "", "size": 0}  # so that it is read again
            self.connection.execute(update(notes).where(notes.c.id == row["row"]).values(**values))
            count += 1
        self.say(count, _("Notes with values that cannot be are read again at the next import"))
        known = set(self.connection.execute(select(notes.c.id)).scalars())
        rows = self.connection.exec_driver_sql("SELECT DISTINCT note_id FROM cards").scalars()
        lost = [number for number in rows if type(number) is int and number > 0 and number not in known]
        for number in lost:
            note = BLANK_NOTE | {"id": number, "path": f"unknown note {number}", "imported_at": self.now}
            self.connection.execute(insert(notes).values(**note))
        self.say(len(lost), _("Cards whose note was not there have an unknown one"))

    def log(self) -> None:
        """Set aside the lines of the log that say nothing: unreadable ones, those of no card, undos of nothing."""
        let_the_log_go(self.connection)
        bad = {row["row"]: (row, _why(found)) for row, found in self.wrong("reviews")}
        number = row_name(self.connection, "reviews")
        rows = self.connection.exec_driver_sql(f'SELECT {number} AS "row", * FROM reviews').mappings().all()
        there = set(self.connection.exec_driver_sql("SELECT id FROM cards").scalars())
        lines: dict[int, Any] = {}
        undone: set[int] = set()
        for row in rows:
            number, target = row["row"], row["undoes"]
            if number in bad:
                continue
            if row["card_id"] not in there:
                bad[number] = dict(row), "its card is not there"
            elif row["event"] == Event.UNDO and not _undoes(lines.get(target), row, undone):
                bad[number] = dict(row), "it takes nothing back"
            elif row["event"] == Event.RATING and (row["rating"] is None or row["state"] is None):
                bad[number] = dict(row), "it is a rating without what was rated"
            else:
                lines[number] = row
                if row["event"] == Event.UNDO:
                    undone.add(target)
        for number in sorted(bad, reverse=True):  # an undo goes before what it takes back
            self.aside("reviews", *bad[number])
            self.connection.execute(delete(reviews).where(reviews.c.id == number))
        hold_the_log(self.connection)
        self.say(len(bad), _("Lines of the log that cannot be read were set aside"))

    def cards(self) -> None:
        """Give a card that cannot be read values that can; it is asked again once its note was read again."""
        count = 0
        for row, found in self.wrong("cards"):
            self.aside("cards", row, _why(found))
            values: dict[str, Any] = {}
            own = found.keys() - FROM_THE_LOG - {"id"}
            for name in own:
                values[name] = NEUTRAL.get(name, None if name == "flag" else self.now if name == "created_at" else True)
            if own - {"flag", "created_at", "retired", "rejected", "worth", "held"}:
                values["retired"] = True
            if "note_id" in own:
                values["note_id"] = self._unknown_note()
            if values:
                self.connection.execute(update(cards).where(cards.c.id == row["row"]).values(**values))
                read_again = update(notes).where(notes.c.id == row["note_id"])
                if "note_id" not in own:
                    self.connection.execute(read_again.values(digest="", mtime_ns=0, size=0))
            count += 1
        self.say(count, _("Cards with values that cannot be were put right; what they were is set aside"))

    def _unknown_note(self) -> int:
        path = "unknown note"
        found = self.connection.execute(select(notes.c.id).where(notes.c.path == path)).scalar()
        if found is not None:
            return int(found)
        made = self.connection.execute(insert(notes).values(path=path, imported_at=self.now, **BLANK_NOTE))
        assert made.inserted_primary_key is not None
        return int(made.inserted_primary_key[0])

    def rest(self) -> None:
        """Settings fall back to their defaults; imports and folders that cannot be read are set aside."""
        machines = (versions, setting_times, clock_corrections, meetings, card_tags, guids)
        for table in (chosen, imports, folders, doubts, wordings, stars, note_tags, leads, answers, *machines):
            count = 0
            for row, found in self.wrong(table.name):
                self.aside(table.name, row, _why(found))
                statement = f"DELETE FROM {table.name} WHERE {row_name(self.connection, table.name)} = :row"
                self.connection.execute(text(statement), {"row": row["row"]})
                count += 1
            self.say(count, _("Rows of {table} that cannot be read were set aside", table=table.name))
        stored = self.connection.execute(select(chosen.c.value).where(chosen.c.key == settings.SCHEDULE_KEY)).scalar()
        if stored is not None and (wrong := settings.out_of_bounds(stored)):
            self.aside("settings", {"value": repr(stored)}, f"out of bounds: {', '.join(wrong)}")
            sound = (
                {key: value for key, value in stored.items() if key not in wrong} if isinstance(stored, dict) else {}
            )
            self.connection.execute(update(chosen).where(chosen.c.key == settings.SCHEDULE_KEY).values(value=sound))
            self.say(len(wrong), _("Settings that cannot be have their defaults again"))
        ids = select(cards.c.id)
        gone = or_(doubts.c.card_id.not_in(ids), doubts.c.other_id.not_in(ids))
        self.connection.execute(delete(doubts).where(gone))
        for table in (wordings, stars, card_tags, guids):
            self.connection.execute(delete(table).where(table.c.card_id.not_in(ids)))
        self.connection.execute(delete(leads).where(leads.c.card_id.not_in(ids)))
        cardless = answers.c.card_id.not_in(ids)
        for lost in self.connection.execute(select(answers).where(cardless)).mappings().all():
            self.aside("answers", dict(lost), "its card is not there")
        self.connection.execute(delete(answers).where(cardless))
        mine = (reviews.c.id == answers.c.review_id) & (reviews.c.card_id == answers.c.card_id)
        unnamed = answers.c.review_id.is_not(None) & ~exists().where(mine)
        self.connection.execute(update(answers).where(unnamed).values(review_id=None))
        self.connection.execute(delete(note_tags).where(note_tags.c.note_id.not_in(select(notes.c.id))))

    def rebuild(self) -> None:
        """Compute every card's row from its log, the rows of cards without one too."""
        wanted = dict(projections(self.connection, settings.within(self.connection).parameters))
        names = (*SCHEDULE.names, *ASIDE.names)
        changed = 0
        query = f"SELECT id, {', '.join(names)} FROM cards"
        for row in self.connection.exec_driver_sql(query).mappings().all():
            values = row_of(wanted.get(row["id"], Projection(Schedule())))
            if _differs(dict(row), values):
                self.connection.execute(update(cards).where(cards.c.id == row["id"]).values(**values))
                changed += 1
        self.say(changed, _("Cards were computed anew from the log"))

    def texts(self) -> None:
        """Write anew what a search reads, where it is not as the cards are."""
        before = self.connection.execute(select(card_texts).order_by(card_texts.c.card_id)).all()
        self.connection.execute(delete(card_texts))
        self.connection.exec_driver_sql(keeping(self.connection.dialect.name)[0])
        after = self.connection.execute(select(card_texts).order_by(card_texts.c.card_id)).all()
        self.say(len(set(after) - set(before)), _("What a search reads of cards was written anew"))


def _differs(stored: dict[str, Any], wanted: dict[str, Any]) -> bool:
    for name, value in wanted.items():
        was = stored[name]
        if isinstance(value, datetime):
            value = micros(value)
        if isinstance(value, float) and isinstance(was, float) and abs(was - value) <= ROUNDING * abs(value):
            continue
        if was != value or type(was) not in (type(value), int):
            return True
    return False


def _undoes(target: Any, row: Any, undone: set[int]) -> bool:
    """Does this undo name an earlier event of its own card that nothing else takes back?"""
    if target is None or target["row"] in undone:
        return False
    return bool(target["card_id"] == row["card_id"] and target["event"] != Event.UNDO)


def _beyond(name: str, said: object) -> str:
    return _("{name} is damaged in itself ({said}). `studytui restore` goes back to a backup.", name=name, said=said)


def _why(found: dict[str, str]) -> str:
    return "; ".join(f"{name} should be {words}" for name, words in found.items())
