"""RoPE scaling: which angles are new, and what each kind leaves alone."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from demos.demo import Unfit
from demos.kit.inputs import normal
from demos.position.relative import rope
from demos.position.rope_scaling import DEMO, every, ntk, speeds, turned, unseen, yarn

halves = st.integers(2, 20)
bases = st.floats(10, 1e6)
longer = st.floats(1, 32)


@given(half=halves, base=bases, s=longer)
def test_ntk_leaves_the_quickest_pair_and_slows_the_slowest_by_s(half: int, base: float, s: float) -> None:
    before, after = speeds(2 * half, base), ntk(2 * half, base, s)
    assert float(after[0]) == 1.0
    assert float(before[-1] / after[-1]) == pytest.approx(s)
    assert ((before / after).diff() >= -1e-9).all(), "the slower a pair, the more it is slowed down"


@given(half=halves, base=bases, s=longer, L=st.integers(2, 4000))
def test_yarn_lies_between_as_it_was_and_s_times_slower(half: int, base: float, s: float, L: int) -> None:
    before = speeds(2 * half, base)
    share = yarn(2 * half, base, s, L) / before
    assert ((share >= 1 / s - 1e-9) & (share <= 1 + 1e-9)).all()
    turns = L * before / (2 * math.pi)
    assert (share[turns >= 32] > 1 - 1e-9).all()
    assert (share[turns <= 1] < 1 / s + 1e-9).all()


@given(half=halves, base=bases, L=st.integers(2, 40), s=st.integers(1, 8))
def test_linear_has_no_new_angle_within_s_times_l(half: int, base: float, L: int, s: int) -> None:
    theta = every(2 * half, base, float(s), L)
    assert not unseen(theta["linear"], theta["none"], L, s * L).any()
    new = unseen(theta["none"], theta["none"], L, s * L)
    slow = theta["none"] * L < 2 * math.pi
    assert torch.equal(new, slow[:, None] & (torch.arange(s * L) >= L))


def test_turning_is_that_of_rope() -> None:
    x = normal(1, 2, 9, 8, seed=3)
    torch.testing.assert_close(turned(x, speeds(8, 50.0)), rope(x, 50.0))
    torch.testing.assert_close(turned(x, speeds(8, 50.0), 1.5), 1.5 * rope(x, 50.0))


def test_what_cannot_be_longer_is_refused() -> None:
    with pytest.raises(Unfit, match="L is 32 and T is 32"):
        DEMO.values({"L": 32})
    with pytest.raises(Unfit, match="d is 5"):
        DEMO.values({"d": 5})
