"""What a line without a verb says is so: "유연성 높음", "총 길이 유지 (예: 5 = 2 + 3)", "초기에는 거의 비어 있음"."""

from __future__ import annotations

import re

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import endings, josa
from cards.language.korean.grammar import tagged
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
