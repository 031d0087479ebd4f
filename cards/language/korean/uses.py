"""What a Korean meaning tells of use: when a thing is used ("값을 찾을 때 사용"), for what, or where."""

from __future__ import annotations

import re

_USE = re.compile(
    r"(?P<told>.{2,}?[가-힣A-Za-z)`])\s?(?P<mark>때|경우|(?<=\s)시|데|에서|에|위해)(?:에만|에는|에도|에|만|는|서)?\s"
    r"(?:주로\s|많이\s|널리\s|자주\s|모두\s)?"
    r"(?:(?:사용|활용|이용)(?:이 된다|된다|됨|한다|함|됩니다|합니다|하는 것|하게 된다|하게 됩니다|하게 됨"
    r"|할 수 있다|할 수 있습니다)?|쓴다|쓰임|쓰인다|씀)\.?$"
)
_INSIDE = re.compile(r"\([^()]*\)")
_BESIDE = re.compile(r"(?<=[다음함됨])\.?\s?\([^()]{2,60}\)$")  # more words behind the sentence
_ROW = re.compile(r"[^,]*?[가-힣A-Za-z]+(?:,\s[가-힣A-Za-z]+){1,4}")  # "창고 내 상자를 담기, 열기, 비우기"
_ASKED = {
    "때": "언제 쓰나?",
    "시": "언제 쓰나?",
    "경우": "언제 쓰나?",
    "데": "어디에 쓰나?",
    "에": "어디에 쓰나?",
    "에서": "어디에서 쓰나?",
    "위해": "무엇을 위해 쓰나?",
}


def asked_of_use(meaning: str) -> str:
    """What asks for a meaning that says when or for what its term is used; "" where it says something else.

    >>> asked_of_use("값을 찾을 때 사용"), asked_of_use("글자를 비교하는 데 쓰인다"), asked_of_use("새 값을 사용한다")
    ('언제 쓰나?', '어디에 쓰나?', '')
    """
    match = _USE.fullmatch(_BESIDE.sub("", meaning))
    told = _INSIDE.sub("", match["told"]) if match else ""
    if match is None or (re.search(r",\s", told) and not _ROW.fullmatch(told)):
        return ""  # "요청을 처리, 주로 등록에 사용" says first what it does
    if match["mark"] == "에서" and _STAGE.search(match["told"]):
        return _ASKED["때"]  # "설계의 초기 단계에서 사용"
    return _ASKED[match["mark"]]


_STAGE = re.compile(r"(?:단계|시점|과정|초기|후반|초반)$")


def tells_of_use(meaning: str) -> bool:
    """Whether a meaning says, be it at its end only, where its term is used."""
    return _USE.fullmatch(meaning) is not None
