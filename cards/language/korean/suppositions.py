"""Conditions that are put together: one that stands before another is half of it, and no statement of its own."""

from __future__ import annotations

import re

from cards.language.korean.grammar import tagged

_IF = re.compile(r"[가-힣`)](?:이?면|이?라면|다면|[는은인한] 경우(?:에는|에)?)(?:[\s,]|$)")
_TOO = re.compile(r"[가-힣](?:고|며),?\s")


def supposes_too(one: str, two: str) -> bool:
    """Whether the second half is one more condition of what follows, as the first is.

    >>> supposes_too("한쪽이 돌이고", "다른 쪽이 흙이면 틈이 생긴다"), supposes_too("길이 좁고", "비가 오면 막힌다")
    (True, False)
    """
    condition = _IF.search(two)
    if condition is None or not one.endswith(("고", "며")) or re.search(r"[가-힣A-Za-z)`][은는]\s", one):
        return False
    if _TOO.search(two[: condition.start()]):
        return True
    first, second = tagged(one) or (), tagged(two[: condition.end()].strip(" ,")) or ()
    if len(first) < 3 or not any(t.tag == "JKS" for t in first):
        return False
    is_so = any(t.tag == "VCP" for t in second[-4:]) and re.search(r"[은는]\s", two[: condition.start()]) is None
    return is_so and (first[-2].tag == "VCP" or first[-2].text == "뿐")
