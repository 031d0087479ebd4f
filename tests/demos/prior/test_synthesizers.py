"""The two Synthesizers: one reads a token at a time, the other reads nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.demo import Report, Unfit
from demos.kit.inputs import normal, tokens
from demos.kit.training import Adam, down, leaf
from demos.prior import synthesizer_dense, synthesizer_random
from demos.prior.synthesizer_dense import dense_scores, dense_synthesizer, mlp
from demos.prior.synthesizer_random import composed, factors, map_of, random_synthesizer


@settings(max_examples=20)
@given(T=st.integers(1, 20), more=st.integers(0, 10), f=st.integers(1, 9), seed=st.integers(0, 99))
def test_dense_scores_are_an_mlp_on_each_token(T: int, more: int, f: int, seed: int) -> None:
    x, net = tokens(T, 6, seed=seed), mlp(2, 6, f, T + more, seed)
    scores = dense_scores(x, *net)
    W1, b1, W2, b2 = net
    for h in range(2):
        for i in range(T):
            row = W2[h] @ torch.relu(W1[h] @ x[0, i] + b1[h]) + b2[h]
            torch.testing.assert_close(scores[0, h, i], row[:T], atol=1e-5, rtol=1e-4)
    v = normal(1, 2, T, 3, seed=seed)
    expected = torch.softmax(scores, -1) @ v
    torch.testing.assert_close(dense_synthesizer(x, v, *net), expected)


def test_the_gradient_of_a_row_reaches_its_own_token_alone() -> None:
    x, net = tokens(7, 6, seed=0), mlp(1, 6, 5, 9, 0)
    full = torch.autograd.functional.jacobian(lambda x: dense_scores(x, *net)[0, 0], x)[:, :, 0]
    reach = full.square().sum((1, 3))
    assert torch.equal(reach, reach.diagonal().diag())
    assert (reach.diagonal() > 0).all()


@settings(max_examples=20)
@given(T=st.integers(1, 20), more=st.integers(0, 10), rank=st.integers(0, 5), seed=st.integers(0, 99))
def test_the_random_map_is_a_parameter(T: int, more: int, rank: int, seed: int) -> None:
    N = T + more
    parts = factors(2, N, rank, seed)
    R = composed(parts)
    assert R.shape == (2, N, N)
    assert sum(p.numel() for p in parts) == 2 * (2 * N * rank if rank else N * N)
    v = normal(1, 2, T, 3, seed=seed)
    torch.testing.assert_close(map_of(v, R), torch.softmax(R[:, :T, :T], -1))
    torch.testing.assert_close(random_synthesizer(v, R), map_of(v, R) @ v)


def test_too_long_a_text_is_refused_with_the_reason() -> None:
    for demo in (synthesizer_dense.DEMO, synthesizer_random.DEMO):
        with pytest.raises(Unfit, match="T is 64 and N is 32"):
            demo.values({"T": 64, "N": 32})
    with pytest.raises(Unfit, match="rank is 20 and N is 16"):
        synthesizer_random.DEMO.values({"T": 8, "N": 16, "rank": 20})


@settings(max_examples=8)
@given(T=st.integers(8, 24), H=st.integers(1, 3), hidden=st.integers(4, 12), seed=st.integers(0, 50))
def test_the_dense_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(synthesizer_dense.DEMO, N=32, d=4, **given)
    assert [c for c in found.checks if not c.ok] == []
    moved = next(s for s in found.stats if "moved by" in s.name)
    assert moved.value > 0, "an edit that moved nothing would prove nothing"


@settings(max_examples=8)
@given(T=st.integers(8, 24), H=st.integers(1, 3), rank=st.integers(0, 6), seed=st.integers(0, 50))
def test_the_random_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(synthesizer_random.DEMO, N=32, d=4, R="trained", steps=30, **given)
    assert [c for c in found.checks if not c.ok] == []
    assert {"English text", "Korean text"} <= {p.title for p in found.pictures}


def test_training_learns_to_look_left(report: Callable[..., Report]) -> None:
    found = report(synthesizer_random.DEMO, T=16, N=16, d=8, H=2, R="trained")
    left = next(s.value for s in found.stats if "to the left" in s.name)
    assert left > 0.9


def test_our_adam_is_that_of_torch() -> None:
    ours, theirs = leaf(normal(5, 3, seed=0)), leaf(normal(5, 3, seed=0))
    adam, optimiser = Adam([ours], rate=0.05), torch.optim.Adam([theirs], lr=0.05)
    for step in range(8):
        x = normal(3, seed=step + 1)
        down((ours @ x).square().sum())
        adam.step()
        optimiser.zero_grad()
        down((theirs @ x).square().sum())
        optimiser.step()
    torch.testing.assert_close(ours, theirs)
