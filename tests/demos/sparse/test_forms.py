"""Every sparse form, plain and fast, is dense attention under its mask: any T, any dtype, and in its gradients.

The masks are written out here from the definitions, pair by pair, so that a mistake in a mask cannot hide in both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from demos.kit.inputs import normal, qkv
from demos.kit.masked import dense
from demos.sparse.band import band_attention, band_attention_fast
from demos.sparse.bigbird import bigbird_attention, bigbird_attention_fast, bigbird_blocks
from demos.sparse.block_local import block_local_attention, block_local_attention_fast
from demos.sparse.blocks import attend_windows
from demos.sparse.dilated import dilated_attention, dilated_attention_fast
from demos.sparse.etc_ import etc_attention, etc_attention_fast, joined
from demos.sparse.global_ import global_attention, global_attention_fast, global_places
from demos.sparse.longformer import longformer_attention, longformer_attention_fast
from demos.sparse.random_ import random_attention, random_attention_fast, random_keys
from demos.sparse.star_transformer import star_attention, star_attention_fast

Form = Callable[[Tensor, Tensor, Tensor], Tensor]
H = 3


@dataclass
class Case:
    """Forms that must all be dense attention under one mask; q has `rows`, k and v have `columns` rows."""

    mask: Tensor
    forms: dict[str, Form]
    rows: int
    columns: int


def pairs(T: int, allowed: Callable[[int, int], bool], T_k: int | None = None) -> Tensor:
    return torch.tensor([[allowed(i, j) for j in range(T_k or T)] for i in range(T)])


def band_case(T: int, w: int, causal: bool) -> Case:
    mask = pairs(T, lambda i, j: abs(i - j) <= w and not (causal and j > i))
    forms: dict[str, Form] = {
        "plain": lambda q, k, v: band_attention(q, k, v, w, causal),
        "fast": lambda q, k, v: band_attention_fast(q, k, v, w, causal),
    }
    return Case(mask, forms, T, T)


def dilated_case(T: int, w: int, delta: int) -> Case:
    mask = pairs(T, lambda i, j: abs(i - j) <= w * delta and (i - j) % delta == 0)
    forms: dict[str, Form] = {
        "plain": lambda q, k, v: dilated_attention(q, k, v, w, delta),
        "fast": lambda q, k, v: dilated_attention_fast(q, k, v, w, delta),
    }
    return Case(mask, forms, T, T)


def block_case(T: int, b: int) -> Case:
    forms: dict[str, Form] = {
        "plain": lambda q, k, v: block_local_attention(q, k, v, b),
        "fast": lambda q, k, v: block_local_attention_fast(q, k, v, b),
    }
    return Case(pairs(T, lambda i, j: i // b == j // b), forms, T, T)


def global_case(T: int, g: int, place: str) -> Case:
    places = global_places(T, g, place)
    chosen = set(places.tolist())
    assert len(chosen) == g
    forms: dict[str, Form] = {
        "plain": lambda q, k, v: global_attention(q, k, v, places),
        "fast": lambda q, k, v: global_attention_fast(q, k, v, places),
    }
    return Case(pairs(T, lambda i, j: i in chosen or j in chosen), forms, T, T)


def random_case(T: int, r: int, seed: int) -> Case:
    keys = random_keys(T, r, seed)
    chosen = [set(row) for row in keys.tolist()]
    assert all(len(row) == r for row in chosen)
    forms: dict[str, Form] = {
        "plain": lambda q, k, v: random_attention(q, k, v, keys),
        "fast": lambda q, k, v: random_attention_fast(q, k, v, keys, rows=16),
    }
    return Case(pairs(T, lambda i, j: j in chosen[i]), forms, T, T)


def longformer_case(T: int, w: int, deltas: list[int], g: int) -> Case:
    def head(delta: int) -> Tensor:
        near = pairs(T, lambda i, j: abs(i - j) <= w * delta and (i - j) % delta == 0)
        return near | pairs(T, lambda i, j: i < g or j < g)

    forms: dict[str, Form] = {
        "plain": lambda q, k, v: longformer_attention(q, k, v, w, deltas, g),
        "fast": lambda q, k, v: longformer_attention_fast(q, k, v, w, deltas, g),
    }
    return Case(torch.stack([head(delta) for delta in deltas]), forms, T, T)


def bigbird_case(T: int, b: int, r: int, seed: int) -> Case:
    n = -(-T // b)
    last = n - 1
    forms: dict[str, Form] = {"fast": lambda q, k, v: bigbird_attention_fast(q, k, v, b, r, seed, rows=2 * b)}
    index = torch.zeros(H, 0, 0)
    if n > 2:
        index, counts = bigbird_blocks(n, r, H, seed)
        forms["plain"] = lambda q, k, v: bigbird_attention(q, k, v, b, index, counts)

    def sees(h: int, i: int, j: int) -> bool:
        bi, bj = i // b, j // b
        ends = bi in (0, last) or bj in (0, last)
        return ends or abs(bi - bj) <= 1 or bj in index[h, bi - 1].tolist()

    return Case(torch.stack([pairs(T, lambda i, j, h=h: sees(h, i, j)) for h in range(H)]), forms, T, T)


def star_case(T: int) -> Case:
    def sees(i: int, j: int) -> bool:
        if i == T:
            return j <= T
        near = j < T and (j - i) % T in (0, 1, T - 1)
        return near or j == T or j == T + 1 + i

    forms: dict[str, Form] = {"plain": star_attention, "fast": star_attention_fast}
    return Case(pairs(T + 1, sees, 2 * T + 1), forms, T + 1, 2 * T + 1)


def etc_case(n_l: int, n_g: int, w: int) -> Case:
    mask = pairs(n_g + n_l, lambda i, j: i < n_g or j < n_g or abs(i - j) <= w)
    forms: dict[str, Form] = {"plain": joined(etc_attention, n_g, w), "fast": joined(etc_attention_fast, n_g, w)}
    return Case(mask, forms, n_g + n_l, n_g + n_l)


T_ = st.integers(1, 75)
W_ = st.integers(1, 12)
cases = st.one_of(
    st.builds(band_case, T_, W_, st.booleans()),
    st.builds(dilated_case, T_, W_, st.integers(1, 9)),
    st.builds(block_case, T_, st.integers(1, 80)),
    T_.flatmap(lambda T: st.builds(global_case, st.just(T), st.integers(1, T), st.sampled_from(["first", "spread"]))),
    T_.flatmap(lambda T: st.builds(random_case, st.just(T), st.integers(1, T), st.integers(0, 99))),
    T_.flatmap(
        lambda T: st.builds(
            longformer_case,
            st.just(T),
            W_,
            st.lists(st.integers(1, 4), min_size=H, max_size=H),
            st.integers(0, min(T, 9)),
        )
    ),
    st.builds(bigbird_case, st.integers(1, 60), st.integers(1, 9), st.integers(0, 4), st.integers(0, 99)),
    st.builds(star_case, st.integers(1, 40)),
    st.builds(etc_case, T_, st.integers(1, 9), W_),
)


def inputs(case: Case, seed: int, dtype: torch.dtype = torch.float32, d: int = 8) -> list[Tensor]:
    rows = (case.rows, case.columns, case.columns)
    return [normal(2, H, n, d, seed=3 * seed + i).to(dtype) for i, n in enumerate(rows)]


@settings(max_examples=150)
@given(case=cases, seed=st.integers(0, 99), dtype=st.sampled_from([torch.float32, torch.float64]))
def test_every_form_is_dense_attention_under_the_mask(case: Case, seed: int, dtype: torch.dtype) -> None:
    q, k, v = inputs(case, seed, dtype)
    want = dense(q, k, v, case.mask)
    assert case.mask.any(-1).all(), "a row without keys would make the comparison meaningless"
    for name, form in case.forms.items():
        got = form(q, k, v)
        assert got.dtype == dtype
        assert got.shape == want.shape, name
        torch.testing.assert_close(got, want, atol=1e-5, rtol=0.0, msg=lambda m, name=name: f"{name}: {m}")


@settings(max_examples=80)
@given(case=cases, seed=st.integers(0, 99), which=st.lists(st.booleans(), min_size=3, max_size=3).filter(any))
def test_the_gradient_is_the_dense_forms(case: Case, seed: int, which: list[bool]) -> None:
    def gradients(form: Form) -> list[Tensor]:
        leaves = [t.requires_grad_(wanted) for t, wanted in zip(inputs(case, seed), which, strict=True)]
        y = form(*leaves)
        y.backward(torch.linspace(-1, 1, y.numel()).view_as(y))
        return [t.grad for t in leaves if t.grad is not None]

    want = gradients(lambda q, k, v: dense(q, k, v, case.mask))
    for name, form in case.forms.items():
        got = gradients(form)
        assert len(got) == sum(which), name
        for ours, theirs in zip(got, want, strict=True):
            torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-5, msg=lambda m, name=name: f"{name}: {m}")


@settings(max_examples=25)
@given(case=cases, seed=st.integers(0, 9))
def test_bfloat16_is_as_near_as_bfloat16_can_be(case: Case, seed: int) -> None:
    exact = dense(*inputs(case, seed), case.mask)
    theirs = (dense(*inputs(case, seed, torch.bfloat16), case.mask).float() - exact).abs().max()
    for name, form in case.forms.items():
        ours = (form(*inputs(case, seed, torch.bfloat16)).float() - exact).abs().max()
        assert ours <= 3 * theirs + 0.02, name


@pytest.mark.parametrize("T", [512, 1023])
def test_long_texts(T: int) -> None:
    q, k, v = qkv(T, 16, H=H, seed=1)
    keys = random_keys(T, 8, 0)
    places = global_places(T, 5)
    i = torch.arange(T)
    far = i[:, None] - i
    near, hub = far.abs() <= 40, (i[:, None] < 7) | (i < 7)
    listed = torch.isin(i, places)
    expected = {
        "band": (band_attention_fast(q, k, v, 40), near),
        "dilated": (dilated_attention_fast(q, k, v, 10, 7), (far.abs() <= 70) & (far % 7 == 0)),
        "blocks": (block_local_attention_fast(q, k, v, 100), i[:, None] // 100 == i // 100),
        "global": (global_attention_fast(q, k, v, places), listed[:, None] | listed),
        "longformer": (longformer_attention_fast(q, k, v, 40, [1, 1, 1], 7), near | hub),
        "random": (random_attention_fast(q, k, v, keys), torch.zeros(T, T, dtype=torch.bool).scatter_(1, keys, True)),
    }
    for name, (got, mask) in expected.items():
        torch.testing.assert_close(got, dense(q, k, v, mask), atol=1e-5, rtol=0.0, msg=lambda m, n=name: f"{n}: {m}")


def test_windows_take_extra_keys_of_any_number_and_values_of_any_width() -> None:
    q, k, _ = qkv(50, 8, H=2, seed=0)
    v = normal(1, 2, 50, 5, seed=9)
    more_k, more_v = normal(1, 2, 3, 8, seed=10), normal(1, 2, 3, 5, seed=11)
    got = attend_windows(q, k, v, 4, 0, (more_k, more_v), b=16)
    mask = torch.cat((torch.ones(50, 3, dtype=torch.bool), pairs(50, lambda i, j: 0 <= i - j <= 4)), 1)
    want = dense(q, torch.cat((more_k, k), 2), torch.cat((more_v, v), 2), mask)
    torch.testing.assert_close(got, want, atol=1e-5, rtol=0.0)


def test_a_form_leaves_its_inputs_alone_and_gives_the_same_twice() -> None:
    for case in (
        band_case(40, 5, False),
        longformer_case(40, 5, [1, 2, 2], 3),
        bigbird_case(40, 4, 2, 0),
        star_case(9),
    ):
        q, k, v = inputs(case, 3)
        before = [t.clone() for t in (q, k, v)]
        first, second = case.forms["fast"](q, k, v), case.forms["fast"](q, k, v)
        assert torch.equal(first, second)
        assert all(torch.equal(a, b) for a, b in zip(before, (q, k, v), strict=True))
