"""Data hunger: the task says nothing through letters alone, and the three models can all be trained on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.bias.data_hunger import DEMO, MODELS, accuracy, fresh, samples, train
from demos.demo import Report, Unfit
from demos.kit.inputs import generator


@settings(max_examples=20)
@given(seeds=st.integers(1, 3), n=st.integers(1, 40), seed=st.integers(0, 99))
def test_every_text_has_one_a_and_one_b_and_the_answer_is_whether_b_follows(seeds: int, n: int, seed: int) -> None:
    x, y = samples(seeds, n, generator(seed))
    letters = x.argmax(-1)
    assert ((letters == 0).sum(-1) == 1).all()
    assert ((letters == 1).sum(-1) == 1).all()
    follows = ((letters[..., :-1] == 0) & (letters[..., 1:] == 1)).any(-1)
    assert torch.equal(follows.long(), y)
    assert int(y.sum()) == seeds * (n // 2)


@pytest.mark.parametrize("name", MODELS)
def test_seeds_side_by_side_are_seeds_one_by_one(name: str) -> None:
    g = generator(0)
    w, (x, _) = fresh(name, 2, g), samples(2, 5, g)
    together = torch.vmap(MODELS[name])(w, x)
    for s in range(2):
        alone = MODELS[name]({k: t[s] for k, t in w.items()}, x[s])
        torch.testing.assert_close(together[s], alone, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("name", MODELS)
def test_each_model_can_learn_a_few_samples_by_heart(name: str) -> None:
    g = generator(1)
    x, y = samples(2, 8, g)
    trained = train(MODELS[name], fresh(name, 2, g), x, y, 40)
    assert accuracy(MODELS[name], trained, x, y).min() == 1


@settings(max_examples=3)
@given(n=st.integers(8, 20), seeds=st.integers(1, 2), steps=st.integers(1, 3), seed=st.integers(0, 50))
def test_a_small_run_shows_curves_and_claims_nothing(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, **given)
    assert {"accuracy over n", "gap over n"} <= {p.title for p in found.pictures}
    assert [c for c in found.checks if not c.ok] == []
    assert not any("gap" in c.name for c in found.checks)


def test_what_would_take_too_long_is_refused() -> None:
    with pytest.raises(Unfit, match="n × seeds × steps is 512 × 5 × 200"):
        DEMO.values({"n": 512, "seeds": 5, "steps": 200})
