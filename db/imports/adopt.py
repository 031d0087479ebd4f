"""Notes that came from another machine, found in a file of this one: their cards are the file's from then on.

A note that came lies at the path that it has there, and in no file here (`missing`). Which file it is, its name and its
cards say.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import PurePath

from sqlalchemy import Connection, select

from cards.identity import fingerprint
from db.records import Source
from db.rows import chunks
from db.schema import NOTED, cards, notes


def adopted(connection: Connection, sources: Sequence[Source]) -> dict[int, tuple[str, str]]:
    """Note → (the path it came with, the path of its file here), for the files that no note is known of yet.

    One with the same name is taken where it shares half of its cards with the file, or one and the folder above it.
    """
    known: set[str] = set()
    for some in chunks(source.path for source in sources):
        known.update(connection.execute(select(notes.c.path).where(notes.c.path.in_(some))).scalars())
    fresh = [source for source in sources if source.path not in known]
    waiting = _waiting(connection, {_name(source.path) for source in fresh}) if fresh else {}
    if not waiting:
        return {}
    prints: dict[int, Counter[str]] = defaultdict(Counter)
    for numbers in chunks(waiting):
        here = (cards.c.note_id.in_(numbers), cards.c.retired.is_(False), NOTED)
        for number, text in connection.execute(select(cards.c.note_id, cards.c.fingerprint).where(*here)):
            prints[number][text] += 1
    pairs = []
    for source in fresh:
        mine = Counter(map(fingerprint, source.cards))
        for number, path in waiting.items():
            if _name(path) != _name(source.path) or not prints[number]:
                continue
            shared = (mine & prints[number]).total()
            alike = _alike(path, source.path)
            if 2 * shared >= min(mine.total(), prints[number].total()) > 0 or (shared and alike > 1):
                pairs.append((shared, alike, source.path, number))
    found: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for _, _, path, number in sorted(pairs, reverse=True):
        if path not in taken and number not in found:
            taken.add(path)
            found[number] = waiting[number], path
    return found


def _waiting(connection: Connection, names: set[str]) -> dict[int, str]:
    """The notes in no file of this machine that have one of these names."""
    rows = connection.execute(select(notes.c.id, notes.c.path).where(notes.c.missing.is_not(False)))
    return {number: path for number, path in rows if isinstance(path, str) and _name(path) in names}


def _parts(path: str) -> tuple[str, ...]:
    return PurePath(unicodedata.normalize("NFC", path.replace("\\", "/"))).parts


def _name(path: str) -> str:
    return _parts(path)[-1] if path.strip("/\\") else ""


def _alike(one: str, other: str) -> int:
    """How many names two paths have in common, from their ends."""
    count = 0
    for a, b in zip(reversed(_parts(one)), reversed(_parts(other)), strict=False):
        if a != b:
            break
        count += 1
    return count
