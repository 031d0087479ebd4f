"""Verbs that say how a thing is and not what it does: "Requires streams" answers what it requires."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.english.grammar import tagged
from cards.language.english.meanings import sort_of, when_of
from cards.language.mending import infinitive
from cards.language.text import words

_STATES = words(
    """
    require need assume emphasize emphasise suggest represent explain include involve mean indicate state contain lack
    support assert imply comprise cost denote
    """
)
_WITH = {"depend": "on", "rely": "on", "consist": "of", "relate": "to", "belong": "to", "correspond": "to"}


@lru_cache(2048)
def said_by_verb(answer: str, many: bool) -> tuple[str, str, str] | None:
    """What such a meaning says: the verb as a question takes it, its object, and of what sort the answer is.

    >>> said_by_verb("Requires streams and billing on demand", False), said_by_verb("emphasizes that all is one", True)
    (('does require', 'streams and billing on demand', ''), ('do emphasize', 'all is one', ''))
    >>> said_by_verb("Occurs when two keys meet", False), said_by_verb("Stores the keys", False)
    (('does occur', 'when two keys meet', 'when'), None)
    >>> said_by_verb("depends on the order of arrival", False)
    ('does depend on', 'the order of arrival', '')
    """
    first, _, rest = answer.partition(" ")
    if asked := when_of(f"{first}s {rest}" if many and not first.endswith("s") else answer):
        verb = asked[0] if not many else re.sub(r"^(does|is)\b", lambda m: {"does": "do", "is": "are"}[m[1]], asked[0])
        return verb, asked[1], sort_of(asked[1])
    tokens = tagged(f"it {first.lower()} {rest}") if len(rest.split()) > 0 else None
    if not tokens or len(tokens) < 3 or not re.fullmatch(r"[A-Za-z]{3,}", first):
        return None
    if not (many or first.endswith("s")) or rest.startswith("each other"):
        return None  # "Include what matches" is told as one tells somebody to do it
    verb = tokens[1].lemma if tokens[1].text.startswith(tokens[1].lemma[:3]) else infinitive(first.lower())
    does = "do" if many else "does"
    if (link := _WITH.get(verb)) and rest.startswith(f"{link} "):
        return f"{does} {verb} {link}", rest.removeprefix(f"{link} "), ""
    if verb not in _STATES or not tokens[2].tag.startswith(_OBJECT):
        return None
    return f"{does} {verb}", re.sub(r"^that\s", "", rest), ""


_OBJECT = ("AT", "NN", "NP", "AJ", "CRD", "DPS", "DT0", "ORD", "VVG", "CJT", "AVQ", "DTQ", "VVN", "UNC")
