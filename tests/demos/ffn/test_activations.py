"""Swish and GELU: limits, torch's own, slopes and minima."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.demo import Report
from demos.ffn.activations import DEMO, derivative, gelu, gelu_tanh, lowest, relu, swish

points = st.lists(st.floats(-30, 30), min_size=1, max_size=20).map(lambda xs: torch.tensor(xs, dtype=torch.float64))


@settings(max_examples=40)
@given(x=points)
def test_they_are_those_of_torch(x: torch.Tensor) -> None:
    torch.testing.assert_close(swish(x), F.silu(x))
    torch.testing.assert_close(gelu(x), F.gelu(x))
    torch.testing.assert_close(gelu_tanh(x), F.gelu(x, approximate="tanh"))
    torch.testing.assert_close(relu(x), F.relu(x))


@settings(max_examples=40)
@given(x=points, beta=st.floats(0, 50))
def test_swish_lies_between_its_limits(x: torch.Tensor, beta: float) -> None:
    assert torch.equal(swish(x, 0.0), x / 2)
    torch.testing.assert_close(swish(x, 1e9), relu(x), atol=1e-8, rtol=0.0)
    y = swish(x, beta)
    assert (y <= relu(x) + 1e-12).all()
    assert (y >= torch.minimum(x / 2, torch.zeros(()).double()) - 1e-12).all()


@settings(max_examples=20)
@given(x=points, beta=st.floats(0, 20))
def test_the_slope_of_swish_is_the_formula(x: torch.Tensor, beta: float) -> None:
    s = torch.sigmoid(beta * x)
    torch.testing.assert_close(derivative(lambda t: swish(t, beta), x), s + beta * x * s * (1 - s))


def test_minima() -> None:
    assert lowest(swish) == pytest.approx((-1.27846, -0.278465), abs=2e-5)
    assert lowest(gelu) == pytest.approx((-0.75179, -0.169971), abs=2e-5)
    for beta in (0.25, 3.0):
        where, low = lowest(lambda x, b=beta: swish(x, b), -4 / beta)
        assert (where * beta, low * beta) == pytest.approx(lowest(swish), abs=1e-9)


def test_the_tanh_form_is_close_and_not_the_same() -> None:
    x = torch.linspace(-8, 8, 4001, dtype=torch.float64)
    assert 4.5e-4 < float((gelu_tanh(x) - gelu(x)).abs().max()) < 4.8e-4


@settings(max_examples=12)
@given(
    f=st.sampled_from(["swish", "gelu", "gelu tanh", "relu"]),
    beta=st.floats(0, 32),
    T=st.integers(8, 32),
    D=st.integers(8, 32),
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, **given)
    assert len(found.checks) >= 10
    assert [c for c in found.checks if not c.ok] == []
    assert {"activation", "derivative", "output"} <= {p.title for p in found.pictures}
    assert found.flops is not None
    assert found.flops.counted == found.flops.formula
