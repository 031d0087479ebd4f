"""Writing the tables of an Anki collection of version 11, which every version of Anki since 2.1 takes in."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha1
from html import unescape
from pathlib import Path
from typing import Any

from db.packages.tables import SCHEMA, SEPARATOR, Collection, NoteRow, NoteType

VERSION = 11
CONF: dict[str, Any] = {"schedVer": 2, "sched2021": True, "curDeck": 1, "activeDecks": [1], "nextPos": 1,
                        "sortType": "noteFld", "sortBackwards": False, "collapseTime": 1200, "timeLim": 0,
                        "estTimes": True, "dueCounts": True, "newSpread": 0, "addToCur": True}  # fmt: skip
DECK: dict[str, Any] = {"usn": -1, "newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0],
                        "collapsed": False, "browserCollapsed": False, "desc": "", "dyn": 0, "conf": 1,
                        "extendNew": 0, "extendRev": 0}  # fmt: skip
# The preset "Default" as Anki has it; where the collection has its own, its own stays.
PRESET: dict[str, Any] = {
    **{"id": 1, "mod": 0, "name": "Default", "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0, "replayq": True},
    "new": {"bury": False, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
    "rev": {"bury": False, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
    "dyn": False,
}
LATEX = ("\\documentclass[12pt]{article}\n\\begin{document}\n", "\\end{document}")
FIELD: dict[str, Any] = {"sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
_TAG = re.compile(r"<[^>]*>")


def write(path: Path, collection: Collection, now_s: int) -> None:
    """Make the SQLite file of a collection at `path`, where there is none yet. `now_s` is in seconds since 1970."""
    conf = {**CONF, "rollover": collection.rollover, **collection.conf}
    if collection.offset is not None:
        conf["creationOffset"] = collection.offset
    decks = {
        str(number): {**DECK, "id": number, "name": name, "mod": now_s} for number, name in collection.decks.items()
    }
    models = {str(one.id): _model(one, now_s) for one in collection.types}
    said = [json.dumps(each, ensure_ascii=False) for each in (conf, models, decks, {"1": PRESET}, {})]
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
        connection.execute(
            "INSERT INTO col VALUES (1, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?)",
            (collection.created_at, now_s * 1000, now_s * 1000, VERSION, *said),
        )
        connection.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')", _notes(collection.notes))
        connection.executemany(
            "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", collection.cards
        )
        connection.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)", collection.answers)
        connection.commit()


def _notes(rows: Iterable[NoteRow]) -> Iterable[tuple[Any, ...]]:
    for row in rows:
        first = unescape(_TAG.sub("", row.fields[0])).strip()
        check = int(sha1(first.encode(errors="replace")).hexdigest()[:8], 16)
        yield row.id, row.guid, row.type, row.changed_at, row.tags, SEPARATOR.join(row.fields), first, check


def _model(one: NoteType, now_s: int) -> dict[str, Any]:
    fields = [{**FIELD, "name": name, "ord": place} for place, name in enumerate(one.fields)]
    return {
        **{"id": one.id, "name": one.name, "type": int(one.cloze), "mod": now_s, "usn": -1, "sortf": 0, "did": None},
        **{"flds": fields, "tmpls": [*_templates(one)], "css": one.css, "latexPre": LATEX[0], "latexPost": LATEX[1]},
        **{
            "latexsvg": False,
            "req": [[place, "any", [0]] for place in range(len(one.templates))],
            "tags": [],
            "vers": [],
        },
    }


def _templates(one: NoteType) -> Iterable[dict[str, Any]]:
    for place, each in enumerate(one.templates):
        said = {"name": each.name, "ord": place, "qfmt": each.front, "afmt": each.back}
        yield {**said, "bqfmt": "", "bafmt": "", "did": None, "bfont": "", "bsize": 0}
