"""What a database knows of its cards, in words that hold in every database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db.domains import faults, sound
from db.rows import CONTENT, chunks
from db.schema import EPOCH, RUN, cards, identities, notes, reviews, versions
from db.syncing.side import Side

LONGEST = 200_000  # characters of a text; nobody writes more on a card
# What a note says of a card. Where its note lies, and in which row, is each machine's own.
SAID = tuple(name for name in CONTENT if name not in ("note_id", "held", "flag"))
BASE = ("held", "flag", "flag_at", "held_at")


@dataclass(slots=True)
class Known:
    """A card as one database has it: `said` by its note, at the time it `changed`, and rejected by an import or not.

    `weight` settles which of two forms holds that were written at the same time: anything that is the same everywhere.
    """

    id: int
    note_id: int
    elsewhere: bool  # its note is in no file of this machine
    keys: set[str]
    changed_at: datetime
    said: dict[str, Any]
    weight: str
    rejected: tuple[datetime, bool]
    created_at: datetime
    stamp: int

    @property
    def version(self) -> tuple[datetime, str]:
        """What is compared: the later version holds."""
        return self.changed_at, self.weight

    @property
    def run(self) -> bool:
        """Whether a demo asks it: then every machine settles by itself what it says."""
        return bool(self.said["kind"] == RUN)


def changed_since(side: Side) -> set[int]:
    """The cards that were changed or have new lines in the log since the two met."""
    connection = side.connection
    found = set(connection.execute(select(versions.c.card_id).where(versions.c.stamp > side.known_stamp)).scalars())
    lines = select(reviews.c.card_id).where(reviews.c.id > side.known_reviews).distinct()
    return found.union(connection.execute(lines).scalars())


def read(side: Side, ids: Iterable[int]) -> tuple[dict[int, Known], int]:
    """These cards, without those that hold what cannot be, and how many those are."""
    found: dict[int, Known] = {}
    unsound = 0
    columns = [
        versions.c[name].label(f"base_{name}") for name in (*BASE, "rejected", "rejected_at", "changed_at", "stamp")
    ]
    query = select(cards, *columns, notes.c.missing, notes.c.path).join_from(cards, notes).join(versions)
    for some in chunks(sorted(ids)):
        keys: dict[int, set[str]] = {}
        for key, card in side.connection.execute(
            select(identities.c.key, identities.c.card_id).where(identities.c.card_id.in_(some))
        ):
            keys.setdefault(card, set()).add(key)
        for row in side.connection.execute(query.where(cards.c.id.in_(some))):
            if not sound("cards", row) or too_long(row) or not _sound_version(row) or row.id not in keys:
                unsound += 1
                continue
            found[row.id] = _known(row, keys[row.id])
    return found, unsound


def too_long(values: Iterable[Any]) -> bool:
    """Whether one of these values is a text, or a list of texts, that nobody can have meant."""
    return any(len(value if isinstance(value, str) else "".join(map(str, value))) > LONGEST
               for value in values if isinstance(value, str | list))  # fmt: skip


def _sound_version(row: Any) -> bool:
    values = {name: getattr(row, f"base_{name}") for name in ("changed_at", "held", "flag", "rejected")}
    times = (row.base_flag_at, row.base_rejected_at, row.base_held_at)
    return not faults("versions", values) and all(at is None or isinstance(at, datetime) for at in times)


def _known(row: Any, keys: set[str]) -> Known:
    said = {name: getattr(row, name) for name in SAID} | {name: getattr(row, f"base_{name}") for name in BASE}
    return Known(
        id=row.id,
        note_id=row.note_id,
        elsewhere=bool(row.missing),
        keys=keys,
        changed_at=row.base_changed_at,
        said=said,
        weight=json.dumps(said, ensure_ascii=False, sort_keys=True, default=str),
        rejected=(row.base_rejected_at or EPOCH, bool(row.base_rejected)),
        created_at=row.created_at,
        stamp=row.base_stamp,
    )


def owners(side: Side, keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    """(key, card) of this database for the keys it knows."""
    for some in chunks(sorted(keys)):
        query = select(identities.c.key, identities.c.card_id).where(identities.c.key.in_(some))
        for row in side.connection.execute(query):
            yield row.key, row.card_id
