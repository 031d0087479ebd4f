"""Sweeps, exponents, crossovers: told from known curves, and measured within what they are allowed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.demo import Picture, Remark, Stat, Timing
from demos.kit.timing import allowed, crossover, exponent, growth, medians, ran_in, sweep

LENGTHS = (64, 128, 256, 512, 1024, 2048)


@given(st.floats(0.0, 3.0), st.floats(1e-3, 1e3))
def test_the_exponent_of_a_power_is_found(power: float, factor: float) -> None:
    found = exponent([(T, factor * T**power) for T in LENGTHS])
    assert found == pytest.approx(power, abs=1e-6)


def test_the_exponent_is_that_of_the_longer_half() -> None:
    assert exponent([(T, max(1000.0, T**2 / 10)) for T in LENGTHS]) == pytest.approx(2, abs=0.3)
    assert exponent([(1, 1), (2, 2)]) is None
    assert exponent([(1, 0), (2, 0), (3, 0)]) is None


@given(st.floats(70, 2000))
def test_the_crossover_of_two_powers_is_found(where: float) -> None:
    ours = [(float(T), float(T)) for T in LENGTHS]
    theirs = [(float(T), T * T / where) for T in LENGTHS]
    assert crossover(ours, theirs) == pytest.approx(where, rel=1e-6)


def test_without_a_crossover_there_is_none() -> None:
    slow, quick = [(float(T), 2.0 * T) for T in LENGTHS], [(float(T), 1.0 * T) for T in LENGTHS]
    assert crossover(slow, quick) is None
    assert crossover(quick, slow) is None


def test_what_is_said_comes_from_the_numbers() -> None:
    quick = [(float(T), 1.0 * T) for T in LENGTHS]
    said = list(growth({"fast": quick, "dense": [(T, 3 * y) for T, y in quick]}, ("fast", "dense")))
    assert Remark("Measured here: at T = 2048, fast is 3.0 × quicker than dense.") in said
    assert [round(s.value) for s in said if isinstance(s, Stat)] == [1, 1]


def test_medians_take_turns() -> None:
    order: list[str] = []
    found = medians({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 1.0, rounds=3)
    assert order == ["a", "b"] * 4
    assert set(found) == {"a", "b"}


def test_a_sweep_streams_and_stops_in_time() -> None:
    def quadratic(T: int) -> object:
        return lambda: time.sleep((T / 1000) ** 2)

    with allowed(0.6, 8192):
        start = time.perf_counter()
        pieces = list(sweep({"fast": lambda T: lambda: None, "dense": quadratic}, LENGTHS))  # type: ignore[dict-item]
        assert time.perf_counter() - start < 5
    dense = [p.T for p in pieces if isinstance(p, Timing) and p.form == "dense"]
    fast = [p.T for p in pieces if isinstance(p, Timing) and p.form == "fast"]
    assert dense[0] == 64
    assert max(dense) < 2048, "a form that would take too long is left out"
    assert len(fast) >= len(dense)
    assert isinstance(pieces[2], Picture), "the curve is drawn after the first length"
    drawn = [p for p in pieces if isinstance(p, Picture)]
    assert {p.title for p in drawn} == {"time against T"}


def test_a_sweep_that_may_spend_nothing_still_measures_once() -> None:
    with allowed(0.0, 100):
        pieces = list(sweep({"fast": lambda T: lambda: None, "dense": lambda T: lambda: None}, LENGTHS))
    assert {p.T for p in pieces if isinstance(p, Timing)} == {64}
    with allowed(0.0, 32):
        pieces = list(sweep({"fast": lambda T: lambda: None}, LENGTHS))
    assert {p.T for p in pieces if isinstance(p, Timing)} == {32}


def test_a_form_is_held_back_where_it_needs_too_much_memory() -> None:
    with allowed(5.0, 8192):
        forms = {"fast": lambda T: lambda: None, "dense": lambda T: lambda: None}
        pieces = list(sweep(forms, LENGTHS, longest={"dense": 256}))
    assert max(p.T for p in pieces if isinstance(p, Timing) and p.form == "dense") == 256


@pytest.mark.parametrize(("seconds", "most"), [(0.0, 5), (0.12, 1)])
def test_what_a_run_took_is_measured_in_few_calls_and_a_long_one_in_one(seconds: float, most: int) -> None:
    calls = []

    def call() -> None:
        calls.append(1)
        time.sleep(seconds)

    stat = ran_in(call)
    assert (stat.name, stat.unit) == ("ran in", "ms")
    assert stat.value >= 1e3 * seconds
    assert len(calls) <= most
