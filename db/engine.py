"""Opening a database: its version is checked, its tables are brought up to date, and errors become sentences."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from cards.translation import _
from db.address import parse, path_of, shown
from db.domains import as_json, json_of, text_of
from db.migrations import HEAD, REVISIONS
from db.records import Problem
from db.sqlite import BUSY_SECONDS, gone, identity, revision_of, spoken, unless_locked, usable

Transaction = Callable[[Engine], AbstractContextManager[Connection]]
Spoken = Callable[[str], AbstractContextManager[None]]

MIGRATING_SECONDS = 60.0  # another process may be bringing a large database up to date


class Database:
    """An open database. Any thread may use it; each transaction has a connection of its own."""

    def __init__(
        self,
        engine: Engine,
        path: Path | None,
        url: str,
        now: Callable[[], datetime],
        reading: Transaction = Engine.connect,
        writing: Transaction = Engine.begin,
        spoken: Spoken = spoken,
        copies: Path | None = None,
    ) -> None:
        self.engine = engine
        self.path = path
        self.url = url
        self.now = now
        self.copies = copies
        self._writing = threading.Lock()
        self._writer = engine.execution_options(immediate=True)
        self._begun_to_read = reading
        self._begun_to_write = writing
        self._spoken = spoken
        self._file: tuple[int, int] | None = None  # which file was opened; None where nobody asks

    @property
    def name(self) -> str:
        """How a sentence names it: the path, or the URL of a server without its password."""
        return str(self.path) if self.path is not None else shown(self.url)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction that writes: it holds the write lock from its start, and is on disk at its end."""
        # Threads of this process wait here, in order; SQLite would poll, and take whoever comes first.
        with self._writing, self._spoken(self.name), self._begun_to_write(self._writer) as connection:
            self._refuse_what_is_gone()
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one snapshot of the database for as long as the block lasts."""
        with self._spoken(self.name), self._begun_to_read(self.engine) as connection:
            yield connection

    def hold(self) -> None:
        """Remember which file this is: one that was deleted or replaced while it was open would still take all that is
        written, and nobody would find it again.
        """
        self._file = identity(self.path) if self.path is not None else None

    def _refuse_what_is_gone(self) -> None:
        if self._file is not None and self.path is not None and identity(self.path) != self._file:
            raise Problem(gone(self.name))

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(
    url: str,
    *,
    now: Callable[[], datetime] | None = None,
    before_migrating: Callable[[Database], object] | None = None,
    make: bool = True,
    copies: Path | None = None,
) -> Database:
    """Open (or make) the database at `url`, a plain path or an SQLAlchemy URL; bring its tables up to date.

    `now` is the clock that dates what is written. `before_migrating` is called with a database that has older tables,
    before they change: `backup.before_migrating` copies it, and every caller that opens a person's own file passes it.
    On a server nothing is made without `make`, and copies of what it keeps lie in the folder `copies`. Raises Problem
    for what cannot be used, which stays as it was.
    """
    now = now or _system_clock
    place = parse(url)
    if place.get_backend_name() != "sqlite":
        return _open_server(url, place, now, before_migrating, make, copies)
    path = path_of(place)
    if path is None:
        raise Problem(_("{url} names no file. Give the path of a database file with --db.", url=url))
    exists = usable(path)
    revision = revision_of(path) if exists else None
    if revision is not None and revision not in REVISIONS:
        raise Problem(_newer(str(path), revision))
    database = Database(_engine(place), path, url, now)
    try:
        if revision != HEAD:
            if revision is not None and before_migrating is not None:
                before_migrating(database)
            _migrate(database)
        with database.read():
            pass
        database.hold()
    except BaseException:
        database.close()
        raise
    return database


def on_file(path: Path) -> Database:
    """The database in a file as it is: neither looked at nor brought up to date."""
    return Database(_engine(parse(str(path))), path, str(path), _system_clock)


def _engine(place: URL) -> Engine:
    """An engine whose connections are set up for durable writing by several processes."""
    engine = create_engine(
        place,
        poolclass=QueuePool,
        pool_size=4,
        json_serializer=as_json,
        json_deserializer=json_of,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS, "cached_statements": 256},
    )

    @event.listens_for(engine, "connect")
    def connect(raw: Any, record: Any) -> None:
        raw.text_factory = text_of
        raw.isolation_level = None  # we begin transactions ourselves; the driver would guess where
        # A file may have come without its log: copied into place by hand, or left by a version that was killed. Where
        # another process holds it just now, this one does without until the next start.
        with unless_locked():
            raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA temp_store = MEMORY")
        for name in ("lower", "lowered"):
            raw.create_function(name, 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later cannot wait for another writer: it must lock at its start.
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _lower(value: Any) -> Any:
    """SQLite's own lower() knows A–Z alone. The triggers that are in people's files call it by this name."""
    return value.lower() if isinstance(value, str) else value


def _system_clock() -> datetime:
    return datetime.now(UTC).astimezone()


def _migrate(database: Database) -> None:
    """Bring the tables to HEAD in one transaction."""
    from db.migrations.upgrade import upgrade

    _wait_on_its_connection(database, MIGRATING_SECONDS)
    with database.begin() as connection:
        upgrade(connection)
    _wait_on_its_connection(database, BUSY_SECONDS)


def _wait_on_its_connection(database: Database, seconds: float) -> None:
    """Set how long the connection of a database that was just opened waits for other processes."""
    said = "PRAGMA busy_timeout = {:.0f}" if database.path is not None else "SET lock_timeout = {:.0f}"
    raw = database.engine.raw_connection()
    raw.cursor().execute(said.format(seconds * 1000))
    raw.close()


def _open_server(
    url: str,
    place: URL,
    now: Callable[[], datetime],
    before_migrating: Callable[[Database], object] | None,
    make: bool,
    copies: Path | None,
) -> Database:
    """A database on a server: the same tables and the same migrations."""
    from db import postgres
    from db.postgres_errors import spoken as said

    name = shown(url)
    database = Database(
        postgres.engine_of(place), None, url, now, postgres.transaction, postgres.transaction, said, copies
    )
    try:
        with said(name):
            revision = postgres.ready(database.engine, place, name, make=make)
        if revision is not None and revision not in REVISIONS:
            raise Problem(_newer(name, revision))
        if revision != HEAD:
            if revision is not None and before_migrating is not None:
                before_migrating(database)
            _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _newer(name: str, revision: str) -> str:
    return _(
        "{path} was written by a newer version of Study TUI (its tables are at {revision}, this "
        "program knows {HEAD}). Nothing was changed. Update the program, or choose another file with "
        "--db.",
        path=name,
        revision=revision,
        HEAD=HEAD,
    )
