"""The command import for files of other programs: Anki's packages and its text, and our own archives."""

from __future__ import annotations

from argparse import Namespace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studytui.asking import attend
from studytui.commands.context import aside, clock, database, database_to_plan, put, say
from studytui.plaintext import plural
from translation import _

if TYPE_CHECKING:
    from db.engine import Database
    from db.imports.brought import Came
    from studytui.anki.incoming import Told

PACKAGES = (".apkg", ".colpkg")
ARCHIVE = ".jsonl"


def foreign(path: str) -> bool:
    """Whether a path names a file of another program, or an archive, rather than a note or a folder."""
    file = Path(path)
    ending = file.suffix.lower()
    if ending == ".txt" and file.is_file():
        from studytui.anki.textfile import is_table

        return is_table(file)
    return ending in (*PACKAGES, ARCHIVE) and not file.is_dir()


def bring(args: Namespace) -> int:
    """Import such files, each as an import of its own that `import --undo` takes back."""
    said: list[dict[str, Any]] = []
    with database_to_plan(args) if args.dry_run else database(args, make=True) as db:
        for path in map(Path, args.paths):
            work = _archive if path.suffix.lower() == ARCHIVE else _cards
            said.append(work(db, path, args))
            if work is _cards and not args.dry_run:
                attend(db, clock()())
    if args.json:
        put(said[0] if len(said) == 1 else said)
    return 0


def _archive(db: Database, path: Path, args: Namespace) -> dict[str, Any]:
    from db import archive
    from db.records import Problem

    if args.dry_run:
        raise Problem(_("An archive is imported into an empty database, so there is no plan of it to show."))
    try:
        with path.open(encoding="utf-8") as lines:
            count = archive.load(db, lines, str(path))
    except UnicodeDecodeError:
        raise Problem(
            _("{path} is not UTF-8, so it is no archive of `export`. Nothing was imported.", path=path)
        ) from None
    if not args.json:
        say(
            _(
                "Imported all of {name}: {cards}, with settings and history.",
                name=path.name,
                cards=plural(count, "card"),
            )
        )
    return {"cards": count}


def _cards(db: Database, path: Path, args: Namespace) -> dict[str, Any]:
    from db import settings
    from db.imports.bring import bring
    from studytui.anki import incoming, package, textfile

    now = clock()()
    told = incoming.Told()
    if path.suffix.lower() in PACKAGES:
        collection, files = package.read(path)
        found = list(incoming.brought(collection, now, settings.load(db), told))
        told.media = files or told.media
    else:
        found = list(textfile.brought(path, told))
    name = blake2b(path.read_bytes(), digest_size=16).hexdigest()
    came = bring(db, found, name, now, dry=args.dry_run)
    if not args.json:
        _say(came, told, path, args)
    counts = {"new": came.new, "changed": came.changed, "same": came.same, "noted": came.noted, "answers": came.answers}
    return counts | {"empty": told.empty, "long": told.long, "media": told.media, "doubles": came.doubles}


def _say(came: Came, told: Told, path: Path, args: Namespace) -> None:
    """What came of it, in a line, and on stderr what was left out."""
    parts = [_("{count:,} new", count=came.new)]
    if came.changed:
        parts.append(_("{count:,} changed", count=came.changed))
    if came.same:
        parts.append(_("{count:,} as they were", count=came.same))
    if came.answers:
        parts.append(plural(came.answers, "answer"))
    counts = ", ".join(parts)
    if args.dry_run:
        say(_("Would import {name}: {counts}.", name=path.name, counts=counts))
    else:
        say(_("Imported {name}: {counts}.", name=path.name, counts=counts))
    if came.noted:
        cards = plural(came.noted, "card")
        aside(_("{cards} of your notes came back: their words stay those of the notes.", cards=cards))
    if told.unanswered:
        cards = plural(told.unanswered, "card")
        aside(_("{cards} came without history: the due day is kept, and the memory is learnt anew.", cards=cards))
    if told.empty:
        aside(_("{cards} without a question or an answer in text left out.", cards=plural(told.empty, "card")))
    if told.long:
        aside(_("{cards} left out: a side is longer than a card takes.", cards=plural(told.long, "card")))
    if told.media:
        aside(_("Pictures and sounds left out: {count:,}. Cards name them, and show none.", count=told.media))
