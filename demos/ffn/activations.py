"""Activation functions of the feed-forward layer: Swish and GELU, with ReLU beside them.

    ReLU(x)  = max(0, x)
    Swish(x) = x·σ(βx)                  β = 0: x/2;  β = 1: SiLU;  β → ∞: ReLU
    GELU(x)  = x·Φ(x)                   Φ: the normal distribution function
    tanh form of GELU: x/2·(1 + tanh(√(2/π)(x + 0.044715x³))), at most 4.8e-4 away

Shapes: any, elementwise; cost O(n), beside the 16TD² of the layer's two products. Both are smooth and dip below zero,
so that a unit that says "no" still has a gradient.

Papers: Ramachandran et al. 2017, "Searching for Activation Functions" (arXiv 1710.05941), where β may be trained;
Hendrycks and Gimpel 2016, "Gaussian Error Linear Units" (arXiv 1606.08415). Where this differs: what most code calls
"swish" is β = 1 (F.silu); GPT-2 uses the tanh form, torch's default is the exact one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat
from demos.kit.forms import each, gap
from demos.kit.inputs import tokens, weights
from demos.kit.masked import SEED
from demos.kit.pictures import curves, output
from demos.kit.timing import Form, ran_in, sweep
from demos.kit.trace import trace

Curve = Callable[[Tensor], Tensor]


def swish(x: Tensor, beta: float = 1.0) -> Tensor:
    """x·σ(βx), elementwise."""
    return x * torch.sigmoid(beta * x)


def gelu(x: Tensor) -> Tensor:
    """x·Φ(x), elementwise, by the error function."""
    return x * 0.5 * (1 + torch.erf(x / math.sqrt(2)))


def gelu_tanh(x: Tensor) -> Tensor:
    """The tanh form of GELU."""
    inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + torch.tanh(inner))


def relu(x: Tensor) -> Tensor:
    """max(0, x), elementwise."""
    return x.clamp(min=0)


def ffn(x: Tensor, W1: Tensor, W2: Tensor, activation: Curve) -> Tensor:
    """The layer the activation stands in: x (B, T, D), W1 (4D, D), W2 (D, 4D) → (B, T, D)."""
    hidden = activation(x @ W1.T)
    return hidden @ W2.T


def named(f: str, beta: float) -> Curve:
    """The activation of a name; β is for Swish."""
    every: dict[str, Curve] = {"gelu": gelu, "gelu tanh": gelu_tanh, "relu": relu, "swish": lambda x: swish(x, beta)}
    return every[f]


def derivative(function: Curve, x: Tensor) -> Tensor:
    """f′(x) by autograd, at every point."""
    leaf = x.clone().requires_grad_()
    return torch.autograd.grad(function(leaf).sum(), leaf)[0]


def lowest(function: Curve, left: float = -4.0) -> tuple[float, float]:
    """Where the function is lowest on [left, 0] and how low, by halving where its derivative changes sign."""
    low, high = torch.tensor(left, dtype=torch.float64), torch.tensor(0.0, dtype=torch.float64)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if float(derivative(function, middle)) < 0 else (low, middle)
    return float(low), float(function(low))


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The curves and their slopes, one layer with the chosen one, and where the minima lie."""
    T, D, beta = values["T"], values["D"], values["beta"]
    chosen = named(values["f"], beta)
    shown: dict[str, Curve] = {"ReLU": relu, f"Swish β={beta:g}": lambda x: swish(x, beta), "GELU": gelu}
    if values["f"] == "gelu tanh":
        shown["GELU, tanh form"] = gelu_tanh
    x = tokens(T, D, seed=values["seed"])
    W1, W2 = weights(4 * D, D, seed=values["seed"] + 501), weights(D, 4 * D, seed=values["seed"] + 502)
    traced = trace(ffn, x, W1, W2, chosen, letters={"B": 1, "T": T, "D": D, "4D": 4 * D})
    yield from traced.steps
    at = torch.linspace(-5, 5, 101, dtype=torch.float64)
    near = at[(at >= -4) & (at <= 1)]  # where they differ, so near that the dips are seen
    yield curves("activation", {name: pairs(near, f(near)) for name, f in shown.items()}, ("x", "f(x)"), role="idea")
    slopes = {name: pairs(at, derivative(f, at)) for name, f in shown.items()}
    yield curves("derivative", slopes, ("x", "f′(x)"), dips(beta))
    yield output(traced.result)
    yield ran_in(lambda: ffn(x, W1, W2, chosen))
    yield Flops(traced.flops, 16 * T * D * D, "16TD² of the two products; the activation adds O(TD)")
    yield from invariants(beta)
    yield from sweep(timed(values), (1024, 4096, 16384))


def _at(x: Tensor, beta: float, value: float) -> float:
    """How far Swish at x is from a value."""
    return abs(float(swish(x, beta)) - value)


def dips(beta: float) -> str:
    """Which derivatives fall below 0 on the picture: Swish's does for β > 0, but at β = 0 it is ½ everywhere."""
    x = torch.linspace(-5, 5, 101, dtype=torch.float64)
    lowest = {"Swish": derivative(lambda x: swish(x, beta), x).min(), "GELU": derivative(gelu, x).min()}
    below = [name for name, low in lowest.items() if low < -1e-6]
    return f"ReLU has no slope left of 0. Below 0 there: {', '.join(below)}."


def pairs(x: Tensor, y: Tensor) -> list[tuple[float, float]]:
    """Points of a curve."""
    return list(zip(x.tolist(), y.tolist(), strict=True))


def invariants(beta: float) -> Iterator[Piece]:
    """The limits, torch's own, and the minima; all on 2001 points from −10 to 10."""
    x = torch.linspace(-10, 10, 2001, dtype=torch.float64)
    yield Check.of("Swish with β = 0 is x/2", gap(swish(x, 0.0), x / 2))
    yield Check.of("Swish with β → ∞ is ReLU", gap(swish(x, 1e6), relu(x)))
    yield Check.of("Swish with β = 1 = F.silu", gap(swish(x), F.silu(x)))
    yield Check.of("GELU = F.gelu", gap(gelu(x), F.gelu(x)))
    yield Check.of("tanh form = F.gelu(approximate='tanh')", gap(gelu_tanh(x), F.gelu(x, approximate="tanh")))
    one = torch.tensor([1.0], dtype=torch.float64)
    yield Check.of("Swish of 1 at β = 1 and β = 2: 0.73106, 0.88080", max(_at(one, 1, 0.731059), _at(one, 2, 0.880797)))
    yield Check.of("GELU of 1 = Φ(1) = 0.84134", float(gelu(one)) - 0.841345)
    apart = (gelu_tanh(x) - gelu(x)).abs()
    yield Check.of("tanh form within 4.8e-4 of GELU", float(apart.max()), 4.8e-4)
    yield Remark(
        f"GELU's tanh form is off by at most {float(apart.max()):.1e}, at x = {float(x[apart.argmax()].abs()):.2f}. "
        f"What most code calls Swish is β = 1, also called SiLU; here β = {beta:g}."
    )
    for name, function, place, value in (("SiLU", swish, -1.278, -0.27846), ("GELU", gelu, -0.752, -0.16997)):
        where, low = lowest(function)
        yield Check.of(f"{name} is lowest at {place}", where - place, 5e-4)
        yield Check.of(f"{name} is never below {value}", low - value, 1e-5)
    if beta >= 0.01:  # below, the lowest point lies too far out to matter
        where, low = lowest(lambda x: swish(x, beta), -4 / beta)
        yield Check.of("the lowest point of Swish shrinks as 1/β", low * beta - lowest(swish)[1], 1e-4)
        yield Stat(f"Swish with β = {beta:g} is lowest at", where)
        yield Stat(f"Swish with β = {beta:g} goes down to", low)


def timed(values: dict[str, Any]) -> dict[str, Form]:
    """Ours as written, and torch's single kernel, on T·D numbers."""
    D, f, seed = values["D"], values["f"], values["seed"]
    own: dict[str, Curve] = {"swish": F.silu, "gelu": F.gelu, "relu": F.relu}
    own["gelu tanh"] = lambda x: F.gelu(x, approximate="tanh")
    forms = {"as written": named(f, values["beta"]), "torch": own[f]}
    return each(lambda T: (tokens(T, D, seed=seed),), forms)


DEMO = Demo(
    params=(
        Param("f", "swish", choices=("swish", "gelu", "gelu tanh", "relu"), help="the activation inside the layer"),
        Param("beta", 1.0, 0.0, 32.0, 0.25, "β of Swish"),
        Param("T", 64, 8, 512, 8, "tokens", doubling=True),
        Param("D", 64, 8, 256, 8, "width of the layer", doubling=True),
        SEED,
    ),
    run=run,
    source=(swish, gelu, relu),
    folded=(gelu_tanh, ffn),
    presets={"a line": {"beta": 0.0}, "almost ReLU": {"beta": 16.0}, "as in GPT-2": {"f": "gelu tanh"}},
)
