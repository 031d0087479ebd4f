"""A whole database as lines of JSON, and back: every table, so that nothing of a person's history needs this program.

The first line says what it is; each line after it is one row of one table. Instants are ISO times in UTC, to the
microsecond. What follows from the rest, such as what a search reads, is left out: the database makes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Table, delete, func, insert, select

from cards.translation import _
from db.domains import DOMAINS, as_json, faults
from db.engine import Database
from db.engines import take_ids
from db.migrations import HEAD, REVISIONS
from db.records import Problem
from db.schema import Instant, card_texts, cards, imports, metadata, notes, reviews

FORMAT = "studytui"
AT_ONCE = 2000
# Every table that says something, those first that others refer to.
TABLES = tuple(table for table in metadata.sorted_tables if table is not card_texts)
FILLED = (notes, cards, reviews, imports)  # a database with a row in one of these is not empty


def dump(db: Database, now: datetime) -> Iterator[dict[str, Any]]:
    """The lines of an archive, each a JSON object once its instants are spelled; one snapshot of the database."""
    yield {"format": FORMAT, "revision": HEAD, "at": now.astimezone(UTC)}
    with db.read() as connection:
        for table in TABLES:
            names = [column.name for column in table.columns]
            rows = connection.execution_options(yield_per=AT_ONCE).execute(
                select(table).order_by(*table.primary_key.columns)
            )
            for row in rows:
                yield {"table": table.name, **dict(zip(names, row, strict=True))}


def load(db: Database, lines: Iterable[str], name: str) -> int:
    """Make an empty database what an archive says; how many cards it holds. `name` is what a sentence calls the file.

    One transaction. Raises Problem where the database holds anything, or the file something that cannot be; nothing is
    stored then.
    """
    with db.begin() as connection:
        for table in FILLED:
            if connection.execute(select(func.count()).select_from(table)).scalar_one():
                raise Problem(
                    _(
                        "{database} holds cards or their history already, and {name} is a whole database: the two "
                        "would mix. Give a new one with --db, such as --db new.sqlite; `studytui sync` then brings the "
                        "two together. Nothing was imported.",
                        database=db.name,
                        name=name,
                    )
                )
        for table in reversed(TABLES):
            connection.execute(delete(table))
        working = _Loading(connection, name)
        for number, line in enumerate(lines, start=1):
            working.line(number, line)
        working.end()
        return working.cards


class _Loading:
    """An archive being read into empty tables."""

    def __init__(self, connection: Connection, name: str) -> None:
        self.connection = connection
        self.name = name
        self.cards = 0
        self._began = False
        self._table: Table | None = None
        self._done: set[str] = set()
        self._rows: list[dict[str, Any]] = []

    def line(self, number: int, line: str) -> None:
        """Take one line."""
        try:
            said = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            said = line
        if said is None:
            return
        if not isinstance(said, dict):
            raise Problem(
                _(
                    "Line {number} of {name} is no row of an archive. Nothing was imported.",
                    number=number,
                    name=self.name,
                )
            )
        if not self._began:
            self._begin(said)
            return
        table = metadata.tables.get(str(said.pop("table", None)))
        if table is None or table is card_texts:
            raise Problem(
                _(
                    "Line {number} of {name} is of no table that is known. Nothing was imported.",
                    number=number,
                    name=self.name,
                )
            )
        if table is not self._table:
            if table.name in self._done:
                raise Problem(
                    _(
                        "The rows of {table} do not stand together in {name}. Nothing was imported.",
                        table=table.name,
                        name=self.name,
                    )
                )
            self._flush()
            self._table = table
            self._done.add(table.name)
        self._rows.append(self._row(number, table, said))
        if len(self._rows) >= AT_ONCE:
            self._flush()

    def _begin(self, said: dict[str, Any]) -> None:
        revision = said.get("revision")
        if said.get("format") != FORMAT:
            raise Problem(
                _(
                    "{name} is no archive: its first line does not say so. `studytui export --format jsonl` makes one. "
                    "Nothing was imported.",
                    name=self.name,
                )
            )
        if revision not in REVISIONS:
            raise Problem(
                _(
                    "{name} was written by a newer version of Study TUI (its tables are at {revision}, this program "
                    "knows {known}). Update the program. Nothing was imported.",
                    name=self.name,
                    revision=revision,
                    known=HEAD,
                )
            )
        self._began = True

    def _row(self, number: int, table: Table, said: dict[str, Any]) -> dict[str, Any]:
        """A row as the table takes it. What an older version did not have gets its default."""
        unknown = said.keys() - {column.name for column in table.columns}
        wrong = dict.fromkeys(unknown, "a column that is known")
        row: dict[str, Any] = {}
        stored: dict[str, Any] = {}  # JSON as its column keeps it: a word by itself is read from the line already
        for column in table.columns:
            if column.name in said:
                value = said[column.name]
                row[column.name] = (
                    _instant(value) if isinstance(column.type, Instant) and isinstance(value, str) else value
                )
                if isinstance(column.type, JSON):
                    stored[column.name] = as_json(value)
                if isinstance(column.type, Boolean) and not isinstance(row[column.name], bool):
                    wrong[column.name] = "true or false"
        if table.name in DOMAINS:
            wrong |= faults(table.name, row | stored)
        if wrong:
            column_name, words = next(iter(wrong.items()))
            raise Problem(
                _(
                    "Line {number} of {name} cannot be: {column} of {table} is {value}, and should be {words}. Nothing "
                    "was imported.",
                    number=number,
                    name=self.name,
                    column=column_name,
                    table=table.name,
                    value=repr(str(said.get(column_name))[:60]),
                    words=words,
                )
            )
        return row

    def _flush(self) -> None:
        if self._table is None or not self._rows:
            return
        for names, rows in _alike(self._rows):
            self.connection.execute(insert(self._table).values(dict.fromkeys(names)), rows)
        if self._table is cards:
            self.cards += len(self._rows)
        self._rows = []

    def end(self) -> None:
        """Write what is left."""
        if not self._began:
            raise Problem(_("{name} is empty. Nothing was imported.", name=self.name))
        self._flush()
        for table in TABLES:
            if "id" in table.c:
                take_ids(self.connection, table)  # a server numbers new rows from behind these on


def _alike(rows: list[dict[str, Any]]) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    """Rows that name the same columns, together."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row), []).append(row)
    yield from found.items()


def _instant(value: Any) -> Any:
    """The instant that a text spells; what spells none stays what it is."""
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return at if at.tzinfo else value
