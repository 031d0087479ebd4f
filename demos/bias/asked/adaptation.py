"""What is asked about adapting a model."""

from __future__ import annotations

import torch

from demos.bias.adaptation import METHODS, D, F, Net, forward, fresh, labelled, one_step, start, tasks
from demos.kit.asked import Counts, Maps, answer, bars, counted, maps
from demos.kit.inputs import generator
from demos.kit.training import Adam, leaf
from demos.question import CHOICE, Drawn, Misconception, Question

WIDTHS = {"1": (D, F), "2": (F, F)}


def _factors(v: Drawn, how: str = "") -> Counts:
    """Numbers that low-rank adaptation trains for one matrix; or that one might think it does."""
    net, names = start("low-rank", fresh(generator(0)), v.r, generator(1))
    found = {name[0]: net[name][0].numel() for name in names if name in (f"A{v.layer}", f"B{v.layer}")}
    whole = net[f"W{v.layer}"][0].numel()
    if how == "whole":
        found = {"W": whole}
    if how == "each":
        found = {"r matrices": v.r * whole}
    if how == "one":
        del found["B"]
    return Counts(found, sum(found.values()), "trained numbers")


def _first(v: Drawn, how: str = "") -> Maps:
    """The adapted model before its first step, beside the base with the same head."""
    base = fresh(generator(v.seed))
    base["head"] = torch.randn(base["head"].shape, generator=generator(v.seed + 1))
    net: Net = {**start("low-rank", base, v.r, generator(v.seed + 2))[0], "head": base["head"]}
    if how == "noise":
        for layer in "12":
            net[f"B{layer}"] = 0.02 * torch.randn(net[f"B{layer}"].shape, generator=generator(v.seed + 3))
    if how == "other":
        net |= {name: torch.randn(net[name].shape, generator=generator(v.seed + 4)) for name in ("B1", "B2")}
    x = torch.randn(3, 12, D, generator=generator(v.seed + 5))
    before, after = forward(base, x)[0], forward(net, x)[0]
    apart = float((after - before).abs().max() / before.abs().max())
    said = "nothing" if apart == 0 else "little" if apart < 0.5 else "much"
    return Maps(
        {"change of the logits": (after - before).abs(), "before": before, "after": after},
        said,
        axes=("sample", "class"),
    )


def _changed(v: Drawn, method: str) -> Maps:
    """Which tensors are not the same after a few steps."""
    g = generator(v.seed)
    net, names = start(method, fresh(g), 2, g)
    x, y = labelled(tasks(0.3, g)[1], 16, g)
    with torch.enable_grad():
        leaves = {name: leaf(net[name]) for name in names}
        adam = Adam(list(leaves.values()), rate=5e-3)
        for _ in range(3):
            one_step({**net, **leaves}, adam, x, y)
    after = {**net, **{name: t.detach() for name, t in leaves.items()}}
    moved = {name for name in net if not torch.equal(after[name], net[name])}
    said = "all" if "W1" in moved else "factors" if "A1" in moved else "head"
    change = {f"change of {name}": (after[name] - net[name])[0].abs()[:16] for name in ("W1", "head")}
    return Maps(change, said, axes=("out", "in"))


QUESTIONS = (
    Question(
        "trained numbers",
        ask={
            "en": "Low-rank adaptation (LoRA) of rank r = {r} for one matrix from {into} to {out} features. How many numbers are trained for it?",
            "ko": "feature {into}개에서 {out}개로 가는 행렬 하나에 rank r = {r}인 low-rank adaptation(LoRA)을 한다. 이 행렬을 위해 학습하는 수는 몇 개인가?",
        },
        vary={"r": range(1, 17), "layer": ("1", "2")},
        told={"into": lambda v: str(WIDTHS[v.layer][0]), "out": lambda v: str(WIDTHS[v.layer][1])},
        run=_factors,
        read=counted,
        show=bars,
        opens=lambda v: {"rank": v.r},
        wrong=(
            Misconception(
                "two thin factors, no whole matrix",
                {
                    "en": "You counted r whole matrices. The factors are thin: r × D_in and D_out × r.",
                    "ko": "행렬 r개를 통째로 세었다. 인수는 얇다. r × D_in과 D_out × r이다.",
                },
                run=lambda v: _factors(v, "each"),
            ),
            Misconception(
                "the matrix itself is frozen",
                {
                    "en": "That is the whole matrix. It is frozen; only the factors A and B are trained.",
                    "ko": "그것은 행렬 전체이다. 행렬은 얼려 두고 인수 A와 B만 학습한다.",
                },
                run=lambda v: _factors(v, "whole"),
            ),
            Misconception(
                "a factorised matrix has two factors",
                {
                    "en": "You counted A alone. B belongs to it: r numbers for each output.",
                    "ko": "A만 세었다. B도 있다. 출력마다 r개씩이다.",
                },
                run=lambda v: _factors(v, "one"),
            ),
        ),
    ),
    Question(
        "before the first step",
        ask={
            "en": "LoRA of rank r = {r} is added to a trained model, W′ = W + BA. Before the first training step: how far are its outputs from the base model's?",
            "ko": "학습된 모델에 rank r = {r}인 LoRA(W′ = W + BA)를 더했다. 첫 학습 step 전에 출력은 원래 모델과 얼마나 다른가?",
        },
        vary={"r": range(1, 9), "seed": range(1000)},
        kind=CHOICE,
        say={
            "nothing": {"en": "not at all, they are exactly the same", "ko": "전혀 다르지 않다. 정확히 같다"},
            "little": {
                "en": "a little: A and B start small and random",
                "ko": "조금 다르다. A와 B가 작은 난수에서 시작한다",
            },
            "much": {"en": "much: A and B start at random", "ko": "많이 다르다. A와 B가 난수에서 시작한다"},
        },
        run=_first,
        read=answer,
        show=maps,
        opens=lambda v: {"rank": v.r},
        wrong=(
            Misconception(
                "B starts at 0",
                {
                    "en": "B starts at exactly 0, so BA = 0. Only A is random, so that the two do not block each other.",
                    "ko": "B는 정확히 0에서 시작하므로 BA = 0이다. A만 난수여서 둘이 서로를 막지 않는다.",
                },
                run=lambda v: _first(v, "noise"),
            ),
            Misconception(
                "an adapted model starts as its base",
                {
                    "en": "Then all that was learned would be disturbed. B starts at 0, and the model starts as exactly its base.",
                    "ko": "그러면 배운 것이 망가진다. B가 0에서 시작하므로 모델은 정확히 원래 모델로 시작한다.",
                },
                run=lambda v: _first(v, "other"),
            ),
        ),
    ),
    Question(
        "what changes",
        ask={
            "en": "A trained model gets a new output layer (head) and is adapted by the method “{method}”. Which of its numbers are different after a few steps?",
            "ko": "학습된 모델에 새 출력층(head)을 달고 “{method}” 방법으로 적응시킨다. 몇 step 뒤에 달라지는 수는?",
        },
        vary={"method": METHODS[1:], "seed": range(1000)},
        kind=CHOICE,
        say={
            "head": {"en": "those of the head alone", "ko": "head뿐이다"},
            "factors": {
                "en": "new factors beside frozen matrices, and the head",
                "ko": "얼린 행렬 곁의 새 인수와 head이다",
            },
            "all": {"en": "all of them", "ko": "모두이다"},
        },
        run=lambda v: _changed(v, v.method),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "frozen is bit for bit the same",
                {
                    "en": "What is frozen is not in the optimiser at all. “full” trains everything, “head only” the last layer, “low-rank” factors beside the matrices.",
                    "ko": "얼린 것은 optimizer에 들어 있지도 않다. “full”은 모두, “head only”는 마지막 층만, “low-rank”는 행렬 곁의 인수를 학습한다.",
                },
                run=lambda v: _changed(v, "full" if v.method != "full" else "head only"),
            ),
            Misconception(
                "low-rank trains factors, not matrices",
                {
                    "en": "Low-rank adaptation alone has factors. The other methods train matrices themselves, or the head only.",
                    "ko": "인수를 쓰는 것은 low-rank뿐이다. 다른 방법은 행렬 자체나 head만 학습한다.",
                },
                run=lambda v: _changed(v, "low-rank" if v.method != "low-rank" else "head only"),
            ),
        ),
    ),
)
