"""English headings: which name a thing, and which tell something of the thing above."""

from __future__ import annotations

from cards.language.english.grammar import clause, tagged


def tells(heading: str) -> bool:
    """Whether a heading says something rather than name a thing.

    >>> tells("ABAC can weigh many parameters"), tells("Used in most shells"), tells("Lost update")
    (True, True, False)
    """
    tokens = tagged(heading)
    if not tokens or len(tokens) < 3:
        return False
    participle = tokens[0].tag in {"VVN", "VVD", "VBN"} and tokens[1].tag in {"PRP", "PRF", "TO0"}
    return participle or clause(tokens) is not None
