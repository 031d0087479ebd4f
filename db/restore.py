"""Bringing a backup back: checked and made ready in a file of its own, then put into place at one stroke."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import exc, select

from cards.translation import _
from cards.translation.system import why
from db.address import on_server, parse, path_of
from db.backup import before_migrating, copy, fill, folder_of, make, part_in, sweep, take_name
from db.carrying import to_server
from db.migrations import REVISIONS
from db.records import Damaged, Problem
from db.schema import metadata, notes
from db.sqlite import (
    BUSY_SECONDS,
    COMPANIONS,
    HEADER,
    pour,
    read_only,
    revision_of,
    sentence_of,
    spoken,
)

REPLACED = "replaced"


def restore(url: str, file: Path, copies: Path | None = None) -> Path | None:
    """Bring a backup back, also while the database is open elsewhere; returns the copy of what it replaced, if any.

    Raises Problem when `file` is not a whole database of Study TUI, or one of a newer version; nothing is changed then.
    Killed at any moment, the database is the one before or the one after. `copies` is the folder for copies of what a
    server keeps.
    """
    path = path_of(parse(url))
    if on_server(url):
        return _onto_server(url, file, copies)
    if path is None:
        raise Problem(_("{url} names no file, so nothing can be restored into it.", url=url))
    _whole(file)
    if path.exists() and file.resolve() == path.resolve():
        raise Problem(
            _(
                "{file} is the database itself. Give the path of a backup; `studytui backup --list` shows them.",
                file=file,
            )
        )
    if path.exists() and not path.is_file():
        raise Problem(_("{path} is no regular file, so nothing can be restored into it.", path=path))
    now = datetime.now(UTC).astimezone()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        with part_in(path.parent, path.name) as part:
            fill(file, part)
            _make_ready(part, file, path)
            return _put_into_place(part, path, now)
    except OSError as error:
        raise Problem(
            _("{path} could not be written: {reason}. Nothing was restored.", path=path, reason=why(error))
        ) from None


def _onto_server(url: str, file: Path, copies: Path | None) -> Path | None:
    """Make a server keep what a backup says, in one transaction."""
    from db.engine import open_database

    _whole(file)
    db = open_database(url, copies=copies, before_migrating=before_migrating)
    try:
        with tempfile.TemporaryDirectory(prefix="studytui-") as folder, part_in(Path(folder), file.name) as part:
            fill(file, part)
            _make_ready(part, file, part)
            with db.read() as connection:
                holds = connection.execute(select(notes.c.id).limit(1)).first() is not None
            replaced = make(db, label=REPLACED) if holds else None
            to_server(part, db)
            return replaced
    except Damaged as error:
        said = _("{file} holds what a server cannot keep ({error}). Nothing was restored.", file=file, error=error)
        raise Problem(said) from None
    except OSError as error:
        said = _("No copy could be made: {reason}. Nothing was restored.", reason=why(error))
        raise Problem(said) from None
    finally:
        db.close()


def _put_into_place(part: Path, path: Path, now: datetime) -> Path | None:
    """Make the database at `path` what `part` is; returns where a copy of what it was lies."""
    if not path.exists() or not path.stat().st_size:
        _rename(part, path)
        return None
    try:
        replaced = copy(path, folder_of(path), now, REPLACED)
        # Windows that have it open go on with what is restored only where their own file says it. SQLite writes it
        # there in one transaction, in a log beside the file; a rename would leave them with a file nobody reads again.
        _pour(part, path)
    except Damaged:
        replaced = _set_aside(path, now)
        _rename(part, path)
    return replaced


def _make_ready(part: Path, file: Path, path: Path) -> None:
    """Bring the copy to the tables of this program, and let it never give an id that the database it replaces gave."""
    from db.engine import open_database

    try:
        open_database(str(part)).close()
        with spoken(str(part)), closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            for table in metadata.sorted_tables:
                columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
                if not columns >= {column.name for column in table.columns}:
                    raise Problem(_("its table {name} is missing or another one", name=table.name))
            for name, last in _ids_given(path).items():
                done = connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))
                if not done.rowcount:
                    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
    except (Problem, sqlite3.Error, exc.DBAPIError) as error:  # the last from a migration that misses its tables
        said = str(getattr(error, "orig", None) or error).replace(str(part), "it").rstrip(".")
        raise Problem(
            _("{file} is damaged, or of another program ({said}). Nothing was restored.", file=file, said=said)
        ) from None
    with part.open("rb+") as opened:
        os.fsync(opened.fileno())


def _ids_given(path: Path) -> dict[str, int]:
    """Table → the highest id that the database at `path` ever gave; nothing where it cannot be read."""
    tables = {table.name for table in metadata.sorted_tables}
    try:
        if not path.exists() or not path.stat().st_size:
            return {}
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
            rows = connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    except sqlite3.Error:
        return {}
    return {name: last for name, last in rows if name in tables and isinstance(last, int)}


def _pour(part: Path, path: Path) -> None:
    """Make the database at `path` say what `part` says, in one transaction of SQLite."""
    try:
        with (
            closing(read_only(part)) as source,
            closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as target,
        ):
            target.execute("PRAGMA journal_mode = WAL")
            target.execute("PRAGMA synchronous = FULL")
            pour(source, target)
    except sqlite3.OperationalError as error:
        if "readonly" in str(error) and os.access(path, os.W_OK):  # pages of another size, which a log cannot hold
            raise Damaged(_("{path} could not take what is restored.", path=path)) from None
        with spoken(str(path)):
            raise
    except sqlite3.DatabaseError as error:
        raise Damaged(sentence_of(str(error), str(path)) or str(error)) from None


def _rename(part: Path, path: Path) -> None:
    """Put `part` into the place of a file that is damaged or not there. A log left of that one is not for this one."""
    for ending in COMPANIONS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.replace(part, path)
    with suppress(OSError):  # a folder cannot be opened everywhere
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _set_aside(path: Path, now: datetime) -> Path:
    """Copy a damaged database away as it lies, with its log: something may still be saved from it."""
    folder = folder_of(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part_in(folder, path.name) as part:
            shutil.copyfile(path, part)
            kept = take_name(part, path, folder, now, REPLACED)
        for ending in COMPANIONS:
            beside = path.with_name(path.name + ending)
            if beside.exists():
                shutil.copyfile(beside, kept.with_name(kept.name + ending))
    except OSError as error:
        raise Problem(
            _(
                "{path} could not be copied to {folder}: {reason}. Nothing was restored.",
                path=path,
                folder=folder,
                reason=why(error),
            )
        ) from None
    return kept


def _whole(file: Path) -> None:
    """Raise Problem unless `file` is a whole database that this program can use."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # opening a pipe would wait for its other end
            raise Problem(_("{file} is no regular file. Nothing was restored; give the path of a backup.", file=file))
        with file.open("rb") as opened:
            head = opened.read(len(HEADER))
    except OSError as error:
        raise Problem(
            _("{file} cannot be read: {reason}. Nothing was restored.", file=file, reason=why(error))
        ) from None
    if head != HEADER:
        raise Problem(_("{file} is not a database of Study TUI. Nothing was restored.", file=file))
    try:
        revision = revision_of(file)
    except Problem:
        raise Problem(
            _("{file} is damaged, or of another program. Nothing was restored; choose a backup.", file=file)
        ) from None
    if revision not in REVISIONS:
        if not revision:
            raise Problem(_("{file} holds no cards. Nothing was restored.", file=file))
        raise Problem(
            _(
                "{file} was written by a newer version of Study TUI (its tables are at {revision}). "
                "Nothing was restored.",
                file=file,
                revision=revision,
            )
        )
    try:
        with closing(read_only(file)) as connection:
            (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        answer = sentence_of(str(error), str(file)) or str(error)
    if answer != "ok":
        raise Problem(
            _("{file} is damaged ({answer}). Nothing was restored; choose an older backup.", file=file, answer=answer)
        )
