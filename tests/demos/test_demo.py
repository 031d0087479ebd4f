"""Parameters, pieces and pictures: bounds in sentences, a way through the pipe, numbers that are shown as they are."""

from __future__ import annotations

import json
import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from demos.demo import Check, Demo, Param, Picture, Report, Step, Unfit, from_json, to_json
from demos.kit import pictures
from demos.kit.inputs import qkv, tokens
from demos.kit.masked import dense, weights

WINDOW = Param("w", 8, 1, 64, 1, "neighbours")


@pytest.mark.parametrize(
    ("given_", "words"),
    [("many", "not a number"), ("1.5", "whole number"), (65, "from 1 to 64"), (0, "from 1 to 64"), ("nan", "nan")],
)
def test_what_does_not_fit_is_told_in_a_sentence(given_: str, words: str) -> None:
    with pytest.raises(Unfit, match=words) as refused:
        WINDOW.parse(given_)
    assert str(refused.value).startswith("w is")
    assert str(refused.value).endswith(".")


@given(st.integers(1, 64), st.sampled_from([-1, 1]), st.booleans())
def test_moving_stays_inside(value: int, direction: int, doubling: bool) -> None:
    param = Param("w", 8, 1, 64, 1, "neighbours", doubling=doubling)
    moved = param.moved(value, direction)
    assert isinstance(moved, int)
    assert param.parse(moved) == moved


def test_choices_go_round() -> None:
    param = Param("kind", "a", choices=("a", "b", "c"))
    assert [param.moved(x, 1) for x in "abc"] == ["b", "c", "a"]
    assert param.moved("a", -1) == "c"
    with pytest.raises(Unfit, match="a, b, c"):
        param.parse("d")


def test_values_are_filled_and_unknown_names_refused() -> None:
    demo = Demo((WINDOW,), lambda values: iter(()), ())
    assert demo.values({}) == {"w": 8}
    assert demo.values({"w": "4"}) == {"w": 4}
    with pytest.raises(Unfit, match="no parameter v; this demo has w"):
        demo.values({"v": 1})


def test_a_later_picture_of_a_title_replaces_the_earlier() -> None:
    report = Report("band", "Band", {})
    for value in (1.0, 2.0):
        report.add(Picture("curve", "curves", ("x", "y"), ("a",), (((0.0, value),),)))
    assert len(report.pictures) == 1
    assert report.pictures[0].values == (((0.0, 2.0),),)


def test_nan_travels_and_is_null_in_a_document() -> None:
    check = Check.of("c", math.nan)
    assert not check.ok
    back = from_json(json.loads(json.dumps(to_json(check))))
    assert isinstance(back, Check)
    assert math.isnan(back.error)
    report = Report("band", "Band", {})
    report.add(check)
    assert json.loads(json.dumps(report.as_json(), allow_nan=False))["checks"][0]["error"] is None


def test_a_step_survives_the_pipe() -> None:
    step = Step("matmul", ((1, 2), (2, 3)), (1, 3), "scores", "T D", "scores = q @ k", 12, 3)
    assert from_json(json.loads(json.dumps(to_json(step)))) == step


def test_check_of_infinity_fails() -> None:
    assert not Check.of("c", math.inf, math.inf).ok
    assert Check.of("c", -1e-6).ok


@given(st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=20))
def test_pictures_round_to_five_digits(numbers: list[float]) -> None:
    picture = pictures.heat("h", torch.tensor([numbers]))
    assert picture.values[0] == pytest.approx(numbers, rel=1e-4, abs=1e-25)


def test_nan_and_infinity_stay_visible_in_a_heat_map() -> None:
    row = pictures.heat("h", torch.tensor([[0.0, math.nan, math.inf]])).values[0]
    assert row[0] == 0.0
    assert math.isnan(row[1])
    assert row[2] == math.inf


def test_a_large_heat_map_is_pooled_and_says_so() -> None:
    large = torch.zeros(2000, 2000)
    large[1999, 3] = -5.0
    picture = pictures.heat("h", large)
    assert len(picture.values) == 250
    assert min(min(row) for row in picture.values) == -5.0, "a lone cell must not vanish"
    assert "8 × 8" in picture.remark


def test_the_same_seed_and_sizes_give_the_same_inputs() -> None:
    assert all(torch.equal(a, b) for a, b in zip(qkv(8, 4, H=2, seed=3), qkv(8, 4, H=2, seed=3), strict=True))
    q, k, v = qkv(8, 4, H=2, seed=3)
    assert not torch.equal(q, k)
    assert not torch.equal(k, v)
    assert not torch.equal(qkv(8, 4, seed=4)[0], qkv(8, 4, seed=3)[0])
    before = torch.random.get_rng_state()
    tokens(4, 4, seed=1)
    assert torch.equal(before, torch.random.get_rng_state()), "the global generator is left alone"


def test_the_oracle_is_torchs_own_also_for_a_row_that_sees_nothing() -> None:
    q, k, v = qkv(6, 4, H=2, seed=0)
    mask = torch.rand(6, 6, generator=torch.Generator().manual_seed(0)) > 0.5
    mask[2] = False
    own = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    assert torch.allclose(dense(q, k, v, mask), own, atol=1e-6)
    assert torch.allclose(weights(q, k, mask) @ v, own, atol=1e-6)
    assert float(dense(q, k, v, mask)[:, :, 2].abs().max()) == 0.0
