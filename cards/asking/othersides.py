"""Formulas that give one left side several right sides in a section: "what is $P(A)$?" has two answers there."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from cards.asking.equalities import outermost
from cards.note import Note
from cards.translation import N_

OTHER = N_("another line answers the same question")
_MATH = re.compile(r"\$\$([^$]{3,1000})\$\$|\$([^$\n]{3,300})\$")
_SPACED = re.compile(r"\\[,;:! ]|\\q?quad\b|\\left\b|\\right\b|[\s&]|\\begin\{\w+\*?\}|\\end\{\w+\*?\}")
_HEADS = re.compile(r"#|\s*(?:[-*+]\s)?\*\*[^*\n]+\*\*")  # a heading, or a name in bold that has a formula of its own
# "if $a = b$" says when something is so, and gives "a" no second right side.
_CASE = re.compile(
    r"\b(?:if|when|whenever|where|let|suppose|assum\w+|given|provided|with|for|since|that|until)\s$", re.I
)


class OtherSides(NamedTuple):
    """The left sides with several right ones, each with the section it stands in (told by the lines they begin at)."""

    begins: tuple[int, ...]
    twice: frozenset[tuple[int, str]]

    def of(self, left: str, line: int) -> bool:
        """Whether the section of a line gives a left side another right side, too."""
        return bool(self.twice) and (bisect_right(self.begins, line), _bare(left.strip("$"))) in self.twice


def other_sides(note: Note) -> OtherSides:
    """The left sides of a note's formulas that have several right sides under one heading or name in bold."""
    begins = tuple(i for i, line in enumerate(note.source, 1) if _HEADS.match(line))
    first: dict[tuple[int, str], str] = {}
    twice: set[tuple[int, str]] = set()
    text = "\n".join(note.source)
    line, upto = 1, 0
    for match in _MATH.finditer(text) if "$" in text else ():
        line, upto = line + text.count("\n", upto, match.start()), match.start()
        math = match[1] or match[2]
        relation = outermost(math)
        if relation is None or _CASE.search(text[max(0, upto - 16) : upto]):
            continue
        right = _bare(math[relation.end() :]).rstrip(".,;")
        if not re.search(r"[A-Za-z]", right):
            continue  # the value it has in an example
        side = (bisect_right(begins, line), _bare(math[: relation.start()]))
        known = first.setdefault(side, right)
        if not known.startswith(right) and not right.startswith(known):
            twice.add(side)
    return OtherSides(begins, frozenset(twice))


def _bare(math: str) -> str:
    return _SPACED.sub("", math)
