"""Importing a file of another program, for the command line and for the app: what came of it, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.translation import _
from cards.translation.system import why
from db.records import Problem
from studytui.plaintext import plural

if TYPE_CHECKING:
    from db.engine import Database
    from db.imports.brought import Came
    from studytui.anki.incoming import Told

PACKAGES = (".apkg", ".colpkg")
ARCHIVE = ".jsonl"
TEXTS = (".txt", ".tsv", ".csv")  # tables of Anki and of `export`, where they begin as such; others are notes


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import of one file did: for scripts, in a sentence, and what it left out; whether cards came."""

    document: dict[str, Any]
    said: str
    left: tuple[str, ...] = ()
    cards: bool = True


def foreign(path: str | Path) -> bool:
    """Whether a path names a file of another program, or an archive, rather than a note or a folder."""
    file = Path(path)
    ending = file.suffix.lower()
    if ending in TEXTS and file.is_file():
        from studytui.anki.textfile import is_table

        return is_table(file)
    return ending in (*PACKAGES, ARCHIVE) and not file.is_dir()


def take(db: Database, path: Path, now: datetime, *, dry: bool = False) -> Taken:
    """Import such a file, as one import that can be taken back; a `dry` one counts alone. Raises Problem."""
    return _archive(db, path, dry) if path.suffix.lower() == ARCHIVE else _cards(db, path, now, dry)


def _archive(db: Database, path: Path, dry: bool) -> Taken:
    from db import archive

    if dry:
        raise Problem(_("An archive is imported into an empty database, so there is no plan of it to show."))
    try:
        with path.open(encoding="utf-8") as lines:
            count = archive.load(db, lines, str(path))
    except OSError as error:
        raise _unread(path, error) from error
    except UnicodeDecodeError:
        raise Problem(
            _("{path} is not UTF-8, so it is no archive of `export`. Nothing was imported.", path=path)
        ) from None
    cards = plural(count, "card")
    said = _("Imported all of {name}: {cards}, with settings and history.", name=path.name, cards=cards)
    return Taken({"cards": count}, said, cards=False)


def _cards(db: Database, path: Path, now: datetime, dry: bool) -> Taken:
    from db import settings
    from db.imports.bring import bring
    from studytui.anki import incoming, package, textfile

    told = incoming.Told()
    if path.suffix.lower() in PACKAGES:
        collection, files = package.read(path)
        found = list(incoming.brought(collection, now, settings.load(db), told))
        told.media = files or told.media
    else:
        found = list(textfile.brought(path, told))
    try:
        name = blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError as error:
        raise _unread(path, error) from error
    came = bring(db, found, name, now, dry=dry)
    counts = {"new": came.new, "changed": came.changed, "same": came.same, "noted": came.noted, "answers": came.answers}
    counts |= {"empty": told.empty, "long": told.long, "media": told.media, "doubles": came.doubles}
    return Taken(counts, _said(came, path, dry), tuple(_left(came, told)))


def _unread(path: Path, error: OSError) -> Problem:
    reason = why(error)
    return Problem(_("{path} cannot be read: {reason}. Nothing was imported.", path=path, reason=reason))


def _said(came: Came, path: Path, dry: bool) -> str:
    """What came of it, in a line."""
    parts = [_("{count:,} new", count=came.new)]
    if came.changed:
        parts.append(_("{count:,} changed", count=came.changed))
    if came.same:
        parts.append(_("{count:,} as they were", count=came.same))
    if came.answers:
        parts.append(plural(came.answers, "answer"))
    counts = ", ".join(parts)
    if dry:
        return _("Would import {name}: {counts}.", name=path.name, counts=counts)
    return _("Imported {name}: {counts}.", name=path.name, counts=counts)


def _left(came: Came, told: Told) -> list[str]:
    """What was left out, or is otherwise than one may think, a sentence each."""
    left = []
    if came.noted:
        cards = plural(came.noted, "card")
        left.append(_("{cards} of your notes came back: their words stay those of the notes.", cards=cards))
    if told.unanswered:
        cards = plural(told.unanswered, "card")
        left.append(_("{cards} came without history: the due day is kept, and the memory is learnt anew.", cards=cards))
    if told.empty:
        left.append(_("{cards} without a question or an answer in text left out.", cards=plural(told.empty, "card")))
    if told.long:
        left.append(_("{cards} left out: a side is longer than a card takes.", cards=plural(told.long, "card")))
    if told.media:
        left.append(_("Pictures and sounds left out: {count:,}. Cards name them, and show none.", count=told.media))
    return left
