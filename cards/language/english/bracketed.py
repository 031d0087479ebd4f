"""English names that stand in brackets behind what they name: "A sauce thickened with egg yolk (Hollandaise)"."""

from __future__ import annotations

import re

from cards.language.english.grammar import FINITE, tagged
from cards.language.english.meanings import is_order
from cards.language.finding import Ask, Finding

_NAMED = re.compile(r"(?P<what>[A-Z][^():;?!]{8,110})\s\((?P<name>[A-Z][a-z][\w'’ -]{1,30})\)$")
_RELATIVE = frozenset({"CJT", "PNQ", "DTQ", "AVQ"})


def named_in_brackets(text: str) -> Finding | None:
    """What such a line calls what it describes; None where its words describe no thing, or say something themselves.

    >>> named_in_brackets("A sauce thickened with egg yolk (Hollandaise)")[2:4]
    ('A sauce thickened with egg yolk', 'Hollandaise')
    >>> named_in_brackets("Clay fired once without glaze (Bisque)")[2:4]
    ('Clay fired once without glaze', 'Bisque')
    >>> named_in_brackets("The sauce is thick with egg (Hollandaise)"), named_in_brackets("The old mill (Leeds)")
    (None, None)
    """
    match = _NAMED.match(text.strip().rstrip("."))
    tokens = tagged(match["what"]) or () if match is not None else ()
    if match is None or not tokens or not tokens[0].tag.startswith(("AT", "NN", "NP", "AJ")) or is_order(match["what"]):
        return None
    relative = next((i for i, t in enumerate(tokens) if t.tag in _RELATIVE or t.text == "that"), len(tokens))
    acts = [i for i, t in enumerate(tokens[:relative]) if t.tag in FINITE or t.tag in {"PNP", "EX0"}]
    done = next((i for i in range(1, relative - 1) if _is_done(tokens[i].tag, tokens[i + 1].tag)), 0)
    if any(i != done for i in acts) or len(match["name"].split()) > 3:
        return None
    told = done or relative < len(tokens) or any(t.tag.startswith("PR") or t.tag == "VVG" for t in tokens[1:])
    return Finding(Ask.CALLED, "", match["what"], match["name"], "name") if told and len(tokens) > 3 else None


def _is_done(tag: str, behind: str) -> bool:
    """Whether a word is a participle that tells of the noun in front of it ("clay fired once")."""
    return tag in {"VVN", "VVD"} and behind.startswith(("PR", "AV"))
