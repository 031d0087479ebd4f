"""What a Transformer layer costs: attention grows with the square of the text, the FFN with the square of the width.

    projections Q, K, V, O     8·T·D²
    scores and A V             4·T²·D
    FFN of width d_ff = r·D    4·r·T·D²           (16·T·D² at the usual r = 4)

Operations are 2 × multiply-adds, B = 1, and the number of heads does not matter. So scores and A V cost as much as the
FFN at T = r·D, and the whole of attention, projections included, at T = (r − 2)·D: 4D and 2D at r = 4. Twice the text
is four times the scores.

Operations are not time: a softmax and the writing of T² numbers cost no multiplication and much memory traffic. Where
the clock says that attention overtakes the FFN is measured below.

Paper: Vaswani et al., "Attention Is All You Need", arXiv:1706.03762, table 1; Tay et al., "Efficient Transformers: A
Survey", arXiv:2009.06732.
Elsewhere: torch's FlopCounterMode counts 0 for scaled_dot_product_attention on a CPU; here products are explicit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu, linear, scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark
from demos.kit.forms import account, each
from demos.kit.inputs import tokens, weights
from demos.kit.masked import SEED
from demos.kit.pictures import bars, curves
from demos.kit.timing import sweep
from demos.kit.trace import operations, trace

Weights = tuple[Tensor, ...]


def project(x: Tensor, matrices: Weights) -> tuple[Tensor, Tensor, Tensor]:
    """Q, K and V of x (T, D): three of the four projections."""
    W_Q, W_K, W_V = matrices[:3]
    return linear(x, W_Q), linear(x, W_K), linear(x, W_V)


def mix(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Scores and A V: the part that is quadratic in T."""
    scores = q @ k.T * q.shape[-1] ** -0.5
    A = torch.softmax(scores, -1)
    return A @ v


def ffn(x: Tensor, W1: Tensor, W2: Tensor) -> Tensor:
    """Each token by itself through a layer of width d_ff and back."""
    hidden = gelu(linear(x, W1))
    return linear(hidden, W2)


def block(x: Tensor, matrices: Weights) -> Tensor:
    """Attention and FFN with their residuals: x (T, D) → (T, D). Norms are left out; they cost O(T·D)."""
    W_O, W1, W2 = matrices[3:]
    q, k, v = project(x, matrices)
    mixed = mix(q, k, v)
    x = x + linear(mixed, W_O)
    y = x + ffn(x, W1, W2)
    return y


def costs(T: int, D: int, r: int) -> dict[str, int]:
    """The formulas above, by part."""
    return {"scores and A V": 4 * T * T * D, "Q, K, V, O": 8 * T * D * D, "FFN": 4 * r * T * D * D}


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Counted operations by part, the curves with both crossings, and what the clock says."""
    T, D, r, seed = (values[name] for name in ("T", "D", "r", "seed"))
    x, matrices = _inputs(T, D, r, seed)
    names = {"T": T, "D": D, "r·D": r * D}
    spelt = [(x, "T D"), *((W, "D D") for W in matrices[:4]), (matrices[4], "r·D D"), (matrices[5], "D r·D")]
    with torch.no_grad():
        run = trace(block, x, matrices, letters=names, spelt=spelt)
        yield from run.steps
        counted = _counted(x, matrices)
    formula = costs(T, D, r)
    yield bars("operations by part", {"counted": list(counted.values())}, list(counted), ("part", "operations"))
    yield from _curves(D, r)
    written = f"8·T·D² + 4·T²·D + {4 * r}·T·D²"
    yield from account(run, lambda: block(x, matrices), sum(formula.values()), written)
    for name, count in counted.items():
        yield Check.of(f"{name}: counted = formula", count / formula[name] - 1, 0.0)
    yield from _crossings(r, seed)
    yield from _timings(values)


def _inputs(T: int, D: int, r: int, seed: int) -> tuple[Tensor, Weights]:
    shapes = [(D, D)] * 4 + [(r * D, D), (D, r * D)]
    return tokens(T, D, seed=seed)[0], tuple(
        weights(*shape, seed=1000 + 8 * seed + i) for i, shape in enumerate(shapes)
    )


def _counted(x: Tensor, matrices: Weights) -> dict[str, int]:
    """Operations of each part, counted while it runs; the names are those of `costs`."""
    q, k, v = project(x, matrices)
    projections = operations(project, x, matrices) + operations(linear, x, matrices[3])
    mixing, feeding = operations(mix, q, k, v), operations(ffn, x, *matrices[4:])
    return {"scores and A V": mixing, "Q, K, V, O": projections, "FFN": feeding}


def _curves(D: int, r: int) -> Iterator[Piece]:
    """The formulas over T from D/4 to 16·D, with the two crossings told."""
    lengths = [D * 2**n / 4 for n in range(7)]
    lines: dict[str, list[tuple[float, float]]] = {
        "scores and A V": [(T, 4 * T * T * D) for T in lengths],
        "attention with projections": [(T, 4 * T * T * D + 8 * T * D * D) for T in lengths],
        "FFN": [(T, 4 * r * T * D * D) for T in lengths],
    }
    told = f"Scores and A V meet the FFN at T = {r}D = {r * D}."
    if r > 2:
        told += " " + f"Attention with its projections meets it at T = {r - 2}D = {(r - 2) * D}."
    yield curves("operations against T", lines, ("T", "operations"), told, log=True, role="idea")


def _crossings(r: int, seed: int) -> Iterator[Piece]:
    """The same, counted in runs of a narrow layer (D = 32) at exactly those lengths."""
    D = 32
    with torch.no_grad():
        there = _counted(*_inputs(r * D, D, r, seed))
        yield Check.of(f"scores and A V = FFN at T = {r}D", there["scores and A V"] / there["FFN"] - 1, 0.0)
        if r > 2:
            half = _counted(*_inputs((r - 2) * D, D, r, seed))
            attention = half["scores and A V"] + half["Q, K, V, O"]
            yield Check.of(f"attention = FFN at T = {r - 2}D", attention / half["FFN"] - 1, 0.0)
        twice = _counted(*_inputs(2 * r * D, D, r, seed))
        yield Check.of("T × 2: scores × 4", twice["scores and A V"] / there["scores and A V"] - 4, 0.0)
        yield Check.of("T × 2: FFN × 2", twice["FFN"] / there["FFN"] - 2, 0.0)


def _timings(values: dict[str, Any]) -> Iterator[Piece]:
    """The clock: the layer's two halves over T, attention by its formula and with torch's own."""
    D, r, seed = values["D"], values["r"], values["seed"]
    matrices = _inputs(1, D, r, seed)[1]

    def own(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return scaled_dot_product_attention(q[None, None], k[None, None], v[None, None])[0, 0]

    forms = {
        "FFN": lambda x: ffn(x, matrices[4], matrices[5]),
        "attention": lambda x: linear(mix(*project(x, matrices)), matrices[3]),
        "torch's attention": lambda x: linear(own(*project(x, matrices)), matrices[3]),
    }
    over = each(lambda T: (tokens(T, D, seed=seed)[0],), forms)
    yield from sweep(over, (32, 64, 128, 256, 512, 1024, 2048), here=values["T"], longest={"attention": 4096})
    if r > 2:
        yield Remark(
            f"By the operations, attention costs more than the FFN from T = {r - 2}D = {(r - 2) * D} on. The clock "
            "need not agree: a softmax and T² numbers in memory take time, and no multiplication."
        )


DEMO = Demo(
    params=(
        Param("T", 128, 8, 1024, 8, "tokens", doubling=True),
        Param("D", 128, 16, 512, 16, "model width", doubling=True),
        Param("r", 4, 1, 8, 1, "width of the FFN, d_ff = r·D"),
        SEED,
    ),
    run=run,
    source=(block, project, mix, ffn),
    folded=(costs,),
    presets={"short text, wide model": {"T": 64, "D": 512}, "long text, narrow model": {"T": 1024, "D": 64}},
)
