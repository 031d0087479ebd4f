"""What timings say: right for known curves, and silent where the rounds do not agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos import growth
from demos.demo import Timing

LENGTHS = (64, 128, 256, 512, 1024, 2048)


def timed(form: str, ms: Callable[[float], float], noise: Sequence[float] = (1.0, 1.0, 1.0)) -> list[Timing]:
    """A form that takes ms(T), times a factor each round."""
    found = []
    for T in LENGTHS:
        rounds = tuple(ms(T) * factor for factor in noise)
        found.append(Timing(form, T, sorted(rounds)[len(rounds) // 2], rounds))
    return found


@given(st.floats(0.0, 3.0), st.floats(1e-3, 1e3))
def test_the_exponent_of_a_power_is_found(power: float, factor: float) -> None:
    assert growth.exponent([(T, factor * T**power) for T in LENGTHS]) == pytest.approx(power, abs=1e-6)


def test_the_exponent_is_that_of_the_longer_half() -> None:
    assert growth.exponent([(T, max(1000.0, T**2 / 10)) for T in LENGTHS]) == pytest.approx(2, abs=0.3)
    assert growth.exponent([(1, 1), (2, 2)]) is None
    assert growth.exponent([(1, 0), (2, 0), (3, 0)]) is None


@given(st.floats(70, 2000))
def test_the_crossing_of_two_powers_is_found(where: float) -> None:
    ours = [(float(T), float(T)) for T in LENGTHS]
    theirs = [(float(T), T * T / where) for T in LENGTHS]
    assert growth.crossing(ours, theirs) == pytest.approx(where, rel=1e-6)


def test_without_a_crossing_there_is_none() -> None:
    slow, quick = [(float(T), 2.0 * T) for T in LENGTHS], [(float(T), 1.0 * T) for T in LENGTHS]
    assert growth.crossing(slow, quick) is None
    assert growth.crossing(quick, slow) is None


def test_the_verdict_says_where_it_pays_how_much_and_what_it_costs_here() -> None:
    timings = timed("in blocks", lambda T: T / 100) + timed("dense", lambda T: T * T / 44_000)
    assert growth.verdict(timings, 64) == (
        "in blocks beside dense: pays from T ≈ 440; 4.7 × quicker at T = 2,048; 6.9 × slower at T = 64"
    )


def test_what_was_varied_is_named() -> None:
    samples = [replace(t, over="n") for t in timed("in blocks", lambda n: n / 100) + timed("dense", lambda n: n / 50)]
    assert growth.verdict(samples) == "in blocks beside dense: 2.0 × quicker at n = 2,048"


def test_rounds_that_differ_give_a_range_and_rounds_that_contradict_each_other_nothing() -> None:
    steady = timed("dense", lambda T: 1.0)
    vague = steady + timed("in blocks", lambda T: 0.1, (0.8, 1.0, 1.25))
    assert growth.verdict(vague) == "in blocks beside dense: 8.0–12 × quicker at T = 2,048"
    torn = steady + timed("in blocks", lambda T: 1.0, (0.5, 1.0, 2.0))
    assert growth.verdict(torn) == ""
    assert growth.quickest(torn, 64) == ""
    assert growth.quickest(vague, 64) == "in blocks"


def test_an_exponent_is_told_where_rounds_agree() -> None:
    spread = growth.growth(timed("dense", lambda T: T**2), "dense")
    assert spread is not None
    assert spread.middle == pytest.approx(2.0)
    wild = [Timing("dense", T, T, tuple(T * T**power for power in (0.0, 0.5, 1.0))) for T in LENGTHS]
    assert growth.growth(wild, "dense") is None


@given(st.lists(st.floats(0.01, 100.0), min_size=1, max_size=9))
def test_a_spread_holds_its_median_and_never_tells_one_number_where_rounds_differ(values: list[float]) -> None:
    spread = growth.Spread.of(values)
    assert spread.low <= spread.middle <= spread.high
    assert spread.agrees == (spread.high <= growth.AGREE * spread.low)
    assert ("–" in spread.text()) <= (not spread.agrees)


def test_the_pair_a_sentence_is_about() -> None:
    assert growth.compared(["in blocks", "dense", "torch"]) == ("in blocks", "dense")
    assert growth.compared(["dense", "in blocks"]) == ("in blocks", "dense")
    assert growth.compared(["synthesizer", "other", "torch"]) == ("synthesizer", "torch")
    assert growth.compared(["FFN", "attention"]) == ("FFN", "attention")
    assert growth.compared(["dense"]) is None


def test_without_rounds_the_medians_speak() -> None:
    ours = [Timing("in blocks", T, T / 100) for T in LENGTHS]
    theirs = [Timing("dense", T, T * T / 44_000) for T in LENGTHS]
    starts = growth.pays_from(ours + theirs, "in blocks", "dense")
    assert starts is not None
    assert starts.middle == pytest.approx(440, rel=1e-6)


def test_it_is_importable_without_torch() -> None:
    import subprocess
    import sys

    code = "import sys, demos.growth; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=600).returncode == 0
