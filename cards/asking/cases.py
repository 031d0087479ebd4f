"""Numbered cases ("Run 1 (no dropout)", "실험 2: 물을 두 배로 넣음"): what sets one off from the others is told beside
its number, and without that nobody can say what came of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cards.language.glosses import without_gloss
from cards.language.text import words

_NUMBERED = re.compile(
    r"(?P<word>[A-Za-z]{2,}|[가-힣]{2,}?)\s?#?(?:\d{1,2}|(?<=\s)(?:[A-Za-z]|[IVX]{1,4}|[가나다라마바사])|[①-⑩])"
    r"|(?:first|second|third|fourth|fifth)\s(?P<en>[a-z]{2,})"
    r"|(?:(?:첫|두|세|네)\s?번째|제?\s?\d{1,2}\s?(?:차|번째|회차?))\s(?P<ko>[가-힣]{2,})",
    re.I,
)


def case_of(name: str) -> str:
    """The word that a name numbers one of, "" where it numbers nothing.

    >>> case_of("Run 1 (no dropout)"), case_of("시험 가"), case_of("첫 번째 실험"), case_of("Log book")
    ('run', '시험', '실험', '')
    """
    match = _NUMBERED.fullmatch(without_gloss(name).strip("*:. "))
    return next(word for word in match.groups() if word).lower() if match else ""


_TRIED = words(
    "case test run trial experiment scenario attempt sample 실험 시험 경우 사례 시도 시나리오 표본 테스트 케이스"
)


def is_tried(name: str) -> bool:
    """Whether a name is that of one of several cases or trials, of which it is told what came of each.

    >>> is_tried("Run 1 (no dropout)"), is_tried("2차 시험"), is_tried("Type 1"), is_tried("Test")
    (True, True, False, False)
    """
    return case_of(name) in _TRIED


def set_off(head: str, told: str) -> str:
    """A case with what sets it off from the others, told in brackets or behind its number; "" for any other name.

    >>> set_off("실험 1 (구멍이 작음)", ""), set_off("Trial A", "linen warp."), set_off("Trial A", "")
    ('실험 1 (구멍이 작음)', 'Trial A (linen warp)', '')
    """
    if not is_tried(head):
        return ""
    if without_gloss(head) != head or not told:
        return head if without_gloss(head) != head else ""
    return f"{head} ({told.rstrip('. ')})"


def are_unlike(names: Sequence[str]) -> bool:
    """Whether some of the names of a list are cases of one thing and others are not ("Run 1", "Run 2", "Checkpoint").

    >>> are_unlike(["Run 1", "Run 2", "Checkpoint"]), are_unlike(["Type 1", "Type 2"])
    (True, False)
    """
    counted = Counter(filter(None, map(case_of, names)))
    return any(1 < many < len(names) for many in counted.values())
