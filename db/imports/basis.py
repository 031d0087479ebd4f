"""What a plan is made after: a text that changes with every import, for whoever only asks whether there was one."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from db.schema import imports


def basis(connection: Connection) -> str:
    """A text that changes with every import and every undo of one."""
    last, undone = connection.execute(select(func.max(imports.c.id), func.count(imports.c.undone_at))).one()
    return f"{last or 0}-{undone}"
