"""What every engine can do, and each says in its own words: new ids, and a log that nothing may change."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from sqlalchemy import JSON, Connection, Table, func, select

from db import sqlite
from db.domains import as_json
from db.schema import metadata


def take_ids(connection: Connection, table: Table, count: int = 1) -> int:
    """The first of so many new ids in a row, which no row of this table ever had.

    An id that is given again would hand a screen that still shows the old row the new one. Whoever takes ids uses them
    in the same transaction.
    """
    highest = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
    if connection.dialect.name == "sqlite":
        return 1 + max(int(highest), sqlite.highest_id(connection, table.name))
    from db import postgres

    return postgres.take_ids(connection, table.name, int(highest), count)


def hold_the_log(connection: Connection) -> None:
    """Have the database refuse a change of the log, as the first migration has it."""
    _of(connection).refuse(connection)


def let_the_log_go(connection: Connection) -> None:
    """Let a repair take lines out of the log, until `hold_the_log`, inside one transaction."""
    _of(connection).allow(connection)


def refusing(connection: Connection) -> set[str]:
    """The triggers that hold the log against changes."""
    found: set[str] = _of(connection).refusing(connection)
    return found


def row_name(connection: Connection, table: str) -> str:
    """What names a row of a table, as SQL: its id, and what the engine numbers rows with where it has none."""
    return "id" if "id" in metadata.tables[table].c else str(_of(connection).ROW)


def stored_rows(connection: Connection, table: str, *, named: bool = False) -> Iterator[dict[str, Any]]:
    """All rows of a table as they are stored, JSON as text; with `named` what names each, as `row`."""
    columns = f'{row_name(connection, table)} AS "row", *' if named else "*"
    read = [column.name for column in metadata.tables[table].c if isinstance(column.type, JSON)]
    read = read if _of(connection).READS_JSON else []
    for found in connection.exec_driver_sql(f"SELECT {columns} FROM {table}").mappings():
        yield {**found, **{name: as_json(found[name]) for name in read}}


def _of(connection: Connection) -> ModuleType:
    if connection.dialect.name == "sqlite":
        return sqlite
    from db import postgres

    return postgres
