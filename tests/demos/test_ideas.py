"""The first picture of each demo shows its idea: what would have to be on it for someone who reads no word."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import cache

import pytest
import torch
from torch import Tensor

from demos.catalog import BY_ID
from demos.child import demo
from demos.demo import Picture, Report, Timing, Value
from demos.kit.timing import allowed
from tests.demos.drawn import BRIEF


@cache
def _run(demo_id: str, values: tuple[tuple[str, Value], ...]) -> Report:
    report = Report(demo_id, "", dict(values))
    with allowed(0.0, 8):
        for piece in demo(demo_id).run(dict(values)):
            if isinstance(piece, Timing):
                break  # nothing of an idea comes after it
            report.add(piece)
    return report


def run(demo_id: str, **given: str) -> Report:
    """The report of a run, as far as it is not measured; values that are the defaults make no other run."""
    return _run(demo_id, tuple(demo(demo_id).values({**BRIEF.get(demo_id, {}), **given}).items()))


def idea(report: Report) -> list[Picture]:
    """The pictures that are seen first: the first of its role with those of its group."""
    first = next(picture for picture in report.pictures if picture.role == "idea")
    return [p for p in report.pictures if first.group and p.group == first.group] or [first]


def panels(report: Report) -> dict[str, Tensor]:
    return {p.title: torch.tensor(p.values, dtype=torch.float64) for p in idea(report)}


@pytest.mark.parametrize("demo_id", BY_ID)
def test_a_demo_opens_on_a_picture_that_fits_at_a_cell_a_pixel(demo_id: str) -> None:
    shown = idea(run(demo_id))
    assert len(shown) <= 4, "side by side in 80 columns"
    for picture in shown:
        if picture.kind == "bars":
            assert len(picture.ticks) <= 9, f"{picture.title}: so many lines, and its axes, has the box"
        if picture.kind in ("mask", "heat"):
            assert len(picture.values) <= 27, f"{picture.title}: the box under a card has room for so many rows"
            assert len(picture.values[0]) <= 32, picture.title
        assert picture.remark or any(other.remark for other in shown) or run(demo_id).remarks, "nothing is said of it"


@pytest.mark.parametrize("demo_id", BY_ID)
def test_words_stand_on_the_sides_in_the_language_that_is_chosen(demo_id: str) -> None:
    if not any(param.name == "text" for param in demo(demo_id).params):
        return
    named: Mapping[str, set[str]] = {
        text: {
            name
            for picture in run(demo_id, text=text).pictures
            for name in (
                *picture.rows,
                *picture.columns,
                *(picture.ticks if picture.kind in ("queues", "arcs", "text") else ()),
            )
        }
        for text in ("en", "ko", "noise")
    }
    assert any(name.isascii() and name.isalpha() for name in named["en"]), "English words"
    assert any("가" <= name[0] <= "힣" for name in named["ko"] if name), "Korean words"
    assert not any("가" <= name[0] <= "힣" or name in ("cat", "the") for name in named["noise"] if name)


def lit(picture: Picture, share: float = 0.3) -> list[set[str]]:
    """Of a text, the words of each line that get at least this share of the brightest one."""
    most = max(max(row) for row in picture.values)
    return [
        {word for word, value in zip(picture.words(n), row, strict=True) if value >= share * most}
        for n, row in enumerate(picture.values)
    ]


def test_two_words_swap_and_what_is_lit_goes_with_them() -> None:
    (picture,) = idea(run("self-attention"))
    before, after = lit(picture)[::2], lit(picture)[1::2]
    assert before == after
    assert {"cat", "bird"} <= before[0]
    assert before[1] == {"watched", "slept"}, "a deed looks at deeds"
    plain, turned = picture.words(0), picture.words(1)
    assert sum(a != b for a, b in zip(plain, turned, strict=True)) == 2
    maps = {p.title: torch.tensor(p.values) for p in run("self-attention").pictures if p.group == "two words swapped"}
    text, swapped, change = maps.values()
    i, j = (change.abs().amax(1) > 1e-3).nonzero()[:, 0].tolist()
    assert torch.allclose(text[[i, j]], swapped[[j, i]], atol=1e-3)


def test_a_text_too_long_to_be_read_is_shown_as_maps() -> None:
    for demo_id, T in (("self-attention", "T"), ("multi-head", "T"), ("cross-attention", "T_k")):
        assert {picture.kind for picture in idea(run(demo_id, **{T: "64"}))} <= {"heat", "mask"}, demo_id


def test_an_edit_leaves_the_rows_above_it_alone() -> None:
    (picture,) = idea(run("causal"))
    assert picture.lit is not None
    rows = torch.tensor(picture.values)
    assert torch.equal(rows > 0, torch.ones(rows.shape).tril() > 0)
    assert {int(x) for x in rows[: picture.lit].unique()} == {0, 1}
    assert {int(x) for x in rows[picture.lit :].unique()} == {0, 2}


@pytest.mark.parametrize("demo_id", ["moe", "switch"])
def test_those_behind_the_line_are_the_ones_that_the_layer_drops(demo_id: str) -> None:
    report = run(demo_id)
    (picture,) = idea(report)
    assert picture.limit is not None
    routes = next(p for p in report.pictures if p.title == "routes")
    dropped = routes.legend.index("dropped")
    assert any(len(row) > picture.limit for row in picture.values), "someone is dropped where the demo opens"
    for expert, row in enumerate(picture.values):
        assert list(row) == sorted(row), "first come, first served"
        assert all(routes.values[token][expert] not in (0, dropped) for token in row[: picture.limit])
        assert all(routes.values[token][expert] == dropped for token in row[picture.limit :])
    assert sum(map(len, picture.values)) == sum(cell > 0 for row in routes.values for cell in row)


def test_heads_do_what_their_names_say() -> None:
    (picture,) = idea(run("multi-head"))
    assert dict(zip(picture.rows, lit(picture, 0.15), strict=True)) == {
        "like words": {"bird", "cat", "dog"},
        "previous word": {"black"},
        "same word": {"bird"},
        "next word": {"the"},
    }
    found = {p.title: torch.tensor(p.values) for p in run("multi-head").pictures if p.group == "head by head"}
    names = picture.ticks
    T = len(names)
    assert found["previous word"].argmax(1)[1:].tolist() == list(range(T - 1))
    assert found["next word"].argmax(1)[:-1].tolist() == list(range(1, T))
    for i, row in enumerate(found["same word"]):
        twins = {j for j, name in enumerate(names) if name == names[i]}
        assert set(row.topk(len(twins)).indices.tolist()) == twins
    right, wrong = (p.values for p in run("multi-head").pictures if p.group == "who gets what")
    assert all(row == right[0] for row in right), "with the transpose a head has some features of all tokens"
    assert len(set(right[0])) == 4
    assert all(len(set(row)) == 1 for row in wrong), "without it all features of some tokens"


def test_unscaled_scores_give_one_word_more() -> None:
    scaled, raw = (torch.tensor(p.values) for p in run("scaled-dot-product").pictures if p.group == "√d")
    assert bool((raw.amax(1) >= scaled.amax(1)).all())
    walk = run("scaled-dot-product").walk
    assert walk is not None
    assert walk.stages == ("q·k", "÷ √d", "softmax")


def test_one_row_is_followed_from_its_scores_to_its_weights_beside_unscaled_ones() -> None:
    shown = idea(run("scaled-dot-product"))
    assert [len(picture.ticks) for picture in shown] == [8] * 4
    assert [any(picture.ticks) for picture in shown] == [True, False, False, False], "the words stand once"
    scores, divided, weights, raw = (torch.tensor(picture.values[0]) for picture in shown)
    assert torch.allclose(divided, scores / 8, atol=1e-3), "√64"
    assert torch.allclose(weights, divided.softmax(0), atol=1e-3)
    assert torch.allclose(raw, scores.softmax(0), atol=1e-3)
    assert float(raw.max()) > float(weights.max()) + 0.1


def test_tile_by_tile_the_largest_score_so_far_shrinks_what_came_before() -> None:
    new, m, shrink, total = (torch.tensor(picture.values[0]) for picture in idea(run("online-softmax")))
    assert torch.equal(m, new.cummax(0).values)
    assert torch.allclose(shrink[1:], (m[:-1] - m[1:]).exp(), atol=2e-3)
    assert bool((shrink[1:] < 1).any()), "some tile brings a higher score"
    assert bool((shrink[1:] == 1).any()), "and some does not"
    assert total[0] < total[-1]


def test_a_word_asks_its_translation_and_k_and_v_are_computed_once() -> None:
    (picture,) = idea(run("cross-attention"))
    found = {
        name: max(zip(row, picture.ticks, strict=True))[1]
        for name, row in zip(picture.rows, picture.values, strict=True)
    }
    assert found == {
        "small": "작은",
        "cat": "고양이가",
        "watched": "보았다",
        "black": "까만",
        "bird": "새를",
        "old": "늙은",
        "dog": "개는",
    }
    kept = next(p for p in run("cross-attention").pictures if p.title == "K and V of x")
    assert {kept.legend[x] for x in kept.values[0]} == {"computed"}
    assert {kept.legend[x] for row in kept.values[1:] for x in row} == {"kept"}


def test_the_cache_grows_beside_a_state_that_stays() -> None:
    cache, state = (p.values for p in idea(run("linear-attention")))
    assert [sum(row) for row in cache] == list(range(1, len(cache) + 1))
    assert len({sum(row) for row in state}) == 1
    assert sum(cache[0]) < sum(state[0]) < sum(cache[-1]), "they cross on the screen"


def test_scores_times_prior_are_the_weights() -> None:
    scores, prior, weights = panels(run("gaussian-prior")).values()
    product = scores * prior
    assert torch.allclose(product / product.sum(1, keepdim=True), weights, atol=1e-3)


def test_the_sentence_has_its_arcs_and_a_band_beside_the_tree() -> None:
    arcs, tree, band = idea(run("syntax-prior"))
    parents = arcs.values[0]
    assert list(parents).count(-1) == 1
    one_hop = tree.legend.index("1 hop")
    for word, above in enumerate(parents):
        if above >= 0:
            assert tree.values[word][above] == one_hop
    assert all((band.values[i][j] > 0) == (abs(i - j) <= 2) for i in range(8) for j in range(8))
    assert tree.values != band.values


def test_three_layers_hear_a_band_the_past_and_everything() -> None:
    cnn, rnn, attention = panels(run("inductive-bias")).values()
    i = torch.arange(len(cnn))
    assert torch.equal(cnn > 0, (i[:, None] - i).abs() <= 2)
    assert torch.equal(rnn > 0, i[:, None] >= i)
    assert bool((attention > 0).all())


def test_a_trained_map_is_the_same_for_two_texts() -> None:
    one, other = panels(run("synthesizer-random")).values()
    assert torch.allclose(one, other, atol=1e-4)
    assert one[1:].argmax(1).tolist() == list(range(len(one) - 1)), "it has learnt to look to the left"
    rows = [picture.rows for picture in idea(run("synthesizer-random"))]
    assert rows[0] != rows[1], "the texts differ"


def test_a_token_writes_its_own_row_alone() -> None:
    weights, change, gradient = panels(run("synthesizer-dense")).values()
    assert int((change.amax(1) > 1e-6).sum()) == 1
    assert torch.equal(gradient > 0, torch.eye(len(gradient)) > 0)
    names = idea(run("synthesizer-dense"))[0].rows
    twins = [i for i, name in enumerate(names) if name == "the"]
    assert torch.allclose(weights[twins], weights[twins[:1]].expand(len(twins), -1), atol=1e-4)


def test_priors_need_no_text() -> None:
    assert [p.values for p in idea(run("only-prior"))] == [p.values for p in idea(run("only-prior", text="ko"))]
    assert set(panels(run("only-prior"))) == {"average", "decay", "gaussian"}


def test_every_kind_of_relative_position_is_equal_along_diagonals() -> None:
    found = panels(run("relative-position"))
    assert len(found) == 3
    for stripes in found.values():
        assert torch.allclose(stripes[1:, 1:], stripes[:-1, :-1], atol=1e-3)


def test_gradients_stand_by_layer() -> None:
    (picture,) = idea(run("layer-norm"))
    assert picture.legend == ("Post-LN", "Pre-LN")
    assert [x for x, _ in picture.values[0]] == list(range(1, len(picture.values[0]) + 1))


def test_causes_have_signs_of_their_own() -> None:
    from studytui.demo.shades import letters

    for demo_id in BY_ID:
        for picture in run(demo_id).pictures:
            if picture.kind == "mask":
                signs = letters(picture.legend)
                assert all(a != b for a, b in itertools.pairwise(sorted(signs))), (demo_id, picture.legend, signs)
