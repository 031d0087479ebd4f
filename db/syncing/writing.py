"""Giving one database what a card is by now: its row, what it is known by, and the note it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, update

from db.engines import hold_the_log, let_the_log_go, take_ids
from db.rows import chunks
from db.schema import EPOCH, answers, cards, doubts, identities, notes, reviews, versions
from db.syncing.classes import Class
from db.syncing.facts import BASE, Known, owners
from db.syncing.places import Places
from db.syncing.side import Side

AT_ONCE = 2000


class Writing:
    """The cards that one database is given. `number` says which of the two sides it is."""

    def __init__(self, number: int, sides: tuple[Side, Side]) -> None:
        self.number = number
        self.side = sides[number]
        self.places = Places(self.side, sides[1 - number])
        self.row_of: dict[int, int] = {}  # id(class) → the row of its card here
        self.made = 0
        self.changed = 0
        self.joined = 0

    def write(self, found: Iterable[Class]) -> None:
        """Bring the rows of these cards to what both databases know of them."""
        missing = [each for each in found if not each.members[self.number]]
        there = [each for each in found if each.members[self.number]]
        self._join([each for each in there if len(each.members[self.number]) > 1])
        for each in there:
            self.row_of[id(each)] = min(one.id for one in each.members[self.number])
        for some in chunks(there, AT_ONCE):
            self._change(some)
        free = take_ids(self.side.connection, cards, len(missing)) if missing else 0
        for some in chunks(missing, AT_ONCE):
            free = self._make(some, free)

    def _make(self, found: Iterable[Class], free: int) -> int:
        """Add cards that this database has no row of; returns the next free id."""
        taken = {key for key, _ in owners(self.side, set().union(*(each.keys for each in found)))}
        rows, keys, dated = [], [], []
        for each in found:
            if not taken.isdisjoint(each.keys):
                continue  # its row here cannot be read: the doctor tells of it
            newest = max(each.all, key=lambda one: one.version)
            said = {name: value for name, value in newest.said.items() if name not in ("flag_at", "held_at")}
            place = {"note_id": self.places.of(newest.note_id), "created_at": min(one.created_at for one in each.all)}
            rows.append({"id": free, **said, **place, "rejected": _rejected(each)[1]})
            keys += [{"key": key, "card_id": free} for key in sorted(each.keys)]
            dated.append({"card_id": free, **_version(each, newest), "stamp": self.side.stamp})
            self.row_of[id(each)] = free
            self.side.touched.add(free)
            self.made += not newest.said["retired"] and not newest.run  # those each machine makes by itself
            free += 1
        for table, added in ((cards, rows), (identities, keys), (versions, dated)):
            if added:
                self.side.connection.execute(insert(table), added)
                self.side.written = True
        return free

    def _change(self, found: Iterable[Class]) -> None:
        """Bring rows that are there to the newest version."""
        keys, dated, said = [], [], []
        for each in found:
            mine, row = each.members[self.number], self.row_of[id(each)]
            own = min(mine, key=lambda one: one.id)
            newest = max(each.all, key=lambda one: one.version)
            missing = each.keys - own.keys if len(mine) == 1 else each.keys - set().union(*(one.keys for one in mine))
            keys += [{"key": key, "card_id": row} for key in sorted(missing)]
            older = newest.version != own.version and not own.run
            created = min(one.created_at for one in each.all)
            if missing or older or _rejected(each) != own.rejected or created != own.created_at or len(mine) > 1:
                dated.append({"card": row, **_version(each, own if own.run else newest), "stamp": self.side.stamp})
                place = own.note_id
                if older and own.elsewhere and newest not in mine:
                    place = self.places.of(newest.note_id)
                values = (own if own.run else newest).said
                said.append({"card": row, **{name: values[name] for name in values if name not in BASE},
                             "note_id": place, "created_at": created})  # fmt: skip
                self.side.touched.add(row)
                self.changed += older and newest not in mine and newest.weight != own.weight
        if keys:
            self.side.connection.execute(insert(identities), keys)
        for table, key, changes in ((versions, "card_id", dated), (cards, "id", said)):
            if changes:
                names = [name for name in changes[0] if name != "card"]
                statement = update(table).where(table.c[key] == bindparam("card"))
                self.side.connection.execute(statement.values({name: bindparam(name) for name in names}), changes)
                self.side.written = True

    def _join(self, found: list[Class]) -> None:
        """Make one row of several that prove to be one card. Their notes are read again: a line may now lack a card."""
        connection = self.side.connection
        if not found:
            return
        let_the_log_go(connection)
        for each in found:
            mine = sorted(each.members[self.number], key=lambda one: one.id)
            keep, others = mine[0].id, [one.id for one in mine[1:]]
            for table in (reviews, answers, identities):
                connection.execute(update(table).where(table.c.card_id.in_(others)).values(card_id=keep))
            gone = or_(doubts.c.card_id.in_(others), doubts.c.other_id.in_(others))
            connection.execute(delete(doubts).where(gone))
            self.joined += len(others)
            self.side.touched.add(keep)
        hold_the_log(connection)
        ids = {one.note_id for each in found for one in each.members[self.number]}
        for some in chunks(sorted(ids)):
            again = update(notes).where(notes.c.id.in_(some), notes.c.missing.is_(False))
            connection.execute(again.values(digest="", mtime_ns=-1, size=0))

    def clear(self, found: Iterable[Class]) -> None:
        """Take the rows out that became one with another, when nothing refers to them any more."""
        for each in found:
            others = sorted(one.id for one in each.members[self.number])[1:]
            if others:
                self.side.connection.execute(delete(cards).where(cards.c.id.in_(others)))


def _rejected(each: Class) -> tuple[datetime, bool]:
    return max(one.rejected for one in each.all)


def _version(each: Class, newest: Known) -> dict[str, Any]:
    at, rejected = _rejected(each)
    dated = {"changed_at": newest.changed_at, "rejected": rejected, "rejected_at": None if at == EPOCH else at}
    return dated | {name: newest.said[name] for name in BASE}
