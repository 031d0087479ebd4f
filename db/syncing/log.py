"""Giving one database the lines of the log that only the other one has, and computing its cards anew from all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Row, insert, select

from db import settings
from db.domains import sound
from db.records import Event
from db.replay import ASIDE, Projection, decided, replay, row_of, update_of
from db.rows import IN_ORDER, LOG, SCHEDULE, chunks, sound_log
from db.schema import reviews, versions
from db.syncing.facts import too_long
from db.syncing.side import Side
from db.uids import is_uid
from db.versions import Base

LINE = tuple(column.name for column in reviews.c if column.name not in ("id", "card_id", "undoes"))
COMPUTED = update_of(*SCHEDULE.names, *ASIDE.names, "flag", "held", "rejected")
_target = reviews.alias("target")


def lines(side: Side) -> Iterable[Row[Any]]:
    """The lines since the last meeting, in the order they are played in."""
    query = select(reviews, _target.c.uid.label("takes_back")).outerjoin(_target, _target.c.id == reviews.c.undoes)
    span = (reviews.c.id > side.known_reviews, reviews.c.id <= side.last_review)
    return side.connection.execute(query.where(*span).order_by(*IN_ORDER), execution_options={"yield_per": 2000})


class Log:
    """The log of one database, being given lines of another one's."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.answers = 0
        self.unsound = 0
        self.added: list[Row[Any]] = []

    def take(self, given: Iterable[Row[Any]], row_of: Mapping[int, int]) -> None:
        """Append the lines that are not here yet. `row_of` says which card here is which card there."""
        for some in chunks(given, 1000):
            there = self._ids([row.uid for row in some if is_uid(row.uid)])
            new = []
            for row in some:
                if not sound("reviews", row) or not is_uid(row.uid) or too_long(row) or row.card_id not in row_of:
                    self.unsound += 1
                elif row.uid not in there:
                    new.append(row)
            self._append([row for row in new if row.event != Event.UNDO], row_of)
            self._undo([row for row in new if row.event == Event.UNDO], row_of)

    def _append(self, new: list[Row[Any]], row_of: Mapping[int, int], undoes: Mapping[int, int] | None = None) -> None:
        values = [
            {name: getattr(row, name) for name in LINE}
            | {"card_id": row_of[row.card_id], "undoes": None if undoes is None else undoes[row.id]}
            for row in new
        ]
        if values:
            self.side.connection.execute(insert(reviews), values)
            self.side.touched.update(value["card_id"] for value in values)
            self.side.written = True
            self.added += new
            self.answers += sum(row.event == Event.RATING for row in new)

    def _undo(self, new: list[Row[Any]], row_of: Mapping[int, int]) -> None:
        """Append what takes lines back. One that is taken back here already stays taken back once."""
        targets = self._ids([row.takes_back for row in new if row.takes_back])
        found = set(targets.values())
        query = select(reviews.c.undoes).where(reviews.c.undoes.in_(sorted(found)))
        undone = set(self.side.connection.execute(query).scalars())
        undoes = {row.id: targets[row.takes_back] for row in new if targets.get(row.takes_back, 0) in found - undone}
        self.unsound += sum(row.takes_back not in targets for row in new)
        self._append([row for row in new if row.id in undoes], row_of, undoes)

    def _ids(self, names: list[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in chunks(names):
            query = select(reviews.c.uid, reviews.c.id).where(reviews.c.uid.in_(some))
            found |= {row.uid: row.id for row in self.side.connection.execute(query)}
        return found


def compute(side: Side) -> None:
    """Write the rows of the touched cards anew: from their log, and what imports said of them."""
    parameters = settings.within(side.connection).parameters
    names = [versions.c[name] for name in Base._fields]
    for some in chunks(sorted(side.touched)):
        known = {
            row.card_id: Base(*row[1:])
            for row in side.connection.execute(select(versions.c.card_id, *names).where(versions.c.card_id.in_(some)))
        }
        logs = LOG.where(reviews.c.card_id.in_(some)).order_by(reviews.c.card_id, *IN_ORDER)
        played = {
            card: list(each)
            for card, each in groupby(sound_log(side.connection.execute(logs)), key=lambda line: line.card_id)
        }
        values = []
        for card, base in known.items():
            log = played.get(card, [])
            projection = replay(log, parameters) if log else Projection()
            values.append({"card": card, **row_of(projection), **decided(base, log)})
        if values:
            side.connection.execute(COMPUTED, values)


def cards_of(side: Side, names: Iterable[str]) -> set[int]:
    """The cards of these lines of the log."""
    found: set[int] = set()
    for some in chunks(sorted(names)):
        found.update(side.connection.execute(select(reviews.c.card_id).where(reviews.c.uid.in_(some))).scalars())
    return found
