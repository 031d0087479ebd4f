"""Note files: which there are, and their bytes as text. Refuses with a sentence what is no note."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
import unicodedata
from collections import deque
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from cards.ignoring import Ignoring, around, is_left_out
from cards.translation import _
from cards.translation.system import why

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")  # of notes in a folder; a note of any other name is named by itself
LIMIT = 10 * 1024 * 1024  # bytes; ten years of notes in one file are smaller than this

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Nothing to see, and in the way of every comparison: zero-width characters, soft hyphens, direction marks,
# and the backspace that a keyboard for Korean leaves in a line.
_INVISIBLE = dict.fromkeys(
    [0, 8, 0x7F, 0xAD, 0x200B, 0x200C, 0x2060, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F)]
)
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_TABLE = {**_INVISIBLE, **_SPACES, 0x2028: "\n", 0x2029: "\n", 0x85: "\n", 0x0B: " ", 0x0C: " "}
_ODD = re.compile("[" + "".join(map(chr, _TABLE)) + "]")
_MAGIC = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"SQLite format 3", b"\x7fELF", b"\x1f\x8b")


class Unreadable(Exception):
    """A file that cannot be read as a note; the message is a sentence for a person."""


def decode(data: bytes) -> str:
    """Bytes as NFC text with `\\n` between lines: UTF-8, UTF-16 and UTF-32 by BOM, else CP949. Raises Unreadable.

    >>> decode("한글\\r\\n".encode("cp949"))
    '한글\\n'
    """
    if data.startswith(_MAGIC):
        raise Unreadable(_("it is a binary file, not text"))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return tidy(data[len(bom) :].decode(encoding, "replace"))
    if guess := _wide(data):
        return tidy(data.decode(guess, "replace"))
    if data.count(0) > max(4, len(data) // 100):
        raise Unreadable(_("it is a binary file, not text"))
    try:
        return tidy(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        wrong = error
    try:
        return tidy(data.decode("cp949"))
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    # A few broken bytes in good UTF-8 are a scratch; many mean that this is no text at all.
    if text.count("\ufffd") * 20 > len(text):
        raise Unreadable(
            _("its text is neither UTF-8, UTF-16 nor CP949 (byte {value} fits none)", value=wrong.start + 1)
        )
    return tidy(text)


def _wide(data: bytes) -> str:
    """The UTF-16 that bytes without a BOM are in, told by where the zeros of ASCII and line ends stand."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    # Every letter of a whole line of ASCII has its zero on the same side; stray NULs have them on both.
    if odd >= max(2, len(head) // 16) and even <= odd // 20:
        return "utf-16-le"
    if even >= max(2, len(head) // 16) and odd <= even // 20:
        return "utf-16-be"
    return ""


def tidy(text: str) -> str:
    """NFC, `\\n` line ends, plain spaces, and no invisible or NUL characters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.translate(_TABLE) if _ODD.search(text) else text


def read_text(path: Path) -> str:
    """The text of a note file. Raises Unreadable with a sentence that names the file and what to do."""
    try:
        # Opened without waiting, and looked at when it is open: what a pipe or a device gives may never end, and what
        # lay there a moment ago may be one now.
        with open(path, "rb", opener=_without_waiting) as opened:
            at = os.fstat(opened.fileno())
            if stat.S_ISDIR(at.st_mode):
                raise Unreadable(_("{path} is a folder; a note is a file.", path=path))
            if not stat.S_ISREG(at.st_mode):
                raise Unreadable(_("{path} is no ordinary file, so it was not read.", path=path))
            # A file of the system under /proc has no size and gives what it likes.
            data = opened.read(LIMIT + 1) if at.st_size else b""
        size = max(at.st_size, len(data))
        if size > LIMIT:
            raise Unreadable(
                _(
                    "{path} has {value:.0f} MB; a note may have {value2} MB. Split it, or leave it out.",
                    path=path,
                    value=size / 1000000.0,
                    value2=LIMIT // 1024**2,
                )
            )
    except IsADirectoryError:
        raise Unreadable(_("{path} is a folder; a note is a file.", path=path)) from None
    except FileNotFoundError:
        raise Unreadable(_("There is no file {path}. Check the path.", path=path)) from None
    except PermissionError:
        raise Unreadable(
            _("{path} may not be read by you. Change its permissions, or leave it out.", path=path)
        ) from None
    except OSError as error:
        raise Unreadable(_("{path} could not be read: {value}.", path=path, value=why(error))) from None
    if not data.strip():
        raise Unreadable(_("{path} is empty. Write something into it, or leave it out.", path=path))
    try:
        return decode(data)
    except Unreadable as error:
        raise Unreadable(_("{path} could not be read: {error}.", path=path, error=error)) from None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def is_note(name: str) -> bool:
    """Whether a file of this name is a note, by its suffix."""
    return name.endswith(SUFFIXES) or name.lower().endswith(SUFFIXES)


def walk(folder: str) -> Iterator[tuple[str, os.stat_result | OSError]]:
    """The note files below a folder, each with its stat, in no particular order.

    Hidden files, folders of programs and templates, and what an ignore file names are left out (`cards.ignoring`).
    What cannot be looked at or named, a folder or a file, comes with the error instead. What several paths lead to,
    by links, comes once, by a path without links where there is one; so links in a circle come to an end. One pass with
    one stat a note: this is all that looking at a folder again costs.
    """
    folders, links, seen = [(folder, around(folder))], deque[tuple[str, Ignoring]](), set[tuple[int, int]]()

    def first(at: os.stat_result) -> bool:
        place = (at.st_dev, at.st_ino)
        new = place not in seen or not at.st_ino  # some file systems number nothing
        seen.add(place)
        return new

    while folders or links:
        path, above = folders.pop() if folders else links.popleft()
        try:
            at = os.stat(path)
            if not first(at):
                continue
            if not stat.S_ISDIR(at.st_mode):
                if stat.S_ISREG(at.st_mode):
                    yield path, at
                continue
            with os.scandir(path) as found:
                entries = sorted(found, key=attrgetter("name"))
        except OSError as error:
            yield path, error
            continue
        rules = above.within(path, {entry.name for entry in entries if entry.name.startswith(".")})
        for entry in entries:
            try:
                inside = entry.is_dir()
                if not inside and not is_note(entry.name):
                    continue
                if is_left_out(entry.name, folder=inside) or rules.leaves_out(entry.path, folder=inside):
                    continue
                if wrong := misnamed(entry.name):
                    yield entry.path, wrong
                elif entry.is_symlink():
                    links.append((entry.path, rules))
                elif inside:
                    folders.append((entry.path, rules))
                elif stat.S_ISREG((at := entry.stat()).st_mode) and first(at):
                    yield entry.path, at
            except OSError as error:
                yield entry.path, error


def misnamed(path: str) -> OSError | None:
    """The error of a path that cannot be written down, because it is not UTF-8; None for any other."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return OSError(errno.EILSEQ, _("its name is not UTF-8, so it could not be remembered; rename it"))
    return None


def no_notes(folder: str) -> str:
    """The sentence for a folder below which there is no note."""
    return _(
        "There are no notes in the folder {folder}. A note is a file ending in {listed}; hidden files, templates, "
        "papers of a repository (AGENTS.md and such) and what an ignore file names are left out.",
        folder=folder,
        listed=", ".join(SUFFIXES),
    )


def unseen(path: str, error: OSError) -> str:
    """The sentence for what `walk` could not look at."""
    return _("{path} could not be looked at: {value}.", path=path, value=why(error))
