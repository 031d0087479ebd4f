"""Whether an arrow behind a name leads to what the name means: its words tell that, where no list of arrows does.

"Lame → a razor that scores the crust" says what it is, "NAT → rewrites the address" what it does; "frost → a crack"
and "발효 → 부풀어 오른 반죽" say what comes of it.
"""

from __future__ import annotations

import re

from cards.language.english.deeds import is_doing, is_process
from cards.language.english.grammar import tagged
from cards.language.english.meanings import kind_of
from cards.language.glosses import without_gloss
from cards.language.reader import reader_of
from cards.language.statement import Statement
from cards.language.terms import is_name
from cards.language.text import has_hangul

_OBJECT = ("AT", "DPS", "NN", "NP", "AJ", "DT0", "CRD")
_NARROWS = ("CJT", "PNQ", "DTQ", "VVG", "VVN", "AVQ")


def means(part: Statement) -> bool:
    """Whether what stands behind the one arrow of a line says by itself what the name before it is or does.

    >>> means(Statement("a razor that scores the crust", "Lame", "→")), means(Statement("a crack", "Frost", "→"))
    (True, False)
    >>> means(Statement("rewrites the address", "NAT", "→")), means(Statement("grows with time", "Load", "→"))
    (True, False)
    >>> means(Statement("씨실을 쳐서 넣는 도구", "바디", "→")), means(Statement("부풀어 오른 반죽", "발효", "→"))
    (True, False)
    """
    term = without_gloss(part.term)
    if part.sign != "→" or part.effects or part.remark or not is_name(term):
        return False
    return _means_ko(term, part.body) if has_hangul(part.body) else _means_en(term, part.body)


def _means_en(term: str, body: str) -> bool:
    tokens = tagged(body) or ()
    if len(tokens) < 3 or has_hangul(term) or is_process(term) or is_doing(term):
        return False
    first, second, *rest = tokens
    kind = kind_of(body)
    if kind == "deed":
        return first.tag in {"VVZ", "NN2"} and second.tag.startswith(_OBJECT)
    told = any(t.tag.startswith(_NARROWS) or t.text.lower() in {"that", "with", "without", "for"} for t in rest)
    return kind == "article" and first.text.lower() in {"a", "an"} and told


def _means_ko(term: str, body: str) -> bool:
    """A thing that does something now ("굳는 물질") is a meaning; one that has become so ("굳은 반죽") came of it."""
    named = reader_of(term).tagged(term) if has_hangul(term) else ()
    if named is None or any(not t.tag.startswith(("NN", "SL", "XSN", "XPN")) for t in named) or len(named) > 3:
        return False
    tokens = reader_of(body).tagged(re.sub(r"[. ]+$", "", body)) or ()
    at = max((i for i, t in enumerate(tokens) if t.tag == "ETM"), default=0)
    if not at or tokens[at].text != "는" or not tokens[at - 1].tag.startswith(("VV", "XSV", "VX")):
        return False
    behind = tokens[at + 1 :]
    return 0 < len(behind) <= 3 and all(t.tag.startswith(("NN", "SL", "XSN")) for t in behind)
