"""A window with sinks: the dense form under its mask, a cache that stays as it is, and what a plain window loses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.demo import Report, Unfit
from demos.kit.inputs import qkv
from demos.kit.masked import dense
from demos.sparse.sinks import DEMO, causes, sink_attention, sink_attention_fast, write_on


@settings(max_examples=30)
@given(T=st.integers(2, 70), w=st.integers(1, 9), s=st.integers(0, 6), H=st.integers(1, 2))
def test_every_form_is_the_dense_one_under_the_mask(T: int, w: int, s: int, H: int) -> None:
    s = min(s, T)
    q, k, v = (t.double() for t in qkv(T, 4, H=H))
    mask = torch.tensor([[j <= i and (i - j <= w or j < s) for j in range(T)] for i in range(T)])
    assert torch.equal(causes(T, w, s) > 0, mask)
    want = dense(q, k, v, mask)
    torch.testing.assert_close(sink_attention(q, k, v, w, s), want)
    torch.testing.assert_close(sink_attention_fast(q, k, v, w, s), want)
    cache = (k[:, :, :0], v[:, :, :0])
    for t in range(T):
        y, cache = write_on(cache, *(x[:, :, t : t + 1] for x in (q, k, v)), w=w, s=s)
        assert cache[0].shape[2] == min(t + 1, w + 1 + s)
        torch.testing.assert_close(y, want[:, :, t : t + 1])


@pytest.mark.parametrize("seed", range(3))
def test_outputs_break_where_a_plain_window_drops_the_first_token_and_not_with_sinks(
    report: Callable[..., Report], seed: int
) -> None:
    found = report(DEMO, seed=seed)
    plain, kept = next(p for p in found.pictures if p.title == "how far from looking at everything").values
    before, after = plain[:8], plain[8:]
    assert max(y for _, y in before) < 1e-5
    assert min(y for _, y in after) > 0.3
    assert sum(y for _, y in kept) < sum(y for _, y in plain) / 3


def test_what_holds_everything_is_refused() -> None:
    with pytest.raises(Unfit, match="w is 5, s is 2 and T is 8"):
        DEMO.values({"T": 8})
