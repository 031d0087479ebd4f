"""The command export: cards with their history for scripts, for Anki, for a spreadsheet, as a note, or all there is."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from cards.card import Kind
from cards.translation import _
from studytui import streams
from studytui.commands.context import aside, clock, database
from studytui.plaintext import as_json, plural

if TYPE_CHECKING:
    from datetime import datetime

    from db.engine import Database
    from db.exporting import Exported

WHOLE = "jsonl"  # all there is, whatever was put aside


def export(args: Namespace) -> int:
    """Write cards to a file or stdout, all of them or those a filter finds."""
    from db import filters, library
    from studytui.output import target, target_of_bytes

    text = " ".join(args.filter)
    if wrong := filters.unknown(text):
        aside(wrong)
        return 2
    to_stdout = args.file in (None, "-")
    if args.format == WHOLE and (text or args.all):
        aside(_("An archive (jsonl) holds everything, so it takes no filter and no --all."))
        return 2
    if args.format == "apkg" and to_stdout:
        aside(_("A package for Anki is no text. Give it a file: studytui export --format apkg cards.apkg"))
        return 2
    with database(args) as db:
        now = clock()()
        if to_stdout:
            streams.file()
            write(db, sys.stdout, args.format, now, text, every=args.all)
            return 0
        path = Path(args.file)
        keep = [*([db.path] if db.path else []), *map(Path, library.fingerprints(db))]
        if args.format == "apkg":
            with target_of_bytes(path, keep=keep) as package:
                count = write_package(db, package, now, text, every=args.all)
        else:
            with target(path, keep=keep) as out:
                count = write(db, out, args.format, now, text, every=args.all)
    aside(_("Wrote {cards} to {file}.", cards=plural(count, "card"), file=args.file))
    return 0


def write(db: Database, out: TextIO, form: str, now: datetime, filter: str = "", *, every: bool = False) -> int:
    """Write cards as text; how many were written.

    JSON holds held and rejected cards as well. A table or a note leaves out what a person is not to be asked, and
    questions of demos, whose numbers are drawn when they are asked.
    """
    from db.exporting import exported

    if form == WHOLE:
        return _archive(db, out, now)
    if form == "json":
        found = exported(db, now, filter, every=True)
        return _json(db, (one for one in found if every or not one.card.retired), out)
    asked = (one for one in exported(db, now, filter, every=every) if every or not one.card.suspended)
    kept = (one for one in asked if one.card.card.kind is not Kind.RUN)
    if form == "markdown":
        from studytui.asnote import write as write_note

        return write_note(kept, out)
    from studytui.anki import table

    return table.write(kept, out, form)


def write_package(db: Database, out: BinaryIO, now: datetime, filter: str = "", *, every: bool = False) -> int:
    """Write a package for Anki; how many cards it holds."""
    from db import settings
    from db.exporting import exported
    from studytui.anki import outgoing, package

    with _uncollected():
        made = outgoing.collection(exported(db, now, filter, every=every), now, settings.load(db))
        package.write(out, made, int(now.timestamp()))
    return len(made.cards)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for circles of objects: the rows of a package hold none, and at 100,000 cards looking through
    them again and again took a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _json(db: Database, found: Iterator[Exported], out: TextIO) -> int:
    """One document: each card with its schedule and log."""
    from db import answers

    count = 0
    out.write("[")
    for one in found:
        row = _plain(one.card) | {"log": [_plain(review) for review in one.log]}
        if one.card.card.kind is Kind.RUN:
            row["answers"] = [asdict(answer) for answer in answers.of_card(db, one.card.id)]
        out.write((",\n" if count else "\n") + as_json(row))
        count += 1
    out.write("\n]\n")
    return count


def _plain(value: Any) -> dict[str, Any]:
    """A dataclass as a dictionary, its values as they are; `asdict` copies each of them, which takes longest of all."""
    names = _names.get(type(value)) or _names.setdefault(type(value), tuple(field.name for field in fields(value)))
    found = {name: getattr(value, name) for name in names}
    return {name: _plain(each) if is_dataclass(each) else each for name, each in found.items()}


_names: dict[type, tuple[str, ...]] = {}


def _archive(db: Database, out: TextIO, now: datetime) -> int:
    """Every table, a line a row."""
    from db import archive

    return sum(_line(out, row) for row in archive.dump(db, now))


def _line(out: TextIO, row: dict[str, object]) -> bool:
    out.write(as_json(row) + "\n")
    return row.get("table") == "cards"
