"""Cached, compiled statements for the review path: compiling one costs several times what running it does.

They are written with SQLAlchemy and compiled by it for the dialect of the open database.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.expression import ClauseElement


class Prepared:
    """A statement whose values come by name and are plain ones (numbers, texts); instants as `schema.micros`."""

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self._compiled: dict[str, tuple[str, list[str] | None, dict[str, Any]]] = {}

    def rows(self, connection: Connection, **values: Any) -> list[Any]:
        """The rows as tuples."""
        cursor = self._cursor(connection, values)
        found: list[Any] = cursor.fetchall()
        cursor.close()
        return found

    def first(self, connection: Connection, **values: Any) -> Any:
        """The first value of the first row, None where there is no row."""
        cursor = self._cursor(connection, values)
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else row[0]

    def run(self, connection: Connection, **values: Any) -> None:
        """Execute it and ignore the rows."""
        self._cursor(connection, values).close()

    def _cursor(self, connection: Connection, values: dict[str, Any]) -> Any:
        dialect = connection.dialect
        known = self._compiled.get(dialect.name)
        if known is None:
            compiled: Any = self.statement.compile(dialect=dialect)
            own = dict(compiled.params)
            if not all(value is None or isinstance(value, int | float | str) for value in own.values()):
                raise TypeError(f"a prepared statement holds a value that is not plain: {own}")
            known = str(compiled), compiled.positiontup if compiled.positional else None, own
            self._compiled[dialect.name] = known
        text, names, own = known
        merged = own | values
        cursor = connection.connection.cursor()
        cursor.execute(text, merged if names is None else [merged[name] for name in names])
        return cursor
