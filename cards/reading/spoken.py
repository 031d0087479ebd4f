"""Korean sentences that their writer set as code to make them stand out: they are sentences, and no code."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^`\n(){};=<>$\\]{0,20}[가-힣][^`\n{};=<>$\\]{8,200}[가-힣](?:다|요)\.?")


def is_spoken(code: str) -> bool:
    """Whether what stands between two backticks is a whole Korean sentence of several words.

    >>> is_spoken("밖에 내놓은 화분에는 물을 주지 말아야 합니다. "), is_spoken("git push 한다"), is_spoken("pick 사용")
    (True, False, False)
    """
    bare = code.strip()
    return len(bare.split()) > 3 and _SENTENCE.fullmatch(bare) is not None
