"""Only prior: fixed weights, and the forms that need no matrix."""

from __future__ import annotations

from collections.abc import Callable

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Report
from demos.kit.inputs import qkv
from demos.prior.only import DEMO, by_matrix, fixed_weights, running_decay, running_mean, whole_mean

kinds = st.sampled_from(["average", "decay", "gaussian"])


@settings(max_examples=25)
@given(T=st.integers(1, 60), width=st.floats(1, 100), seed=st.integers(0, 99))
def test_the_running_forms_are_the_matrix_forms(T: int, width: float, seed: int) -> None:
    _, _, v = qkv(T, 5, H=2, seed=seed)
    for fast, prior, causal in (
        (running_mean(v), "average", True),
        (whole_mean(v), "average", False),
        (running_decay(v, width), "decay", True),
    ):
        torch.testing.assert_close(fast, by_matrix(v, fixed_weights(T, prior, width, causal)), atol=1e-5, rtol=1e-4)


@settings(max_examples=25)
@given(T=st.integers(1, 40), kind=kinds, width=st.floats(1, 100), causal=st.booleans())
def test_weights_are_weights(T: int, kind: str, width: float, causal: bool) -> None:
    weights = fixed_weights(T, kind, width, causal)
    torch.testing.assert_close(weights.sum(-1), torch.ones(T))
    if causal:
        assert torch.equal(weights, weights.tril())


def test_the_average_is_attention_that_knows_nothing() -> None:
    _, _, v = qkv(33, 8, H=2, seed=1)
    zero = torch.zeros_like(v)
    torch.testing.assert_close(running_mean(v), scaled_dot_product_attention(zero, zero, v, is_causal=True))


def test_gradients_of_the_running_forms() -> None:
    _, _, v = qkv(12, 3, seed=1)
    v = v.double()
    assert torch.autograd.gradcheck(running_mean, v.requires_grad_())
    assert torch.autograd.gradcheck(lambda x: running_decay(x, 4.0), v)


@settings(max_examples=15)
@given(
    T=st.integers(8, 60),
    H=st.integers(1, 3),
    d=st.sampled_from([4, 16]),
    prior=kinds,
    width=st.sampled_from([1.0, 8.0, 256.0]),
    causal=st.sampled_from(["yes", "no"]),
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, **given)
    assert len(found.checks) >= 2
    assert [c for c in found.checks if not c.ok] == []
    assert found.flops is not None
    assert found.flops.counted == found.flops.formula
