"""RMSNorm: torch's own, and what it forgets."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from demos.depth.rms_norm import layer_norm, rms_norm
from demos.kit.inputs import normal


@given(T=st.integers(1, 9), D=st.integers(2, 33), scale=st.floats(0.01, 1000), seed=st.integers(0, 99))
def test_both_are_those_of_torch(T: int, D: int, scale: float, seed: int) -> None:
    x, g = scale * normal(2, T, D, seed=seed).double(), normal(D, seed=seed + 1).double()
    torch.testing.assert_close(rms_norm(x, g, 1e-5), torch.nn.functional.rms_norm(x, (D,), g, 1e-5))
    torch.testing.assert_close(layer_norm(x, g, 1e-5), torch.nn.functional.layer_norm(x, (D,), g, None, 1e-5))


@given(D=st.integers(2, 33), factor=st.floats(0.1, 100), seed=st.integers(0, 99))
def test_the_length_is_forgotten_and_the_direction_kept(D: int, factor: float, seed: int) -> None:
    x, ones = normal(3, D, seed=seed).double() + 0.1, torch.ones(D).double()
    y = rms_norm(x, ones, 0.0)
    torch.testing.assert_close(rms_norm(factor * x, ones, 0.0), y)
    torch.testing.assert_close(y / y.norm(dim=-1, keepdim=True), x / x.norm(dim=-1, keepdim=True))
