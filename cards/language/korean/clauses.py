"""One clause asked in place: all of it is kept, one telling piece put in question."""

from __future__ import annotations

from collections.abc import Iterator

from cards.language.finding import Ask, Finding
from cards.language.korean import asked
from cards.language.korean.clear import marked
from cards.language.korean.gaps import gaps
from cards.language.korean.links import linked
from cards.language.korean.phrases import as_state, last_verb, questioned
from cards.language.korean.sentence import Sentence, read
from cards.language.korean.sides import done_by, side_told, value_told

_CLEAR = ("clear ", "sure ", "occasion")


def asked_in_place(text: str) -> Finding | None:
    """The first clear question that stands in a clause with its topic; None where none does.

    >>> found = asked_in_place("상관계수는 편차가 클 때 생긴다")
    >>> (found.said, found.answer) if found else None
    ('상관계수는 언제 생기나', '편차가 클 때')
    """
    one = read(text)
    if one is None or not one.about:
        return None
    return next((f for f in map(marked, _found(one)) if f.sort.startswith(_CLEAR)), None)


_TIMES = frozenset({"때", "경우", "전", "후", "뒤", "다음", "시점", "직전", "직후"})
LONGEST_REST = 14  # letters of what is so at a time, where the time is what is asked for


def _at_a_time(one: Sentence) -> Finding | None:
    """ "상관계수는 편차가 클 때 유용하다", "훅은 화면이 그려지기 전에 실행된다": when?"""
    tokens, verb = one.tokens, last_verb(one.tokens)
    at = next((i for i in range(verb - 1, 1, -1) if tokens[i].text in _TIMES and tokens[i].tag.startswith("NN")), 0)
    if not at or tokens[at].start < one.lead or tokens[at - 1].tag not in {"ETM", "ETN", "NNG"}:
        return None
    end = tokens[at].end
    rest = at + 1
    while rest < verb and tokens[rest].tag in {"JKB", "JX", "SP"}:
        rest += 1
    asked_for = as_state(questioned(one.text, tokens), tokens)[tokens[rest].start :].strip()
    told = one.text[one.lead : end].strip(" ,")
    if (
        not asked_for
        or len(asked_for) > LONGEST_REST
        or tokens[rest].tag in {"JKG", "JKO", "JKS", "VCP"}
        or len(told) < 4
    ):
        return None
    if any(t.tag in {"JKS", "ETM", "EC", "JX"} for t in tokens[rest:verb]):
        return None
    return Finding(Ask.OWN, "", f"{one.text[: one.lead].strip()} 언제 {asked_for}", told, "occasion")


def _found(one: Sentence) -> Iterator[Finding]:
    if when := _at_a_time(one):
        yield when
    if occasion := asked.happens(one) or asked.good_when(one) or side_told(one) or value_told(one):
        yield occasion
    yield from (f for f in linked(one) if f.ask in {Ask.IF, Ask.WHY, Ask.OWN})
    yield from done_by(one)
    yield from asked.asked(one)
    yield from (f for f in gaps(one.text) if f.ask is Ask.OWN)
