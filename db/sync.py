"""Bringing this database and another one to the same state: `studytui sync`, and the app at its start and end."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import exc

from cards.translation import _
from cards.translation.system import why
from db import backup, settings
from db.address import on_server, parse, path_of, same_place, shown
from db.backup import part_in
from db.doctor import Finding
from db.engine import Database, open_database
from db.migrations import HEAD
from db.records import Again, Damaged, Problem
from db.sqlite import read_only, revision_of, sentence_of
from db.syncing import clocks, target
from db.syncing.beginning import begin, strip
from db.syncing.log import compute
from db.syncing.merging import Merged, merge
from db.syncing.schema_check import only_ours
from db.syncing.side import Side

TARGET, LAST = "sync_target", "sync_last"  # the keys in settings; both are this machine's own
TRIES = 3  # the file may be replaced while it is read


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did. `conflicts` are the copies that were merged, under their new names, `left` sentences about those
    that could not be. `made` says that the file was not there before.
    """

    target: str
    at: datetime
    merged: Merged
    made: bool = False
    conflicts: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def sync(db: Database, to: str, now: datetime) -> Synced:
    """Bring `db` and the database at `to` to the same state, both ways.

    Raises Problem where that cannot be; this database and the file are each as before or as after then, and it can be
    run again.
    """
    place = parse(to)
    if on_server(to):
        _not_the_same(db, to)
        done = Synced(shown(to), now, _with_server(db, to, now))
    else:
        path = path_of(place)
        if path is None:
            raise Problem(_("{to} names no file. Give the path of a file that both machines can reach.", to=to))
        done = _with_file(db, path, now)
    settings.put(db, LAST, {"at": now.isoformat(), "target": shown(to)})
    return done


def target_of(db: Database) -> str | None:
    """The file this machine syncs with by itself; None where none is set."""
    found = settings.get(db, TARGET)
    return found if isinstance(found, str) and found else None


def set_target(db: Database, to: str | None) -> None:
    """Sync with this file by itself from now on; None ends that."""
    if to is not None:
        place = parse(to)
        path = path_of(place)
        if on_server(to):
            _not_the_same(db, to)
        if path is not None:
            _not_itself(db, path)
            target.there(path)
            to = str(path)
    settings.put(db, TARGET, to)


def last(db: Database) -> datetime | None:
    """When this machine synced last; None where it never did."""
    found = settings.get(db, LAST)
    with suppress(ValueError, TypeError, KeyError):
        return datetime.fromisoformat(found["at"])
    return None


def examine(db: Database, now: datetime) -> list[Finding]:
    """What a doctor looks at for a sync: the clock, the file that is set, and what waits beside it."""
    with db.read() as connection:
        wrong = clocks.ahead(connection, now)
    said = _(
        "answers dated after now: {wrong}; `studytui doctor --repair`, or a sync, counts them from today", wrong=wrong
    )
    found = [Finding("clock", not wrong, said if wrong else _("no answer is dated after now"))]
    to = target_of(db)
    path = None if to is None else path_of(parse(to))
    if to is None or path is None:
        return found
    try:
        exists = target.there(path)
    except Problem as problem:
        return [*found, Finding("sync", False, str(problem))]
    copies = target.conflicts(path)
    at = last(db)
    when = _("not synced yet") if at is None else _("last synced {at:%Y-%m-%d %H:%M}", at=at)
    said = f"{path}: {when}" if exists else _("{path} is not there yet; the next sync makes it", path=path)
    if copies:
        said += "; " + _("the next sync merges {count} conflict copies", count=len(copies))
    return [*found, Finding("sync", True, said)]


def repair(db: Database, now: datetime) -> list[str]:
    """Count answers that a wrong clock dated after now from today; what was done, in sentences."""
    with db.begin() as connection:
        side = Side(connection, db.name, here=True)
        if not clocks.ahead(connection, now):
            return []
        side.prepare()
        count = clocks.set_right([side], now)
        compute(side)
    return [_("Answers that were dated after now count from today ({count}).", count=count)]


def _not_itself(db: Database, path: Path) -> None:
    if db.path is not None and (path == db.path or (path.exists() and os.path.samefile(path, db.path))):
        raise Problem(
            _("{path} is this database itself. Give another file, in a folder that both machines can reach.", path=path)
        )


def _not_the_same(db: Database, to: str) -> None:
    """Raise Problem where a server is asked to sync with what it keeps itself."""
    if on_server(db.url) and same_place(db.url, to):
        raise Problem(_("{to} is this database itself. Give a file, or another schema or server.", to=shown(to)))


def _with_server(db: Database, to: str, now: datetime) -> Merged:
    """Unite with a database on a server; once more where others wrote there at the same moment."""
    for left in reversed(range(TRIES)):
        try:
            return _in_place(db, to, now)
        except Again:
            if not left:
                raise
            time.sleep(random.uniform(0.1, 1.0))  # two that wait for each other must not do so again
    raise AssertionError("the last try returns or raises")


def _with_file(db: Database, path: Path, now: datetime) -> Synced:
    _not_itself(db, path)
    path = path.resolve()  # what a link leads to is replaced, not the link
    for _turn in range(TRIES):
        try:
            return _once(db, path, now)
        except target.Moved:
            continue
        except target.InUse:
            return Synced(str(path), now, _in_place(db, str(path), now))
        except OSError as error:
            raise Problem(
                _("{path} could not be written: {reason}. Sync again later.", path=path, reason=why(error))
            ) from None
    raise Problem(
        _("{path} is being replaced over and over by another program. Sync again when it is done.", path=path)
    )


def _once(db: Database, path: Path, now: datetime) -> Synced:
    """Read the file, unite, and put it back."""
    exists = target.there(path)
    target.sweep(path)
    if not path.exists() and db.path is not None and not target.conflicts(path):
        return _made(db, path, now)
    copies, left, united = target.conflicts(path), list[str](), list[Path]()
    with ExitStack() as stack, _room(db, path) as part:
        seen = None
        if exists:
            source = stack.enter_context(target.locked(path))
            seen = target.signature(path)
            target.fill(source, path, part, whole=not _met(db, source))
        elif path.exists():  # an empty file, as a program may have made it to hold the name
            seen = target.signature(path)
        other = _opened(part, path)
        try:
            for copy in copies:
                try:
                    _take_in(other, copy, now)
                    united.append(copy)
                except (Problem, target.InUse, target.Moved) as problem:
                    left.append(str(problem) or _("{copy} is in use, and was left as it is.", copy=copy))
            before = bool(united)
            with _said_of(part, path, db.name), db.begin() as mine, other.begin() as theirs:
                here, there = Side(mine, db.name, here=True), Side(theirs, str(path), here=False)
                merged = merge(here, there, now)
        finally:
            other.close()
        if there.written or before or not exists:
            target.finish(part)
            if os.name != "posix":
                stack.close()  # there a file that is open cannot be replaced
            target.put_back(part, path, seen)
    names = []
    for copy in united:
        with suppress(OSError):
            names.append(target.set_aside(copy).name)
    return Synced(str(path), now, merged, not exists, tuple(names), tuple(left))


def _made(db: Database, path: Path, now: datetime) -> Synced:
    """Make the file: a copy of this database, without what is this machine's own."""
    with _room(db, path) as part:
        with db.begin() as mine:
            merged = begin(Side(mine, db.name, here=True), now)
        assert db.path is not None
        backup.fill(db.path, part)
        other = open_database(str(part))
        try:
            with other.begin() as connection:
                strip(connection)
        finally:
            other.close()
        target.finish(part)
        target.put_back(part, path, None)
    return Synced(str(path), now, merged, made=True)


def _met(db: Database, source: sqlite3.Connection) -> bool:
    """Whether this database met the file, or one it comes from, before: then it was looked at in full."""
    try:
        found = source.execute("SELECT uid FROM meetings ORDER BY id DESC LIMIT 20").fetchall()
    except sqlite3.Error:
        return False
    with db.read() as connection:
        known = set(connection.exec_driver_sql("SELECT uid FROM meetings").scalars())
    return any(name in known for (name,) in found)


def _take_in(other: Database, copy: Path, now: datetime) -> None:
    """Unite a conflict copy with the file it is a copy of."""
    target.there(copy)
    with _room(other, copy) as part, target.locked(copy) as source:
        target.fill(source, copy, part, whole=True)
        third = _opened(part, copy)
        try:
            with _said_of(part, copy, other.name), other.begin() as mine, third.begin() as theirs:
                merge(Side(mine, other.name, here=False), Side(theirs, str(copy), here=False), now)
        finally:
            third.close()


def _in_place(db: Database, to: str, now: datetime) -> Merged:
    """Unite with a database that others have open: in their file, in a transaction of its own."""
    path = path_of(parse(to))
    if path is not None:
        if revision_of(path) != HEAD:
            raise Problem(
                _(
                    "{path} is open in another version of Study TUI. Close that one, and sync again; nothing was "
                    "changed.",
                    path=path,
                )
            )
        connection = read_only(path)
        try:
            only_ours(connection, str(path))
        finally:
            connection.close()
    other = open_database(to, now=db.now)
    try:
        with db.begin() as mine, other.begin() as theirs:
            return merge(Side(mine, db.name, here=True), Side(theirs, other.name, here=False), now)
    finally:
        other.close()


def _opened(part: Path, path: Path) -> Database:
    with _said_of(part, path, str(path)):
        return open_database(str(part))


@contextmanager
def _said_of(part: Path, path: Path, own: str) -> Iterator[None]:
    """What goes wrong with a copy is said of the file it is a copy of; of our `own` database if the copy is whole."""
    try:
        yield
    except Damaged:
        said = sentence_of("malformed", own) if target.is_whole(part) else target.damaged(path)
        raise Damaged(said) from None
    except Problem as problem:
        said = str(problem).replace(str(part), str(path))
        raise Problem(said) from None
    except exc.DBAPIError as error:
        raise Damaged(
            _("{path} holds what cannot be ({reason}). Nothing was changed.", path=path, reason=str(error.orig)[:80])
        ) from None


@contextmanager
def _room(db: Database, path: Path) -> Iterator[Path]:
    """An empty file to work in: beside this database, where SQLite may lock and log."""
    if db.path is not None:
        with part_in(db.path.parent, path.name) as part:
            yield part
        return
    with tempfile.TemporaryDirectory(prefix="studytui-") as folder, part_in(Path(folder), path.name) as part:
        yield part
