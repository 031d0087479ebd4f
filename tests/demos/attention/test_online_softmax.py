"""Online softmax: any tiles give the softmax, however large the scores, and the memory does not grow with T²."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn.functional import scaled_dot_product_attention

from demos.attention.online_softmax import DEMO, in_tiles, known, online_attention
from demos.demo import Report
from demos.kit.inputs import normal, qkv
from demos.kit.timing import memory_of


@settings(max_examples=25)
@given(
    T=st.integers(1, 23),
    H=st.integers(1, 3),
    b=st.integers(1, 25),
    causal=st.booleans(),
    loud=st.sampled_from([0.0, 1.0, 300.0]),
)
def test_any_tiles_give_the_softmax(T: int, H: int, b: int, causal: bool, loud: float) -> None:
    q, k, v = (t.double() for t in qkv(T, 5, H=H, B=2))
    want = scaled_dot_product_attention(loud * q, k, v, is_causal=causal)
    torch.testing.assert_close(online_attention(loud * q, k, v, b, causal), want)
    torch.testing.assert_close(in_tiles(loud * q, k, v, b, causal), want)


@given(T=st.integers(1, 12), b=st.integers(1, 5))
def test_what_is_known_after_a_tile_is_the_softmax_of_the_keys_seen(T: int, b: int) -> None:
    q, k = normal(4, seed=1), normal(T, 4, seed=2)
    before = -math.inf
    for n, found in enumerate(known(q, k, b)):
        seen = (k[: (n + 1) * b] @ q) / 2
        torch.testing.assert_close(found.weights[: len(seen)], seen.softmax(-1))
        assert not found.weights[len(seen) :].any()
        torch.testing.assert_close(torch.tensor(found.m + math.log(found.total)), seen.logsumexp(-1))
        assert found.m == max(before, found.top)
        assert found.shrink == pytest.approx(math.exp(before - found.m))
        before = found.m


def test_tiles_hold_no_square_of_t() -> None:
    held = [memory_of(lambda T=T: in_tiles(*qkv(T, 8), 32)) for T in (256, 1024)]  # type: ignore[misc]
    assert held[1] < 5 * held[0], "four times the text takes four times the memory, not sixteen times"


def test_many_small_tiles_keep_their_checks(report: Callable[..., Report]) -> None:
    found = report(DEMO, T=512, b=1, H=1, causal="yes")
    assert [check for check in found.checks if not check.ok] == []
