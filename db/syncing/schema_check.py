"""Whether a file from elsewhere holds our tables and nothing that would act: it is data, and nothing in it is run."""

from __future__ import annotations

import re
import sqlite3

from cards.translation import _
from db import texts
from db.records import Problem
from db.schema import metadata
from db.sqlite import REFUSALS

INDEXES = {index.name for table in metadata.tables.values() for index in table.indexes}
REFUSED = {f"reviews_no_{act}" for act, _ in REFUSALS}
KEEPING = {" ".join(said.split()) for said in texts.keeping("sqlite")}
REFUSING = re.compile(
    r"CREATE TRIGGER (?:IF NOT EXISTS )?\"?reviews_no_(\w+)\"? BEFORE (\w+) ON \"?reviews\"? "
    r"BEGIN SELECT RAISE\(ABORT, '[^']*'\); END"
)


def only_ours(connection: sqlite3.Connection, name: str) -> None:
    """Raise Problem where the file holds a trigger, a view or a table that Study TUI does not make."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    for kind, called, of, words in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        words = " ".join(str(words or "").split())
        acts = (
            kind == "view"
            or (kind == "trigger" and words not in KEEPING and not (called in REFUSED and REFUSING.fullmatch(words)))
            or (kind == "table" and not words.upper().startswith("CREATE TABLE"))
            or (kind == "table" and of in metadata.tables and " GENERATED ALWAYS " in words.upper())
            or (kind == "index" and words and of in metadata.tables and called not in INDEXES)
        )
        if acts:
            raise Problem(
                _(
                    "{name} holds a {kind} called {called!s:.60} that Study TUI does not make, so it was not "
                    "opened. Nothing was changed; somebody else may have written this file.",
                    name=name,
                    kind=kind,
                    called=called,
                )
            )
