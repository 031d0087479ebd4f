"""Copies of the database: files, made while it is in use, thinned as they get older, and listed."""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cards.translation import _
from cards.translation.system import why
from db.address import parse, path_of
from db.migrations import HEAD
from db.records import Problem
from db.sqlite import BUSY_SECONDS, COMPANIONS, pour, spoken

if TYPE_CHECKING:
    from db.engine import Database

LAST = 10  # so many copies made last stay, whatever the clock said when they were made
# Of the older ones stays the last of each day, week and month, for so many of each that have one.
PERIODS: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
    (12, date.toordinal),
    (10, lambda day: (day.toordinal() - 1) // 7),  # ordinal 1 was a Monday
    (9, lambda day: (day.year, day.month)),
)
NAME = re.compile(r"(?P<key>.+)-(?P<day>\d{8})-(?P<time>\d{6})(?:-(?P<number>\d{4,}))?(?:-(?P<more>.*))?\.sqlite")
PART = re.compile(r"\..+\.(?P<pid>\d+)-[0-9a-f]{8}\.part(?:-\w+)?")
ABANDONED_S = 86_400  # a part that nothing was written to for so long is nobody's


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in a folder of copies. `number` counts them in the order they were made; older versions gave none: 0."""

    path: Path
    number: int
    stamp: str
    day: date


def make(db: Database, folder: Path | None = None, *, label: str = "") -> Path:
    """Copy the database as it is now, and return the copy, which is a file: through SQLite's own backup, or all rows of
    a server.

    It lies in `folder`, or in a folder "backups" beside the database (for a server, in `db.copies`). That one is
    thinned (see `spare`); a folder that a person names is left to them. Raises Problem when there is no room or no such
    place; no half copy is left then.
    """
    path = db.path or Path(f"{_key_on_server(db.url)}.sqlite")
    usual = folder_of(path) if db.path is not None else db.copies
    if folder is None and usual is None:
        raise Problem(_("{name} is kept by a server. Name a folder for the copy.", name=db.name))
    made = copy(path, folder or usual or Path(), db.now(), label, fill if db.path is not None else _filler(db))
    if folder is None:
        sweep(path.parent if db.path is not None else made.parent)
        for old in spare(copies(made.parent, key_of(path))):
            for ending in ("", *COMPANIONS):
                old.path.with_name(old.path.name + ending).unlink(missing_ok=True)
    return made


def before_migrating(db: Database) -> Path:
    """Back up before the tables change. Passed to `open_database` as its hook of the same name."""
    return make(db, label=f"before-{HEAD}")


def daily(db: Database) -> Path | None:
    """The first copy of a calendar day, in the usual folder; None where today has one. To be called at every start."""
    if db.path is None:
        return None
    today = db.now().date()
    if any(each.day == today for each in copies(folder_of(db.path), key_of(db.path))):
        return None
    return make(db)


def backups(url: str, of_servers: Path | None = None) -> list[Path]:
    """The copies in the usual folder, the one made last first; `of_servers` is where those of servers lie."""
    path = path_of(parse(url))
    if path is None:
        return [each.path for each in copies(of_servers, _key_on_server(url))] if of_servers else []
    return [each.path for each in copies(folder_of(path), key_of(path))]


def _key_on_server(url: str) -> str:
    """What the names of copies begin with: another word for each schema of each database."""
    place = parse(url)
    words = (place.host or place.query.get("host"), place.database, place.query.get("schema"))
    return re.sub(r"[^\w.]+", "-", "-".join(str(word) for word in words if word)).strip("-.") or "server"


def _filler(db: Database) -> Callable[[Path, Path], None]:
    """Fills a part with what a server keeps."""
    from db.carrying import to_file

    def fill_from_server(path: Path, part: Path) -> None:
        to_file(db, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())

    return fill_from_server


def folder_of(path: Path) -> Path:
    """The default folder of a database's backups."""
    return path.parent / "backups"


def key_of(path: Path) -> str:
    """What the names of a database's copies begin with: another word for each file of a folder."""
    return path.stem if path.suffix == ".sqlite" else path.name if path.suffix else f"{path.name}."


def copies(folder: Path, key: str) -> list[Copy]:
    """The copies of one database in a folder, the one made last first."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = NAME.fullmatch(path.name)
            if match is None or match["key"] != key:
                continue
            with suppress(ValueError):  # eight digits that are no day
                day = datetime.strptime(match["day"], "%Y%m%d").date()
                found.append(Copy(path, int(match["number"] or 0), match["day"] + match["time"], day))
    return sorted(found, key=lambda each: (each.number, each.stamp, each.path.name), reverse=True)


def spare(found: Sequence[Copy]) -> list[Copy]:
    """Which of these copies, the one made last first, may go: those that are not among the last ten, nor the last of
    one of the last twelve days, ten weeks or nine months that have a copy.
    """
    kept = set(found[:LAST])
    for most, period in PERIODS:
        newest: dict[Hashable, Copy] = {}
        for each in found:
            newest.setdefault(period(each.day), each)
        kept.update(list(newest.values())[:most])
    return [each for each in found if each not in kept]


def copy(
    path: Path, folder: Path, now: datetime, label: str, filling: Callable[[Path, Path], None] | None = None
) -> Path:
    """A whole copy of the database at `path` in `folder`, on disk before it has its name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        with part_in(folder, path.name) as part:
            (filling or fill)(path, part)
            return take_name(part, path, folder, now, label)
    except OSError as error:
        raise Problem(
            _(
                "No backup could be made in {folder}: {reason}. Choose another folder.",
                folder=folder,
                reason=why(error),
            )
        ) from None


@contextmanager
def part_in(folder: Path, name: str) -> Iterator[Path]:
    """A new, empty file that nobody else has, readable by its owner alone; gone at the end if it is still there."""
    part = folder / f".{name}.{os.getpid()}-{secrets.token_hex(4)}.part"
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    finally:
        for ending in ("", *COMPANIONS):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def fill(path: Path, part: Path) -> None:
    """Copy the database at `path`, which may be in use, into the empty file `part`, and wait until it is on disk."""
    with spoken(str(path)), closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as source:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(part)) as target:
            target.execute("PRAGMA journal_mode = OFF")  # a part that is not finished is thrown away
            pour(source, target)
            target.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, without a log beside it
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def take_name(part: Path, path: Path, folder: Path, now: datetime, label: str) -> Path:
    """Give a finished part the next free name of a copy; never one that is taken."""
    number = 1 + max((each.number for each in copies(folder, key_of(path))), default=0)
    while True:
        made = folder / f"{key_of(path)}-{now:%Y%m%d-%H%M%S}-{number:04}{f'-{label}' if label else ''}.sqlite"
        try:
            os.link(part, made)
            return made
        except FileExistsError:
            number += 1
        except OSError:  # a file system without links: hold the name, then take it
            with suppress(FileExistsError):
                os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                os.replace(part, made)
                return made
            number += 1


def sweep(folder: Path) -> None:
    """Take away the parts in a folder whose process was killed."""
    with suppress(OSError):
        for path in folder.glob(".*.part*"):
            match = PART.fullmatch(path.name)
            if match is not None and (not _runs(int(match["pid"])) or _age(path) > ABANDONED_S):
                path.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    """Does this process still run? Where that cannot be asked without harm, it is taken to."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
