"""Linear attention: all its forms are one function, and random features tend to softmax."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from demos.demo import Check, Flops
from demos.kit import timing
from demos.kit.inputs import qkv
from demos.linear.features import elu_plus_one, maps, orthogonal_rows, random_features
from demos.linear.linear_attention import DEMO, chunked, kernel_weights, parallel, recurrent
from demos.linear.quality import attention_weights

kinds = st.sampled_from(["elu+1", "random features"])


@settings(max_examples=25)
@given(
    T=st.integers(1, 90),
    d=st.integers(1, 9),
    r=st.integers(1, 12),
    C=st.integers(1, 70),
    kind=kinds,
    seed=st.integers(0, 99),
)
def test_every_form_is_the_same_function(T: int, d: int, r: int, C: int, kind: str, seed: int) -> None:
    q, k, v = qkv(T, d, H=2, B=2, seed=seed)
    phi = maps(kind, d, r, seed=seed)[:2]
    causal = kernel_weights(q, k, *phi, True) @ v
    torch.testing.assert_close(recurrent(q, k, v, *phi), causal, atol=2e-5, rtol=1e-4)
    torch.testing.assert_close(chunked(q, k, v, *phi, C), causal, atol=2e-5, rtol=1e-4)
    torch.testing.assert_close(parallel(q, k, v, *phi), kernel_weights(q, k, *phi, False) @ v, atol=2e-5, rtol=1e-4)


@pytest.mark.parametrize("T", [64, 100])
@pytest.mark.parametrize("kind", ["elu+1", "random features"])
def test_the_chunks_have_the_gradient_of_the_weights(T: int, kind: str) -> None:
    phi = maps(kind, 8, 16, seed=0)[:2]

    def gradients(causal: bool, fast: bool) -> list[Tensor]:
        q, k, v = (x.double().requires_grad_() for x in qkv(T, 8, H=2, seed=1))
        double = [lambda x, p=p: p(x.float()).double() if kind != "elu+1" else p(x) for p in phi]
        form = (chunked if causal else parallel) if fast else lambda *a: kernel_weights(a[0], a[1], *a[3:], causal) @ v
        y = form(q, k, v, *double)
        return list(torch.autograd.grad((y * torch.linspace(-1, 1, y.numel()).view_as(y)).sum(), (q, k, v)))

    for causal in (False, True):
        for ours, theirs in zip(gradients(causal, True), gradients(causal, False), strict=True):
            torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("dtype", [torch.float64, torch.bfloat16])
def test_other_dtypes(dtype: torch.dtype) -> None:
    q, k, v = qkv(70, 8, H=2, seed=1)
    exact = kernel_weights(q, k, elu_plus_one, elu_plus_one, True) @ v
    ours = chunked(q.to(dtype), k.to(dtype), v.to(dtype))
    assert ours.dtype == dtype
    torch.testing.assert_close(ours.float(), exact, atol=0.05 if dtype == torch.bfloat16 else 1e-5, rtol=0.05)


@settings(max_examples=20)
@given(T=st.integers(2, 40), edit=st.integers(1, 39), kind=kinds, size=st.floats(-50, 50))
def test_the_future_does_not_leak_however_large_it_is(T: int, edit: int, kind: str, size: float) -> None:
    q, k, v = qkv(T, 8, seed=3)
    cut = min(edit, T - 1)
    phi = maps(kind, 8, 16, seed=0)[:2]
    before = chunked(q, k, v, *phi, 8)
    q, k, v = (torch.cat((x[..., :cut, :], x[..., cut:, :] + size), -2) for x in (q, k, v))
    assert torch.equal(chunked(q, k, v, *phi, 8)[..., :cut, :], before[..., :cut, :])


@settings(max_examples=20)
@given(T=st.integers(2, 40), r=st.integers(1, 20), kind=kinds, causal=st.booleans(), seed=st.integers(0, 99))
def test_weights_are_weights_and_their_rank_is_bounded(T: int, r: int, kind: str, causal: bool, seed: int) -> None:
    q, k, _ = (x.double() for x in qkv(T, 6, seed=seed))
    phi_q, phi_k, r = maps(kind, 6, r, seed=seed)
    if kind == "random features":
        omega = orthogonal_rows(r, 6, seed=seed).double()
        phi_q, phi_k = (lambda x: random_features(x, omega, query=True)), (lambda x: random_features(x, omega))
    weights = kernel_weights(q, k, phi_q, phi_k, causal)
    assert (weights >= 0).all()
    torch.testing.assert_close(weights.sum(-1), torch.ones(1, 1, T, dtype=torch.float64))
    if not causal:
        assert torch.linalg.matrix_rank(weights[0, 0], rtol=1e-10) <= r


def test_random_features_estimate_the_exponential_without_bias() -> None:
    x, y = 0.5 * torch.randn(2, 8, generator=torch.Generator().manual_seed(0))
    omega = torch.cat([orthogonal_rows(8, 8, seed=s) for s in range(2000)])
    estimate = random_features(x, omega) @ random_features(y, omega)
    torch.testing.assert_close(estimate, torch.exp(x @ y * 8**-0.5), rtol=0.02, atol=0.0)


def test_more_features_come_closer_to_softmax_and_elu_does_not_come_close() -> None:
    q, k, _ = (0.5 * x for x in qkv(64, 16, H=4, seed=0))
    softmax = attention_weights(q, k, False)

    def error(kind: str, r: int) -> float:
        phi = maps(kind, 16, r, seed=5)[:2]
        return float((kernel_weights(q, k, *phi, False) - softmax).abs().sum(-1).mean())

    few, many = error("random features", 8), error("random features", 512)
    assert many < few / 4
    assert many < error("elu+1", 16) / 2


def test_orthogonal_rows_are_orthogonal_with_the_lengths_of_normal_vectors() -> None:
    omega = orthogonal_rows(64, 16, seed=0)
    block = omega[:16] / omega[:16].norm(dim=1, keepdim=True)
    torch.testing.assert_close(block @ block.T, torch.eye(16), atol=1e-5, rtol=0.0)
    assert float(omega.square().sum(1).mean()) == pytest.approx(16, rel=0.2)


@settings(max_examples=12)
@given(
    T=st.integers(8, 80),
    d=st.sampled_from([4, 8, 24]),
    H=st.integers(1, 3),
    phi=kinds,
    r=st.integers(4, 40),
    scale=st.sampled_from([0.125, 1.0, 2.0]),
    causal=st.sampled_from(["no", "yes"]),
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(**given: object) -> None:
    with timing.allowed(0.01, 16):
        pieces = list(DEMO.run(dict(DEMO.values(given))))  # type: ignore[arg-type]
    checks = [p for p in pieces if isinstance(p, Check)]
    assert len(checks) >= 5
    assert [c for c in checks if not c.ok] == []
    flops = next(p for p in pieces if isinstance(p, Flops))
    assert flops.counted == flops.formula
