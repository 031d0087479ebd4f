"""How long it takes, and how much it holds: rounds in which all forms take turns, over T.

A sweep takes forms as factories: `form(T)` prepares inputs (not timed) and gives the call that is timed. What the
times say (growth, crossings, ratios) is read in `demos.growth`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import torch

from demos import growth
from demos.demo import Guess, Piece, Remark, Stat, Timing
from demos.kit.pictures import curves
from demos.kit.trace import Meter
from demos.memory import give_back

Call = Callable[[], object]
Form = Callable[[int], Call]

LENGTHS = (64, 128, 256, 512, 1024, 2048, 4096)
SMALL = 2e-3  # seconds up to which a call runs on one thread
LONG = 20.0  # milliseconds from which one call is enough to warm up


@dataclass(slots=True)
class Allowance:
    """How much a sweep may spend: seconds, the longest T it tries, threads (0: as they are set). Low in tests."""

    seconds: float = 5.0
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
def on_threads(count: int) -> Iterator[None]:
    """With `count` threads, and as many as before afterwards."""
    before = torch.get_num_threads()
    if count != before:
        torch.set_num_threads(count)
    try:
        yield
    finally:
        if count != before:
            torch.set_num_threads(before)


def rounds_of(
    calls: Mapping[str, Call],
    seconds: float,
    rounds: int = 7,
    warm: Collection[str] = (),
    threads: dict[str, int] | None = None,
) -> dict[str, list[float]]:
    """Milliseconds of each call in each round, after one call each to warm up; at least three rounds.

    The calls take turns, so that a busy moment of the machine falls on all of them. Each runs on as many threads as
    serve it (`threads_for`); `warm` names long calls that have been made already, which run as `threads` says, where
    what is found is kept as well.
    """
    end = perf_counter() + seconds
    times: dict[str, list[float]] = {name: [] for name in calls}
    threads = {} if threads is None else threads
    for name, call in calls.items():
        if name not in warm or name not in threads:
            threads[name] = threads_for(call)
    for done in range(rounds):
        for name, call in calls.items():
            times[name].append(_took(call, threads[name]) * 1e3)
        if done >= 2 and perf_counter() > end:
            break
    return times


def threads_for(call: Call) -> int:
    """All threads that are allowed where they make a call quicker, else one.

    A call of less than 2 ms is not divided: that would cost more than it saves. Nor is one whose threads wait for each
    other, as they do where other programs hold the cores.
    """
    most = allowance.threads or torch.get_num_threads()
    first = _took(call, 1)
    if most == 1 or first < SMALL:
        return 1
    alone = _took(call, 1) if first * 1e3 < LONG else first
    return most if _took(call, most) < alone else 1


def _took(call: Call, threads: int) -> float:
    """Seconds of a call on so many threads."""
    with on_threads(threads):
        started = perf_counter()
        call()
        return perf_counter() - started


def ran_in(call: Call) -> Stat:
    """How long one call takes, untraced: the median of three after a first, or the first where it took over 0.1 s."""
    with torch.no_grad():
        start = perf_counter()
        call()
        first = (perf_counter() - start) * 1e3
        took = first if first > 100 else median(rounds_of({"": call}, 0.05, 3)[""])
        return Stat("ran in", took, "ms", "ran")


def memory_of(call: Call) -> int:
    """The most bytes a call holds at once of what it makes itself, seen while it runs once."""
    with Meter() as meter:
        call()
    peak: int = meter.peak
    return peak


def sweep(
    forms: Mapping[str, Form],
    lengths: Sequence[int] = LENGTHS,
    *,
    here: int | None = None,
    longest: Mapping[str, int] | None = None,
    memory: bool = False,
    over: str = "T",
) -> Iterator[Piece]:
    """Timings of every form over T, as they come, with the curve; then how each grows and where the first one pays.

    A form's name says what it is ("in blocks", "dense"). `here` is the T on the screen, which is timed as well.
    `longest` holds a form back at a T beyond which it needs too much memory. A form that would take more than two
    thirds of what is left to spend is left out from there on. `memory` measures what each call holds, too. `over` is
    the letter of what is varied where that is not T: n for samples.
    """
    timings: list[Timing] = []
    limit = longest or {}
    threads: dict[str, int] = {}
    started = perf_counter()
    wanted = sorted({*lengths, *([here] if here else [])})
    tried = [T for T in wanted if allowance.longest >= T] or [min(*wanted, allowance.longest)]
    with torch.no_grad():
        for T in tried:
            left = allowance.seconds - (perf_counter() - started)
            found = growth.lines(timings)
            going = {
                name: form
                for name, form in forms.items()
                if limit.get(name, T) >= T and _fits(found.get(name, []), T, left)
            }
            if not going or (left <= 0 and tried[0] != T):
                break
            give_back()  # what a shorter T has left lies in pieces too small for this one
            calls = {name: form(T) for name, form in going.items()}
            held = {name: memory_of(call) if memory else 0 for name, call in calls.items()}
            warm = [name for name in calls if memory and found.get(name, [(0, 0.0)])[-1][1] > LONG]
            for name, times in rounds_of(calls, max(left, 0) / 6, warm=warm, threads=threads).items():
                timings.append(Timing(name, T, median(times), tuple(times), held[name], over))
                yield timings[-1]
            if tried[0] == T:
                yield from _asked(growth.lines(timings), tried, over)
            yield curves(f"time against {over}", growth.lines(timings), (over, "ms"), log=True, role="sweep")
    yield from _said(timings, here, over)


def _asked(first: Mapping[str, Sequence[tuple[float, float]]], lengths: Sequence[int], over: str) -> Iterator[Guess]:
    """What a learner may say before the longer ones are timed: how the plain form grows from its first time."""
    if len(lengths) < 3:
        return
    form = next((form for form in growth.PLAIN if form in first), next(iter(first)))
    ms, times = first[form][0][1], lengths[-1] / lengths[0]
    yield Guess(
        *(f"time against {over}", form, (over, "ms"), tuple(map(float, lengths)), ms / 2, 2 * ms * times**2),
        ask=f"One call of “{form}” took {ms:.2g} ms at {over} = {lengths[0]}. Draw how its time grows with {over}.",
        start=ms,
        log=True,
        role="sweep",
    )


def _said(timings: Sequence[Timing], here: int | None, over: str) -> Iterator[Piece]:
    """How each form grows and where the first one pays, where the rounds agree."""
    forms = growth.lines(timings)
    for form in forms:
        power = growth.growth(timings, form)
        if power is not None:
            yield Stat(f"{form} grows as {over} to the", power.middle, kind="growth")
    pair = growth.compared(forms)
    starts = growth.pays_from(timings, *pair) if pair is not None else None
    if pair is not None and starts is not None and starts.agrees:
        ours, theirs = pair
        yield Stat(f"{ours} is quicker than {theirs} from {over}", starts.middle, kind="crossing")
    if told := growth.verdict(timings, here):
        yield Remark(f"Measured here: {told}.")


def _fits(line: Sequence[tuple[float, float]], T: int, left: float) -> bool:
    """Whether four calls at T, reckoned to grow as T², fit into two thirds of the seconds left."""
    if not line:
        return True
    last, ms = line[-1]
    return 4 * ms * (T / last) ** 2 / 1e3 <= left / 1.5
