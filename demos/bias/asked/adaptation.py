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


def _first(v: Drawn, begins: str) -> Maps:
    """The adapted model before its first step, beside the base with the same head: is it the same, can it learn?"""
    base = fresh(generator(v.seed))
    base["head"] = torch.randn(base["head"].shape, generator=generator(v.seed + 1))
    net: Net = {**start("low-rank", base, v.r, generator(v.seed + 2))[0], "head": base["head"]}
    for layer, g in (("1", generator(v.seed + 3)), ("2", generator(v.seed + 4))):
        A, B = f"A{layer}", f"B{layer}"
        if begins in ("turned", "both"):
            net[B] = 0.1 * torch.randn(net[B].shape, generator=g)
        if begins in ("turned", "none"):
            net[A] = torch.zeros_like(net[A])
    x = torch.randn(3, 12, D, generator=generator(v.seed + 5))
    with torch.enable_grad():
        leaves = {name: leaf(net[name]) for name in ("A1", "B1", "A2", "B2")}
        after = forward({**net, **leaves}, x)
        gradients = torch.autograd.grad(after.square().sum(), list(leaves.values()))
    before, after = forward(base, x)[0], after[0].detach()
    learns = any(bool(gradient.abs().max() > 0) for gradient in gradients)
    said = "other" if not torch.equal(before, after) else "learns" if learns else "stuck"
    change = {"change of the logits": (after - before).abs(), "before": before, "after": after}
    return Maps(change, said, axes=("sample", "class"))


def _unless(v: Drawn, said: str, begins: str) -> Maps | None:
    """The model with another start, where that gives what is said and its own does not."""
    return None if _first(v, v.begins).answer == said else _first(v, begins)


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
            "en": "LoRA of rank r = {r} is added to a trained model, W′ = W + BA, with {begins}. Before the first training step: are the outputs those of the trained model, and can A and B learn?",
            "ko": "학습된 모델에 rank r = {r}인 LoRA(W′ = W + BA)를 더한다. {begins} 시작한다. 첫 학습 step 전에 출력은 원래 모델과 같은가, 그리고 A와 B는 학습될 수 있는가?",
        },
        vary={"begins": ("usual", "turned", "both", "none"), "r": range(1, 9), "seed": range(1000)},
        words={
            "begins": {
                "usual": {"en": "A random and B = 0", "ko": "A는 난수, B는 0에서"},
                "turned": {"en": "A = 0 and B random", "ko": "A는 0, B는 난수에서"},
                "both": {"en": "A and B both random", "ko": "A와 B 모두 난수에서"},
                "none": {"en": "A = 0 and B = 0", "ko": "A와 B 모두 0에서"},
            }
        },
        kind=CHOICE,
        say={
            "learns": {
                "en": "exactly the same outputs, and training can begin",
                "ko": "출력이 정확히 같고, 학습도 시작된다",
            },
            "stuck": {
                "en": "exactly the same outputs, but A and B never get a gradient",
                "ko": "출력이 정확히 같지만, A와 B에 gradient가 오지 않는다",
            },
            "other": {"en": "other outputs", "ko": "출력이 다르다"},
        },
        run=lambda v: _first(v, v.begins),
        read=answer,
        show=maps,
        opens=lambda v: {"rank": v.r},
        wrong=(
            Misconception(
                "B starts at 0",
                {
                    "en": "As soon as one of the two is 0, BA = 0 and W′ = W: the outputs are those of the trained model, to the last bit. LoRA lets B start at 0.",
                    "ko": "둘 중 하나라도 0이면 BA = 0이고 W′ = W이다. 출력은 비트 하나까지 원래 모델과 같다. LoRA에서는 B가 0에서 시작한다.",
                },
                run=lambda v: _unless(v, "other", "both"),
            ),
            Misconception(
                "an adapted model starts as its base",
                {
                    "en": "One of the two, and only one, has to be 0. With both random BA disturbs what was learned; with both 0 each waits for the other.",
                    "ko": "둘 중 하나만 0이어야 한다. 둘 다 난수이면 BA가 배운 것을 흐트러뜨리고, 둘 다 0이면 서로를 기다리기만 한다.",
                },
                run=lambda v: _unless(v, "learns", "usual"),
            ),
            Misconception(
                "only one of two factors starts at 0",
                {
                    "en": "The gradient of A is multiplied by B, that of B by A. Only where both are 0 does neither ever move.",
                    "ko": "A의 gradient에는 B가, B의 gradient에는 A가 곱해진다. 둘 다 0일 때만 어느 쪽도 움직이지 못한다.",
                },
                run=lambda v: _unless(v, "stuck", "none"),
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
