"""Deeds below a name that another does: what an exercise or a step brings about, and how one moves along a way."""

from __future__ import annotations

import re

from cards.language.korean.endings import final, without_gloss
from cards.language.korean.grammar import tagged
from cards.language.korean.phrases import last_verb
from cards.language.text import words

_BRINGS = words(
    """
    풀 늘리 기르 키우 줄이 높이 낮추 펴 막 돕 없애 살리 지키 트 더하 덜 낫게하 늦추 북돋우 가라앉히 부드럽게하
    강화하 예방하 완화하 이완하 개선하 촉진하 회복하 향상시키 증가시키 감소시키 회복시키 이완시키 강화시키 단련하
    """
)
_MOVES = words(
    """
    오르 걷 돌 건너 지나 넘 가 오 내려가 올라가 내려오 올라오 건너가 지나가 돌아가 돌아오 오르내리 기어오르 따라가
    달리 나가 들어가 헤엄치 날아가 거슬러오르
    """
)
_ALONG = words("타 끼 지나 거치 따르 따라 건너 넘 밟 짚 붙잡 잡 매달리 기 걷 뛰 헤엄치 거스르 에두르")
_LINKS = frozenset({"고", "어", "아", "어서", "아서", "며", "면서"})
_ROUTE = re.compile(r"(?:코스|길|여행|등산|산행|관광|답사|트레킹|여정|명소|항로|순례|여행지|탐방)(?:\s?\([^()]*\))?$")
_RIEUL = 8


def is_effect(name: str, told: str) -> bool:
    """Whether a name is that of a deed ("목 돌리기") and the deed below it what comes of that, not how it is done.

    >>> is_effect("목 돌리기", "목 근육을 푼다"), is_effect("매듭 풀기", "줄을 푼다"), is_effect("쓰기", "칸을 정한다")
    (True, False, False)
    >>> is_effect("팔 들기", "어깨를 풀어 준다"), is_effect("접기", "반죽을 세 번 겹쳐 늘린다")
    (True, False)
    """
    act, tokens = tagged(without_gloss(name)) or (), tagged(told.rstrip(". ")) or ()
    if len(act) < 2 or act[-1].tag != "ETN" or act[-1].text != "기":
        return False
    verb = last_verb(tokens)
    if verb > 1 and tokens[verb].text == "주" and tokens[verb - 1].tag == "EC":
        verb -= 2  # "풀어 준다"
    if verb < 2 or tokens[verb - 1].tag not in {"JKO", "NNG", "MAG", "EC"}:
        return False
    made = tokens[verb].text + "".join(t.text for t in tokens[verb + 1 : verb + 2] if t.tag == "XSV")
    before = tokens[:verb]
    plain = any(t.tag == "JKO" for t in before) and not any(t.tag in {"JKB", "EC", "MM", "NR", "SN"} for t in before)
    return plain and made in _BRINGS and all(t.text != tokens[verb].text for t in act)


def asked_of_motion(told: str) -> str:
    """What asks how something moves along a way: "바위를 타고 오른다"; "" where it does not, or nothing says how.

    >>> [asked_of_motion(told) for told in ("바위를 타고 오른다", "능선을 따라 걷는다", "알을 낳고 돌아간다")]
    ['어떻게 오르나?', '어떻게 걷나?', '']
    """
    tokens = tagged(told.rstrip(". ")) or ()
    verb = last_verb(tokens)
    if verb < 3 or tokens[verb].text not in _MOVES or any(t.tag == "JKS" for t in tokens):
        return ""
    link, by = tokens[verb - 1], tokens[verb - 2]
    linked = link.tag == "EC" and link.text in _LINKS and by.text in _ALONG
    if not linked and not (link.text == "따라" and link.tag.startswith(("MA", "J"))):
        return ""
    stem = tokens[verb].text
    if final(stem[-1]) == _RIEUL:
        stem = f"{stem[:-1]}{chr(ord(stem[-1]) - _RIEUL)}"
    return f"어떻게 {stem}나?"


def asked_on_the_way(place: str, told: str) -> str:
    """What a place below a heading of ways is asked for: how one goes there, or what one does there; "" elsewhere.

    >>> asked_on_the_way("등산 코스", "다리를 건너간다"), asked_on_the_way("등산 코스", "해돋이를 본다")
    (' — 어떻게 가나?', '에서 무엇을 하나?')
    """
    if not _ROUTE.search(place):
        return ""
    tokens = tagged(told.rstrip(". ")) or ()
    verb = last_verb(tokens)
    return " — 어떻게 가나?" if verb > 0 and tokens[verb].text in _MOVES else "에서 무엇을 하나?"
