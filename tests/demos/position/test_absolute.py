"""Absolute positions: the geometry of sines and cosines, and what attention cannot tell without them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.demo import Report, Unfit
from demos.kit.inputs import tokens, weights
from demos.position.absolute import DEMO, attend, rotation, sinusoidal, with_places

bases = st.floats(10, 100000)


@settings(max_examples=25)
@given(T=st.integers(1, 60), half=st.integers(1, 20), base=bases)
def test_the_table_is_the_formula(T: int, half: int, base: float) -> None:
    table = sinusoidal(T, 2 * half, base)
    for p in {0, T // 2, T - 1}:
        for i in range(half):
            angle = p / base ** (2 * i / (2 * half))
            assert table[p, 2 * i] == pytest.approx(math.sin(angle), abs=1e-6)
            assert table[p, 2 * i + 1] == pytest.approx(math.cos(angle), abs=1e-6)


@settings(max_examples=25)
@given(T=st.integers(2, 80), half=st.integers(1, 40), base=bases, by=st.integers(1, 50))
def test_norm_gram_and_shift(T: int, half: int, base: float, by: int) -> None:
    table = sinusoidal(T + by, 2 * half, base).double()
    gram = table @ table.T
    torch.testing.assert_close(gram.diagonal(), torch.full((T + by,), float(half)).double(), atol=1e-5, rtol=0.0)
    torch.testing.assert_close(gram[1:, 1:], gram[:-1, :-1], atol=1e-5, rtol=0.0)
    torch.testing.assert_close(table[:T] @ rotation(2 * half, base, by), table[by:], atol=1e-6, rtol=0.0)


@settings(max_examples=20)
@given(T=st.integers(2, 30), seed=st.integers(0, 99))
def test_without_places_attention_is_permutation_equivariant_and_with_them_it_is_not(T: int, seed: int) -> None:
    x = tokens(T, 8, seed=seed)
    w = [weights(8, 8, seed=seed + i) for i in (1, 2, 3)]
    shuffle = torch.arange(T).roll(1)
    torch.testing.assert_close(attend(x[:, shuffle], *w), attend(x, *w)[:, shuffle], atol=1e-5, rtol=1e-4)
    places = sinusoidal(T, 8, 100.0)
    moved = with_places(x[:, shuffle], places, *w) - with_places(x, places, *w)[:, shuffle]
    assert moved.abs().max() > 1e-3


def test_contradictions_are_refused_with_the_reason() -> None:
    with pytest.raises(Unfit, match="D is 5: sines and cosines come in pairs"):
        DEMO.values({"D": 5})
    with pytest.raises(Unfit, match="T is 128 and N is 64"):
        DEMO.values({"kind": "learned", "T": 128, "N": 64})


@settings(max_examples=12)
@given(
    T=st.integers(8, 64),
    D=st.integers(2, 20).map(lambda n: 2 * n),
    kind=st.sampled_from(["sinusoidal", "learned"]),
    base=bases,
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, **given)
    assert len(found.checks) >= 3
    assert [c for c in found.checks if not c.ok] == []
    assert {"position embedding", "Gram matrix", "output"} <= {p.title for p in found.pictures}
