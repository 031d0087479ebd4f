"""All rows of a database carried between a server and a file: how what a server keeps is backed up and brought back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from cards.translation import _
from db.engines import hold_the_log, let_the_log_go
from db.records import Problem
from db.schema import metadata

if TYPE_CHECKING:
    from db.engine import Database

MADE = {"alembic_version", "card_texts"}  # by the migrations, and by the database itself
AT_ONCE = 5000


def to_file(db: Database, part: Path) -> None:
    """Write all that a server keeps, as one moment has it, into the empty file `part`, with the same tables."""
    from db.engine import on_file
    from db.migrations.upgrade import upgrade

    with db.read() as source:
        revision = source.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        file = on_file(part)
        try:
            with file.begin() as made:
                upgrade(made, str(revision))
        finally:
            file.close()
        with closing(sqlite3.connect(part, isolation_level=None)) as target:
            target.execute("PRAGMA journal_mode = OFF")  # a part that is not finished is thrown away
            target.execute("PRAGMA synchronous = OFF")
            target.execute("BEGIN")
            for table, columns in _tables(target).items():
                names = ", ".join(f'"{name}"' for name in columns)
                marks = ", ".join("?" * len(columns))
                for rows in _rows(source, table, columns):
                    target.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
            for (name,) in target.execute("SELECT name FROM sqlite_sequence").fetchall():
                last = _last_id(source, name)
                target.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))
            target.execute("COMMIT")
            target.execute("PRAGMA journal_mode = DELETE")


def to_server(file: Path, db: Database) -> None:
    """Make a server keep what a file says, which is a whole database of today's tables, in one transaction.

    Raises Problem where a row of the file holds what its column cannot; nothing is changed then.
    """
    with db.begin() as target, closing(sqlite3.connect(file)) as source:
        let_the_log_go(target)
        tables = _tables(source)
        ordered = [table.name for table in metadata.sorted_tables if table.name in tables]
        for table in reversed(ordered):
            target.exec_driver_sql(f"DELETE FROM {table}")
        cursor: Any = target.connection.cursor()
        try:
            for table in ordered:
                names = ", ".join(f'"{name}"' for name in tables[table])
                order = " ORDER BY id" if "id" in tables[table] else ""
                rows = source.execute(f'SELECT {names} FROM "{table}"{order}')
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
        except (sqlite3.Error, UnicodeError) as error:
            said = _("{file} holds what a server cannot keep ({error}). Nothing was restored.", file=file, error=error)
            raise Problem(said) from None
        given = dict(source.execute("SELECT name, seq FROM sqlite_sequence"))
        for table in ordered:
            if "id" in tables[table]:
                highest = target.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one()
                last = max(highest, _last_id(target, table), int(given.get(table) or 0))
                if last:
                    target.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")
        hold_the_log(target)


def _tables(file: sqlite3.Connection) -> dict[str, list[str]]:
    """The tables of a file that are carried, each with its columns."""
    found = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
    names = [name for (name,) in found if name not in MADE and name in metadata.tables]
    return {name: [row[1] for row in file.execute(f'PRAGMA table_info("{name}")')] for name in names}


def _rows(source: Connection, table: str, columns: list[str]) -> Iterable[list[tuple[Any, ...]]]:
    """The rows of a table on a server, some at a time, as a file keeps them: JSON as its text."""
    query = "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = "
    json = set(source.exec_driver_sql(f"{query}'{table}' AND data_type = 'json'").scalars())
    said = ", ".join(f'"{name}"::text' if name in json else f'"{name}"' for name in columns)
    order = " ORDER BY id" if "id" in columns else ""
    rows = source.exec_driver_sql(
        f"SELECT {said} FROM {table}{order}", execution_options={"yield_per": AT_ONCE, "stream_results": True}
    )
    for some in rows.partitions():
        yield [tuple(row) for row in some]


def _last_id(connection: Connection, table: str) -> int:
    """The highest id that a server ever gave in a table."""
    quoted = f"pg_get_serial_sequence('{table}', 'id')"
    found = connection.exec_driver_sql(f"SELECT pg_sequence_last_value({quoted}::regclass)").scalar()
    return int(found or 0)
