"""Whether what stands as a Korean meaning defines its term: its last noun is described, and says a kind of thing.

What else stands behind a name tells what it does, what is so of it, or only names it in other words. A reader cannot
know which of these is wanted when asked what the thing is.
"""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.meanings import is_translation
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.actions import is_principle
from cards.language.glosses import without_gloss
from cards.language.korean.formulas import is_call, is_formula
from cards.language.korean.grammar import tagged
from cards.language.korean.heads import DEFINING, Head, head_of
from cards.language.korean.kinds import is_rated, kind_in_front
from cards.language.text import has_hangul, key

_SEVERAL = re.compile(r"[가-힣a-z)](?:와|과)\s|,\s|\s[/&]\s|\bvs\b", re.I)
_GOES_ON = re.compile(r"(?:따라서|그래서|그러므로|그러나|하지만|즉|또한|저번|지난번|이번|앞서|결국)\S{0,2}[\s,]")
# Of a symbol, a path, an option or an abbreviation, a bare name can be all there is to say.
_SYMBOL = re.compile(r"[`$/@~'\"<-]|[A-Za-z](?:[_\d]\w*)?(?:, [A-Za-z])*$|[1-5]\d\d(?:번대)?$|[A-Z][A-Z0-9]{1,4}$|EL\d")
_ASKED = re.compile(r"(?:ᆯ 것인가|[가-힣] 것인가|[가-힣]는지|[가-힣]지)$")
_OF_THE_NOTE = re.compile(
    r"(?:정리|공부|작성|기록|요약|번역|발췌|학습)(?:한|했던|하며\s\S+|하고\s\S+)\s(?:글|내용|문서|노트|페이지|포스트|자료)$"
)
_COMPARED = frozenset({"보다", "와", "과", "처럼", "만큼", "랑", "이랑"})
_RATING = re.compile(
    r"(?:중요한|대표적인|필수적인|핵심적인|기본적인|기초적인|유명한|유용한|흔한|혼동되는|훌륭한|좋은)\s(?:한\s)?[가-힣A-Za-z]+$"
)
_SIDE = re.compile(
    r"의\s(?:\S+\s)?(?:특징|특성|장점|단점|예|예시|일종|일부|하나|대표|기본|핵심|대상|주제|주인공|요소)$"
)


def doubt_of_defining(name: str, answer: str, fact: Fact, scope: Scope) -> str:
    """Why a Korean meaning may not say what its term is; "" where it does."""
    bare = without_gloss(answer).strip(" .")
    if fact.sort == "opening" and _SEVERAL.search(without_gloss(fact.about)):
        return "its heading names several things"
    if _GOES_ON.match(bare):
        return "it points at what is not there"
    if _OF_THE_NOTE.search(bare) or re.search(r"에\s(?:대한|관한)\s(?:이야기|내용|글|설명|정리)$", bare):
        return "it speaks of the note itself"
    if _SIDE.search(bare) and len(bare.split()) <= 4:
        return "it sets its term among others, and does not say what it is"
    if (is_rated(bare) and not _SYMBOL.match(name)) or (_RATING.search(bare) and len(bare.split()) <= 6):
        return "it praises its term, and does not say what it is"
    if _only_compares(bare):
        return "it sets its term among others, and does not say what it is"
    if fact.kind is Kind.TABLE or (scope.glossed and key(fact.about) == key(scope.name)):
        return ""  # the only line below a name says what that is
    return _of_head(name, answer, fact, scope)


def _of_head(name: str, answer: str, fact: Fact, scope: Scope) -> str:
    head = head_of(kind_in_front(answer) or answer)
    if head in DEFINING or fact.sort in {"code", "kind", "symbol", "arrow"} or is_translation(name, answer):
        return ""
    symbol = _SYMBOL.match(name) is not None or is_call(name)
    if head is Head.FOREIGN:
        figures = is_formula(answer) or re.search(r"\d|\$", answer) is not None
        return "" if symbol or figures or not has_hangul(name) else "a bare name beside a name may mean anything"
    if head is Head.TOLD:
        rules = is_principle(name) or is_principle(scope.name) or is_principle(scope.heading)
        return "" if rules or _ASKED.search(answer) else "it tells what is so, not what its term is"
    if head is Head.OPEN:
        return "it tells what is so, not what its term is"
    if head is Head.DEED:
        return "" if is_call(name) else "it says what is done, not what its term is"
    return "" if symbol or len(answer) - len(without_gloss(answer)) > 14 else "two bare nouns say little of a name"


def _only_compares(bare: str) -> bool:
    """Whether all that describes the last noun is an adjective beside another thing: "하나보다 작은 개념"."""
    tokens = tagged(bare) or ()
    at = next((i for i in reversed(range(len(tokens))) if tokens[i].tag == "ETM"), -1)
    if at < 2 or len(tokens) - at > 3:
        return False
    verb = at - 1
    noun = tokens[verb].tag.startswith("XSA")
    if not (noun or tokens[verb].tag.startswith("VA")):
        return False
    beside = tokens[verb - 1 - noun]
    return (
        beside.tag in {"JKB", "JC"}
        and beside.text in _COMPARED
        and not any(t.tag in {"ETM", "JKS"} for t in tokens[:at])
    )
