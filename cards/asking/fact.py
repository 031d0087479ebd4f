"""A fact: what a line says of what, and what can be asked of it. Rules make facts; the voices put them into words."""

from __future__ import annotations

from typing import NamedTuple

from cards.card import Kind
from cards.language.finding import Ask
from cards.note import Line


class Fact(NamedTuple):
    """What a line says, before it is put into a question.

    ask      what is asked of it
    about    the thing it is about, in the line's own words; "" where the heading or the line above names it
    said     what the question repeats: a clause, a condition, a sentence with a blank, a verb, another name
    answer   what is to be remembered
    line     the source line it stands on
    uses     all source lines it says something of
    sort     what kind of piece was left out ("number", "reason" …), for telling good from bad ones
    many     how many members a list has
    after    the member before the first, where a list goes on
    """

    ask: Ask
    kind: Kind
    about: str
    answer: str
    line: int
    uses: frozenset[int]
    said: str = ""
    sort: str = ""
    many: int = 0
    after: str = ""
    subject: str = ""
    accepted: tuple[str, ...] = ()
    exact: bool = False  # the meaning can mean nothing else, so that it may be asked backwards too
    rank: int = 5


def span(line: Line) -> frozenset[int]:
    """The source lines of a line and all below it."""
    return frozenset(n for part in line.walk() for n in range(part.number, part.last + 1))


def own(line: Line) -> frozenset[int]:
    """The source lines of a line alone."""
    return frozenset((line.number,) if line.number == line.last else range(line.number, line.last + 1))
