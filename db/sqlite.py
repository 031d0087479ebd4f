"""What is special to SQLite: whether a file is a database of ours, its revision, and its errors as sentences."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, exc

from cards.translation import _
from cards.translation.system import why
from db.records import Damaged, Problem

BUSY_SECONDS = 5.0


HEADER = b"SQLite format 3\x00"
COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file while it is in use
DAMAGE = ("malformed", "not a database")  # signs in its words that a file is not as SQLite wrote it
PAGE = 1 << 15  # bytes that it needs beside a file to open it
ROW = "rowid"  # what it numbers the rows of a table with
READS_JSON = False  # JSON comes from its driver as text
REFUSALS = (("update", "changed"), ("delete", "deleted"))


@contextmanager
def spoken(name: str) -> Iterator[None]:
    """Turn what SQLite says inside the block into a sentence for a person."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        words = str(error.orig if isinstance(error, exc.DBAPIError) else error)
        sentence = sentence_of(words, name)
        if sentence is None:
            raise
        raise (Damaged if any(sign in words for sign in DAMAGE) else Problem)(sentence) from error
    except UnicodeDecodeError as error:  # SQLite quotes a damaged table's own text, which Python cannot read
        raise Damaged(sentence_of(DAMAGE[0], name)) from error


@contextmanager
def unless_locked() -> Iterator[None]:
    """Go on where the block fails because another process holds the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise


def sentence_of(words: str, name: str) -> str | None:
    """The sentence for an SQLite error a person can do something about, or None when it is a bug of ours."""
    known = {
        "locked": _(
            "{name} is locked by another program. Close that program, or wait for it, and try again.", name=name
        ),
        "disk is full": _(
            "There is no room left on the disk of {name}. What was stored before is safe; free some "
            "space and try again.",
            name=name,
        ),
        "disk I/O error": _(
            "The disk of {name} does not answer as it should. What was stored before may still be whole: "
            "check the disk, then run `studytui doctor`.",
            name=name,
        ),
        "readonly": _(
            "{name} is read-only. Make the file and its folder writable, or choose another file with --db.", name=name
        ),
        "not a database": _(
            "{name} is not a database of Study TUI. It was left as it is; choose another with --db.", name=name
        ),
        "malformed": _(
            "{name} is damaged. Run `studytui doctor`, and `studytui restore` to go back to a backup.", name=name
        ),
        "unable to open": _(
            "{name} cannot be opened. Look whether its folder exists and is writable, or choose another "
            "file with --db.",
            name=name,
        ),
    }
    damage = _(
        "{name} holds what cannot be ({reason}). Run `studytui doctor`; `studytui doctor --repair` puts right "
        "what it can, and `studytui restore` goes back to a backup.",
        name=name,
        reason=words[:80],
    )
    signs = (
        "no such table",
        "no such column",
        "syntax error",
        "constraint failed",
        "datatype mismatch",
        "too big",
        "user-defined",
    )
    known |= dict.fromkeys(signs, damage)
    if "disk I/O error" in words and _is_full(name):
        return known["disk is full"]  # SQLite has no other word for it where it makes its log
    return next((sentence for sign, sentence in known.items() if sign in words), None)


def _is_full(name: str) -> bool:
    """Whether the disk of a file has no room left."""
    try:
        return shutil.disk_usage(Path(name).parent).free < PAGE
    except OSError:
        return False


def identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path: another one there, or none, has another identity."""
    try:
        at = path.stat()
    except OSError:
        return None
    return at.st_dev, at.st_ino


def gone(name: str) -> str:
    """The sentence for a file that is another by now than the one that was opened."""
    return _(
        "{name} was moved, deleted or replaced while it was open, so nothing was stored. Leave the program, look for "
        "the file (or go back to a backup with `studytui restore`), and start again.",
        name=name,
    )


def usable(path: Path) -> bool:
    """True for a database file, False when it is still to be made. Raises Problem for anything else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise Problem(_("{path} is a folder. Give the name of a database file in it with --db.", path=path))
        exists = path.exists() and path.stat().st_size > 0
        if exists:
            with path.open("rb") as file:
                head = file.read(len(HEADER))
            # A journal beside it holds what the file was, and SQLite brings that back when it opens it.
            if head != HEADER and not path.with_name(path.name + "-journal").exists():
                raise Problem(sentence_of("not a database", str(path)))
    except OSError as error:
        reason = why(error)
        raise Problem(
            _("{path} cannot be used as a database: {reason}. Choose another file with --db.", path=path, reason=reason)
        ) from None
    if not os.access(path if path.exists() else path.parent, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise Problem(sentence_of("readonly", str(path)))
    return exists


def pour(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Make `target` say what `source` says, in one transaction. Left alone, `backup` waits for a lock for ever; here
    it waits as long as the two connections do.
    """

    def stop(status: int, left: int, all_pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise sqlite3.OperationalError("database is locked")

    source.backup(target, progress=stop)


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that reads a file and leaves nothing beside it.

    Where a process was killed while it wrote, a journal lies beside the file: that has to be taken back before anything
    can be read, and so the file is opened for writing then.
    """
    beside = {ending for ending in COMPANIONS if path.with_name(path.name + ending).exists()}
    # Without a log beside it nobody has it open, and it can be read without leaving one there.
    mode = "rw" if "-journal" in beside else "ro" if beside else "ro&immutable=1"
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, timeout=BUSY_SECONDS)


def revision_of(path: Path) -> str | None:
    """The revision of an existing file, None for one without tables; nothing is written, not even beside it."""
    with spoken(str(path)), closing(read_only(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" in tables:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
    if tables - {"sqlite_sequence"}:
        raise Problem(
            _(
                "{path} is a database of another program. It was left as it is; choose another file with --db.",
                path=path,
            )
        )
    return None


def highest_id(connection: Connection, table: str) -> int:
    """The highest id that SQLite ever gave in a table made with AUTOINCREMENT, 0 where it gave none."""
    kept = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    return int(kept or 0)


def refuse(connection: Connection) -> None:
    """Have SQLite refuse a change of the log, as the first migration has it."""
    for act, done in REFUSALS:
        connection.exec_driver_sql(
            f"CREATE TRIGGER IF NOT EXISTS reviews_no_{act} BEFORE {act.upper()} ON reviews "
            f"BEGIN SELECT RAISE(ABORT, 'The review log is append-only: nothing in it may be {done}.'); END"
        )


def allow(connection: Connection) -> None:
    """Have SQLite take a change of the log."""
    for act in dict(REFUSALS):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS reviews_no_{act}")


def refusing(connection: Connection) -> set[str]:
    """The triggers on the log."""
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'reviews'"
    return set(connection.exec_driver_sql(query).scalars())
