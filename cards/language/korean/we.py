"""Korean sentences told with 우리: who tells how a thing is done says so without being a part of what is so.

The subject goes, since Korean needs none, and so does what was done in passing with what the sentence is about ("우리가
앞에서 본 접기"). What was done once ("우리는 셋을 재 봤다") is a diary, and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.korean.endings import final
from cards.language.korean.grammar import tagged
from cards.language.word import Word

_US = re.compile(r"(?:^|\s)(?:우리|저희)[가는도]\s")
_IN_PRACTICE = re.compile(r"^(?:(?:그래서|따라서|그러므로)\s)?실제로는?,?\s")
_OPEN = frozenset({"수", "것", "때", "경우", "뒤", "후"})
_IN_NAME = ("N", "MM", "XS", "SL", "JKG", "VV", "ETN")
_NIEUN, _RIEUL = 4, 8


def without_us(text: str) -> str:
    """A sentence without its 우리, and without what "우리" have done with what it is about.

    >>> without_us("우리는 반죽을 하루 재운다"), without_us("우리가 앞에서 본 매듭은 풀기 쉽다")
    ('반죽을 하루 재운다', '매듭은 풀기 쉽다')
    >>> without_us("우리는 천을 미리 빨 것이다"), without_us("우리가 짜는 천은 질기다")
    ('천을 미리 빤다', '우리가 짜는 천은 질기다')
    """
    if not _US.search(text):
        return text
    tokens = tagged(text) or ()
    at = next((i for i, t in enumerate(tokens) if t.text in {"우리", "저희"} and t.tag == "NP"), -1)
    if at < 0 or at + 2 >= len(tokens) or not tokens[at + 1].tag.startswith("J"):
        return text
    end = _described(tokens, at + 2) if tokens[at + 1].tag == "JKS" else 0
    if end < 0 or (not end and any(t.tag == "EP" for t in tokens[-3:])):
        return text
    rest = f"{text[: tokens[at].start]}{text[tokens[end or at + 1].end :].lstrip()}"
    return _IN_PRACTICE.sub("", _as_present(rest))


def _described(tokens: Sequence[Word], start: int) -> int:
    """Where a clause with 우리 that describes what the sentence is about ends; 0 where it is the sentence itself, and
    -1 where it tells which thing is meant."""
    for i in range(start, len(tokens) - 2):
        token, after = tokens[i], tokens[i + 1]
        if token.tag in {"JKO", "JX", "JKS"} or (token.tag == "EC" and token.text not in {"어", "아", "고"}):
            return 0
        if token.tag != "ETM" or after.text in _OPEN or tokens[i - 1].tag.startswith("VA"):
            continue
        noun = next((t for t in tokens[i + 1 :] if not t.tag.startswith(_IN_NAME)), None)
        if noun is None or noun.tag not in {"JX", "JKS", "JKO"}:
            return 0
        past = token.text in {"ᆫ", "은", "던"} and tokens[i - 1].tag[:2] in {"VV", "VX", "XS"}
        return i if past or tokens[i - 1].text == "쓰" else -1
    return 0


def _as_present(text: str) -> str:
    """ "빨 것이다" as "빤다": what one is about to do for a reason is what is done for it."""
    tokens = tagged(text.rstrip(". ")) or ()
    if len(tokens) < 5 or [t.text for t in tokens[-3:]] != ["것", "이", "다"] or tokens[-4].text not in {"ᆯ", "을"}:
        return text
    stem = tokens[-5]
    body = text[: stem.start] + stem.text
    if not stem.tag.startswith(("VV", "VX", "XSV")) or final(body[-1]) < 0 or stem.tag.endswith("-I"):
        return text
    if final(body[-1]) in {0, _RIEUL}:
        return f"{body[:-1]}{chr(ord(body[-1]) - final(body[-1]) + _NIEUN)}다"
    return f"{body}는다"
