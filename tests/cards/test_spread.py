"""Cards that were learned together come apart, on days with little else, and none of them too late on average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.spread import spread

TODAY = 739_000


def learned_together(interval: float, before: Counter[int], cards: int, *, balanced: bool) -> list[int]:
    """The intervals of so many cards, each counted before the next one is drawn."""
    due, chances = Counter(before), Random(7)

    def load(first: int, last: int) -> Sequence[int]:
        return [due[day] for day in range(first, last + 1)]

    found = []
    for _ in range(cards):
        days = spread(interval, 1, 36500, chances.random(), TODAY, load if balanced else None)
        due[TODAY + days] += 1
        found.append(days)
    return found


def test_a_full_day_gets_less_and_the_days_end_level() -> None:
    full = Counter({TODAY + 30: 40, TODAY + 31: 5})
    even, fair = (learned_together(30.0, full, 120, balanced=balanced) for balanced in (False, True))
    loads = [Counter(found) + Counter({30: 40, 31: 5}) for found in (even, fair)]
    span = range(min(even), max(even) + 1)
    worst = [max(load[day] for day in span) - min(load[day] for day in span) for load in loads]
    assert set(fair) <= set(span), "the range is the fuzz's own"
    assert fair.count(30) < even.count(30)
    assert worst[1] < worst[0]


def test_days_that_grow_emptier_ask_no_card_late() -> None:
    falling = Counter({TODAY + day: 400 // day for day in range(1, 200)})
    for interval in (8.0, 30.0, 120.0):
        assert mean(learned_together(interval, falling, 300, balanced=True)) == pytest.approx(interval, rel=0.03)


@given(
    *(st.floats(0.1, 40000), st.integers(0, 400), st.integers(1, 40000), st.floats(0, 1, exclude_max=True)),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=50),
)
def test_whatever_is_due_the_day_lies_in_the_range(
    interval: float, least: int, most: int, chance: float, counts: list[int]
) -> None:
    def load(first: int, last: int) -> Sequence[int]:
        return [counts[day % len(counts)] for day in range(first, last + 1)]

    lowest, highest = (spread(interval, least, most, end) for end in (0.0, 0.999999))
    assert lowest <= spread(interval, least, most, chance, TODAY, load) <= highest
