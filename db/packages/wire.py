"""As much of the protobuf format as the newer tables of Anki need: the fields of a message."""

from __future__ import annotations

from collections.abc import Iterator


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """(number, value) of each field: an integer, or the bytes of a text or of a message within.

    Raises ValueError where the bytes are no message.

    >>> list(fields(b"\\x08\\x01\\x12\\x02hi"))
    [(1, 1), (2, b'hi')]
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield number, value
        else:
            if kind == 2:
                size, at = _varint(message, at)
            elif kind in (1, 5):
                size = 8 if kind == 1 else 4
            else:
                raise ValueError("no message")
            if at + size > len(message):
                raise ValueError("a message that ends too early")
            yield number, message[at : at + size]
            at += size


def text(message: bytes, number: int) -> str:
    """The text of a field; "" where it has none."""
    return next((value.decode() for n, value in fields(message) if n == number and isinstance(value, bytes)), "")


def whole(message: bytes, number: int) -> int:
    """The number in a field; 0 where it has none."""
    return next((value for n, value in fields(message) if n == number and isinstance(value, int)), 0)


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(message) or shift > 63:
            raise ValueError("a message that ends too early")
        value |= (message[at] & 0x7F) << shift
        at += 1
        if not message[at - 1] & 0x80:
            return value, at
        shift += 7
