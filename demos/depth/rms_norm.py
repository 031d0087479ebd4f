"""RMSNorm: bring a vector to one length and leave its direction alone, where LayerNorm also takes its mean away.

    RMSNorm(x)   = x / √(mean(x²) + ε) · g                       g (D,): one trained number a feature
    LayerNorm(x) = (x − mean(x)) / √(var(x) + ε) · g + b

Shapes: x, y (B, T, D); each token by itself. Cost: O(TD), one sum over the features where LayerNorm needs two; no mean,
no bias.

Both forget how long a vector was: c·x gives what x gives. LayerNorm also forgets a number added to all features, and
RMSNorm does not; on vectors whose mean is 0 the two are the same. What is claimed for RMSNorm is not that it learns
better, but that the mean was not needed. Llama, Mistral, Gemma, Qwen and T5 use it.

Paper: Zhang and Sennrich 2019 (arXiv:1910.07467). Elsewhere: torch.nn.functional.rms_norm takes the smallest step of
the number type for ε unless one is given; Gemma multiplies by 1 + g. Here g = 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import layer_norm as torchs_layer_norm
from torch.nn.functional import rms_norm as torchs_rms_norm

from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat
from demos.kit import words
from demos.kit.forms import each, gap
from demos.kit.inputs import generator, normal
from demos.kit.masked import SEED
from demos.kit.pictures import curves, heat, output
from demos.kit.timing import LENGTHS, ran_in, sweep
from demos.kit.trace import trace
from demos.kit.words import TEXT
from demos.words import N_

EPSILON = 1e-6


def rms_norm(x: Tensor, g: Tensor, epsilon: float = EPSILON) -> Tensor:
    """x (…, D) over the root of its mean square, times g (D,)."""
    mean_square = x.square().mean(-1, keepdim=True)
    y: Tensor = x * torch.rsqrt(mean_square + epsilon) * g
    return y


def layer_norm(x: Tensor, g: Tensor, epsilon: float = EPSILON) -> Tensor:
    """What it stands in for: the mean is taken away first. x (…, D), g (D,); the bias is left out."""
    centred = x - x.mean(-1, keepdim=True)
    variance = centred.square().mean(-1, keepdim=True)
    y: Tensor = centred * torch.rsqrt(variance + epsilon) * g
    return y


def uneven(values: dict[str, Any], T: int) -> Tensor:
    """Tokens (1, T, D) as they stand in a deep network: of lengths that differ by up to `spread`, `shift` added."""
    x, seed = words.embedded(values, T), values["seed"]
    sizes: Tensor = values["spread"] ** (torch.rand(1, T, 1, generator=generator(seed)) - 0.5)
    moved: Tensor = (x + values["shift"]) * sizes
    return moved


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The same tokens before, after RMSNorm and after LayerNorm; what each forgets."""
    T, D = values["T"], values["D"]
    x, g = uneven(values, T), torch.ones(D)
    traced = trace(rms_norm, x, g, letters={"B": 1, "T": T, "D": D}, spelt=[(g, "D")])
    yield from traced.steps
    y, other = traced.result, layer_norm(x, g)
    same = "After either norm every token has the same length."
    every = {"x": x, "RMSNorm": y, "LayerNorm": other}
    for title, reading, axis, told in (
        (N_("length of each token"), _rms, "‖·‖/√D", same),
        (N_("mean of each token"), _mean, "mean", "LayerNorm takes the mean away, RMSNorm leaves it."),
    ):
        lines = {name: list(enumerate(reading(t))) for name, t in every.items()}
        yield curves(title, lines, ("token", axis), told, role="idea", group="what is forgotten")
    for title, shown in every.items():
        more: dict[str, Any] = {"group": "numbers", "rows": words.labels(values)}
        yield heat(title, shown[0], ("token", "feature"), ("value",), **more)
    yield output(y)
    yield ran_in(lambda: rms_norm(x, g))
    yield traced.memory
    yield Flops(traced.flops, 0, "O(TD): no products")
    yield from checks(x, y, g)
    yield from by_hand()
    apart = gap(y, other)
    yield Stat("RMSNorm − LayerNorm, at most", apart)
    yield Remark(told_of(x, y))
    yield from timings(values)


def _rms(t: Tensor) -> list[float]:
    return [float(n) for n in t[0].square().mean(-1).sqrt()]


def _mean(t: Tensor) -> list[float]:
    return [float(n) for n in t[0].mean(-1)]


def checks(x: Tensor, y: Tensor, g: Tensor) -> Iterator[Piece]:
    """What both forget, what one of them forgets, and where the gradient points."""
    D = x.shape[-1]
    yield Check.of("equal to torch's own", gap(y, torchs_rms_norm(x, (D,), g, EPSILON)))
    own = torchs_layer_norm(x, (D,), g, None, EPSILON)
    yield Check.of("LayerNorm equal to torch's own", gap(layer_norm(x, g), own))
    exact = x.double() + 1e-3 * torch.arange(D)  # no token of zeros
    ones = g.double()
    once, thrice = (rms_norm(t, ones, 0.0) for t in (exact, 3 * exact))
    yield Check.of("every token has the length √D", gap(once.norm(dim=-1), torch.tensor(D**0.5)))
    yield Check.of("3·x gives what x gives", gap(thrice, once))
    centred = exact - exact.mean(-1, keepdim=True)
    both = rms_norm(centred, ones, 0.0), layer_norm(exact, ones, 0.0)
    yield Check.of("without a mean: the same as LayerNorm", gap(*both))
    moved, kept = (gap(f(exact + 5, ones, 0.0), f(exact, ones, 0.0)) for f in (rms_norm, layer_norm))
    yield Check.of("x + 5: LayerNorm forgets it", kept, 1e-5)
    yield Check.of("x + 5: RMSNorm does not (1 = it does)", float(moved <= 1e-3), 0.0)
    leaf = exact.clone().requires_grad_()
    (slope,) = torch.autograd.grad((rms_norm(leaf, ones, 0.0) * normal(*x.shape, seed=7)).sum(), leaf)
    along = (slope * exact).sum(-1) / slope.norm(dim=-1) / exact.norm(dim=-1)
    yield Check.of("the gradient is at right angles to x: its length does not matter", float(along.abs().max()))


def by_hand() -> Iterator[Piece]:
    """(3, 4): mean square 12.5, so 3/√12.5 and 4/√12.5; LayerNorm makes (−1, 1) of it, as of any pair."""
    x, g = torch.tensor([3.0, 4.0]), torch.tensor([1.0, 2.0])
    got = torch.cat((rms_norm(x, torch.ones(2)), layer_norm(x, torch.ones(2), 0.0)))
    want = torch.tensor([0.848528, 1.131371, -1, 1])
    yield Check.of("(3, 4) becomes (0.84853, 1.13137); LayerNorm: (−1, 1)", gap(got, want))
    yield Check.of("… with g = (1, 2) the second is twice as large", float(rms_norm(x, g)[1]) - 2.262742)


def told_of(x: Tensor, y: Tensor) -> str:
    """How far the lengths were apart and are, and what became of the direction."""
    before, after = (max(_rms(t)) / min(_rms(t)) for t in (x, y))
    turn = float(torch.nn.functional.cosine_similarity(x, y, -1).min())
    told = f"The longest token was {before:.2f} times as long as the shortest, after RMSNorm {after:.2f} times."
    return " ".join((told, f"The cosine of a token with what it was is {turn:.4f}: the direction stays."))


def timings(values: dict[str, Any]) -> Iterator[Piece]:
    """Both as written, and torch's own two, on T·D numbers."""
    D = values["D"]
    g = torch.ones(D)
    forms = {
        "RMSNorm": lambda x: rms_norm(x, g),
        "LayerNorm": lambda x: layer_norm(x, g),
        "torch RMSNorm": lambda x: torchs_rms_norm(x, (D,), g, EPSILON),
        "torch LayerNorm": lambda x: torchs_layer_norm(x, (D,), g, None, EPSILON),
    }
    yield from sweep(each(lambda T: (uneven(values, T),), forms), LENGTHS, here=values["T"], memory=True)


DEMO = Demo(
    params=(
        Param("T", 8, 8, 512, 8, "tokens", doubling=True),
        Param("D", 32, 4, 512, 4, "features of a token", doubling=True),
        Param("spread", 8.0, 1.0, 64.0, 1, "how many times as long one token may be as another", doubling=True),
        Param("shift", 1.0, 0.0, 4.0, 0.25, "a number added to every feature"),
        SEED,
        TEXT,
    ),
    run=run,
    source=(rms_norm, layer_norm),
    presets={"without a shift": {"shift": 0.0}, "all of one length": {"spread": 1.0}, "a large shift": {"shift": 3.0}},
)
