"""Adaptation: a model that has learned one task is fitted to another, for which there are few samples.

    from scratch   new weights, all trained            nothing is used of what was learned
    head only      base frozen, new last layer         (F + 1)·C trainable numbers
    full           start at the base, train everything
    low-rank       W′ = W + BA, W frozen, B₀ = 0       r(D_in + D_out) a matrix, and the head

Shapes: x (n, D) → relu(xW₁ᵀ) (n, F) → relu(·W₂ᵀ) (n, F) → logits (n, C); A (r, D_in), B (D_out, r). Because B starts
at 0, the low-rank model starts as exactly the base, and what is frozen must come out of training bit for bit the same.

Papers: Hu et al. 2021, LoRA (arXiv 2106.09685); Howard and Ruder 2018, ULMFiT (arXiv 1801.06146). Where this differs:
the peft library scales BA by α/r and adapts the projections of attention; here a small network of two layers, without
scaling. Both tasks ask about the same hidden features; `shift` turns the second task's features away from the first's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, relu

from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat, Unfit
from demos.kit.forms import each, gap
from demos.kit.inputs import generator
from demos.kit.masked import SEED
from demos.kit.pictures import bars, curves
from demos.kit.timing import sweep
from demos.kit.trace import trace
from demos.kit.training import Adam, down, foretold, leaf
from demos.words import N_

D, F, C, KINDS, SEEDS, BATCH, TEST = 16, 64, 4, 4, 3, 256, 512
Net = dict[str, Tensor]
Samples = tuple[Tensor, Tensor]
METHODS = ("from scratch", "head only", "full", "low-rank")


def adapted(net: Net, layer: str) -> Tensor:
    """The weight that is used: W, or W + BA where the layer has been given two low-rank factors."""
    if f"B{layer}" not in net:
        return net[f"W{layer}"]
    return net[f"W{layer}"] + net[f"B{layer}"] @ net[f"A{layer}"]


def forward(net: Net, x: Tensor) -> Tensor:
    """Logits (…, n, C) of x (…, n, D)."""
    h = relu(x @ adapted(net, "1").mT)
    h = relu(h @ adapted(net, "2").mT)
    return h @ net["head"].mT + net["bias"]


def fresh(g: torch.Generator) -> Net:
    """Random weights for each of the seeds, the head and its bias at 0."""
    W1 = torch.randn(SEEDS, F, D, generator=g) * (2 / D) ** 0.5
    W2 = torch.randn(SEEDS, F, F, generator=g) * (2 / F) ** 0.5
    return {"W1": W1, "W2": W2, "head": torch.zeros(SEEDS, C, F), "bias": torch.zeros(SEEDS, 1, C)}


def start(method: str, base: Net, rank: int, g: torch.Generator) -> tuple[Net, tuple[str, ...]]:
    """Where a method starts, and the names of what it trains."""
    new = fresh(g)
    if method == "from scratch":
        return new, ("W1", "W2", "head", "bias")
    net = {**base, "head": new["head"], "bias": new["bias"]}
    if method == "head only":
        return net, ("head", "bias")
    if method == "full":
        return net, ("W1", "W2", "head", "bias")
    for layer, width in (("1", D), ("2", F)):
        net[f"A{layer}"] = torch.randn(SEEDS, rank, width, generator=g) * width**-0.5
        net[f"B{layer}"] = torch.zeros(SEEDS, F, rank)
    return net, ("A1", "B1", "A2", "B2", "head", "bias")


def train(net: Net, names: tuple[str, ...], draw: Callable[[], Samples], steps: int) -> Iterator[tuple[int, Net]]:
    """Adam on the named tensors alone, every seed beside the others; gives the net every ten steps and at the end."""
    leaves = {name: leaf(net[name]) for name in names}
    adam = Adam(list(leaves.values()), rate=5e-3)
    for step in range(steps + 1):
        if step % 10 == 0 or step == steps:
            yield step, {**net, **{name: t.detach().clone() for name, t in leaves.items()}}
        if step < steps:
            one_step({**net, **leaves}, adam, *draw())


def one_step(net: Net, adam: Adam, x: Tensor, y: Tensor) -> None:
    """Forward, backward as far as something is trained, and Adam."""
    down(cross_entropy(forward(net, x).flatten(0, 1), y.flatten()) * SEEDS)
    adam.step()


def tasks(shift: float, g: torch.Generator) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """Two rules, features (SEEDS, KINDS, D) and readout (SEEDS, C, KINDS) each; the second's features are turned."""
    first, other = (torch.randn(SEEDS, KINDS, D, generator=g) for _ in range(2))
    second = (1 - shift**2) ** 0.5 * first + shift * other
    one, two = (torch.randn(SEEDS, C, KINDS, generator=g) for _ in range(2))
    return (first, one), (second, two)


def labelled(task: tuple[Tensor, Tensor], n: int, g: torch.Generator) -> tuple[Tensor, Tensor]:
    """n samples of a task: x (SEEDS, n, D), classes (SEEDS, n). Features are |a·x|, which no linear layer can read."""
    x = torch.randn(SEEDS, n, D, generator=g)
    features = (x @ task[0].mT).abs() * D**-0.5 - 0.8
    return x, (features @ task[1].mT).argmax(-1)


def fit(values: dict[str, Any]) -> None:
    """A factor with more columns than the matrix has is not low-rank."""
    if values["rank"] > D:
        raise Unfit(f"rank is {values['rank']}: the first matrix is {F} × {D}, so its rank is at most {D}.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Train a base, adapt it four ways, and hold each to what it promises."""
    n, rank, steps = values["n"], values["rank"], values["steps"]
    g = generator(values["seed"])
    first, second = tasks(values["shift"], g)
    new_x, new_y = labelled(second, n, g)
    test_x, test_y = labelled(second, TEST, g)
    starts = {method: start(method, fresh(g), rank, g) for method in METHODS}
    one = {name: t[0] for name, t in starts["low-rank"][0].items()}
    traced = trace(forward, one, new_x[0], letters={"n": n, "D": D, "F": F, "C": C, "r": rank})
    yield from traced.steps
    counts = {m: sum(net[name][0].numel() for name in names) for m, (net, names) in starts.items()}
    sides: dict[str, Any] = {"role": "idea", "group": "what is trained, and what it gives"}
    numbers = bars("trainable parameters", {"numbers": list(counts.values())}, METHODS, ("method", "numbers"))
    yield replace(numbers, **sides)
    yield Flops(traced.flops, 2 * n * (D * F + F * F + F * C) + 2 * rank * F * (D + F), "2n(DF + F² + FC) + 2rF(D + F)")
    every = ("W1", "W2", "head", "bias")
    base = [net for _, net in train(fresh(g), every, lambda: labelled(first, BATCH, g), values["base"])][-1]
    yield Stat("base: right on its own task", right(base, *labelled(first, TEST, g))[0], "%")
    title, axes = N_("loss on new samples of the new task"), ("step", "loss")
    yield from foretold(
        *(title, "low-rank", axes, steps, 3.0),
        f"Only a low-rank change of the trained base learns the new task, from {n} samples. Guessing has a loss of "
        f"{math.log(C):.2f}. Draw the loss on new samples that you expect.",
    )
    lines: dict[str, list[tuple[float, float]]] = {}
    ends: dict[str, Net] = {}
    for method in METHODS:
        net, names = start(method, base, rank, g)
        if method == "low-rank":
            yield Check.of("low-rank starts as exactly the base", gap(hidden(net, test_x), hidden(base, test_x)), 0.0)
        lines[method] = []
        for step, ends[method] in train(net, names, lambda: (new_x, new_y), steps):
            loss = cross_entropy(forward(ends[method], test_x).flatten(0, 1), test_y.flatten())
            lines[method].append((float(step), float(loss)))
            yield curves(title, lines, axes, "Means of three seeds.")
    yield from kept(base, ends, rank, counts)
    shares = {method: right(ends[method], test_x, test_y) for method in METHODS}
    found = bars("right on the new task", {"%": [s[0] for s in shares.values()]}, METHODS, ("method", "%"))
    yield replace(found, **sides)
    for method, (mean, spread) in shares.items():
        yield Stat(f"{method}: right on the new task", mean, "%")
        yield Stat(f"{method}: spread of that over three seeds", spread, "points")
    top = max(mean for mean, _ in shares.values())
    best = [method for method in METHODS if top - shares[method][0] < 0.5]
    told = f"With {n} samples all four did equally well: {top:.0f} % right."
    if len(best) < len(METHODS):
        plain = shares[METHODS[0]][0]
        told = f"Best with {n} samples: {', '.join(best)}, {top:.0f} % right; from scratch {plain:.0f} %."
    yield Remark(" ".join((told, "Another number of samples or another shift may turn the order.")))
    yield from timings(values)


def hidden(net: Net, x: Tensor) -> Tensor:
    """What the last layer is given: (…, n, F)."""
    h = relu(x @ adapted(net, "1").mT)
    return relu(h @ adapted(net, "2").mT)


def right(net: Net, x: Tensor, y: Tensor) -> tuple[float, float]:
    """Per cent of right answers: the mean over seeds, and largest minus smallest."""
    shares = 100 * (forward(net, x).argmax(-1) == y).float().mean(-1)
    return float(shares.mean()), float(shares.max() - shares.min())


def kept(base: Net, ends: dict[str, Net], rank: int, counts: dict[str, int]) -> Iterator[Piece]:
    """What was frozen is unchanged, what was trained is not, and the numbers are those of the formulas."""
    for method in ("head only", "low-rank"):
        changed = sum(int((ends[method][w] != base[w]).sum()) for w in ("W1", "W2"))
        yield Check.of(f"{method}: frozen weights unchanged bit for bit", changed, 0.0)
    moved = [gap(adapted(ends["low-rank"], layer), base[f"W{layer}"]) for layer in "12"]
    yield Stat("low-rank: largest change of a weight, W′ − W", max(moved))
    rest = torch.linalg.svdvals((ends["low-rank"]["B1"] @ ends["low-rank"]["A1"]).double())[..., rank:]
    yield Check.of("low-rank: W′ − W has rank r", float(rest.max()) if rest.numel() else 0.0)
    whole = F * D + F * F + (F + 1) * C
    yield Check.of("full: F·D + F·F + (F + 1)·C numbers", counts["full"] - whole, 0.0)
    yield Check.of("head only: (F + 1)·C numbers", counts["head only"] - (F + 1) * C, 0.0)
    tiny = {"W1": torch.tensor([[1.0, 2]]), "B1": torch.tensor([[3.0]]), "A1": torch.tensor([[1.0, -1]])}
    yield Check.of("W + BA of (1, 2) and 3·(1, −1) = (4, −1)", gap(adapted(tiny, "1"), torch.tensor([[4.0, -1]])), 0.0)
    low = rank * (D + F) + rank * (F + F) + (F + 1) * C
    yield Check.of("low-rank: r(D_in + D_out) a matrix, and the head", counts["low-rank"] - low, 0.0)


def timings(values: dict[str, Any]) -> Iterator[Piece]:
    """One training step of each method over n samples, three seeds side by side, with the memory it takes."""
    g = generator(values["seed"])
    base, rule = fresh(g), tasks(values["shift"], g)[1]

    def stepping(method: str) -> Callable[[Tensor, Tensor], None]:
        net, names = start(method, base, values["rank"], generator(0))
        leaves = {name: leaf(net[name]) for name in names}
        adam = Adam(list(leaves.values()), rate=5e-3)

        def step(x: Tensor, y: Tensor) -> None:
            with torch.enable_grad():
                one_step({**net, **leaves}, adam, x, y)

        return step

    forms = {method: stepping(method) for method in ("head only", "from scratch", "full", "low-rank")}
    inputs = each(lambda n: labelled(rule, n, generator(values["seed"])), forms)
    yield from sweep(inputs, (8, 32, 128, 512, 2048), here=values["n"], memory=True, over="n")


DEMO = Demo(
    params=(
        Param("n", 64, 8, 512, 8, "samples of the new task", doubling=True),
        Param("rank", 4, 1, D, 1, "r of the low-rank factors"),
        Param("shift", 0.3, 0.0, 1.0, 0.1, "how far the new task's features are turned away; 1 = unrelated"),
        Param("steps", 80, 1, 200, 20, "training steps on the new task"),
        Param("base", 200, 1, 400, 50, "training steps of the base"),
        SEED,
    ),
    run=run,
    fit=fit,
    source=(adapted, forward),
    folded=(start, train, one_step),
    presets={
        "very few samples": {"n": 16},
        "the same features": {"shift": 0.0},
        "unrelated features": {"shift": 1.0},
        "rank 1": {"rank": 1},
    },
)
