"""The attention files against torch's own: any length, other types, gradients, their invariants on random inputs."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.attention.causal import causal_attention, causal_attention_fast, causal_mask
from demos.attention.cross_attention import cross_attention, cross_attention_kept, keys_and_values
from demos.attention.multi_head import merge, multi_head, multi_head_fast, split
from demos.attention.scaled_dot_product import attention, attention_in_blocks, entropy, frobenius, slope
from demos.attention.self_attention import self_attention, self_attention_fast
from demos.child import demo
from demos.demo import Unfit
from demos.kit.inputs import qkv, tokens, weights
from demos.kit.trace import operations

sizes = st.tuples(st.integers(1, 90), st.sampled_from([1, 3, 16]), st.integers(1, 3), st.integers(0, 99))


def inputs(T: int, d: int, H: int, seed: int, dtype: torch.dtype = torch.float32) -> tuple[Tensor, Tensor, Tensor]:
    q, k, v = (t.to(dtype) for t in qkv(T, d, H=H, seed=seed))
    return q, k, v


@settings(max_examples=25)
@given(sizes, st.integers(1, 40))
def test_every_form_is_torchs_own(size: tuple[int, int, int, int], b: int) -> None:
    q, k, v = inputs(*size)
    own = scaled_dot_product_attention(q, k, v)
    torch.testing.assert_close(attention(q, k, v)[0], own, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(attention_in_blocks(q, k, v, b=b), own, atol=1e-5, rtol=1e-5)
    past = scaled_dot_product_attention(q, k, v, is_causal=True)
    torch.testing.assert_close(causal_attention(q, k, v), past, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(causal_attention_fast(q, k, v, b=b), past, atol=1e-5, rtol=1e-5)


@settings(max_examples=10)
@given(sizes, st.integers(1, 40))
def test_gradients_of_the_fast_forms_are_the_formulas(size: tuple[int, int, int, int], b: int) -> None:
    for fast, plain in (
        (lambda q, k, v: attention_in_blocks(q, k, v, b=b), lambda q, k, v: attention(q, k, v)[0]),
        (lambda q, k, v: causal_attention_fast(q, k, v, b=b), causal_attention),
    ):
        found = []
        for form in (fast, plain):
            leaves = [t.requires_grad_() for t in inputs(*size, dtype=torch.float64)]
            y = form(*leaves)
            found.append(torch.autograd.grad((y * torch.linspace(-1, 1, y.numel()).view_as(y)).sum(), leaves))
        for a, c in zip(*found, strict=True):
            torch.testing.assert_close(a, c, atol=1e-9, rtol=1e-9)


@pytest.mark.parametrize("dtype", [torch.float64, torch.bfloat16])
def test_other_types_work(dtype: torch.dtype) -> None:
    q, k, v = inputs(37, 8, 2, 0, dtype)
    own = scaled_dot_product_attention(*(t.double() for t in (q, k, v)), is_causal=True)
    tolerance = 1e-9 if dtype is torch.float64 else 0.06
    for form in (causal_attention, causal_attention_fast):
        y = form(q, k, v)
        assert y.dtype is dtype
        torch.testing.assert_close(y.double(), own, atol=tolerance, rtol=tolerance)


def test_the_fast_causal_form_does_half_the_work() -> None:
    q, k, v = inputs(1024, 16, 1, 0)
    assert operations(causal_attention_fast, q, k, v) < 0.57 * operations(causal_attention, q, k, v)
    assert int(causal_mask(5).sum()) == 15


def jacobian(row: Tensor) -> Tensor:
    """The softmax's Jacobian at the weights of one row, by torch."""
    return torch.autograd.functional.jacobian(lambda x: torch.softmax(x, -1), row.log())


def test_both_measures_are_those_of_the_softmaxs_jacobian() -> None:
    row = torch.softmax(torch.randn(7, generator=torch.Generator().manual_seed(3)).double(), -1)
    assert slope(row[None]) == pytest.approx(float(jacobian(row).trace()))
    assert frobenius(row[None]) == pytest.approx(float(jacobian(row).norm()))


def test_unscaled_rows_harden_as_d_grows() -> None:
    for T in (16, 128, 1024):
        shares = []
        for d in (16, 1024):
            q, k, v = inputs(T, d, 1, 0)
            scaled, raw = (attention(q, k, v, scale)[1] for scale in (d**-0.5, 1.0))
            shares.append(slope(raw) / slope(scaled))
            assert entropy(raw) < entropy(scaled)
        assert 0.2 < shares[0] < 1
        assert shares[1] < 0.11
        larger = frobenius(raw) > frobenius(scaled)
        assert larger == (T == 1024), "in this norm long texts turn the order"
    assert entropy(torch.full((4, 8), 1 / 8)) == pytest.approx(3)
    assert slope(torch.eye(4)) == frobenius(torch.eye(4)) == pytest.approx(0)


def matrices(D: int, n: int = 4) -> tuple[Tensor, ...]:
    return tuple(weights(D, D, seed=i) for i in range(n))


@pytest.mark.parametrize(("D", "H"), [(12, 1), (12, 3), (32, 8), (8, 8)])
def test_multi_head_is_torchs_layer_with_the_same_weights(D: int, H: int) -> None:
    x, W = tokens(11, D, B=2, seed=1), matrices(D)
    layer = torch.nn.MultiheadAttention(D, H, bias=False, batch_first=True).eval()
    layer.in_proj_weight.data, layer.out_proj.weight.data = torch.cat(W[:3]), W[3]
    own, maps = layer(x, x, x, average_attn_weights=False)
    y, A = multi_head(x, W, H)  # type: ignore[arg-type]
    torch.testing.assert_close(y, own, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(A, maps, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(multi_head_fast(x, W, H), own, atol=1e-5, rtol=1e-5)  # type: ignore[arg-type]
    torch.testing.assert_close(merge(split(x, H)), x)


def test_self_attention_knows_no_order_and_cross_attention_no_order_of_x() -> None:
    D, H = 24, 3
    x, y, W = tokens(20, D, seed=0), tokens(7, D, seed=1), matrices(D, 3)
    order = torch.randperm(20)
    z, _ = self_attention(x, W, H)  # type: ignore[arg-type]
    torch.testing.assert_close(self_attention(x[:, order], W, H)[0], z[:, :, order], atol=1e-5, rtol=1e-5)  # type: ignore[arg-type]
    torch.testing.assert_close(self_attention_fast(x, W, H), z, atol=1e-5, rtol=1e-5)  # type: ignore[arg-type]
    torch.testing.assert_close(cross_attention(x, x, W, H)[0], z, atol=1e-5, rtol=1e-5)  # type: ignore[arg-type]
    crossed, B = cross_attention(y, x, W, H)  # type: ignore[arg-type]
    assert crossed.shape == (1, H, 7, 8)
    assert B.shape == (1, H, 7, 20)
    torch.testing.assert_close(cross_attention(y, x[:, order], W, H)[0], crossed, atol=1e-5, rtol=1e-5)  # type: ignore[arg-type]
    kept = keys_and_values(x, W, H)  # type: ignore[arg-type]
    torch.testing.assert_close(cross_attention_kept(y, *kept, W, H), crossed, atol=1e-5, rtol=1e-5)  # type: ignore[arg-type]


@pytest.mark.parametrize("demo_id", ["multi-head", "self-attention", "cross-attention"])
def test_heads_that_cannot_share_are_refused(demo_id: str) -> None:
    with pytest.raises(Unfit, match="5 heads cannot share 32 features"):
        demo(demo_id).values({"D": 32, "H": 5})
