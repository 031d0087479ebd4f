"""The second clause of a Korean sentence that speaks of a part or quality of the first one's subject: "그 밝기는 …"."""

from __future__ import annotations

import re

from cards.language.korean.grammar import is_pointing, tagged, topic_of
from cards.language.korean.phrases import is_noun
from cards.language.text import words as words_of

# What only a thing has: without it the words name nothing.
_QUALITIES = words_of(
    "밝기 크기 길이 높이 깊이 넓이 너비 폭 두께 굵기 무게 질량 부피 면적 속도 빠르기 온도 색 빛깔 색깔 맛 향 냄새 모양"
    " 생김새 성질 값 가격 세기 효과 수명 껍질 뿌리 줄기 열매 잎 꽃 씨 날개 부리 꼬리 표면 겉면 밀도 농도 비중 강도"
)
_SHARES = words_of("반 절반 일부 대부분")
_MOST_WORDS = 3


def with_owner(one: str, two: str) -> str:
    """A second clause with the thing whose part or quality it speaks of; itself where it names another thing.

    >>> with_owner("흑두루미는 겨울을 난다", "그 날개는 잿빛이다."), with_owner("카페인은 흡수된다", "반은 사라진다.")
    ('흑두루미의 날개는 잿빛이다.', '카페인의 반은 사라진다.')
    >>> with_owner("호미는 흙을 판다", "삽은 흙을 뜬다.")
    '삽은 흙을 뜬다.'
    """
    topic = topic_of(one, tagged(one) or ())
    match = _BEGINS.match(two)
    if topic is None or not topic.text or topic.begin or match is None or is_pointing(topic.text):
        return two
    named = tagged(topic.text) or ()
    plain = bool(named) and is_noun(named[-1]) and len(topic.text.split()) <= _MOST_WORDS
    part = match["part"]
    fits = part in _QUALITIES or (part in _SHARES and not match["that"])
    if not plain or not fits or topic.text.endswith(part) or topic.text.split()[-1] in _QUALITIES:
        return two
    return f"{topic.text}의 {two[match.start('part') :]}"


_BEGINS = re.compile(r"(?P<that>그\s)?(?P<part>[가-힣]{1,4}?)(?=[은는이가]\s)")
