"""Which note of this machine a card from another one belongs to: the same notes lie in other folders there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import insert, select

from db.engines import take_ids
from db.schema import cards, folders, identities, note_tags, notes
from db.syncing.facts import owners
from db.syncing.side import Side

SEVERAL = 300  # so many cards of a note are asked where they are here


class Places:
    """The notes of one database as places for cards of the other one."""

    def __init__(self, here: Side, there: Side) -> None:
        self.here = here
        self.there = there
        self._found: dict[int, int] = {}
        self._folders: list[str] | None = None

    def of(self, note_id: int) -> int:
        """The note here for a note there: where most of its cards are already, or a note at the same place, or a new
        one, which is in no file of this machine until an import finds it.
        """
        if note_id not in self._found:
            self._found[note_id] = self._by_cards(note_id) or self._by_path(note_id)
        return self._found[note_id]

    def _by_cards(self, note_id: int) -> int | None:
        keys = (
            select(identities.c.key).join(cards, cards.c.id == identities.c.card_id).where(cards.c.note_id == note_id)
        )
        known = self.there.connection.execute(keys.order_by(cards.c.id.desc()).limit(SEVERAL)).scalars()
        ids = {card for _, card in owners(self.here, known)}
        query = select(cards.c.note_id, notes.c.path).join_from(cards, notes).where(cards.c.id.in_(ids))
        counted = Counter((number, path) for number, path in self.here.connection.execute(query))
        best = max(counted, key=lambda place: (counted[place], place[1]), default=None)
        return None if best is None else best[0]

    def _by_path(self, note_id: int) -> int:
        connection = self.here.connection
        row = self.there.connection.execute(select(notes).where(notes.c.id == note_id)).one()
        path = self._on_disk(row.path) or row.path
        found = connection.execute(select(notes.c.id).where(notes.c.path == path)).scalar()
        if found is not None:
            return int(found)
        number = take_ids(connection, notes)
        said = {"title": row.title, "imported_at": row.imported_at, "digest": "", "mtime_ns": 0, "size": 0}
        connection.execute(insert(notes).values(id=number, path=path, missing=True, **said))
        tags = select(note_tags.c.tag).where(note_tags.c.note_id == note_id)
        rows: list[dict[str, Any]] = [
            {"note_id": number, "tag": tag} for tag in self.there.connection.execute(tags).scalars()
        ]
        if rows:
            connection.execute(insert(note_tags), rows)
        return number

    def _on_disk(self, path: str) -> str | None:
        """Where the file lies in a folder of this machine: its name, with as many of its folders as are there."""
        if not self.here.here:
            return None
        if self._folders is None:
            self._folders = list(self.here.connection.execute(select(folders.c.path)).scalars())
        parts = PurePosixPath(path.replace("\\", "/")).parts
        for start in range(1, len(parts)):
            for folder in self._folders:
                file = Path(folder, *parts[start:])
                try:
                    if file.is_file():
                        return str(file)
                except (OSError, ValueError):
                    continue
        return None
