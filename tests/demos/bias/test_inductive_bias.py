"""Jacobians of convolution, recurrence and attention, and the symmetries of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.bias.inductive_bias import DEMO, jacobian
from demos.bias.layers import attention, convolution, gated, recurrence
from demos.demo import Report, Unfit
from demos.kit.inputs import normal, weights


@settings(max_examples=20)
@given(T=st.integers(1, 20), half=st.integers(0, 4), D=st.integers(1, 5), seed=st.integers(0, 99))
def test_convolution_is_that_of_torch(T: int, half: int, D: int, seed: int) -> None:
    x, W = normal(3, T, D, seed=seed), normal(2 * half + 1, D, D, seed=seed + 1)
    expected = F.conv1d(x.transpose(1, 2), W.permute(2, 1, 0), padding=half).transpose(1, 2)
    torch.testing.assert_close(convolution(x, W), expected, atol=1e-4, rtol=1e-4)


def test_recurrence_is_that_of_torch() -> None:
    x, W, U = normal(2, 9, 4, seed=0), weights(4, 4, seed=1), weights(4, 4, seed=2)
    own = torch.nn.RNN(4, 4, batch_first=True, bias=False)
    with torch.no_grad():
        own.weight_ih_l0.copy_(W.T)
        own.weight_hh_l0.copy_(U.T)
    torch.testing.assert_close(recurrence(x, W, U), own(x)[0])


def test_attention_is_that_of_torch() -> None:
    x = normal(2, 9, 4, seed=0)
    wq, wk, wv = (weights(4, 4, seed=i) for i in (1, 2, 3))
    for causal in (False, True):
        expected = F.scaled_dot_product_attention(x @ wq, x @ wk, x @ wv, is_causal=causal)
        torch.testing.assert_close(attention(x, wq, wk, wv, causal), expected)


def test_the_jacobian_has_the_norm_of_each_pair() -> None:
    x, W = normal(6, 3, seed=0), normal(3, 3, 3, seed=1)
    J = jacobian(lambda x: convolution(x, W), x)
    for offset in (-1, 0, 1):
        expected = W[1 + offset].norm()
        torch.testing.assert_close(J.diagonal(offset), expected.expand(6 - abs(offset)))
    assert torch.equal(J, J.triu(-1).tril(1))


@settings(max_examples=10)
@given(T=st.integers(2, 12), seed=st.integers(0, 99))
def test_a_gated_cell_hears_the_past_alone(T: int, seed: int) -> None:
    x, W, U = normal(T, 4, seed=seed), weights(2, 4, 4, seed=seed + 1), weights(2, 4, 4, seed=seed + 2)
    J = jacobian(lambda x: gated(x, W, U), x)
    assert torch.equal(J, J.tril())
    assert (J.diagonal() > 0).all()


@pytest.mark.parametrize("causal", [False, True])
def test_a_causal_mask_alone_breaks_the_symmetry(causal: bool) -> None:
    x, w = normal(8, 4, seed=0), [weights(4, 4, seed=i) for i in (1, 2, 3)]
    shuffle = torch.arange(8).roll(1)
    apart = attention(x[shuffle], *w, causal=causal) - attention(x, *w, causal=causal)[shuffle]
    assert (float(apart.abs().max()) > 1e-2) == causal


def test_a_kernel_without_a_middle_is_refused() -> None:
    with pytest.raises(Unfit, match="kernel is 4: it has a middle"):
        DEMO.values({"kernel": 4})
    with pytest.raises(Unfit, match="kernel is 15 and T is 8"):
        DEMO.values({"kernel": 15, "T": 8})


@settings(max_examples=8)
@given(
    T=st.integers(8, 16),
    kernel=st.sampled_from([1, 3, 5, 7]),
    L=st.integers(1, 3),
    cell=st.sampled_from(["tanh", "gated"]),
    causal=st.sampled_from(["no", "yes"]),
    D=st.sampled_from([4, 8]),
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, **given)
    assert len(found.checks) >= 5
    assert [c for c in found.checks if not c.ok] == []
    assert {"Jacobian: CNN", "Jacobian: RNN", "Jacobian: attention"} <= {p.title for p in found.pictures}
    assert found.flops is not None
    assert found.flops.counted == found.flops.formula
