"""What makes a Korean label, list or arrow doubtful: what stands over it is several things, or no thing at all."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.aspects import is_aspect
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.reader import reader_for
from cards.language.text import has_hangul, key


def doubt_of_side(fact: Fact, scope: Scope) -> str:
    """Why what is told below a heading may be told of something else than the heading names."""
    if re.match(r"[Ⅰ-Ⅻ]", fact.about):
        return "its heading names no thing"
    if fact.ask is Ask.ASPECT and fact.sort in {"label", "shared"}:
        return _of_label(fact.about, fact.said)
    if fact.ask is Ask.LIST and not fact.said and not fact.after and _is_told(fact.about):
        return "its term is no name"
    return ""


# "두 수의 차이" is a side of both; a "단점" below both is one of either.
_OF_BOTH = re.compile(r"공통|차이|비교|관계|관련|구분|구별")
_SEVERAL = re.compile(r"\bvs\b|[가-힣A-Za-z)](?:과|와)\s|\s(?:및|/|&)\s|[가-힣A-Za-z],\s(?![A-Z])", re.I)


_A_LIST = re.compile(r"[가-힣](?:는|은|한|된|의|할|될)\s(?:\S+\s)?(?:문제점?|이유|원인|종류|방법|유형|요소|특징|점)$")


def _of_label(about: str, said: str) -> str:
    if len(said.split()) > 4 or re.search(r",|예를 들", said):
        return "its label may be a name"
    if len(key(said)) > 1 and key(without_gloss(said)) in key(about):
        return "its label may be a name"  # "동기" below "동기 vs 비동기"
    if re.search(r"[가-힣A-Za-z]의\s|[가-힣]기$", said):
        return "its label may be a name"  # "우주의 크기: …" is a name of its own, "설치하기" a step
    if _A_LIST.search(about) and not is_aspect(said):
        return "its label may be a name"  # "데이터: …" below "큰 서버에서 겪는 문제" is one of them
    if _SEVERAL.search(without_gloss(about)) and not _OF_BOTH.search(said):
        return "it lists what its heading tells of several things"
    return ""


def _is_told(about: str) -> bool:
    """Whether a line over a list is a sentence without its end ("셋을 보장한다는 것은 네 문제 존재")."""
    told = reader_for(True).tagged(about) if has_hangul(about) and len(about.split()) > 3 else None
    return any(one.tag == "JX" and one.text in {"은", "는"} for one in told or ())


def doubt_of_arrow(fact: Fact, scope: Scope) -> str:
    """An arrow that leads from a step to the next one, or from a deed whose doer is not said.

    A note whose every line has an arrow means the same by each of them, and is not asked here.
    """
    if fact.ask is not Ask.EFFECT or fact.sort != "if" or not has_hangul(fact.said):
        return ""
    text = scope.texts.get(fact.line, "")
    if len(re.findall(r"→|⇒|=>|->", text)) > 1:
        return "it is a row of steps, not what its term is"
    return "" if _SUBJECT.search(fact.said) else "of what it is so is not said"


_SUBJECT = re.compile(r"[가-힣A-Za-z0-9)`$](?:이|가|은|는|께서)\s|(?:안|못|없|않|아니)")
