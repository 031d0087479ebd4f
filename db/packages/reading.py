"""Reading the tables of an Anki collection: the old ones, where JSON says decks and types of notes, and the newer.

The file came from elsewhere: it is opened for reading alone, and nothing in it is run.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cards.translation import _
from db.packages import wire
from db.packages.tables import SEPARATOR, AnswerRow, CardRow, Collection, NoteRow, NoteType, Template
from db.records import Problem

NEWER = 15  # from this version on decks and types of notes have tables of their own
OLDEST, NEWEST = 11, 18  # the versions whose tables are known
CARDS = f"SELECT {', '.join(CardRow._fields)} FROM cards ORDER BY nid, ord"
ANSWERS = "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"
NOTES = "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id"


def read(path: Path, name: str) -> Collection:
    """The collection in an SQLite file; `name` is what a sentence calls it. Raises Problem where it cannot be read."""
    place = f"file:{quote(str(path))}?mode=ro&immutable=1"
    with _spoken(name), closing(sqlite3.connect(place, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.create_collation("unicase", _compared)
        version, created_at = connection.execute("SELECT ver, crt FROM col").fetchone()
        if not OLDEST <= version <= NEWEST:
            raise Problem(
                _(
                    "{name} has tables of version {version}, and this program reads {oldest} to {newest}. Export it "
                    "again in Anki, with “Support older Anki versions”.",
                    name=name,
                    version=version,
                    oldest=OLDEST,
                    newest=NEWEST,
                )
            )
        conf, types, decks = (_older if version < NEWER else _newer)(connection)
        offset, rollover = conf.get("creationOffset"), conf.get("rollover", 4)
        return Collection(
            int(created_at),
            offset if isinstance(offset, int) and abs(offset) < 24 * 60 else None,
            rollover if isinstance(rollover, int) and 0 <= rollover < 24 else 4,
            types,
            decks,
            [
                NoteRow(int(row[0]), str(row[1]), int(row[2]), int(row[3]), str(row[4]), str(row[5]).split(SEPARATOR))
                for row in connection.execute(NOTES)
            ],
            [CardRow._make([*map(int, row[:-1]), str(row[-1])]) for row in connection.execute(CARDS)],
            [AnswerRow._make(map(int, row)) for row in connection.execute(ANSWERS)],
        )


Said = tuple[dict[str, Any], list[NoteType], dict[int, str]]


def _older(connection: sqlite3.Connection) -> Said:
    """Configuration, types of notes and decks, as JSON says them."""
    conf, models, decks = map(_object, connection.execute("SELECT conf, models, decks FROM col").fetchone())
    types = [
        NoteType(
            int(one["id"]),
            str(one["name"]),
            one["type"] == 1,
            [str(field["name"]) for field in one["flds"]],
            [Template(str(each["name"]), str(each["qfmt"]), str(each["afmt"])) for each in one["tmpls"]],
        )
        for one in models.values()
    ]
    return conf, types, {int(number): str(one["name"]) for number, one in decks.items()}


def _newer(connection: sqlite3.Connection) -> Said:
    """The same, as tables say them."""
    rows = connection.execute("SELECT key, val FROM config WHERE key IN ('creationOffset', 'rollover')")
    conf = {key: json.loads(value) for key, value in rows}
    fields: dict[int, list[str]] = {}
    for number, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(number, []).append(str(name))
    templates: dict[int, list[Template]] = {}
    for number, name, config in connection.execute("SELECT ntid, name, config FROM templates ORDER BY ntid, ord"):
        made = Template(str(name), wire.text(config, 1), wire.text(config, 2))
        templates.setdefault(number, []).append(made)
    types = [
        NoteType(number, str(name), wire.whole(config, 1) == 1, fields.get(number, []), templates.get(number, []))
        for number, name, config in connection.execute("SELECT id, name, config FROM notetypes")
    ]
    decks = connection.execute("SELECT id, name FROM decks")
    return conf, types, {number: str(name).replace(SEPARATOR, "::") for number, name in decks}


def _object(text: str) -> dict[str, Any]:
    said = json.loads(text or "{}")
    if not isinstance(said, dict):
        raise ValueError("no object")
    return said


def _compared(one: str, other: str) -> int:
    """Anki's order of names, which its indexes need."""
    a, b = one.casefold(), other.casefold()
    return (a > b) - (a < b)


@contextmanager
def _spoken(name: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise Problem(
            _(
                "{name} holds no collection of Anki that can be read ({reason}). Nothing was imported.",
                name=name,
                reason=str(error)[:80],
            )
        ) from error
