"""Names that hold on every machine: of the events of the log, and of the cards.

An event is named by a UUID of version 7, as 32 hexadecimal digits: 48 bits of milliseconds, then the microseconds, then
chance. So the order of the names is the order in which the log is played, on every machine alike.
"""

from __future__ import annotations

import secrets
import unicodedata
from hashlib import blake2b
from pathlib import PurePath

LENGTH = 32


def uid(moment: int, chance: str | None = None) -> str:
    """The name of an event at a moment (microseconds since 1970). `chance` is hexadecimal, for a name that others are
    to arrive at as well.
    """
    milliseconds, micros = divmod(max(0, moment), 1000)
    return f"{milliseconds:012x}7{micros:03x}8{(chance or secrets.token_hex(8))[:15]}"


def moment_of(name: str) -> int:
    """The moment that the name of an event holds, in microseconds since 1970."""
    return int(name[:12], 16) * 1000 + int(name[13:16], 16)


def uid_of_undo(target: str) -> str:
    """The name of what takes an event back: whoever does it, it is taken back once."""
    return uid(moment_of(target) + 1, digest("undo", target))


def is_uid(value: object) -> bool:
    """Whether this is the name of an event."""
    return type(value) is str and len(value) == LENGTH and value[12] == "7" and not value.strip("0123456789abcdef")


def face_of(path: str, context: tuple[str, ...] | list[str], fingerprint: str) -> str:
    """What a card is known by on a machine that has never met this one: the name of its file, its headings, its text.

    The folders above the file are others on every machine, and so are no part of it.
    """
    name = unicodedata.normalize("NFC", PurePath(path.replace("\\", "/")).name)
    return digest(name, *context, fingerprint)


def digest(*parts: object) -> str:
    """Twenty-four hexadecimal digits that stand for these parts."""
    return blake2b("\0".join(map(str, parts)).encode(errors="surrogatepass"), digest_size=12).hexdigest()
