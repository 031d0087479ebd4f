"""Writing the files of commands: an existing file is replaced only by a whole new one.

What is there stays whole until the new text is: it is written beside it and takes its place at the end. Study databases
(any SQLite file, and what belongs to it), notes and folders are refused; a pipe or a terminal is written to as it is.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from cards.translation import _
from cards.translation.system import why

COMPANIONS = ("-wal", "-shm", "-journal")
NOTES = (".md", ".markdown")
# How a database, its write-ahead log (in both byte orders) and its rollback journal begin.
DATABASES = (b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")


class Refused(Exception):
    """A place that nothing is written to; the message is a sentence that says why and what to do."""


@contextmanager
def target(path: Path, *, keep: Iterable[Path] = ()) -> Iterator[TextIO]:
    """A text file at `path`, readable by its owner alone. A failure leaves what was there as it was.

    `keep` are files that must never be written over, such as the open database and the notes. Raises Refused.
    """
    with target_of_bytes(path, keep=keep) as out:
        text = TextIOWrapper(out, "utf-8", newline="\n")
        try:
            yield text
            text.flush()
        finally:
            with suppress(OSError):
                text.detach()


@contextmanager
def target_of_bytes(path: Path, *, keep: Iterable[Path] = ()) -> Iterator[BinaryIO]:
    """The same for a file that is no text."""
    kept = list(keep)
    try:
        if not _takes_its_place(path, kept):
            with path.open("wb") as out:
                yield out
            return
        path = Path(os.path.realpath(path))  # behind a link lies what is meant; the link itself stays
        with _beside(path) as (part, out):
            yield out
            _takes_its_place(path, kept)  # something may have been put there meanwhile
        os.replace(part, path)
    except OSError as error:
        raise Refused(_("{path} could not be written whole: {reason}.", path=path, reason=why(error))) from error


@contextmanager
def _beside(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """A file of its own in the same folder, on disk at the end. It is made anew, and no link is followed to it."""
    descriptor, part = tempfile.mkstemp(prefix=".studytui-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield part, out
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def _takes_its_place(path: Path, keep: Iterable[Path]) -> bool:
    """True where the text takes the place of a file or makes a new one, False for a pipe or a terminal."""
    if any(_same(path, each) for each in keep):
        raise Refused(_("{path} is in use by Study TUI itself and was left as it is. Choose another file.", path=path))
    path = path.resolve() if path.is_file() else path
    base = next((path.with_name(path.name.removesuffix(e)) for e in COMPANIONS if path.name.endswith(e)), None)
    if base is not None and (_is_database(base) or any(_same(base, each) for each in keep)):
        raise Refused(
            _(
                "{path} belongs to the database {name} and was left as it is. Choose another file.",
                path=path,
                name=base.name,
            )
        )
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return True
    if stat.S_ISDIR(mode):
        raise Refused(_("{path} is a folder. Give the name of a file in it.", path=path))
    if stat.S_ISBLK(mode):
        raise Refused(_("{path} is a disk and was left as it is. Choose another file.", path=path))
    if not stat.S_ISREG(mode):
        return False
    if path.suffix.lower() in NOTES:
        raise Refused(_("{path} is a note, and notes are never written to. Choose another file.", path=path))
    if _is_database(path):
        raise Refused(_("{path} is a database and was left as it is. Choose another file.", path=path))
    return True


def _is_database(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as opened:
            return opened.read(16).startswith(DATABASES)
    except OSError:
        return False


def _same(path: Path, other: Path) -> bool:
    """Whether two paths name the same file, also through a hard link or before it is there."""
    try:
        return os.path.samefile(path, other)
    except OSError:
        return path == Path(os.path.realpath(other))
