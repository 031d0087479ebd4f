"""Formulas in words, and calls of methods: what a Korean question asks of them is neither what they are nor equal."""

from __future__ import annotations

import re

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
    if not _RECKONED.search(bare) or not has_hangul(bare) or len(bare) > 80:
        return False
    return all(0 < len(part.split()) <= 2 and not _TOLD.search(part) for part in _SIGN.split(bare))


def is_call(term: str) -> bool:
    """Whether a term is a method as it is called.

    >>> is_call("int nextInt(int n)"), is_call("Random()"), is_call("CA(Certificate Authority)"), is_call("Key(주 키)")
    (True, True, False, False)
    """
    return _CALL.search(term.strip("`")) is not None
