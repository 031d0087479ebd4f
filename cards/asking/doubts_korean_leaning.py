"""When a Korean card leans on what it does not show: a step that comes later, one example, half of a sentence, a number
of a list, a label that is no name."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.finding import Ask

_OF_TERM = frozenset({Ask.WHAT, Ask.DOES, Ask.HOW})
_LATER = re.compile(r"(?:이후|그 ?후|이어서|다음으로|그다음|그런 다음|그리고 나서)\s(?=\S+\s)")
# "B라는 사공의 경우, 지금 배가 하나인 상태": one case, from which the meaning is still to come
_ONE_CASE = re.compile(
    r"(?:[A-Z가-힣][^\s,]{0,8}(?:라는|이라는)\s\S{1,8}|(?:위|다음|이)\s\S{1,8})의\s경우|예를\s들어|가령\s"
)
_NOT_SO = re.compile(r"(?:\s|존재\s)[XO]$")  # "확인하는 과정 존재 X": what is not there has no name
_ENDS_OPEN = re.compile(
    r"[가-힣](?:ㄴ|은|한|된|낸|린|운|둔)\s(?:후|뒤|다음)[,.]?$|[가-힣]기\s전[,.]?$|[가-힣](?:면서|으며)[,.]?$"
)
_STEP_OF = re.compile(r"[A-Za-z]{0,3}\d{0,2}\s?[-.]?\s?\(\d{1,2}\)")
_ANY_NUMBER = re.compile(r"몇\s?\S{1,3}?(?:이라도|라도|이든|든)\s")
_BY_ITS_NAME = re.compile(r"(?:이름|말|글자|단어)\s?(?:그대로|처럼|에서\s?알\s?수\s?있)")


def doubt_of_korean_leaning(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean card says less than its note did; "" where it stands by itself."""
    if fact.ask in _OF_TERM and _LATER.match(answer):
        return "it is a step, not what its term is"
    if fact.ask in _OF_TERM and _ONE_CASE.match(answer):
        return "it asks for one example of many"
    if fact.ask is Ask.CALLED and _NOT_SO.search(fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.GAP and _ENDS_OPEN.search(fact.said):
        return "it was cut in the middle of a sentence"
    if fact.about and _STEP_OF.fullmatch(fact.about):
        return "its term is one of several, not a name"
    if fact.ask is Ask.OWN and _ANY_NUMBER.search(fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask in {Ask.OWN, Ask.GAP} and _BY_ITS_NAME.search(fact.said):
        return "everybody knows it"
    return ""
