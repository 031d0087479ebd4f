"""On which day within a few of its interval a card comes: by chance, and rather on a day on which little else comes.

Without it, cards that were learned together would come together for years.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from math import exp

# How many cards come on each study day from the first to the last one that is asked about.
Load = Callable[[int, int], Sequence[int]]

# The part of an interval by which a card may move, from so many days to so many: Anki's.
SHARES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
AVOIDING = 2  # a day with twice as many cards is four times less likely


def spread(
    interval: float, least: int, most: int, chance: float | None, today: int = 0, load: Load | None = None
) -> int:
    """Whole days near the interval: at least `least` of them, unless that would be more than `most`.

    `chance` (0–1) chooses among the days of the range; None leaves the interval as it is. With the `load` of the days
    those with fewer cards are the likelier, while the interval stays on average what an even draw would make it: later
    days are always emptier, and choosing them for that would ask every card too late.
    """
    most = max(1, most)
    least = min(max(1, least), most)
    low = high = round(min(max(interval, least), most))
    if chance is None or interval < 2.5:
        return low
    reach = 1.0 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in SHARES)
    low = min(max(round(interval - reach), 2, least), most)
    high = min(max(round(interval + reach), least), most)
    if high == low and 2 < high < most:
        high += 1
    if load is None or high == low:
        return low + int(chance * (1 + high - low))
    return low + _drawn(_weights(load(today + low, today + high)), chance)


def _weights(counts: Sequence[int]) -> list[float]:
    """How likely each day is, tilted so that the days' mean is the middle of them."""
    plain = [(1 + count) ** -AVOIDING for count in counts]
    middle = (len(counts) - 1) / 2
    low, high = -20.0, 20.0
    for _ in range(40):
        tilt = (low + high) / 2
        tilted = [weight * exp(tilt * (day - middle) / middle) for day, weight in enumerate(plain)]
        if sum(weight * (day - middle) for day, weight in enumerate(tilted)) < 0:
            low = tilt
        else:
            high = tilt
    return tilted


def _drawn(weights: Sequence[float], chance: float) -> int:
    """The place that `chance` (0–1) falls into."""
    sums = list(accumulate(weights))
    return next((place for place, upto in enumerate(sums) if chance * sums[-1] < upto), len(sums) - 1)
