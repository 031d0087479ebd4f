"""One database, opened: what only SQLite knows, the version check, and errors as sentences."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool

from db.migrations import HEAD, REVISIONS
from db.records import Problem

BUSY_SECONDS = 5.0
MIGRATING_SECONDS = 60.0  # another process may be bringing a large database up to date
HEADER = b"SQLite format 3\x00"


class Database:
    """An open database. Any thread may use it; each transaction has a connection of its own."""

    def __init__(self, engine: Engine, path: Path | None, url: str, now: Callable[[], datetime]) -> None:
        self.engine = engine
        self.path = path
        self.url = url
        self.now = now
        self._writing = threading.Lock()
        self._writer = engine.execution_options(immediate=True)

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return str(self.path) if self.path is not None else self.url

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction that writes: it holds the write lock from its start, and is on disk at its end."""
        # Threads of this process queue here, in order; SQLite's own waiting is by chance and sleeps.
        with self._writing, spoken(self.name), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database for as long as the block lasts."""
        with spoken(self.name), self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give every connection back to the system."""
        self.engine.dispose()


def open_database(url: str, *, now: Callable[[], datetime] | None = None) -> Database:
    """Open (or make) the database at `url`, a plain path or an SQLAlchemy URL; bring its tables up to date.

    `now` is the clock that dates backups, such as the one made before tables change. Raises Problem for a file that
    cannot be used, which stays as it was.
    """
    now = now or _system_clock
    place = parse(url)
    if place.get_backend_name() != "sqlite":
        return _open_server(place, now)
    path = path_of(place)
    if path is None:
        raise Problem(f"{url} names no file. Give the path of a database file with --db.")
    exists = _usable(path)
    revision = revision_of(path) if exists else None
    if revision is not None and revision not in REVISIONS:
        raise Problem(
            f"{path} was written by a newer version of Study TUI (its tables are at {revision}, this program knows "
            f"{HEAD}). Nothing was changed. Update the program, or choose another file with --db."
        )
    database = Database(_engine(place), path, url, now)
    try:
        if revision != HEAD:
            _migrate(database, revision)
        with database.read():
            pass
    except BaseException:
        database.close()
        raise
    return database


def parse(url: str) -> URL:
    """The URL, or the path as one. Raises Problem when it is neither."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).expanduser().absolute()))
    try:
        return make_url(url)
    except exc.ArgumentError:
        raise Problem(f"{url} is not the address of a database. Give a path, or sqlite:///PATH.") from None


def path_of(place: URL) -> Path | None:
    """The file behind an SQLite URL; None when the database lies in memory or on a server."""
    if place.get_backend_name() != "sqlite" or not place.database or place.database == ":memory:":
        return None
    return Path(place.database).expanduser().absolute()


@contextmanager
def spoken(name: str) -> Iterator[None]:
    """Turn what SQLite says inside the block into a sentence for a person."""
    try:
        yield
    except exc.DBAPIError as error:
        sentence = sentence_of(str(error.orig), name)
        if sentence is None:
            raise
        raise Problem(sentence) from error
    except sqlite3.Error as error:
        sentence = sentence_of(str(error), name)
        if sentence is None:
            raise
        raise Problem(sentence) from error


def sentence_of(words: str, name: str) -> str | None:
    """What a person has to know about an error of SQLite, or None when it is a fault of ours."""
    known = {
        "locked": f"{name} is locked by another program. Close that program, or wait for it, and try again.",
        "disk is full": f"There is no room left on the disk of {name}. What was stored before is safe; free some space "
        "and try again.",
        "disk I/O error": f"The disk of {name} does not answer as it should. What was stored before may still be "
        "whole: check the disk, then run `studytui doctor`.",
        "readonly": f"{name} is read-only. Make the file and its folder writable, or choose another file with --db.",
        "not a database": f"{name} is not a database of Study TUI. It was left as it is; choose another with --db.",
        "malformed": f"{name} is damaged. Run `studytui doctor`, and `studytui restore` to go back to a backup.",
        "unable to open": f"{name} cannot be opened. Look whether its folder exists and is writable, or choose another "
        "file with --db.",
    }
    return next((sentence for sign, sentence in known.items() if sign in words), None)


def _usable(path: Path) -> bool:
    """True for a database file, False when it is still to be made. Raises Problem for anything else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise Problem(f"{path} is a folder. Give the name of a database file in it with --db.")
        exists = path.exists() and path.stat().st_size > 0
        if exists:
            with path.open("rb") as file:
                head = file.read(len(HEADER))
            if head != HEADER:
                raise Problem(sentence_of("not a database", str(path)))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(f"{path} cannot be used as a database: {reason}. Choose another file with --db.") from None
    if not os.access(path if path.exists() else path.parent, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise Problem(sentence_of("readonly", str(path)))
    return exists


def revision_of(path: Path) -> str | None:
    """The revision of an existing file, None for one without tables; nothing is written, not even beside it."""
    # Without a log beside it nobody has it open, and it can be read without leaving one there.
    lonely = not any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal"))
    options = "mode=ro&immutable=1" if lonely else "mode=ro"
    with spoken(str(path)):
        connection = sqlite3.connect(f"file:{quote(str(path))}?{options}", uri=True, timeout=BUSY_SECONDS)
        try:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "alembic_version" in tables:
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
                return str(row[0]) if row else None
        finally:
            connection.close()
    if tables - {"sqlite_sequence"}:
        raise Problem(f"{path} is a database of another program. It was left as it is; choose another file with --db.")
    return None


def _engine(place: URL) -> Engine:
    """An engine whose connections are set up for durable writing by several processes."""
    engine = create_engine(
        place,
        poolclass=QueuePool,
        pool_size=4,
        json_serializer=_json,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS, "cached_statements": 256},
    )

    @event.listens_for(engine, "connect")
    def connect(raw: Any, record: Any) -> None:
        raw.isolation_level = None  # transactions begin where we say so, and not where the driver guesses
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later could not wait for another one: it has to say so at once.
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _json(value: Any) -> str:
    """JSON in letters as they are. A tuple, such as the headings above a card, is mostly the one of the card before."""
    return _json_of_tuple(value) if isinstance(value, tuple) else _dumps(value)


@lru_cache(maxsize=256)
def _json_of_tuple(value: tuple[str, ...]) -> str:
    return _dumps(value)


def _dumps(value: Any) -> str:
    from json import dumps

    return dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lower(value: Any) -> Any:
    """SQLite's own lower() knows A–Z alone; every other database knows all letters."""
    return value.lower() if isinstance(value, str) else value


def _system_clock() -> datetime:
    return datetime.now(UTC).astimezone()


def _migrate(database: Database, revision: str | None) -> None:
    """Bring the tables to HEAD in one transaction, after a backup when there are tables already."""
    from db.migrations.upgrade import upgrade

    if revision is not None:
        from db.backup import make

        make(database, label=f"before-{HEAD}")
    _wait_on_its_connection(database, MIGRATING_SECONDS)
    with spoken(database.name):
        raw = database.engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()
    with database.begin() as connection:
        upgrade(connection)
    _wait_on_its_connection(database, BUSY_SECONDS)


def _wait_on_its_connection(database: Database, seconds: float) -> None:
    """How long the one connection of a database just opened waits for other processes."""
    raw = database.engine.raw_connection()
    raw.cursor().execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
    raw.close()


def _open_server(place: URL, now: Callable[[], datetime]) -> Database:
    """A database on a server: the same tables and the same migrations, without what SQLite needs."""
    from db.migrations.upgrade import upgrade

    try:
        database = Database(create_engine(place), None, str(place), now)
        with database.begin() as connection:
            upgrade(connection)
    except (exc.ArgumentError, ImportError):
        kind = place.get_backend_name()
        raise Problem(f"There is no driver for {kind} here. Install one, or give the path of a file.") from None
    except exc.OperationalError as error:
        raise Problem(f"{place} does not answer: {error.orig}. Look whether the server runs.") from error
    return database
