"""Doubts as rows of a table: of which cards, where to look, for what, and what that tells against them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from cards.asking.fact import Fact
from cards.language.finding import Ask


class Row(NamedTuple):
    """What to look for in the answer, in what is asked or in the term of cards that ask so; `rules` narrows them to
    those that some rules made."""

    asks: frozenset[Ask]
    place: Literal["answer", "said", "name"]
    found: re.Pattern[str]
    doubt: str
    rules: frozenset[str] = frozenset()


def of(*asks: Ask) -> frozenset[Ask]:
    """The cards that ask one of these."""
    return frozenset(asks)


def first_doubt(rows: Sequence[Row], fact: Fact, answer: str, name: str, rule: str = "") -> str:
    """The doubt of the first row that fits; "" where none does.

    >>> from cards.card import Kind
    >>> row = Row(of(Ask.DOES), "answer", re.compile(r"too$"), "its answer says nothing by itself")
    >>> one = Fact(Ask.DOES, Kind.RELATION, "Hull", "floats too", 1, frozenset())
    >>> first_doubt([row], one, "floats too", "Hull"), first_doubt([row], one, "floats", "Hull")
    ('its answer says nothing by itself', '')
    """
    told = {"answer": answer, "said": fact.said, "name": name}
    fits = (
        row.doubt
        for row in rows
        if fact.ask in row.asks and (not row.rules or rule in row.rules) and row.found.search(told[row.place])
    )
    return next(fits, "")
