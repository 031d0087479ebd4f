"""What a line without a verb says is so: "유연성 높음", "총 길이 유지 (예: 5 = 2 + 3)", "초기에는 거의 비어 있음"."""

from __future__ import annotations

import re

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import endings, josa, without_gloss
from cards.language.korean.grammar import tagged, topic_of
from cards.language.korean.phrases import is_noun
from cards.language.korean.sentence import Sentence

_QUALITIES = {
    "높음": "높은가", "낮음": "낮은가", "많음": "많은가", "적음": "적은가", "빠름": "빠른가", "느림": "느린가",
    "큼": "큰가", "작음": "작은가", "쉬움": "쉬운가", "어려움": "어려운가",
}  # fmt: skip
# When something is so: at first, while it learns, when it runs.
_TIMED = re.compile(
    r"^(?P<when>(?:\S+\s)?(?:(?:초기|초반|처음|후반|나중|평소|이후)에는"
    r"|(?:학습|추론|훈련|테스트|실행|빌드|배포) (?:시|때)에는))\s(?P<what>[^.]{4,60})$"
)


def timed(one: Sentence) -> Finding | None:
    """What is so at one time: "초기에는 거의 비어 있음"."""
    match = _TIMED.match(one.text)
    if match is None or one.about:
        return None
    return Finding(Ask.OWN, "", f"{match['when']} 어떻게 되나", match["what"], "time")


def asked(text: str, state: re.Match[str]) -> Finding:
    """What is high or slow: the quality alone could be guessed. Of what changes or stays it is asked what becomes."""
    what, how = state["what"].strip(), state["how"]
    quality = _QUALITIES.get(how.split()[-1])
    if quality and all(is_noun(t) or t.tag in {"SP", "JC"} for t in tagged(what) or ()):
        return Finding(Ask.OWN, "", f"무엇이 {' '.join((*how.split()[:-1], quality))}", what, "quality")
    told = text[state.start("how") :]
    if how in _CHANGES and told != how:
        return Finding(Ask.OWN, "", f"{what}{josa(what, '은는')} 어떻게 되나", told, "change")
    return Finding(Ask.OWN, "", f"{what}{josa(what, '은는')}", told, "state")


_CHANGES = frozenset(endings("유지 감소 증가 향상 생략"))


_MADE_OF = re.compile(
    r"^(?!.*[가-힣](?:[을를이가은는]|고|며)\s).*(?:으로|로)\s(?P<how>구성|이루어|이뤄)\S*(?:\s있[다음])?$"
)
_OCCURS = re.compile(r"\s(?P<mark>때|경우|곳에서)(?:에|에만)?\s(?:발생|생긴|생김|일어난|일어남|나타난|나타남)\S*$")
_DENIED = re.compile(r"[가-힣]지\s(?:못한다|못함|않는다|않음|못합니다|않습니다)$")
_IS_SO = re.compile(
    r"(?:기|에|에도|에는)\s(?:좋|쉽|쉬|어렵|어려|적합|유리|불리|취약|강하|약하|알맞)\S*$|(?:우수|뛰어나|뛰어남|탁월|취약|유리|불리)\S*$"
)


_THERE = re.compile(r"[이가]\s(?:있음|있다|있습니다|존재함|존재한다|존재)$")
_PLACED = re.compile(r"[가-힣A-Za-z)`]에\s(?:있음|있다|있습니다|위치(?:함|한다|합니다)?|존재(?:함|한다)?)$")
_BESIDE = re.compile(r"에\s(?:대응|해당)(?P<done>함|한다|합니다|됨|된다)?$")
_HOW_MUCH = re.compile(
    r"(?:\S+\s){0,2}\S+(?<!가능성)(?<!확률)[이가]\s(?P<how>높|낮|많|적|빠르|빠름|느리|느림|크|큼|작)\S{0,2}$"
)
_MAY_BE = re.compile(r"[가-힣]\s(?:수|경우|때|적)[가는도]?\s\S+$")
_BEING = ("음", "다", "치", "재", "함", "응", "당", "됨")
_HOW = {
    "높": "높은가", "낮": "낮은가", "많": "많은가", "적": "적은가", "작": "작은가", "빠르": "빠른가", "빠름": "빠른가",
    "느리": "느린가", "느림": "느린가", "크": "큰가", "큼": "큰가",
}  # fmt: skip


def asked_of_being(told: str) -> str:
    """What asks for words that say what there is of a thing, where it is, or of what it has much; "" elsewhere.

    >>> [asked_of_being(told) for told in ("순서를 정하는 옵션이 있음", "서랍 뒤에 있다", "포트 관리에 대응")]
    ['무엇이 있나?', '어디에 있나?', '무엇에 대응하나?']
    >>> asked_of_being("잎이 많음"), asked_of_being("잎이 많고 키가 큼"), asked_of_being("여러 잎을 모은 것")
    ('무엇이 많은가?', '', '')
    """
    bare = without_gloss(told.rstrip(". "))
    if not bare.endswith(_BEING) or _MAY_BE.search(bare):
        return ""
    tokens = tagged(bare) or ()
    described = max((i for i, t in enumerate(tokens) if t.tag == "ETM"), default=0)
    if any(t.tag in {"EC", "SP"} for t in tokens[described:]) or topic_of(bare, tokens) is not None:
        return ""
    if (much := _HOW_MUCH.match(bare)) is not None:
        return f"무엇이 {_HOW[much['how']]}?"
    if _PLACED.search(bare):
        return "어디에 있나?"
    if (beside := _BESIDE.search(bare)) is not None:
        return f"무엇에 {beside.group().split()[-1][:2]}하나?"
    return "무엇이 있나?" if _THERE.search(bare) else ""


def asked_of_state(name: str, told: str) -> str:
    """What asks for a predicate that tells no deed; "" where it tells one.

    >>> asked_of_state("서랍", "한 개 이상의 칸으로 구성"), asked_of_state("누수", "값이 비어 있을 때 발생한다")
    ('무엇으로 구성되나?', '언제 생기나?')
    >>> asked_of_state("바나나", "추위에 약하다"), asked_of_state("빈 칸", "글자를 쓰지 않음")
    ('어떤 특징이 있나?', '무엇을 뜻하나?')
    """
    bare = without_gloss(told.rstrip(". "))
    if made := _MADE_OF.match(bare):
        return "무엇으로 구성되나?" if made["how"] == "구성" else "무엇으로 이루어지나?"
    if (occurs := _OCCURS.search(bare)) is not None:
        return "어디에서 생기나?" if occurs["mark"] == "곳에서" else "언제 생기나?"
    if (_DENIED.search(bare) and len(bare) < 45) or (_IS_SO.search(bare) and without_gloss(name).endswith("성")):
        return "무엇을 뜻하나?"
    return "어떤 특징이 있나?" if _IS_SO.search(bare) or _DENIED.search(bare) else ""
