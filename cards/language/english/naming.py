"""Whether English words that are said to be called something describe a thing, and what they are called is a name."""

from __future__ import annotations

import re

from cards.language.english.grammar import FINITE, clause, tagged

_BEGINS = ("AT", "NN", "NP", "AJ", "DPS", "VVG", "CRD", "DT0")
_RELATIVE = frozenset({"that", "which", "who", "whose", "where", "when", "whom"})
_POINTS = re.compile(r"(?:this|that|these|those|such|other|another|some|many|most|you|we|it|they|once|if|when)\b", re.I)
LONGEST_NAME = 4


def is_meaning_of(said: str, name: str) -> bool:
    """Whether a noun with what describes it stands before a name of a few words.

    >>> is_meaning_of("A polygon that has equal sides", "regular polygon"), is_meaning_of("You swap places", "sifting")
    (True, False)
    """
    if len(name.split()) > LONGEST_NAME or _POINTS.match(said) or re.search(r"\b(?:what|like|it|is|are)\b", name, re.I):
        return False
    tokens = tagged(said)
    if not tokens or not tokens[0].tag.startswith(_BEGINS) or re.search(r"[:;]", said):
        return False
    at = next((i for i, t in enumerate(tokens) if t.text.lower() in _RELATIVE), len(tokens))
    before = tokens[:at]
    return not any(t.tag in FINITE for t in before) and (at < len(tokens) or clause(tokens) is None)


def is_row(meaning: str) -> bool:
    """Whether a meaning is a row of three or more short names.

    >>> is_row("bogs, fens, moors"), is_row("rules for cutting, drying and storing peat")
    (True, False)
    """
    parts = re.split(r"[,;]\s", re.sub(r"\s?\([^()]*\)", "", meaning))
    if re.match(r"[\w\s-]+\s(?:for|of|that|which)\s", parts[0]):
        return False
    return len(parts) > 2 and all(len(part.split()) <= 4 for part in parts)
