"""Post-LN and Pre-LN: torch's own layers, the identity path, and gradients before training."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.demo import Report, Unfit
from demos.depth.layer_norm import DEMO, gradients, post_ln, pre_ln, torchs_own
from demos.depth.residual import fresh, layer_flops, norm, reverse_task, stack
from demos.kit.inputs import generator, tokens


@settings(max_examples=15)
@given(T=st.integers(1, 12), width=st.integers(1, 6), scale=st.floats(0.1, 3), seed=st.integers(0, 99))
def test_both_orders_are_those_of_torch(T: int, width: int, scale: float, seed: int) -> None:
    D = 4 * width
    w = {name: t[0] for name, t in fresh(1, D, 1, generator(seed), scale)[0].items()}
    x = tokens(T, D, B=2, seed=seed)
    for block, pre in ((post_ln, False), (pre_ln, True)):
        torch.testing.assert_close(block(x, w), torchs_own(x, w, pre), atol=2e-5, rtol=1e-4)


@settings(max_examples=15)
@given(L=st.integers(1, 6), seed=st.integers(0, 99))
def test_post_ln_has_a_spread_of_one_and_pre_ln_an_identity_path(L: int, seed: int) -> None:
    layers = [{name: t[0] for name, t in w.items()} for w in fresh(L, 16, 1, generator(seed))]
    x = 3 * tokens(5, 16, seed=seed)
    for y in stack(x, layers, post_ln)[1:]:
        torch.testing.assert_close(y.std(-1, unbiased=False), torch.ones(1, 5), atol=1e-4, rtol=0.0)
    silent = [{**w, "o": 0 * w["o"], "down": 0 * w["down"]} for w in layers]
    assert torch.equal(stack(x, silent, pre_ln)[-1], x)
    torch.testing.assert_close(stack(x, silent, post_ln)[-1], norm(x), atol=1e-4, rtol=0.0)


@pytest.mark.parametrize("seed", range(4))
def test_the_last_gradient_shrinks_with_depth_in_pre_ln_alone(seed: int) -> None:
    pre, post = ([gradients(block, L, 16, 1.0, seed)[-1] for L in (2, 16)] for block in (pre_ln, post_ln))
    assert pre[1] < 0.6 * pre[0]
    assert post[1] > 0.9 * post[0]


def test_the_gradient_is_that_of_each_layer() -> None:
    assert len(gradients(pre_ln, 5, 8, 1.0, 0)) == 5
    assert all(g > 0 for g in gradients(post_ln, 3, 8, 1.0, 0))


def test_training_lowers_the_loss_and_yields_every_step() -> None:
    layers = fresh(1, 16, 2, generator(0))
    found = [
        (step, losses)
        for step, losses, _ in reverse_task(pre_ln, layers, rate=0.01, steps=25, g=generator(1), finish=norm)
    ]
    assert [step for step, _ in found] == list(range(26))
    assert found[-1][1].mean() < found[0][1].mean() - 0.3


def test_what_would_take_too_long_is_refused() -> None:
    with pytest.raises(Unfit, match="L × steps is 12 × 100 = 1200"):
        DEMO.values({"L": 12, "steps": 100})


def test_heads_share_the_width() -> None:
    with pytest.raises(Unfit, match="D is 10: 4 heads"):
        DEMO.values({"D": 10})


@settings(max_examples=3)
@given(L=st.integers(1, 3), init=st.sampled_from([0.25, 1.0, 2.0]), steps=st.integers(1, 2), seed=st.integers(0, 50))
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, D=8, **given)
    assert len(found.checks) >= 6
    assert [c for c in found.checks if not c.ok] == []
    titles = {p.title for p in found.pictures}
    assert {"gradient of each layer", "gradient of the last layer against L", "loss without a warm-up"} <= titles
    assert found.flops is not None
    assert found.flops.counted == found.flops.formula == layer_flops(12, 8)
