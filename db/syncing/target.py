"""The file that two machines meet in: read under a lock, changed in a copy, and put back whole.

It lies where Syncthing, Dropbox, a stick or a server carries it, so it is never written in place: what is carried away
in the middle of that would be no database. The copy lies beside the database of this machine, where SQLite can lock and
log as it likes; the finished one takes the place of the file at one stroke.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from cards.translation import _
from cards.translation.system import why
from db.backup import ABANDONED_S, part_in
from db.migrations import HEAD, REVISIONS
from db.records import Damaged, Problem
from db.sqlite import BUSY_SECONDS, HEADER, pour, revision_of, sentence_of
from db.syncing.schema_check import only_ours

Signature = tuple[int, int, int, int]
MERGED = ".merged"
CONFLICT = r"(?:\.sync-conflict-.+| ?\([^)]*(?:conflict|충돌)[^)]*\)|[._-]conflict.*)"


class InUse(Exception):
    """Another process has the file open, and would go on with what is replaced."""


class Moved(Exception):
    """The file was replaced meanwhile: everything begins again with what is there now."""


def signature(path: Path) -> Signature | None:
    """What tells one file at a path from another one that takes its place; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


@contextmanager
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that holds the file for itself alone. Raises InUse where somebody has it open with a log beside it,
    Problem where it is locked for longer than one waits.
    """
    before = signature(path)
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA busy_timeout = 500")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # needs no memory that processes share
            try:
                connection.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.OperationalError as error:
                if "locked" in str(error) and path.with_name(path.name + "-shm").exists():
                    raise InUse from None
                raise
            connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # in this mode the lock is kept, and the file can be copied
        except sqlite3.Error as error:
            raise told(error, path) from None
        now = signature(path)
        if before is None or now is None or before[:2] != now[:2]:
            raise Moved
        yield connection


def told(error: sqlite3.Error, path: Path) -> Problem:
    """What SQLite says of the file, as a sentence."""
    words = str(error)
    if "malformed" in words or "not a database" in words:
        return Damaged(damaged(path))
    said = sentence_of(words, str(path)) or _("{path} cannot be read ({words}).", path=path, words=words[:80])
    return Problem(_without_option(said))


def _without_option(sentence: str) -> str:
    """A sentence without the option of the command line, which names another file."""
    return sentence.replace(" with --db", "").replace(" --db로", "")


def damaged(path: Path) -> str:
    """The sentence for a file that is not as it was written."""
    return _(
        "{path} is damaged, or only part of it has arrived. It was left as it is, and nothing was "
        "changed. Wait until it is carried over, or move it away: the next sync makes a new one.",
        path=path,
    )


def fill(source: sqlite3.Connection, path: Path, part: Path, *, whole: bool) -> None:
    """Copy the locked file into a part, and see that this program can use it; `whole` looks at each page."""
    try:
        with closing(sqlite3.connect(part)) as target:
            target.execute("PRAGMA journal_mode = OFF")
            pour(source, target)
        if whole and not is_whole(part):
            raise Damaged(damaged(path))
        _of_this_version(part, path)
        with closing(sqlite3.connect(part)) as target:
            only_ours(target, str(path))
    except sqlite3.Error as error:
        raise told(error, path) from None
    except UnicodeDecodeError:
        raise Damaged(damaged(path)) from None


def _of_this_version(part: Path, path: Path) -> None:
    try:
        revision = revision_of(part)
    except Damaged:
        raise Damaged(damaged(path)) from None
    except Problem as problem:
        raise Problem(_without_option(str(problem).replace(str(part), str(path)))) from None
    if revision is None:
        raise Problem(
            _("{path} holds no cards of Study TUI. It was left as it is; choose another file to sync with.", path=path)
        )
    if revision not in REVISIONS:
        raise Problem(
            _(
                "{path} was written by a newer version of Study TUI (its tables are at {revision}, this "
                "program knows {HEAD}). Nothing was changed. Update the program on this machine, then sync "
                "again.",
                path=path,
                revision=revision,
                HEAD=HEAD,
            )
        )


def is_whole(part: Path) -> bool:
    """Whether every page of a copy is one that SQLite has written."""
    try:
        with closing(sqlite3.connect(part)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def finish(part: Path) -> None:
    """Make one file of a database that was just closed: no log beside it."""
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def put_back(part: Path, path: Path, seen: Signature | None) -> None:
    """Give a finished part the name of the file, at one stroke. Raises Moved where another file is there by now."""
    with part_in(path.parent, path.name) as beside:
        if part.stat().st_dev == path.parent.stat().st_dev:
            os.replace(part, beside)
        else:
            shutil.copyfile(part, beside)
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
        if seen is None:
            try:
                os.link(beside, path)
                return
            except FileExistsError:
                raise Moved from None
            except OSError:  # a file system without links
                pass
        else:
            with suppress(OSError):
                shutil.copymode(path, beside)
        if signature(path) != seen:
            raise Moved
        os.replace(beside, path)
    _to_disk(path.parent)


def _to_disk(folder: Path) -> None:
    with suppress(OSError):  # a folder cannot be opened everywhere
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def conflicts(path: Path) -> list[Path]:
    """The copies that a sync folder has made of the file where two machines wrote it at once, by name."""
    name = re.compile(re.escape(path.stem) + CONFLICT + re.escape(path.suffix), re.IGNORECASE)
    with suppress(OSError):
        return sorted(each for each in path.parent.iterdir() if name.fullmatch(each.name) and each.is_file())
    return []


def set_aside(copy: Path) -> Path:
    """Give a conflict copy whose content is merged a name under which it is not merged again."""
    number, name = 1, copy.with_name(copy.name + MERGED)
    while name.exists():
        number += 1
        name = copy.with_name(f"{copy.name}{MERGED}-{number}")
    copy.rename(name)
    return name


def there(path: Path) -> bool:
    """Whether there is a file to meet in; False where it is to be made. Raises Problem where it cannot be one."""
    try:
        if not path.parent.is_dir():
            raise Problem(
                _(
                    "There is no folder {parent}. Make it, or plug in what it lies on, and sync again.",
                    parent=path.parent,
                )
            )
        if path.is_dir():
            raise Problem(
                _(
                    "{path} is a folder. Give the name of a file in it, for example {value}.",
                    path=path,
                    value=path / "study.sqlite",
                )
            )
        if not path.exists():
            writable = os.access(path.parent, os.W_OK)
        elif not path.is_file():
            raise Problem(_("{path} is no regular file, so nothing can be synced with it.", path=path))
        else:
            writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        if not writable:
            raise Problem(_("{path} is read-only. Make the file and its folder writable, and sync again.", path=path))
        if not path.exists() or not path.stat().st_size:
            return False
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise Problem(
            _("{path} cannot be used: {reason}. Nothing was changed.", path=path, reason=why(error))
        ) from None
    if head[: len(HEADER)] != HEADER:
        raise Problem(
            _(
                "{path} is not a database of Study TUI. It was left as it is; choose another file to sync with.",
                path=path,
            )
        )
    if _cut_short(path, head):
        raise Damaged(damaged(path))
    return True


def _cut_short(path: Path, head: bytes) -> bool:
    """Whether the file is shorter than its first page says: it is still being carried, or was cut."""
    size, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    size = 65536 if size == 1 else size
    whole = head[24:28] == head[92:96]  # otherwise the number of pages was not written by today's SQLite
    beside = any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal"))
    return whole and not beside and path.stat().st_size < size * pages


def sweep(path: Path) -> None:
    """Take parts away that nobody has written to for a day. Which process made one is not known: it may be another
    machine's.
    """
    with suppress(OSError):
        for part in path.parent.glob(f".{path.name}.*.part*"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > ABANDONED_S:
                    part.unlink()
