"""How long it takes: medians of interleaved rounds, sweeps over T, fitted exponents and crossovers.

A sweep takes forms as factories: `form(T)` prepares inputs (not timed) and gives the call that is timed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from time import perf_counter

import torch

from demos.demo import Piece, Remark, Stat, Timing
from demos.kit.pictures import curves

Call = Callable[[], object]
Form = Callable[[int], Call]

LENGTHS = (128, 256, 512, 1024, 2048, 4096)
TITLE = "time against T"


@dataclass(slots=True)
class Allowance:
    """How much a sweep may spend: seconds, the longest T it tries, threads (0: as they are set). Low in tests."""

    seconds: float = 3.0
    longest: int = 8192
    threads: int = 0


allowance = Allowance()


@contextmanager
def allowed(seconds: float, longest: int, threads: int = 0) -> Iterator[None]:
    """Run with another allowance."""
    before = (allowance.seconds, allowance.longest, allowance.threads)
    allowance.seconds, allowance.longest, allowance.threads = seconds, longest, threads
    try:
        yield
    finally:
        allowance.seconds, allowance.longest, allowance.threads = before


@contextmanager
def quiet() -> Iterator[None]:
    """Without gradients, and with the threads that timings may use: what is too small to share runs on one."""
    threads = torch.get_num_threads()
    torch.set_num_threads(allowance.threads or threads)
    try:
        with torch.no_grad():
            yield
    finally:
        torch.set_num_threads(threads)


def medians(calls: Mapping[str, Call], seconds: float, rounds: int = 7) -> dict[str, float]:
    """Median milliseconds of each call: one warm-up, then rounds in turn until `rounds` are done or the time is up.

    The calls take turns, so that a busy moment of the machine falls on all of them.
    """
    end = perf_counter() + seconds
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for done in range(rounds):
        for name, call in calls.items():
            start = perf_counter()
            call()
            times[name].append((perf_counter() - start) * 1e3)
        if done >= 2 and perf_counter() > end:
            break
    return {name: median(found) for name, found in times.items()}


def ran_in(call: Call) -> Stat:
    """How long one call takes, untraced: the median of three after a first, or the first where it took over 0.1 s."""
    with torch.no_grad():
        start = perf_counter()
        call()
        first = (perf_counter() - start) * 1e3
        return Stat("ran in", first if first > 100 else medians({"": call}, 0.05, 3)[""], "ms")


def sweep(
    forms: Mapping[str, Form],
    lengths: Sequence[int] = LENGTHS,
    *,
    longest: Mapping[str, int] | None = None,
    versus: tuple[str, str] = ("fast", "dense"),
) -> Iterator[Piece]:
    """Timings of every form over T, as they come, with the curve; then the exponents and the crossover of `versus`.

    `longest` holds a form back at a T beyond which it needs too much memory. A form that would take more than a third
    of what is left to spend is left out from there on.
    """
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in forms}
    limit = longest or {}
    started = perf_counter()
    tried = [T for T in lengths if allowance.longest >= T] or [min(*lengths, allowance.longest)]
    with quiet():
        for T in tried:
            left = allowance.seconds - (perf_counter() - started)
            going = {
                name: form for name, form in forms.items() if limit.get(name, T) >= T and _fits(found[name], T, left)
            }
            if not going or (left <= 0 and tried[0] != T):
                break
            calls = {name: form(T) for name, form in going.items()}
            for name, ms in medians(calls, max(left, 0) / 4).items():
                found[name].append((T, ms))
                yield Timing(name, T, ms)
            yield curves(TITLE, {n: line for n, line in found.items() if line}, ("T", "ms"), log=True)
    yield from growth(found, versus)


def growth(found: Mapping[str, Sequence[tuple[float, float]]], versus: tuple[str, str]) -> Iterator[Piece]:
    """The exponent of each form over its longer half, and the T from which the first of `versus` is the quicker."""
    for name, line in found.items():
        power = exponent(line)
        if power is not None:
            yield Stat(f"{name} grows as T to the", power)
    ours, theirs = (found.get(name, ()) for name in versus)
    if len(ours) >= 2 and len(theirs) >= 2:
        T = crossover(ours, theirs)
        if T is not None:
            yield Stat(f"{versus[0]} overtakes {versus[1]} at T", T)
            yield Remark(f"Measured here: {versus[0]} is quicker than {versus[1]} from about T = {T:.0f} on.")
        else:
            common = min(ours[-1][0], theirs[-1][0])
            ratio = dict(theirs)[common] / dict(ours)[common]
            word = "quicker" if ratio > 1 else "slower"
            ratio = max(ratio, 1 / ratio)
            yield Remark(f"Measured here: at T = {common:.0f}, {versus[0]} is {ratio:.1f} × {word} than {versus[1]}.")


def exponent(line: Sequence[tuple[float, float]]) -> float | None:
    """The slope of log time over log T by least squares, over the longer half of the points (at least three)."""
    points = [(math.log(x), math.log(y)) for x, y in line if x > 0 and y > 0]
    points = points[-max(3, (len(points) + 1) // 2) :]
    if len(points) < 3:
        return None
    mx, my = (sum(p[i] for p in points) / len(points) for i in (0, 1))
    return sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)


def crossover(ours: Sequence[tuple[float, float]], theirs: Sequence[tuple[float, float]]) -> float | None:
    """The x at which `ours` falls below `theirs` for good, between points on log-log axes; None without one."""
    other = dict(theirs)
    gaps = [(math.log(x), math.log(y / other[x])) for x, y in ours if x in other]
    for (x0, g0), (x1, g1) in reversed(list(pairwise(gaps))):
        if g1 >= 0:
            return None
        if g0 >= 0:
            return math.exp(x0 + (x1 - x0) * g0 / (g0 - g1))
    return None


def _fits(line: Sequence[tuple[float, float]], T: int, left: float) -> bool:
    """Whether four calls at T, reckoned to grow as T², fit into a third of the seconds left."""
    if not line:
        return True
    last, ms = line[-1]
    return 4 * ms * (T / last) ** 2 / 1e3 <= left / 1.5
