"""Why a Korean sentence is so, asked in its own words: "흙은 물을 머금는다" as "흙은 왜 물을 머금나".

A statement with "왜?" behind it reads as two things; a question asks the same in one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.korean.endings import without_gloss
from cards.language.korean.grammar import tagged, topic_of
from cards.language.korean.phrases import as_state, questioned

LONGEST = 90  # letters of a statement that is turned into a question


_SUPPOSED = re.compile(r"(?<!\S)(?:만약|만일)에?,?\s")  # "왜 만약": the ending of the condition says it


@lru_cache(1024)
def asked_why(said: str) -> str:
    """A statement as the question for its reason; "" where its ending is of no known form.

    >>> asked_why("흙은 물을 머금는다"), asked_why("부하가 크다"), asked_why("바닥에서는 부분 교체가 어려움")
    ('흙은 왜 물을 머금나', '왜 부하가 큰가', '바닥에서는 왜 부분 교체가 어려운가')
    """
    text = _SUPPOSED.sub("", without_gloss(said.strip().rstrip(".!~ ")))
    tokens = tagged(text)
    if not tokens or len(text) > LONGEST:
        return ""
    asked = as_state(questioned(text, tokens), tokens)
    if not asked:
        return ""
    topic = topic_of(text, tokens)
    names = topic is not None and not topic.begin and not topic.text.endswith(("라", "다"))  # "명령이라는 이름"
    at = topic.rest if topic is not None and names else 0
    return f"{asked[:at]} 왜 {asked[at:].strip()}".strip().replace(" 인가", "인가")
