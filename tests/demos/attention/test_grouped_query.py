"""Grouped-query attention: torch's own grouping, the cache, and sizes that do not fit."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn.functional import scaled_dot_product_attention

from demos.attention.grouped_query import DEMO, attend_one, grouped_query, grouped_rows, write_on, written
from demos.demo import Unfit
from demos.kit.inputs import qkv


@settings(max_examples=25)
@given(
    B=st.integers(1, 2),
    H_k=st.integers(1, 3),
    times=st.integers(1, 4),
    T=st.integers(1, 17),
    d=st.integers(1, 9),
    strided=st.booleans(),
)
def test_it_is_that_of_torch_whole_and_token_by_token(
    B: int, H_k: int, times: int, T: int, d: int, strided: bool
) -> None:
    q, k, v = (t.double() for t in qkv(T, d, H=H_k * times, B=B))
    k, v = k[:, :H_k], v[:, :H_k]
    if strided:
        q, k, v = (t.transpose(1, 2).contiguous().transpose(1, 2) for t in (q, k, v))
    want = scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
    torch.testing.assert_close(grouped_query(q, k, v), want)
    torch.testing.assert_close(grouped_rows(q, k, v), want)
    steps = list(written(q, k, v))
    torch.testing.assert_close(torch.cat([y for y, _ in steps], 2), want)
    assert [keys.shape for _, (keys, _) in steps] == [(B, H_k, t + 1, d) for t in range(T)]


def test_one_token_reads_the_whole_cache_and_the_cache_before_is_left_alone() -> None:
    q, k, v = qkv(1, 4, H=4, T_k=9)
    cache = (k[:, :2, :8], v[:, :2, :8])
    y, grown = write_on(cache, q, k[:, :2, 8:], v[:, :2, 8:])
    assert cache[0].shape[2] == 8
    torch.testing.assert_close(grown[0], k[:, :2])
    torch.testing.assert_close(y, attend_one(q, k[:, :2], v[:, :2]))


def test_heads_that_cannot_be_shared_out_are_refused() -> None:
    with pytest.raises(Unfit, match="H is 8 and H_k is 3"):
        DEMO.values({"H_k": 3})
