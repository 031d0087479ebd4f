"""The sparse demos: their own checks over many parameters, what they refuse, and what their pictures say."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.catalog import BY_ID
from demos.demo import Check, Demo, Flops, Picture, Remark, Stat, Step, Timing, Unfit
from demos.kit import timing
from demos.sparse import (
    band,
    bigbird,
    block_local,
    dilated,
    etc_,
    global_,
    longformer,
    masks,
    random_,
    star_transformer,
)
from demos.sparse.lots import lots
from demos.sparse.masks import counted_once, union
from demos.sparse.reach import histogram, hops, shares, spread

DEMOS: dict[str, Demo] = {
    "band": band.DEMO,
    "global": global_.DEMO,
    "dilated": dilated.DEMO,
    "random": random_.DEMO,
    "block-local": block_local.DEMO,
    "star-transformer": star_transformer.DEMO,
    "longformer": longformer.DEMO,
    "bigbird": bigbird.DEMO,
    "etc": etc_.DEMO,
}


def run(demo: Demo, given: dict[str, Any]) -> list[Any]:
    with timing.allowed(0.01, 16):
        return list(demo.run(dict(demo.values(given))))


def some(demo: Demo, data: st.DataObject) -> dict[str, Any]:
    """Values inside the bounds, small enough to be quick, of which some do not fit each other."""
    values: dict[str, Any] = {}
    most = {"T": 70, "d": 12, "H": 4, "seed": 50}
    for param in demo.params:
        if param.choices:
            values[param.name] = data.draw(st.sampled_from(param.choices), param.name)
        else:
            assert param.minimum is not None
            assert param.maximum is not None
            high = min(int(param.maximum), most.get(param.name, 9))
            values[param.name] = data.draw(st.integers(int(param.minimum), high), param.name)
    return values


def refused(demo: Demo, given: dict[str, Any]) -> str:
    try:
        demo.values(given)
    except Unfit as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("name", DEMOS)
@settings(max_examples=12)
@given(data=st.data())
def test_a_demo_holds_its_own_checks(name: str, data: st.DataObject) -> None:
    values = some(DEMOS[name], data)
    refusal = refused(DEMOS[name], values)
    if refusal:
        assert any(f"{param} is {values[param]}" in refusal for param in values), refusal
        return
    pieces = run(DEMOS[name], values)
    checks = [p for p in pieces if isinstance(p, Check)]
    assert [c for c in checks if not c.ok] == []
    names = {c.name for c in checks}
    assert {"equal to the dense form under the mask", "no key counted twice"} <= names
    timed = [p.form for p in pieces if isinstance(p, Timing)]
    assert f"{timed[0]}: equal to the dense form" in names, "the form that is judged was not compared"
    assert "fast" not in timed
    flops = next(p for p in pieces if isinstance(p, Flops))
    assert flops.counted == flops.formula
    for picture in (p for p in pieces if isinstance(p, Picture) and p.kind == "mask"):
        seen = {cell for row in picture.values for cell in row}
        assert max(seen) < len(picture.legend), "a cause without a name"


@pytest.mark.parametrize("name", DEMOS)
def test_the_defaults_and_presets_tell_the_whole_story(name: str) -> None:
    demo = DEMOS[name]
    for preset in ({}, *demo.presets.values()):
        pieces = run(demo, {**preset, "H": 4, "d": 8})
        kinds = [type(p) for p in pieces]
        for kind in (Step, Picture, Check, Flops, Stat, Remark, Timing):
            assert kind in kinds, kind
        assert kinds.index(Picture) < kinds.index(Timing), "the picture must not wait for the timings"
        assert [p.name for p in pieces if isinstance(p, Check) and not p.ok] == []
        titles = [p.title for p in pieces if isinstance(p, Picture)]
        assert {"mask", "output"} <= set(titles)
    assert BY_ID[name].module.startswith("demos.sparse.")


@pytest.mark.parametrize("name", DEMOS)
def test_at_the_default_every_cause_of_the_legend_is_there(name: str) -> None:
    mask = next(p for p in run(DEMOS[name], {"d": 8}) if isinstance(p, Picture) and p.title == "mask")
    assert {cell for row in mask.values for cell in row} == set(range(len(mask.legend)))


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("band", {"T": 16, "w": 16}, "w is 16"),
        ("dilated", {"T": 64, "w": 8, "delta": 8}, "delta is 8"),
        ("global", {"T": 16, "g": 16}, "g is 16"),
        ("random", {"T": 8, "r": 8}, "r is 8"),
        ("block-local", {"T": 16, "b": 16}, "b is 16"),
        ("longformer", {"H": 2, "gapped": 3}, "gapped is 3"),
        ("longformer", {"T": 16, "w": 4, "delta": 4}, "delta is 4"),
        ("bigbird", {"T": 64, "b": 16}, "b is 16"),
        ("etc", {"T": 16, "w": 20}, "w is 20"),
    ],
)
def test_what_contradicts_itself_is_refused_with_the_reason(name: str, given: dict[str, Any], words: str) -> None:
    with pytest.raises(Unfit, match=words):
        DEMOS[name].values(given)


def test_the_largest_settings_stay_exact() -> None:
    for name, values in {
        "band": {"T": 512, "w": 200},
        "global": {"T": 512, "g": 64},
        "longformer": {"T": 512, "w": 60, "g": 64, "delta": 8},
        "bigbird": {"T": 1024, "b": 64, "r": 3},
    }.items():
        failed = [c for c in run(DEMOS[name], {**values, "H": 2}) if isinstance(c, Check) and not c.ok]
        assert failed == [], name


def test_nan_in_a_result_fails_the_check() -> None:
    allowed = torch.ones(4, 4, dtype=torch.bool)
    assert not counted_once(lambda q, k, v: v * float("nan"), allowed, 2).ok


def test_a_key_counted_twice_is_found() -> None:
    allowed = torch.eye(6, dtype=torch.bool) | (torch.arange(6) == 0)

    def twice(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
        weights = allowed.float() + (torch.arange(6) == 0)
        return (weights / weights.sum(-1, keepdim=True)) @ v

    assert not counted_once(twice, allowed, 1).ok


def test_a_union_names_the_first_cause() -> None:
    a, b = torch.tensor([[True, False, False]]), torch.tensor([[True, True, False]])
    assert union(a, b).tolist() == [[1, 2, 0]]


def slowly(*layers: torch.Tensor) -> list[torch.Tensor]:
    """Layer by layer, the long way."""
    found, still = [layers[0]], 0
    while still < len(layers):
        link = layers[len(found) % len(layers)]
        further = found[-1] | link | (link.float() @ found[-1].float() > 0)
        still = still + 1 if torch.equal(further, found[-1]) else 0
        found.append(further)
    return found[: len(found) - len(layers)]


@settings(max_examples=40)
@given(
    T=st.integers(1, 150),
    ways=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=2),
    loops=st.booleans(),
)
def test_doubling_gives_what_counting_one_by_one_gives(T: int, ways: list[tuple[int, int]], loops: bool) -> None:
    layers = [masks.square(T, masks.dilated(w, delta)) for w, delta in ways]
    if not loops:
        layers = [layer & ~torch.eye(T, dtype=torch.bool) for layer in layers]
    exact = slowly(*layers)
    found, final = spread(*layers)
    assert torch.equal(final, exact[-1])
    assert found[-1][0] == len(exact)
    assert all(torch.equal(pairs, exact[n - 1]) for n, pairs in found)


@given(T=st.integers(2, 40), w=st.integers(1, 12))
def test_a_band_needs_as_many_layers_as_the_text_is_windows_long(T: int, w: int) -> None:
    mask = band.band_mask(T, w)
    assert shares([mask])[-1] == (-(-(T - 1) // w), 100)
    assert torch.equal(spread(band.band_mask(T, w, True))[1], torch.ones(T, T).tril().bool())


def test_layers_in_turn_are_composed_from_below() -> None:
    # Layer 1 lets 1 look at 0, layer 2 lets 2 look at 1: so 2 hears of 0 after two layers, and not the other way round.
    own = torch.eye(3, dtype=torch.bool)
    below, above = own.clone(), own.clone()
    below[1, 0] = above[2, 1] = True
    assert hops(below, above)[1][2, 0]
    assert not hops(above, below)[1][2, 0]


def test_a_histogram_counts_every_pair_once_and_names_those_that_never_meet() -> None:
    mask = block_local.square(6, block_local.same_block(3))
    picture, most = histogram(mask)
    assert picture.ticks == ("1", "never")
    assert picture.values == ((18.0, 18.0),)
    assert most == 0


@given(T=st.integers(1, 30), seed=st.integers(0, 99))
def test_random_keys_come_from_their_seed_alone(T: int, seed: int) -> None:
    state = torch.random.get_rng_state()
    assert torch.equal(random_.random_keys(T, min(T, 4), seed), random_.random_keys(T, min(T, 4), seed))
    assert torch.equal(state, torch.random.get_rng_state())


def test_every_key_is_drawn_equally_often() -> None:
    counts = torch.zeros(10)
    for seed in range(400):
        counts += torch.bincount(random_.random_keys(10, 3, seed).flatten(), minlength=10)
    share = counts / counts.sum()
    # 12000 draws: a standard deviation of the share is about 0.0025.
    assert (share - 0.1).abs().max() < 0.012


@given(r=st.integers(0, 6), below=st.lists(st.integers(0, 9), min_size=1, max_size=6), seed=st.integers(0, 99))
def test_lots_are_different_numbers_below_the_limit(r: int, below: list[int], seed: int) -> None:
    chance = torch.rand(len(below), r, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    for row, limit in zip(lots(chance, torch.tensor(below)).tolist(), below, strict=True):
        drawn = [number for number in row if number >= 0]
        assert len(drawn) == len(set(drawn)) == min(r, limit)
        assert all(number < limit for number in drawn)


def test_the_highest_chance_stays_below_the_limit() -> None:
    almost_one = torch.full((1, 2), 1 - 2.0**-53, dtype=torch.float64)
    assert sorted(lots(almost_one, torch.tensor([3]))[0].tolist()) == [1, 2]


def test_bigbird_draws_anew_for_every_head_and_row_and_never_what_is_there() -> None:
    index, counts = bigbird.bigbird_blocks(32, 3, 4, seed=5)
    lots = index[..., 5:]
    assert counts[..., 5:].all()
    for h in range(4):
        for row in range(30):
            seen = index[h, row][counts[h, row]].tolist()
            assert len(seen) == len(set(seen))
    assert not torch.equal(lots[0], lots[1])
    assert not torch.equal(lots[0, 5], lots[0, 15])


def test_a_ring_too_short_for_three_counts_no_neighbour_twice() -> None:
    assert star_transformer.ring(1).tolist() == [[0]]
    assert [sorted(row) for row in star_transformer.ring(2).tolist()] == [[0, 1], [0, 1]]


def test_star_layers_keep_the_shape_and_hear_everyone() -> None:
    e = torch.randn(1, 2, 7, 4)
    assert star_transformer.star_layers(e, 3).shape == (1, 2, 8, 4)
