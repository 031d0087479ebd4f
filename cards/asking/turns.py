"""Whose turn it is among some lines: a "?" that turns a question into its answer, and the voices of a conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cards.asking.asmarkdown import BLOCKS, last_line
from cards.note import Form, Line

ASKS = re.compile(
    r"^(?:(?:Q|질문|문제)\s?\d{0,3}\s?[.:：)]|Question\s?\d{0,3}\s?[:：])(?:\s*(?P<text>[^\s:].*))?$", re.S | re.I
)
TURNS = ("?", "??")
_VOICE = re.compile(r"([A-D가나갑을])\s?[:：]\s")


class Turn(NamedTuple):
    """A "?" on a line of its own: where its question begins, where it stands, where its answer ends."""

    begin: int
    at: int
    end: int


def turns_of(entries: Sequence[Line]) -> Iterator[Turn]:
    """Each "?" on a line of its own, with the lines that stand right above and right below it."""
    marks = [i for i, line in enumerate(entries) if line.text in TURNS and line.form is Form.TEXT]
    begins = [_begin(entries, mark, floor) for mark, floor in zip(marks, [-1, *marks], strict=False)]
    for mark, begin, following in zip(marks, begins, [*begins[1:], len(entries)], strict=False):
        end = mark
        while end + 1 < following and _next(entries[end], entries[end + 1], end == mark):
            end += 1
        yield Turn(begin, mark, end)


def _begin(entries: Sequence[Line], mark: int, floor: int) -> int:
    """Where the lines right above a "?" begin; an item asks alone."""
    begin = mark
    while begin - 1 > floor and last_line(entries[begin - 1]) + 1 >= entries[begin].number and not entries[begin].ruled:
        begin -= 1
        if entries[begin].form is Form.ITEM:
            break
    return begin


def _next(line: Line, below: Line, first: bool) -> bool:
    """Whether a line stands right below another, no blank line between them unless code begins or an answer does."""
    if below.quoted < line.quoted:
        return False
    gap = 2 if first or below.form in BLOCKS else 1
    return below.number <= last_line(line) + gap and not below.ruled and not ASKS.match(below.text)


def spoken(entries: Sequence[Line]) -> frozenset[int]:
    """The lines of a conversation: A and B in turns ("A: …", "B: …", "A: …")."""
    voices = [match[1] if (match := _VOICE.match(line.text)) else "" for line in entries]
    rows = enumerate(zip(voices, voices[1:], voices[2:], strict=False))
    first = next((i for i, (a, b, c) in rows if a and b and a == c != b), len(voices))
    return frozenset(i for i, voice in enumerate(voices) if voice and i >= first)
