"""Relative positions: buckets, slopes and turns depend on j − i alone."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.demo import Report, Unfit
from demos.kit.inputs import normal, qkv
from demos.position.relative import (
    DEMO,
    alibi_bias,
    last_bucket,
    offsets,
    relative_attention,
    rope,
    rope_attention,
    t5_bias,
    t5_bucket,
)


def bucket_by_hand(offset: int, buckets: int, far: int) -> int:
    """T5's rule for one pair, as its paper's code words it."""
    half = buckets // 2
    side, distance, exact = half * (offset > 0), abs(offset), half // 2
    if distance < exact:
        return side + distance
    return side + min(half - 1, exact + int(math.log(distance / exact) / math.log(far / exact) * (half - exact)))


@settings(max_examples=30)
@given(T=st.integers(1, 60), quarter=st.integers(1, 12), more=st.integers(1, 100))
def test_buckets_are_those_of_t5(T: int, quarter: int, more: int) -> None:
    buckets, far = 4 * quarter, quarter + more
    found = t5_bucket(offsets(T), buckets, far)
    assert found.min() >= 0
    assert found.max() < buckets
    wrong = 0
    for i in range(T):
        for j in range(T):
            wrong += abs(int(found[i, j]) - bucket_by_hand(j - i, buckets, far)) > 0
    # A distance on the edge of two buckets may be rounded either way: its logarithm is taken in float32.
    edges = sum(_on_an_edge(j - i, buckets, far) for i in range(T) for j in range(T))
    assert wrong <= edges


def _on_an_edge(offset: int, buckets: int, far: int) -> bool:
    exact = buckets // 4
    if abs(offset) < exact:
        return False
    place = math.log(abs(offset) / exact) / math.log(far / exact) * (buckets // 2 - exact)
    return abs(place - round(place)) < 1e-4


@settings(max_examples=20)
@given(T=st.integers(2, 40), H=st.integers(1, 9), quarter=st.integers(1, 8), seed=st.integers(0, 99))
def test_biases_are_toeplitz_and_a_shifted_text_attends_alike(T: int, H: int, quarter: int, seed: int) -> None:
    for bias in (alibi_bias(H, T + 5), t5_bias(normal(H, 4 * quarter, seed=seed), T + 5, quarter + 20)):
        assert torch.equal(bias[:, 1:, 1:], bias[:, :-1, :-1])
        q, k, v = qkv(T, 4, H=H, seed=seed)
        here = relative_attention(q, k, v, bias[:, :T, :T])
        assert torch.equal(here, relative_attention(q, k, v, bias[:, 5:, 5:]))


def test_slopes_of_eight_heads_are_those_of_the_paper() -> None:
    assert (-alibi_bias(8, 2)[:, 0, 1]).tolist() == [2.0**-h for h in range(1, 9)]
    assert torch.equal(alibi_bias(4, 6), alibi_bias(4, 6).transpose(1, 2))


@settings(max_examples=25)
@given(
    T=st.integers(1, 30),
    half=st.integers(1, 16),
    base=st.floats(10, 1e6),
    start=st.integers(0, 5000),
    seed=st.integers(0, 9),
)
def test_rope_keeps_norms_and_scores_depend_on_the_distance(
    T: int, half: int, base: float, start: int, seed: int
) -> None:
    q, k, _ = (x.double() for x in qkv(T, 2 * half, H=2, seed=seed))
    torch.testing.assert_close(rope(q, base, start).norm(dim=-1), q.norm(dim=-1))
    here, there = (rope(q, base, s) @ rope(k, base, s).transpose(-2, -1) for s in (0, start))
    torch.testing.assert_close(here, there)
    assert torch.equal(rope(q, base)[..., 0, :], q[..., 0, :])


def test_rope_multiplies_complex_numbers() -> None:
    x = normal(1, 1, 9, 6, seed=0).double()
    angle = torch.arange(9.0).double()[:, None] * 100.0 ** (-torch.arange(0, 6, 2).double() / 6)
    turned = torch.view_as_complex(x.view(1, 1, 9, 3, 2)) * torch.polar(torch.ones_like(angle), angle)
    torch.testing.assert_close(rope(x, 100.0), torch.view_as_real(turned).flatten(-2))


def test_rope_tells_places_apart() -> None:
    q, k, v = qkv(12, 8, H=2, seed=0)
    shuffle = torch.arange(12).roll(1)
    moved = (
        rope_attention(*(x[..., shuffle, :] for x in (q, k, v)), 100.0)
        - rope_attention(q, k, v, 100.0)[..., shuffle, :]
    )
    assert moved.abs().max() > 1e-2


def test_contradictions_are_refused_with_the_reason() -> None:
    with pytest.raises(Unfit, match="d is 5: RoPE turns pairs"):
        DEMO.values({"kind": "rope", "d": 5})
    with pytest.raises(Unfit, match="buckets is 30"):
        DEMO.values({"buckets": 30})
    with pytest.raises(Unfit, match="far is 8"):
        DEMO.values({"buckets": 32, "far": 8})


@settings(max_examples=15)
@given(
    T=st.integers(8, 64),
    H=st.integers(1, 5),
    d=st.sampled_from([4, 16]),
    kind=st.sampled_from(["t5", "alibi", "rope"]),
    buckets=st.sampled_from([4, 16, 32]),
    far=st.integers(9, 300),
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, **given)
    assert len(found.checks) >= 4
    assert [c for c in found.checks if not c.ok] == []
    assert {"weights", "output"} <= {p.title for p in found.pictures}


@pytest.mark.parametrize(("buckets", "far", "begins"), [(8, 32, 8), (32, 128, 91), (4, 8, 1)])
def test_the_last_bucket_begins_before_far(buckets: int, far: int, begins: int) -> None:
    last = buckets // 2 - 1
    assert last_bucket(buckets, far) == begins
    assert bucket_by_hand(-begins, buckets, far) == bucket_by_hand(-far, buckets, far) == last
    assert bucket_by_hand(1 - begins, buckets, far) == last - 1
