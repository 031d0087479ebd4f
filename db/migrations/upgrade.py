"""Running the migrations on an open connection. Importing this imports alembic."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

FOLDER = Path(__file__).parent


def config(connection: Connection | None = None) -> Config:
    """Alembic's own settings, made here: there is no ini file, and nothing is logged."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to the newest revision, or to the one that is named, inside the transaction that is open on
    `connection`.

    Another process may have done it while this one waited for the lock: then nothing is left to do.
    """
    with ExitStack() as stack:
        if connection.dialect.name == "postgresql":
            from db import postgres

            postgres.make_lowered(connection)
            stack.enter_context(postgres.in_code_point_order())
        command.upgrade(config(connection), revision)
