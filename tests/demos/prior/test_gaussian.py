"""The Gaussian prior: added to logits, it multiplies weights."""

from __future__ import annotations

from collections.abc import Callable

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.demo import Report
from demos.kit.inputs import qkv
from demos.prior.gaussian import DEMO, gaussian_attention, gaussian_bias, predicted_centres

sigmas = st.floats(0.25, 1000)


@settings(max_examples=25)
@given(T=st.integers(1, 40), d=st.integers(1, 8), sigma=sigmas, seed=st.integers(0, 99))
def test_adding_to_logits_is_multiplying_weights(T: int, d: int, sigma: float, seed: int) -> None:
    q, k, v = qkv(T, d, H=2, seed=seed)
    centres = predicted_centres(q, torch.ones(d))
    prior = gaussian_bias(centres, T, sigma).double().exp()
    weights = torch.softmax((q @ k.transpose(-2, -1)).double() * d**-0.5, -1) * prior
    expected = (weights / weights.sum(-1, keepdim=True)) @ v.double()
    torch.testing.assert_close(gaussian_attention(q, k, v, centres, sigma).double(), expected, atol=1e-5, rtol=1e-4)


@settings(max_examples=25)
@given(T=st.integers(1, 40), sigma=sigmas)
def test_the_bias_is_zero_at_the_centre_and_falls_from_there(T: int, sigma: float) -> None:
    bias = gaussian_bias(torch.arange(T).float(), T, sigma)
    assert torch.equal(bias.diagonal(), torch.zeros(T))
    assert (bias[0, 1:] < bias[0, :-1]).all()
    assert torch.equal(bias, bias.T)


def test_a_narrow_prior_takes_the_nearest_key() -> None:
    q, k, v = qkv(12, 4, H=2, seed=0)
    torch.testing.assert_close(gaussian_attention(q, k, v, torch.arange(12.0), 0.05), v, atol=1e-5, rtol=0.0)


def test_centres_lie_inside_the_text() -> None:
    q, _, _ = qkv(30, 4, H=2, seed=0)
    centres = predicted_centres(q, 100 * torch.ones(4))
    assert centres.shape == (1, 2, 30)
    assert centres.min() >= 0
    assert centres.max() <= 29


@settings(max_examples=12)
@given(
    T=st.integers(8, 60),
    H=st.integers(1, 3),
    d=st.sampled_from([4, 16]),
    sigma=sigmas,
    centre=st.sampled_from(["own place", "predicted"]),
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, **given)
    assert [c for c in found.checks if not c.ok] == []
    assert {"scores alone", "× prior", "= weights", "output"} <= {p.title for p in found.pictures}
    assert found.flops is not None
    assert found.flops.counted == found.flops.formula
