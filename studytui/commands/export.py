"""All cards with their history as one document: JSON with everything, or TSV for other programs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from db import library, reviews

if TYPE_CHECKING:
    from db.engine import Database


def write(db: Database, out: TextIO, form: str, now: datetime) -> int:
    """Write every card to `out`, retired ones included in JSON; how many were written."""
    count = 0
    if form == "json":
        out.write("[")
    for note in library.notes(db, now):
        for known in library.cards_of(db, note.id):
            if form == "json":
                row = asdict(known) | {"log": [asdict(review) for review in reviews.log(db, known.id)]}
                out.write((",\n" if count else "\n") + json.dumps(row, ensure_ascii=False, default=_spelled))
            elif known.retired:
                continue
            else:
                card = known.card
                fields = (" › ".join((*card.context, card.question)), card.answer, f"studytui {card.kind.value}")
                out.write("\t".join(_cell(field) for field in fields) + "\n")
            count += 1
    if form == "json":
        out.write("\n]\n")
    return count


@contextmanager
def safe_target(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of `path` only once it is written whole; a failure leaves the old one as it was."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _spelled(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _cell(text: str) -> str:
    """A TSV field in one line; other programs read `<br>` as a line break."""
    return text.replace("\t", "    ").replace("\n", "<br>")
