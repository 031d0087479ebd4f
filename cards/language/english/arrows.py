"""What an English arrow tells of what stands before it: what that is, what happens to it, or what it leads to."""

from __future__ import annotations

import re

from cards.language.english.grammar import FINITE, clause, tagged
from cards.language.text import mask

_POINTS = re.compile(r"(?:it|they|this|that|these|those|he|she|we|you|i|there|so|then|and|but|or|here|now)\b", re.I)
_OF = re.compile(r"(?:[\w-]+\s){1,3}of\s")
_DOING = re.compile(r"[a-z]+ing\s(?:an?|the|its|more|too|with|without|on|in|to|all|no|each|every)\s", re.I)
_DONE = re.compile(r"\w{3,}(?:ed|en|own|ept|uilt|ent)\b")
_SET = re.compile(r"\s(?:=|→|≥|≤|<|>)\s")


def told_of(cause: str, effect: str) -> str:
    """What an effect tells of its cause: "value", "change", "happens" or "leads"; "" where none of these fits.

    >>> told_of("lowest value of GELU", "about −0.17"), told_of("low memory", "the kernel kills a process")
    ('value', 'happens')
    >>> told_of("parameters of a mixture", "grow with E"), told_of("high temperature", "more random output")
    ('change', 'leads')
    """
    tokens, told = tagged(cause), tagged(effect)
    if not tokens or not told or len(cause.split()) > 14 or _POINTS.match(cause) or re.search(r"[;!?]", mask(cause)):
        return ""
    first = tokens[0]
    if first.tag in FINITE - {"VVB"} or first.tag.startswith(("PR", "CJ", "AV", "TO", "PU")):
        return ""
    if clause(tokens) is not None:
        return "happens"
    head = next((t for t in told if not t.tag.startswith(("AV", "XX", "PUN"))), told[0])
    if head.tag in FINITE or (head.tag == "VVN" and _DONE.match(head.text)):
        return "change"
    if clause(told) is not None or _DOING.match(cause):
        return "happens"
    if _OF.match(cause) or _SET.search(cause) or not re.search(r"[a-z]{3}", effect):
        return "value"
    return "leads"
