"""Band attention against the dense form under its mask: any length, window and type, and gradients."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.child import demo
from demos.demo import Unfit
from demos.kit.inputs import qkv
from demos.kit.masked import dense
from demos.kit.trace import operations
from demos.sparse.band import band_attention, band_attention_fast, band_mask
from demos.sparse.reach import hops, reach

cases = st.tuples(st.integers(1, 120), st.integers(0, 40), st.booleans(), st.integers(0, 50))


@settings(max_examples=40)
@given(cases)
def test_both_forms_are_the_dense_form(case: tuple[int, int, bool, int]) -> None:
    T, w, causal, seed = case
    q, k, v = qkv(T, 8, H=2, seed=seed)
    want = dense(q, k, v, band_mask(T, w, causal))
    torch.testing.assert_close(band_attention(q, k, v, w, causal), want, atol=1e-5, rtol=1e-5)
    with torch.no_grad():
        torch.testing.assert_close(band_attention_fast(q, k, v, w, causal), want, atol=1e-5, rtol=1e-5)


@settings(max_examples=15)
@given(cases)
def test_gradients_are_the_dense_forms(case: tuple[int, int, bool, int]) -> None:
    T, w, causal, seed = case
    found = []
    for form in (
        lambda q, k, v: dense(q, k, v, band_mask(T, w, causal)),
        lambda q, k, v: band_attention(q, k, v, w, causal),
        lambda q, k, v: band_attention_fast(q, k, v, w, causal),
    ):
        leaves = [t.double().requires_grad_() for t in qkv(T, 4, H=2, seed=seed)]
        y = form(*leaves)
        found.append(torch.autograd.grad((y * torch.linspace(-1, 1, y.numel()).view_as(y)).sum(), leaves))
    for other in found[1:]:
        for a, c in zip(found[0], other, strict=True):
            torch.testing.assert_close(a, c, atol=1e-9, rtol=1e-9)


@pytest.mark.parametrize("dtype", [torch.float64, torch.bfloat16])
def test_other_types_work(dtype: torch.dtype) -> None:
    q, k, v = (t.to(dtype) for t in qkv(70, 8, H=2, seed=0))
    want = dense(q.double(), k.double(), v.double(), band_mask(70, 5))
    tolerance = 1e-9 if dtype is torch.float64 else 0.06
    for form in (band_attention, band_attention_fast):
        y = form(q, k, v, 5)
        assert y.dtype is dtype
        torch.testing.assert_close(y.double(), want, atol=tolerance, rtol=tolerance)


def test_gradients_flow_where_only_keys_or_values_want_them() -> None:
    for place in range(3):
        leaves = list(qkv(40, 4, seed=0))
        leaves[place].requires_grad_()
        band_attention_fast(*leaves, 3).sum().backward()  # type: ignore[no-untyped-call]
        assert leaves[place].grad is not None


def test_operations_grow_with_the_window_not_with_the_square() -> None:
    short, long = (operations(band_attention, *qkv(T, 8, seed=0), 4) for T in (64, 128))
    assert short == 4 * 64 * 9 * 8
    assert long == 2 * short


def test_news_travels_w_a_layer() -> None:
    for T, w in ((20, 3), (33, 8), (9, 8)):
        _, layers = reach(band_mask(T, w))
        assert layers == -(-(T - 1) // w)
        assert reach(band_mask(T, w, causal=True), causal=True)[1] == layers
    assert reach(torch.eye(5, dtype=torch.bool))[1] == 0, "the diagonal alone never gets anywhere"
    assert len(hops(torch.ones(4, 4, dtype=torch.bool))) == 1


def test_a_window_as_long_as_the_text_is_refused() -> None:
    with pytest.raises(Unfit, match="w is 64 and T is 64"):
        demo("band").values({"T": 64, "w": 64})
