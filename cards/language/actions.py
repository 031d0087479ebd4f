"""Whether a term names something that is done ("쓰기", "Feeding") and its meaning says how."""

from __future__ import annotations

import re

from cards.language.tagging import words
from cards.language.text import has_hangul, mask

_DONE = re.compile(
    r"(?:기|하기|작업|처리|연산|정리|분류|삽입|삭제|검색|조회|저장|읽기|쓰기|갱신|생성|제거|이동|복사|변환|전송|발효|가공)$"
)


def is_action(term: str, meaning: str) -> bool:
    """Whether a question should ask how it is done rather than what it is.

    >>> is_action("쓰기", "주소를 읽어 칸 번호를 정한다"), is_action("스택", "나중에 넣은 것이 먼저 나온다")
    (True, False)
    """
    if has_hangul(meaning):
        return (
            _DONE.search(term) is not None
            and re.search(r"(?:[을를]\s.*|[으]?로\s.*)[가-힣](?:다|[함됨음])\.?$", meaning) is not None
        )
    tokens = words(mask(meaning))
    return bool(tokens) and tokens is not None and tokens[0].tag == "VVB" and term.lower().endswith("ing")
