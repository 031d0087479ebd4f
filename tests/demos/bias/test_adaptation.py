"""Adaptation: what is frozen stays, what is low-rank starts at the base, and a base helps where tasks are related."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.bias.adaptation import DEMO, METHODS, adapted, forward, fresh, labelled, start, tasks, train
from demos.demo import Report, Unfit
from demos.kit.inputs import generator


@settings(max_examples=15)
@given(rank=st.integers(1, 16), seed=st.integers(0, 99))
def test_low_rank_starts_at_the_base(rank: int, seed: int) -> None:
    g = generator(seed)
    base = fresh(g)
    net, names = start("low-rank", base, rank, g)
    x = torch.randn(3, 5, 16, generator=g)
    assert torch.equal(adapted(net, "1"), base["W1"])
    assert torch.equal(forward(net, x), forward(base, x))
    assert {"W1", "W2"}.isdisjoint(names)


@pytest.mark.parametrize("method", METHODS)
def test_training_moves_what_is_named_and_nothing_else(method: str) -> None:
    g = generator(0)
    base = fresh(g)
    before = {name: t.clone() for name, t in base.items()}
    net, names = start(method, base, 3, g)
    samples = labelled(tasks(0.3, g)[1], 32, g)
    states = [state for _, state in train(net, names, lambda: samples, 3)]
    for name, t in states[-1].items():
        assert torch.equal(t, net[name]) == (name not in names), name
    assert all(torch.equal(base[name], before[name]) for name in base)


def test_features_say_nothing_linearly() -> None:
    x, y = labelled(tasks(0.0, generator(0))[0], 4000, generator(1))
    flipped = labelled(tasks(0.0, generator(0))[0], 4000, generator(1))[1]
    assert torch.equal(y, flipped)
    # x and −x have the same class, so no linear reading of x can tell classes apart.
    features = tasks(0.0, generator(0))[0]
    a, b = ((z @ features[0].mT).abs() for z in (x, -x))
    assert torch.equal(a, b)


def test_shift_turns_the_features_away() -> None:
    for shift, related in ((0.0, True), (1.0, False)):
        (first, _), (second, _) = tasks(shift, generator(3))
        assert torch.allclose(first, second) == related


def test_too_high_a_rank_is_refused() -> None:
    with pytest.raises(Unfit, match="rank is 17"):
        DEMO.values({"rank": 17})


@settings(max_examples=5)
@given(
    n=st.integers(8, 40),
    rank=st.integers(1, 16),
    shift=st.sampled_from([0.0, 0.3, 1.0]),
    steps=st.integers(1, 5),
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, base=2, **given)
    assert len(found.checks) >= 5
    assert [c for c in found.checks if not c.ok] == []
    assert {"trainable parameters", "right on the new task"} <= {p.title for p in found.pictures}
    assert found.flops is not None
    assert found.flops.counted == found.flops.formula


def test_a_base_helps_where_tasks_share_their_features_and_not_where_they_do_not(report: Callable[..., Report]) -> None:
    def shares(shift: float) -> dict[str, float]:
        found = report(DEMO, shift=shift, steps=60)
        return {s.name.split(":")[0]: s.value for s in found.stats if s.name.endswith("right on the new task")}

    same, other = shares(0.0), shares(1.0)
    assert same["head only"] > same["from scratch"] + 15
    assert other["head only"] < other["from scratch"] + 10
