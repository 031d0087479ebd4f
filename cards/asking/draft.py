"""A card in the making, and which source lines it uses."""

from __future__ import annotations

from typing import NamedTuple

from cards.card import Kind
from cards.note import Line

ANSWER = 200  # characters that an answer may have


class Draft(NamedTuple):
    """A card in the making.

    `uses` are the source lines it says something of, `rank` its place among the drafts of one line. Drafts with `merge`
    that ask the same are put together.
    """

    kind: Kind
    question: str
    answer: str
    line: int
    subject: str = ""
    uses: frozenset[int] = frozenset()
    accepted: tuple[str, ...] = ()
    reverse: bool = False
    merge: bool = False
    rank: int = 5


def span(line: Line) -> frozenset[int]:
    """The source lines of a line and all below it."""
    return frozenset(n for part in line.walk() for n in range(part.number, part.last + 1))


def own(line: Line) -> frozenset[int]:
    """The source lines of a line alone."""
    return frozenset((line.number,) if line.number == line.last else range(line.number, line.last + 1))
