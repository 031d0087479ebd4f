"""English sentences with a colon in the middle: what is told in front of it is explained, or counted up, behind it."""

from __future__ import annotations

import re

from cards.language.english.asking import questioned
from cards.language.english.deeds import is_bidden
from cards.language.english.grammar import clause, is_name, is_pointing, piece_of, tagged
from cards.language.finding import Ask, Finding
from cards.language.text import words

_COLON = re.compile(r"(?P<told>[^:;,.]{8,80}):\s(?P<how>\S.{14,200})$")
# What is done so, or against what, is told by how it is done.
_HOW = words(
    """
    avoid prevent reduce ensure guarantee solve handle achieve improve protect support detect balance limit minimize
    minimise maximize maximise eliminate overcome resolve enforce preserve maintain secure
    """
)
_COUNTED = re.compile(r"there are (?:two|three|four|five|six|seven|eight|\d) ", re.I)


def counts_up(term: str, body: str) -> bool:
    """Whether what stands in front of a colon says how many there are of what stands behind it."""
    return _COUNTED.match(term) is not None and ("," in body or " and " in body)


def explained(text: str) -> Finding | None:
    """How something is reached that a sentence tells before its colon; None where it does not say that.

    >>> explained("A ratchet prevents slipping: its teeth let the wheel turn one way only")[2:4]
    ('how does a ratchet prevent slipping', 'its teeth let the wheel turn one way only')
    >>> explained("A ratchet has two parts: a wheel and a pawl that holds it")
    """
    match = _COLON.match(text.strip().rstrip("."))
    tokens = tagged(match["told"]) if match is not None else None
    main = clause(tokens) if tokens else None
    if match is None or not tokens or main is None or tokens[main.verb].tag not in {"VVZ", "VVB"}:
        return None
    verb = tokens[main.verb]
    if verb.lemma not in _HOW or is_pointing(piece_of(text, main.subject)) or not is_name(tokens, main.subject):
        return None
    how = match["how"]
    behind = tagged(how) or ()
    acts = clause(behind) is not None or is_bidden(how) or re.match(r"(?:if|when|once|by|instead of)\s", how, re.I)
    asked = questioned("how", match["told"])
    if not acts or not asked or re.match(r"(?:it|this|they) (?:is|are)\b", how, re.I):
        return None
    return Finding(Ask.OWN, "", asked, how, "way")
