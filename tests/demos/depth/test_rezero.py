"""ReZero: the identity at the start, and α that moves first."""

from __future__ import annotations

from collections.abc import Callable

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.demo import Report
from demos.depth.residual import fresh, reverse_task, stack
from demos.depth.rezero import DEMO, residual, rezero, sizes, with_alpha
from demos.kit.inputs import generator, tokens


@settings(max_examples=15)
@given(L=st.integers(1, 8), width=st.integers(1, 4), seed=st.integers(0, 99))
def test_at_the_start_any_stack_is_the_identity(L: int, width: int, seed: int) -> None:
    bare = [{name: t[0] for name, t in w.items()} for w in fresh(L, 4 * width, 1, generator(seed))]
    x = tokens(6, 4 * width, seed=seed)
    assert torch.equal(stack(x, with_alpha(bare, 0.0), rezero)[-1], x)
    torch.testing.assert_close(stack(x, with_alpha(bare, 1.0), rezero)[-1], stack(x, bare, residual)[-1])


def test_signal_and_gradient_are_flat_at_the_start_and_grow_without_rezero() -> None:
    bare = [{name: t[0] for name, t in w.items()} for w in fresh(8, 16, 1, generator(0))]
    x = tokens(6, 16, seed=0)
    signal, slope = sizes(x, with_alpha(bare, 0.0), rezero)
    assert len(set(signal)) == len(set(slope)) == 1
    signal, slope = sizes(x, bare, residual)
    assert signal[-1] > 2 * signal[0]
    assert slope[0] > 2 * slope[-1]


def test_alpha_moves_first() -> None:
    layers = with_alpha(fresh(2, 16, 1, generator(0)), 0.0)
    before = [{name: t.clone() for name, t in w.items()} for w in layers]
    seen = [
        [{name: t.detach().clone() for name, t in w.items()} for w in now]
        for _, _, now in reverse_task(rezero, layers, rate=0.01, steps=2, g=generator(1))
    ]
    for i, w in enumerate(before):
        assert (seen[1][i]["alpha"] != 0).all(), "after one step every α has moved"
        assert all(torch.equal(seen[1][i][name], w[name]) for name in w if name != "alpha"), "and nothing else has"
        assert not torch.equal(seen[2][i]["up"], w["up"]), "one step later the weights follow"


@settings(max_examples=3)
@given(L=st.integers(1, 3), alpha=st.sampled_from([0.0, 0.5, 1.0]), steps=st.integers(1, 2), seed=st.integers(0, 50))
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, D=8, **given)
    assert len(found.checks) >= 3
    assert [c for c in found.checks if not c.ok] == []
    assert {"signal against depth", "gradient against depth", "α while training", "loss"} <= {
        p.title for p in found.pictures
    }
    assert found.flops is not None
    assert found.flops.counted == found.flops.formula
