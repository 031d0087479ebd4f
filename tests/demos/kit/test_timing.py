"""Sweeps and rounds: what is measured, how long it may take, and on how many threads."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import torch

from demos.demo import Guess, Picture, Remark, Stat, Timing
from demos.kit import timing
from demos.kit.timing import allowed, memory_of, ran_in, rounds_of, sweep

LENGTHS = (64, 128, 256, 512, 1024, 2048)


class Clock:
    """A clock that goes on only by what a call is said to take, so that a busy machine changes nothing."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def takes(self, seconds: float) -> Callable[[], None]:
        """A call that takes this long on this clock."""

        def call() -> None:
            self.now += seconds

        return call


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that the module of timings goes by."""
    made = Clock()
    monkeypatch.setattr(timing, "perf_counter", made)
    return made


def test_rounds_take_turns_and_each_is_kept() -> None:
    order: list[str] = []
    found = rounds_of({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 1.0, rounds=4)
    assert order == ["a", "b"] * 5
    assert {name: len(times) for name, times in found.items()} == {"a": 4, "b": 4}


def test_small_calls_run_on_one_thread_and_long_ones_on_what_is_allowed(clock: Clock) -> None:
    seen: dict[str, set[int]] = {"small": set(), "long": set()}

    def small() -> None:
        seen["small"].add(torch.get_num_threads())

    def long() -> None:
        seen["long"].add(torch.get_num_threads())
        clock.takes(0.004)()

    with allowed(1.0, 64, threads=2):
        rounds_of({"small": small, "long": long}, 0.1, rounds=3)
    assert seen == {"small": {1}, "long": {1, 2}}


@pytest.mark.parametrize(("divided", "threads"), [(0.002, 2), (0.3, 1)])
def test_a_call_is_divided_where_that_makes_it_quicker(clock: Clock, divided: float, threads: int) -> None:
    seen: list[int] = []

    def call() -> None:
        seen.append(torch.get_num_threads())
        clock.takes(divided if seen[-1] == 2 else 0.004)()

    with allowed(1.0, 64, threads=2):
        found = rounds_of({"": call}, 0.1, rounds=3)
    assert seen == [1, 1, 2, *[threads] * 3]
    assert found[""] == pytest.approx([1e3 * min(divided, 0.004)] * 3)


def test_memory_is_what_a_call_makes_and_not_what_it_was_given() -> None:
    x = torch.zeros(1000)
    assert memory_of(lambda: x.view(10, 100).T) == 0, "a view holds nothing new"
    assert memory_of(lambda: x + 1) == 4000
    assert memory_of(lambda: ((x + 1) + 1).sum()) >= 8000


def test_a_sweep_over_samples_says_so() -> None:
    with allowed(0.0, 8):
        pieces = list(sweep({"a": lambda n: lambda: None, "b": lambda n: lambda: None}, (4, 8), over="n"))
    assert {p.over for p in pieces if isinstance(p, Timing)} == {"n"}
    assert {p.axes[0] for p in pieces if isinstance(p, Picture)} == {"n"}


def test_a_sweep_streams_and_stops_in_time(clock: Clock) -> None:
    forms = {"in blocks": lambda T: clock.takes(1e-6 * T), "dense": lambda T: clock.takes((T / 1000) ** 2)}
    with allowed(0.6, 8192):
        pieces = list(sweep(forms, LENGTHS))
    assert clock.now < 1, "a form is not begun whose calls at this T would take more than is left"
    dense = [p.T for p in pieces if isinstance(p, Timing) and p.form == "dense"]
    fast = [p.T for p in pieces if isinstance(p, Timing) and p.form == "in blocks"]
    assert dense[:2] == [64, 128]
    assert max(dense) < 2048, "a form that would take too long is left out"
    assert len(fast) >= len(dense)
    guess, first = pieces[2:4]
    assert isinstance(first, Picture), "the curve is drawn after the first length"
    assert isinstance(guess, Guess), "and before it a learner may say how it goes on"
    assert (guess.picture, guess.line, guess.xs, round(guess.start or 0, 3)) == (
        *(first.title, "dense", tuple(map(float, LENGTHS))),
        4.096,
    )
    drawn = [p for p in pieces if isinstance(p, Picture)]
    assert {(p.title, p.role) for p in drawn} == {("time against T", "sweep")}
    assert all(len(p.rounds) >= 3 for p in pieces if isinstance(p, Timing))
    assert {p.kind for p in pieces if isinstance(p, Stat)} <= {"growth", "crossing"}
    assert any("in blocks beside dense" in p.text for p in pieces if isinstance(p, Remark))


def test_the_length_on_the_screen_is_timed_too(clock: Clock) -> None:
    with allowed(0.5, 8192):
        pieces = list(sweep({"a": lambda T: clock.takes(1e-3)}, (64, 128), here=24, memory=True))
    timings = [p for p in pieces if isinstance(p, Timing)]
    assert [p.T for p in timings] == [24, 64, 128]
    assert all(p.peak_bytes == 0 for p in timings)


def test_a_sweep_that_may_spend_nothing_still_measures_once() -> None:
    with allowed(0.0, 100):
        pieces = list(sweep({"in blocks": lambda T: lambda: None, "dense": lambda T: lambda: None}, LENGTHS))
    assert {p.T for p in pieces if isinstance(p, Timing)} == {64}
    with allowed(0.0, 32):
        pieces = list(sweep({"in blocks": lambda T: lambda: None}, LENGTHS))
    assert {p.T for p in pieces if isinstance(p, Timing)} == {32}


def test_a_form_is_held_back_where_it_needs_too_much_memory(clock: Clock) -> None:
    with allowed(5.0, 8192):
        forms = {"in blocks": lambda T: clock.takes(1e-6), "dense": lambda T: clock.takes(1e-6)}
        pieces = list(sweep(forms, LENGTHS, longest={"dense": 256}))
    assert max(p.T for p in pieces if isinstance(p, Timing) and p.form == "dense") == 256


@pytest.mark.parametrize(("seconds", "most"), [(0.0, 5), (0.12, 1)])
def test_what_a_run_took_is_measured_in_few_calls_and_a_long_one_in_one(seconds: float, most: int) -> None:
    calls = []

    def call() -> None:
        calls.append(1)
        time.sleep(seconds)

    stat = ran_in(call)
    assert (stat.name, stat.unit, stat.kind) == ("ran in", "ms", "ran")
    assert stat.value >= 1e3 * seconds
    assert len(calls) <= most
