"""Formulas in words, and calls of methods: what a Korean question asks of them is neither what they are nor equal."""

from __future__ import annotations

import re

from cards.language.glosses import without_gloss
from cards.language.text import has_hangul

_RECKONED = re.compile(r"\s[/×÷*]\s")
_SIGN = re.compile(r"\s[-+/×÷*=]\s")
_TOLD = re.compile(
    r"[가-힣](?:[을를은는]|하는|되는|한|된|다|방식|방법|구조)$|[가-힣](?:[을를]|하는|되는)\s"
    r"|\s(?:방식|방법|모드|구조|등)$"
)
_CALL = re.compile(r"(?:^|\s)[a-z]\w*\((?!or |and )[^()가-힣]{0,60}\)$|(?:^|\s)[A-Z]\w+\((?:\w+ [a-z]\w*)?\)$", re.A)


def is_formula(answer: str) -> bool:
    """Whether an answer reckons a name from others.

    >>> is_formula("주가 / 주당순이익 = 시가총액 / 순이익"), is_formula("읽기 / 쓰기를 나누는 장치")
    (True, False)
    """
    bare = answer.strip("()` ")
    if not _RECKONED.search(without_gloss(answer)) or not has_hangul(bare) or len(bare) > 80:
        return False
    return all(0 < len(part.split()) <= 2 and not _TOLD.search(part) for part in _SIGN.split(bare))


def is_call(term: str) -> bool:
    """Whether a term is a method as it is called.

    >>> is_call("int nextInt(int n)"), is_call("Random()"), is_call("CA(Certificate Authority)"), is_call("Key(주 키)")
    (True, True, False, False)
    """
    return _CALL.search(term.strip("`")) is not None


_OPERATES = re.compile(
    r"[\^√∑∏∫]|[a-z0-9_)}\]]\s?[*/×÷]\s?[A-Za-z0-9_({\[\\$]|[A-Za-z0-9_)}\]]\s?[*/×÷]\s?[(\d]|[A-Z]\s?\*\s?[A-Z]"
    r"|\s[-−+]\s|\\(?:frac|sum|prod|sqrt|cdot|times)|\b(?:mod|log|exp)\b"
)
_PART = r"[가-힣][가-힣A-Za-z ]*(?:\s?\([^()+]*\))?"
_PARTS = re.compile(rf"{_PART}(?:\s\+\s{_PART}){{1,5}}")
_DEFINED = re.compile(
    r"[가-힣](?:는|은|한|된|던|인|할|될|난|낸|운|른|린|진|든|긴|킨|친|온|준)\s(?:\S+\s){0,4}[가-힣A-Za-z()]*[가-힣A-Za-z)]$"
)
_IS_SO = re.compile(r"[가-힣A-Za-z)][이가]\s(?:동일|같음|다름|없음|있음|일치|큼|작음|많음|적음)$")
_OF_A_SORT = re.compile(r"[가-힣]+적인?\s(개념|방식|구조|형태|언어|존재|단위|값)")
_LETTER = re.compile(r"\$?\\?[A-Za-z](?:_\{?\w{1,3}\}?)?\$?|[A-Z]{2,3}")


def asked_of_equal(about: str, answer: str) -> str:
    """What "X = Y" asks of X, by what Y is; "" where Y is only another name for the same.

    >>> asked_of_equal("응답률", "(대기 시간 + 실행 시간) / 실행 시간"), asked_of_equal("귀", "외이 + 중이 + 내이")
    ('식은?', '무엇으로 이루어지나?')
    >>> asked_of_equal("V", "점의 수"), asked_of_equal("병따개", "병을 손으로 여는 도구"), asked_of_equal("거실", "힙")
    ('무엇을 뜻하나?', '무엇인가?', '')
    """
    bare, name = answer.strip("` ."), about.strip("`* ")
    if _IS_SO.search(name):
        return "무엇을 뜻하나?"
    lettered = re.search(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", bare) is not None
    if _PARTS.fullmatch(bare) and has_hangul(name) and "+" not in name and not lettered:
        return "무엇으로 이루어지나?"
    if re.search(r"[가-힣](?:다|음|함|됨)$", bare) or re.search(r"[+<>={}]", name):
        return ""
    if _OPERATES.search(bare) and not _TOLD.search(bare):
        return "식은?"
    if _LETTER.fullmatch(name) and has_hangul(bare):
        return "무엇을 뜻하나?"
    if match := _OF_A_SORT.fullmatch(bare):
        return f"어떤 {match[1]}인가?"
    return "무엇인가?" if len(bare.split()) > 2 and _DEFINED.search(bare) else ""
