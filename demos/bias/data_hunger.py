"""Data hunger: how many samples a model needs depends on what it assumes beforehand.

    gap(n) = accuracy on the n samples it was trained on − accuracy on new ones

A tiny CNN, RNN and Transformer learn the same task from n samples: every text of T letters holds one "a" and one "b";
does b follow a directly? Letters alone tell nothing, only their places do. All three can learn few samples by heart.
The convolution looks at neighbours anyway; the Transformer has to find out from the data which places are near.

Shapes: x (n, T, V) one-hot letters → embedding (n, T, D) → mixed (n, T, D) → logits (n, 2); trained on all n at once
by Adam. Several seeds draw their own samples and weights, and torch.vmap trains them side by side.

Reading: Zhang et al. 2016, "Understanding deep learning requires rethinking generalization" (arXiv 1611.03530);
Dosovitskiy et al. 2020, ViT (arXiv 2010.11929), where the Transformer overtakes the CNN when data is plenty. Where
this differs: it is a toy, and shows the small end only. What it shows holds for this task, not for tasks at large.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, layer_norm, one_hot, relu

from demos.bias.layers import attention, convolution, recurrence
from demos.demo import Check, Demo, Guess, Param, Piece, Remark, Stat, Timing, Unfit
from demos.kit.forms import each
from demos.kit.inputs import generator
from demos.kit.masked import SEED
from demos.kit.pictures import bars, curves
from demos.kit.timing import sweep
from demos.kit.trace import trace
from demos.kit.training import Adam, down, leaf
from demos.words import N_

V, T, D, TEST = 6, 8, 16, 256
MOST = 125_000
ENOUGH = 256  # samples from which on the gap is claimed to have shrunk; at 64 the Transformer's has not
GAP, GAP_AXES = N_("gap over n"), ("samples n", N_("train − test, points"))
Weights = Mapping[str, Tensor]
Model = Callable[[Weights, Tensor], Tensor]


def cnn(w: Weights, x: Tensor) -> Tensor:
    """Two convolutions of width 3, then the mean over places: (n, T, V) → (n, 2)."""
    h = x @ w["embed"]
    h = relu(convolution(h, w["conv1"]))
    h = relu(convolution(h, w["conv2"]))
    return h.mean(-2) @ w["out"]


def rnn(w: Weights, x: Tensor) -> Tensor:
    """A recurrence; its last state answers: (n, T, V) → (n, 2)."""
    h = recurrence(x @ w["embed"], w["in"], w["again"])
    return h[..., -1, :] @ w["out"]


def transformer(w: Weights, x: Tensor) -> Tensor:
    """Two Pre-LN blocks on learned positions, then the mean over places: (n, T, V) → (n, 2)."""
    h = x @ w["embed"] + w["place"]
    for b in "12":
        h = h + attention(normed(h), w["q" + b], w["k" + b], w["v" + b])
        h = h + relu(normed(h) @ w["up" + b]) @ w["down" + b]
    return normed(h).mean(-2) @ w["out"]


def normed(h: Tensor) -> Tensor:
    """Layer normalisation without parameters."""
    return layer_norm(h, h.shape[-1:])


def fresh(model: str, seeds: int, g: torch.Generator) -> dict[str, Tensor]:
    """Random weights for each seed, (seeds, …), scaled by 1/√in."""
    shapes: dict[str, tuple[int, ...]] = {"embed": (V, D), "out": (D, 2)}
    if model == "CNN":
        shapes |= {"conv1": (3, D, D), "conv2": (3, D, D)}
    elif model == "RNN":
        shapes |= {"in": (D, D), "again": (D, D)}
    else:
        square = {name + b: (D, D) for b in "12" for name in ("q", "k", "v")}
        shapes |= square | {f"up{b}": (D, 2 * D) for b in "12"} | {f"down{b}": (2 * D, D) for b in "12"}
        shapes["place"] = (T, D)
    return {name: torch.randn(seeds, *s, generator=g) * math.prod(s[:-1]) ** -0.5 for name, s in shapes.items()}


def samples(seeds: int, n: int, g: torch.Generator) -> tuple[Tensor, Tensor]:
    """Texts (seeds, n, T, V) with one a and one b each; answers (seeds, n): half of them have b right after a."""
    x = torch.randint(2, V, (seeds, n, T), generator=g)
    y = torch.arange(n).expand(seeds, n) % 2
    a = torch.randint(0, T - 1, (seeds, n), generator=g)
    elsewhere = torch.randint(2, T, (seeds, n), generator=g)
    b = (a + torch.where(y == 1, 1, elsewhere)) % T
    x = x.scatter(-1, a[..., None], 0).scatter(-1, b[..., None], 1)
    return one_hot(x, V).float(), y


def accuracy(model: Model, w: Weights, x: Tensor, y: Tensor) -> Tensor:
    """The share of right answers of each seed: (seeds,)."""
    with torch.no_grad():
        return (torch.vmap(model)(w, x).argmax(-1) == y).float().mean(-1)


def train(model: Model, w: dict[str, Tensor], x: Tensor, y: Tensor, steps: int) -> dict[str, Tensor]:
    """Adam on all samples at once, every seed beside the others."""
    leaves = {name: leaf(t) for name, t in w.items()}
    adam = Adam(list(leaves.values()), rate=1e-2)
    for _ in range(steps):
        one_step(model, leaves, adam, x, y)
    return {name: t.detach() for name, t in leaves.items()}


def one_step(model: Model, leaves: dict[str, Tensor], adam: Adam, x: Tensor, y: Tensor) -> None:
    """One step on all samples."""
    logits = torch.vmap(model)(leaves, x)
    down(cross_entropy(logits.flatten(0, 1), y.flatten()) * len(y))
    adam.step()


MODELS: dict[str, Model] = {"CNN": cnn, "RNN": rnn, "Transformer": transformer}


def fit(values: dict[str, Any]) -> None:
    """All three together decide how long the training takes."""
    n, seeds, steps = values["n"], values["seeds"], values["steps"]
    if n * seeds * steps > MOST:
        raise Unfit(
            f"n × seeds × steps is {n} × {seeds} × {steps} = {n * seeds * steps}, and up to {MOST} fit into about ten "
            "seconds: make one of them smaller."
        )


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Train and test accuracy, and the gap between them, as the number of samples grows."""
    n, seeds, steps = values["n"], values["seeds"], values["steps"]
    g = generator(values["seed"])
    sizes = [size for size in (8, 16, 32, 64, 128, 256, 512) if size < n] + [n]
    yield Guess(
        *(GAP, "Transformer", GAP_AXES, tuple(map(float, sizes)), 0.0, 60.0),
        ask="A Transformer learns a yes-or-no task from n texts; guessing is right half the time. By how many points "
        "is it better on these texts than on new ones? Draw the line that you expect.",
        role="idea",
    )
    test_x, test_y = samples(seeds, TEST, g)
    for name, model in MODELS.items():
        one = {k: w[0] for k, w in fresh(name, 1, generator(0)).items()}
        letters = {"n": 7, "T": T, "V": V, "D": D, "2D": 2 * D, "3D": 3 * D, "2": 2}
        yield from trace(model, one, test_x[0, :7], letters=letters).steps
    parameters = {name: sum(w[0].numel() for w in fresh(name, 1, generator(0)).values()) for name in MODELS}
    chance = generator(values["seed"] + 1)
    start = [100 * float(accuracy(m, fresh(k, seeds, chance), test_x, test_y).mean()) for k, m in MODELS.items()]
    yield bars("before training", {"% right": start}, list(MODELS), ("model", "%"), "On new texts; chance is 50 %.")
    found: dict[str, dict[int, tuple[Tensor, Tensor]]] = {name: {} for name in MODELS}
    ends: dict[str, dict[str, Tensor]] = {}
    for size in sizes:
        x, y = samples(seeds, size, g)
        for name, model in MODELS.items():
            trained = train(model, fresh(name, seeds, g), x, y, steps)
            found[name][size] = accuracy(model, trained, x, y), accuracy(model, trained, test_x, test_y)
            ends[name] = trained
            yield from drawn(found)
    yield Check.of("half of the answers are yes", float(test_y.float().mean()) - 0.5, 0.0)
    followed = (test_x[..., :-1, 0] * test_x[..., 1:, 1]).sum(-1) - test_y
    yield Check.of("yes means: b stands right after a", float(followed.abs().max()), 0.0)
    for name, model in MODELS.items():
        again = accuracy(model, ends[name], *samples(seeds, TEST, g)).mean() - found[name][n][1].mean()
        close = 5 * (0.5 / (seeds * TEST)) ** 0.5  # five deviations of the difference of two shares
        yield Check.of(f"{name}: as good on {TEST} texts that are drawn afterwards", float(again), close)
    for name in MODELS:
        yield Stat(f"{name}: parameters", parameters[name])
        yield from measured(name, found[name], sizes, steps >= 60 and seeds >= 3)
    yield Remark(told(found, n, seeds))
    yield from timings(values)


def drawn(found: Mapping[str, Mapping[int, tuple[Tensor, Tensor]]]) -> Iterator[Piece]:
    """The curves as far as they are known: means over seeds."""
    train_test, gaps = {}, {}
    for name, line in found.items():
        train_test[N_(f"{name}, train")] = [(float(n), 100 * float(a.mean())) for n, (a, _) in line.items()]
        train_test[N_(f"{name}, test")] = [(float(n), 100 * float(b.mean())) for n, (_, b) in line.items()]
        gaps[name] = [(float(n), 100 * float((a - b).mean())) for n, (a, b) in line.items()]
    yield curves("accuracy over n", train_test, ("samples n", "% right"), "Chance is 50 %.")
    yield curves(GAP, gaps, GAP_AXES, "Means over seeds.", role="idea")


def measured(name: str, line: Mapping[int, tuple[Tensor, Tensor]], sizes: list[int], trained: bool) -> Iterator[Piece]:
    """What came out at the largest n, with its spread over seeds, and whether the gap has shrunk."""
    n, few = sizes[-1], sizes[0]
    gaps = {size: train - test for size, (train, test) in line.items()}
    test = line[n][1]
    yield Stat(f"{name}: right on new texts at n = {n}", 100 * float(test.mean()), "%")
    yield Stat(f"{name}: spread of that over the seeds", 100 * float(test.max() - test.min()), "points")
    yield Stat(f"{name}: gap at n = {few}", 100 * float(gaps[few].mean()), "points")
    yield Stat(f"{name}: gap at n = {n}", 100 * float(gaps[n].mean()), "points")
    if n >= ENOUGH and trained:
        excess = max(0.0, float(gaps[n].mean() - gaps[few].mean()))
        yield Check.of(f"{name}: the mean gap at n = {n} is below that at n = {few}", excess, 0.0)


def told(found: Mapping[str, Mapping[int, tuple[Tensor, Tensor]]], n: int, seeds: int) -> str:
    """The result in words, from the numbers of this run."""
    best = sorted(found, key=lambda name: -float(found[name][n][1].mean()))
    shares = ", ".join(f"{name} {100 * float(found[name][n][1].mean()):.0f} %" for name in best)
    if seeds == 1:
        return f"With {n} samples, right on new texts: {shares} (one seed, this task only)."
    return f"With {n} samples, right on new texts: {shares} (means of {seeds} seeds, this task only)."


def timings(values: dict[str, Any]) -> Iterator[Piece]:
    """One training step of each model over n samples, as in the training shown; tokens a second at the largest n."""
    n, seeds, seed = values["n"], values["seeds"], values["seed"]

    def stepping(name: str) -> Callable[[Tensor, Tensor], None]:
        leaves = {key: leaf(t) for key, t in fresh(name, seeds, generator(seed)).items()}
        adam = Adam(list(leaves.values()), rate=1e-2)

        def step(x: Tensor, y: Tensor) -> None:
            with torch.enable_grad():
                one_step(MODELS[name], leaves, adam, x, y)

        return step

    forms = each(lambda n: samples(seeds, n, generator(seed)), {name: stepping(name) for name in MODELS})
    rates = {}
    for piece in sweep(forms, (8, 32, 128, 512), here=n, over="n"):
        if isinstance(piece, Timing) and n == piece.T:
            rates[piece.form] = seeds * n * T / piece.median_ms
        yield piece
    for name, thousands in rates.items():
        yield Stat(f"{name}: tokens a second in training", thousands, "thousand")


DEMO = Demo(
    params=(
        Param("n", 256, 8, 512, 8, "samples, at most", doubling=True),
        Param("seeds", 3, 1, 5, 1, "draws of samples and weights"),
        Param("steps", 80, 1, 200, 20, "training steps"),
        SEED,
    ),
    run=run,
    fit=fit,
    source=(cnn, rnn, transformer),
    folded=(samples, train, one_step),
    presets={"few samples": {"n": 64}, "more samples": {"n": 512}, "more seeds": {"n": 128, "seeds": 5}},
)
