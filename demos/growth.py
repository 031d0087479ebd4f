"""What timings over T say: how each form grows, where one becomes quicker than another, and whether rounds agree.

Every form is timed in the same rounds, so a round has its own ratio, crossing and exponent. Their spread over the
rounds decides what may be said: a number where the rounds agree, a range where they nearly do, nothing otherwise.
Needs no torch: the demos say what this module finds, and so do the screens.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from demos.demo import Timing
from demos.words import N_, _

Line = Sequence[tuple[float, float]]

AGREE = 1.25  # largest over smallest of the middle rounds, up to which one number is shown
VAGUE = 2.5  # … up to which the range is shown
PLAIN = ("dense", "torch")  # what a form is compared with, in this order


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of a number over the rounds, with the range of the middle half of them."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of at least one value."""
        ordered = sorted(values)
        cut = len(ordered) // 4
        return cls(ordered[cut], median(ordered), ordered[len(ordered) - 1 - cut])

    @property
    def agrees(self) -> bool:
        """Whether the rounds say the same number."""
        return self.low > 0 and self.high <= AGREE * self.low

    def text(self, unit: str = "") -> str:
        """`16`, or `12–18` where the rounds differ, or "" where they differ too much to be told."""
        if self.agrees:
            return f"{rounded(self.middle)}{unit}"
        if self.low > 0 and self.high <= VAGUE * self.low:
            low, high = rounded(self.low), rounded(self.high)
            return f"{low}{unit}" if low == high else f"{low}–{high}{unit}"
        return ""


def rounded(value: float) -> str:
    """Two significant digits, which is what timings hold: `1.4`, `16`, `440`, `4,100`."""
    if value <= 0 or not math.isfinite(value):
        return f"{value:g}"
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    short = round(value / step) * step
    return f"{short:,.0f}" if short >= 10 else f"{short:.1f}"


def lines(timings: Iterable[Timing]) -> dict[str, list[tuple[float, float]]]:
    """Each form with its (T, median ms), the shortest T first; a T measured twice counts as measured last."""
    return {form: [(T, at.median_ms) for T, at in found.items()] for form, found in _by_form(timings).items()}


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


def growth(timings: Iterable[Timing], form: str) -> Spread | None:
    """The exponent of a form over the rounds; None where there are too few points or the rounds differ by over 0.3."""
    found = _each_round(_by_form(timings).get(form, {}), exponent)
    return found if found is not None and found.high - found.low <= 0.3 else None


def ratio(timings: Iterable[Timing], ours: str, theirs: str, T: float) -> Spread | None:
    """How many times as long as `ours` `theirs` takes at T, over the rounds."""
    forms = _by_form(timings)
    a, b = (forms.get(form, {}).get(T) for form in (ours, theirs))
    if a is None or b is None:
        return None
    pairs = zip(a.rounds or (a.median_ms,), b.rounds or (b.median_ms,), strict=False)
    found = [y / x for x, y in pairs if x > 0]
    return Spread.of(found) if found else None


def pays_from(timings: Iterable[Timing], ours: str, theirs: str) -> Spread | None:
    """The T from which `ours` is the quicker for good, over the rounds; None where most rounds have none."""
    forms = _by_form(timings)
    a, b = forms.get(ours, {}), forms.get(theirs, {})
    count = min((len(at.rounds) for at in (*a.values(), *b.values())), default=0)
    found = (
        [crossing(_round(a, n), _round(b, n)) for n in range(count)] if count else [crossing(*map(_medians, (a, b)))]
    )
    crossings = [T for T in found if T is not None]
    return Spread.of(crossings) if 2 * len(crossings) > len(found) else None


def quickest(timings: Iterable[Timing], T: float) -> str:
    """The form that took least at T; "" where the rounds leave it open which one that is."""
    at = {form: found[T] for form, found in _by_form(timings).items() if T in found}
    if len(at) < 2:
        return ""
    first, second = sorted(at, key=lambda form: at[form].median_ms)[:2]
    gap = ratio(at.values(), first, second, T)
    return first if gap is not None and gap.low > 1.0 else ""


def compared(forms: Iterable[str]) -> tuple[str, str] | None:
    """The two forms a sentence is about: the first that is not "dense", beside "dense", "torch" or else the next."""
    names = list(forms)
    ours = next((name for name in names if name != PLAIN[0]), None)
    others = [name for name in (*PLAIN, *names) if name in names and name != ours]
    return (ours, others[0]) if ours is not None and others else None


def verdict(timings: Sequence[Timing], here: float | None = None) -> str:
    """One sentence on the first form beside the dense one: from which T it pays, and how much at the longest and here.

    "" where this run cannot tell: one form alone, or rounds that do not agree.
    """
    forms = lines(timings)
    pair = compared(forms)
    if pair is None:
        return ""
    ours, theirs = pair
    common = sorted(dict(forms[ours]).keys() & dict(forms[theirs]).keys())
    over = letter(timings)
    parts = []
    starts = pays_from(timings, ours, theirs)
    if starts is not None and (text := starts.text()):
        parts.append(_("pays from {over} ≈ {text}", over=over, text=text))
    for T in dict.fromkeys([*common[-1:], *(T for T in common if here == T)]):
        found = ratio(timings, ours, theirs, T)
        parts.append(_times(found, f"{over} = {T:,.0f}") if found is not None else "")
    told = "; ".join(part for part in parts if part)
    return _("{ours} beside {theirs}: {told}", ours=_(ours), theirs=_(theirs), told=told) if told else ""


def letter(timings: Iterable[Timing]) -> str:
    """What was varied: T (tokens), or n (samples)."""
    return next((timing.over for timing in timings), "T")


def _times(ratio: Spread, where: str) -> str:
    """`16 × quicker at T = 4,096`, `1.5 × slower at …`; "" where the rounds do not agree on which is quicker."""
    said = N_("{ratio} quicker at {where}")
    if ratio.high < 1:
        ratio, said = Spread(1 / ratio.high, 1 / ratio.middle, 1 / ratio.low), N_("{ratio} slower at {where}")
    text = ratio.text(" ×") if ratio.low > 1 else ""
    return _(said, ratio=text, where=where) if text else ""


def _by_form(timings: Iterable[Timing]) -> dict[str, dict[float, Timing]]:
    found: dict[str, dict[float, Timing]] = {}
    for timing in timings:
        found.setdefault(timing.form, {})[float(timing.T)] = timing
    return {form: dict(sorted(at.items())) for form, at in found.items()}


def _medians(at: Mapping[float, Timing]) -> Line:
    return [(T, timing.median_ms) for T, timing in at.items()]


def _round(at: Mapping[float, Timing], n: int) -> Line:
    return [(T, timing.rounds[n]) for T, timing in at.items()]


def _each_round(at: Mapping[float, Timing], read: Callable[[Line], float | None]) -> Spread | None:
    """What `read` gives for the line of each round; for the medians where no rounds are known."""
    count = min((len(timing.rounds) for timing in at.values()), default=0)
    lines_ = [_round(at, n) for n in range(count)] or [_medians(at)]
    found = [value for line in lines_ if (value := read(line)) is not None]
    return Spread.of(found) if found else None
