"""What a row of timings over T says: which forms there are, how each grows, and where two of them cross."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from demos.demo import Timing

Line = Sequence[tuple[float, float]]


def lines(timings: Iterable[Timing]) -> dict[str, list[tuple[float, float]]]:
    """Each form with its (T, median ms), the shortest T first; a T measured twice counts as measured last."""
    found: dict[str, dict[float, float]] = {}
    for timing in timings:
        found.setdefault(timing.form, {})[timing.T] = timing.median_ms
    return {form: sorted(points.items()) for form, points in found.items()}


def exponent(line: Line) -> float | None:
    """The slope of log time over log T, by least squares over the longer half of the points; None below three."""
    points = [(math.log(x), math.log(y)) for x, y in line if x > 0 and y > 0 and math.isfinite(y)]
    points = points[-max(3, (len(points) + 1) // 2) :]
    if len(points) < 3:
        return None
    mx, my = (sum(point[i] for point in points) / len(points) for i in (0, 1))
    spread = sum((x - mx) ** 2 for x, _ in points)
    return sum((x - mx) * (y - my) for x, y in points) / spread if spread else None


def crossing(ours: Line, theirs: Line) -> float | None:
    """The T from which `ours` is the quicker for good, read between the points on log-log axes; None without one."""
    other = dict(theirs)
    gaps = [(math.log(x), math.log(y / other[x])) for x, y in ours if x in other and y > 0 and other[x] > 0]
    for (x0, g0), (x1, g1) in reversed(list(pairwise(gaps))):
        if g1 >= 0:
            return None
        if g0 >= 0:
            return math.exp(x0 + (x1 - x0) * g0 / (g0 - g1))
    return None
