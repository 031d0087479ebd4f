"""Copies of the database: made while it is in use, rotated, and brought back. SQLite alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.migrations import HEAD, REVISIONS
from db.records import Problem
from db.sqlite import BUSY_SECONDS, HEADER, parse, path_of, revision_of, sentence_of, spoken

if TYPE_CHECKING:
    from db.engine import Database

KEEP = 10
REPLACED = "replaced"


def make(db: Database, folder: Path | None = None, keep: int = KEEP, *, label: str = "") -> Path:
    """Copy the database as it is now, through SQLite's own backup, and return the copy.

    It lies in `folder` (a folder "backups" beside the database by default), where the newest `keep` of this database
    stay. Raises Problem when there is no room or no such place; no half copy is left then.
    """
    if db.path is None:
        raise Problem(f"{db.url} is kept by a server. Use the server's own tools to back it up.")
    folder = folder or folder_of(db.path)
    made = _copy(db.path, folder, db.now(), label)
    for old in _copies(folder, db.path.stem)[max(1, keep) :]:
        if old != made:
            for ending in ("", "-wal", "-shm"):
                old.with_name(old.name + ending).unlink(missing_ok=True)
    return made


def before_migrating(db: Database) -> Path:
    """The copy that is made before the tables change; `open_database` is given it."""
    return make(db, label=f"before-{HEAD}")


def daily(db: Database) -> Path | None:
    """The first copy of a calendar day, in the usual folder; None where today has one. To be called at every start."""
    if db.path is None:
        return None
    today = f"{db.path.stem}-{db.now():%Y%m%d}-"
    if any(copy.name.startswith(today) for copy in _copies(folder_of(db.path), db.path.stem)):
        return None
    return make(db)


def restore(url: str, file: Path) -> Path | None:
    """Bring a backup back, also while the database is open elsewhere; returns the copy of what it replaced, if any.

    Raises Problem when `file` is not a whole database of Study TUI, or one of a newer version; nothing is changed then.
    """
    path = path_of(parse(url))
    if path is None:
        raise Problem(f"{url} names no file, so nothing can be restored into it.")
    _whole(file)
    if path.exists() and file.resolve() == path.resolve():
        raise Problem(f"{file} is the database itself. Give the path of a backup; `studytui backup --list` shows them.")
    if not path.exists() or not path.stat().st_size:
        path.parent.mkdir(parents=True, exist_ok=True)
        _pour(file, path)
        return None
    now = datetime.now(UTC).astimezone()
    try:
        replaced = _copy(path, folder_of(path), now, REPLACED)
    except Problem:
        replaced = _set_aside(path, now)
    _pour(file, path)
    return replaced


def backups(url: str) -> list[Path]:
    """The copies in the usual folder, newest first."""
    path = path_of(parse(url))
    return [] if path is None else _copies(folder_of(path), path.stem)


def folder_of(path: Path) -> Path:
    """Where the copies of a database lie unless somebody says otherwise."""
    return path.parent / "backups"


def _copies(folder: Path, stem: str) -> list[Path]:
    # The stamp sorts by time; digits at its place keep a database called "study-old" apart from one called "study".
    stamp = "[0-9]" * 8 + "-" + "[0-9]" * 6
    return sorted(folder.glob(f"{_literal(stem)}-{stamp}*.sqlite"), reverse=True)


def _literal(name: str) -> str:
    """A name as a pattern that means itself."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _free_name(path: Path, folder: Path, now: datetime, label: str) -> Path:
    stem = f"{path.stem}-{now:%Y%m%d-%H%M%S}"
    tail = f"-{label}" if label else ""
    for count in range(1000):
        name = folder / f"{stem}{f'-{count:03}' if count else ''}{tail}.sqlite"
        if not name.exists():
            return name
    raise Problem(f"{folder} holds a thousand backups of this second already. Choose another folder.")


def _copy(path: Path, folder: Path, now: datetime, label: str) -> Path:
    """A whole copy of `path` in `folder`, on disk before it has its name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = _free_name(path, folder, now, label)
        part = made.with_suffix(".part")
        try:
            with spoken(str(path)), closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as source:
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                _fill(source, part)
            os.replace(part, made)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            f"No backup could be made in {folder}: {error.strerror or error}. Choose another folder."
        ) from None
    return made


def _fill(source: sqlite3.Connection, part: Path) -> None:
    part.unlink(missing_ok=True)
    with spoken(str(part)), closing(sqlite3.connect(part)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, without a log beside it
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _pour(file: Path, path: Path) -> None:
    """Make `path` say what `file` says, in one transaction of SQLite, so that whoever has it open goes on."""
    with (
        spoken(str(path)),
        closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as target,
    ):
        target.execute("PRAGMA synchronous = FULL")
        source.backup(target)
        target.execute("PRAGMA journal_mode = WAL")


def _set_aside(path: Path, now: datetime) -> Path:
    """Move a damaged database away as it lies, with its log: something may still be saved from it."""
    folder = folder_of(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = _free_name(path, folder, now, REPLACED)
        for ending in ("-wal", "-shm"):
            beside = path.with_name(path.name + ending)
            if beside.exists():
                shutil.move(beside, kept.with_name(kept.name + ending))
        shutil.move(path, kept)
    except OSError as error:
        raise Problem(
            f"{path} could not be moved to {folder}: {error.strerror or error}. Nothing was restored."
        ) from None
    return kept


def _whole(file: Path) -> None:
    """Raise Problem unless `file` is a whole database that this program can use."""
    try:
        with file.open("rb") as opened:
            head = opened.read(len(HEADER))
    except OSError as error:
        raise Problem(f"{file} cannot be read: {error.strerror or error}. Nothing was restored.") from None
    if head != HEADER:
        raise Problem(f"{file} is not a database of Study TUI. Nothing was restored.")
    try:
        revision = revision_of(file)
    except Problem:
        raise Problem(f"{file} is damaged, or of another program. Nothing was restored; choose a backup.") from None
    if revision not in REVISIONS:
        newer = f"was written by a newer version of Study TUI (its tables are at {revision})"
        raise Problem(f"{file} {newer if revision else 'holds no cards'}. Nothing was restored.")
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        answer = sentence_of(str(error), str(file)) or str(error)
    if answer != "ok":
        raise Problem(f"{file} is damaged ({answer}). Nothing was restored; choose an older backup.")
