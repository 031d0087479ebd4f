"""What other machines have to know of a card: what it is known by, when it last changed, and what an import said of it.

A card that was only made has no row here until somebody asks: what it says, and when it was made, say all of it. Before
a card changes, `remember` writes down what it was; afterwards, `changed` writes down when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from db.rows import chunks
from db.schema import EPOCH, MICROSECOND, RUN, cards, identities, meetings, notes, reviews, versions
from db.uids import digest, face_of, is_uid, moment_of

DATED = ("changed_at", "held", "flag", "flag_at", "rejected", "rejected_at", "held_at")
FACE = {"note_id", "context", "fingerprint"}


class Base(NamedTuple):
    """What an import said of a card, whatever its reader did since: whether it is held or rejected, and why it is asked
    again.
    """

    held: bool
    flag: str | None
    flag_at: datetime | None
    rejected: bool
    rejected_at: datetime | None
    held_at: datetime | None


class Face(NamedTuple):
    """A card as it stands: what it is known by is made of this."""

    card_id: int
    kind: str
    path: str
    context: list[str]
    fingerprint: str

    @property
    def key(self) -> str:
        """What it is known by; a question of a demo is one card wherever it stands."""
        return digest(self.kind, self.fingerprint) if self.kind == RUN else face_of(*self[2:])


def remember(connection: Connection, ids: Iterable[int] | None = None) -> None:
    """Write down what these cards are and were when they last changed, where that is not yet done; all by default."""
    wanted = (
        select(cards.c.id, cards.c.created_at, cards.c.held, cards.c.flag, cards.c.rejected, cards.c.context)
        .add_columns(cards.c.kind, cards.c.fingerprint, notes.c.path, notes.c.imported_at)
        .join_from(cards, notes)
        .outerjoin(versions, versions.c.card_id == cards.c.id)
        .where(versions.c.card_id.is_(None))
        .order_by(cards.c.position, cards.c.id)
    )
    stamp = next_stamp(connection)
    queries: list[Select[Any]] = [wanted]
    if ids is not None:
        queries = [wanted.where(cards.c.id.in_(some)) for some in chunks(sorted(set(ids)))]
    for query in queries:
        for some in chunks(connection.execute(query).all(), 5000):
            flagged = moments(connection, [row.id for row in some if row.flag is not None])
            made = [
                {
                    **{"card_id": row.id, "changed_at": (at := max(row.created_at, row.imported_at)), "held": row.held},
                    **{"flag": row.flag, "flag_at": flagged.get(row.id, at) if row.flag is not None else None},
                    **{"rejected": row.rejected, "rejected_at": at if row.rejected else None, "stamp": stamp},
                }
                for row in some
            ]
            if made:
                connection.execute(insert(versions), made)
                claim(connection, [Face(row.id, row.kind, row.path, row.context, row.fingerprint) for row in some])


def changed(connection: Connection, now: datetime, values: Mapping[int, Mapping[str, Any]]) -> None:
    """These cards, which were remembered, now hold these values: column → value, of those that differ."""
    stamp, known = next_stamp(connection), {}
    for some in chunks(values):
        for row in connection.execute(select(versions).where(versions.c.card_id.in_(some))):
            known[row.card_id] = row
    latest = moments(connection, [card for card, new in values.items() if new.keys() & {"flag", "rejected", "held"}])
    rows = []
    for card, new in values.items():
        old = known[card]
        said: dict[str, Any] = {name: getattr(old, name) for name in DATED}
        if new.keys() - {"rejected"}:
            said["changed_at"] = max(now, old.changed_at + MICROSECOND)
        if "rejected" in new:
            said |= {"rejected": new["rejected"], "rejected_at": max(now, latest.get(card, now))}
        if "held" in new:
            said |= {"held": new["held"], "held_at": max(now, latest.get(card, now))}
        if "flag" in new:
            said |= {"flag": new["flag"], "flag_at": max(now, latest.get(card, now))}
        rows.append({"card": card, **said, "stamp": stamp})
    if rows:
        names = [name for name in rows[0] if name != "card"]
        statement = update(versions).where(versions.c.card_id == bindparam("card"))
        connection.execute(statement.values({name: bindparam(name) for name in names}), rows)
    claim(connection, faces(connection, [card for card, new in values.items() if new.keys() & FACE]))


def base_of(connection: Connection, card_id: int) -> Base:
    """What an import said of a card that was remembered."""
    columns = [versions.c[name] for name in Base._fields]
    return Base(*connection.execute(select(*columns).where(versions.c.card_id == card_id)).one())


def shared(connection: Connection) -> bool:
    """Whether this database ever met another one, which may know its cards."""
    return connection.execute(select(meetings.c.id).limit(1)).first() is not None


def next_stamp(connection: Connection) -> int:
    """A stamp greater than that of every change so far."""
    highest = [select(func.max(table.c.stamp)).scalar_subquery() for table in (versions, meetings)]
    return 1 + max(value or 0 for value in connection.execute(select(*highest)).one())


def moments(connection: Connection, ids: Collection[int]) -> dict[int, datetime]:
    """The moment of the last event of each of these cards that has one."""
    found = {}
    for some in chunks(sorted(ids)):
        query = select(reviews.c.card_id, func.max(reviews.c.uid)).where(reviews.c.card_id.in_(some))
        for card, last in connection.execute(query.group_by(reviews.c.card_id)):
            if is_uid(last):
                found[card] = EPOCH + moment_of(last) * MICROSECOND
    return found


def faces(connection: Connection, ids: Iterable[int]) -> list[Face]:
    """What these cards are known by now."""
    columns = (cards.c.id, cards.c.kind, notes.c.path, cards.c.context, cards.c.fingerprint)
    found = []
    for some in chunks(sorted(set(ids))):
        rows = connection.execute(select(*columns).join_from(cards, notes).where(cards.c.id.in_(some)))
        found += [Face(*row) for row in rows]
    return found


def claim(connection: Connection, found: Iterable[Face]) -> None:
    """Write down what cards are known by. Where another card of this database is known by the same, the second is known
    by that and its number: they are two cards here, and so they are everywhere.
    """
    for some in chunks(found, 5000):
        wanted = [(each.card_id, each.key) for each in some]
        owners = owners_of(connection, {key for _, key in wanted})
        made = []
        for card, first in wanted:
            key, number = first, 1
            while owners.get(key, card) != card:
                number += 1
                key = f"{first}-{number}"
                if key not in owners:
                    owners |= owners_of(connection, [key])
            if key not in owners:
                owners[key] = card
                made.append({"key": key, "card_id": card})
        if made:
            connection.execute(insert(identities), made)


def owners_of(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Key → the card of this database that is known by it, for the keys that are known."""
    found: dict[str, int] = {}
    columns = (identities.c.key, identities.c.card_id)
    for some in chunks(sorted(set(keys))):
        found.update(
            (key, card) for key, card in connection.execute(select(*columns).where(identities.c.key.in_(some)))
        )
    return found
