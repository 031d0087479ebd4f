"""Linear attention, experts, activations, norms, residuals, biases: numbers by hand."""

from __future__ import annotations

import math
from statistics import NormalDist, fmean, pstdev

from tests.demos.asked.formulas.kind import Formulas, Near


def _swish(x, beta):
    return x / (1 + math.exp(-beta * x))


def _phi(x):
    return NormalDist().cdf(x)


def _features(v):
    return v.d if v.phi == "elu+1" else v.r


def _grown(v, work, kept):
    return f"operations ×{v.factor**work}, kept ×{v.factor**kept}"


def _odds(v):
    return [float(n) for n in v.odds.split(" : ")]


def _numbers(v):
    return [float(n) for n in v.numbers.split(",")]


def _routes(text):
    """(token, expert, probability) of each token, read from the question's text."""
    found = []
    for part in text.splitlines()[1].split("  "):
        token, rest = part.split("→")
        expert, p = rest.split(" ")
        found.append((int(token), expert, float(p.strip("()"))))
    return found


def _served(order, C):
    """Who finds no place, when experts have C places and tokens come in this order."""
    taken, lost = {}, set()
    for token, expert, _ in order:
        taken[expert] = taken.get(expert, 0) + 1
        if taken[expert] > C:
            lost.add(token)
    return lost


def _dropped(v):
    return frozenset(_served(_routes(v.said), v.C))


def _one(case):
    return "Pre-LN" if case == "Post-LN" else "Post-LN"


FORMULAS: Formulas = {
    ("linear-attention", "growth"): lambda v: _grown(v, 1, 0) if v.which == "linear" else _grown(v, 2, 1),
    ("linear-attention", "growth", "the T × T weights are never formed"): lambda v: _grown(v, 2, 0),
    ("linear-attention", "growth", "a state is no cache of keys"): lambda v: _grown(v, 1, 1),
    ("linear-attention", "growth", "softmax keeps every key"): lambda v: _grown(v, 2, 0),
    ("linear-attention", "growth", "attention is quadratic in T"): lambda v: _grown(v, 1, 1),
    ("linear-attention", "growth", "brackets move only without a softmax"): lambda v: (
        _grown(v, 2, 1) if v.which == "linear" else _grown(v, 1, 0)
    ),
    ("linear-attention", "size of the state"): lambda v: _features(v) * (v.d + 1),
    ("linear-attention", "size of the state", "the denominator is kept, too"): lambda v: _features(v) * v.d,
    ("linear-attention", "size of the state", "a state is no cache of keys"): lambda v: 2 * v.T * v.d,
    ("linear-attention", "rank"): lambda v: v.r,
    ("linear-attention", "rank", "a product is no richer than its thin side"): lambda v: v.T,
    ("linear-attention", "rank", "features decide, not the head's width"): lambda v: v.d,
    ("moe", "capacity"): lambda v: math.ceil(v.capacity * v.k * v.T / v.E),
    ("moe", "capacity", "places are rounded up"): lambda v: int(v.capacity * v.k * v.T / v.E),
    ("moe", "capacity", "a token takes k places"): lambda v: math.ceil(v.capacity * v.T / v.E),
    ("moe", "capacity", "experts share the tokens"): lambda v: math.ceil(v.capacity * v.k * v.T),
    ("moe", "twice the experts"): lambda v: "work ×1, parameters ×2" if v.what == "E" else "work ×2, parameters ×1",
    ("moe", "twice the experts", "a token works with k experts only"): lambda v: (
        "work ×2, parameters ×1" if v.what == "E" else "work ×1, parameters ×2"
    ),
    ("moe", "twice the experts", "parameters lie there, work is done"): lambda v: "work ×2, parameters ×2",
    ("moe", "twice the experts", "experts do not share one FFN's width"): lambda v: (
        "work ×1/2, parameters ×1" if v.what == "E" else "work ×1, parameters ×1/2"
    ),
    ("moe", "gates"): lambda v: Near(max(_odds(v)) / sum(sorted(_odds(v))[-v.k :]), 1e-3),
    ("moe", "gates", "kept gates sum to 1"): lambda v: Near(max(_odds(v)) / sum(_odds(v)), 1e-3),
    ("moe", "gates", "gates keep their proportion"): lambda v: Near(1 / v.k, 1e-3),
    ("switch", "who is dropped"): _dropped,
    ("switch", "who is dropped", "first come, first served"): lambda v: frozenset(
        _served(sorted(_routes(v.said), key=lambda route: -route[2]), v.C)
    ),
    ("switch", "who is dropped", "each expert has places of its own"): lambda v: frozenset(
        range(v.T - len(_dropped(v)), v.T)
    ),
    ("switch", "fate of a dropped token"): lambda v: "zero" if v.fate == "full" else "gated",
    ("switch", "fate of a dropped token", "the layer gives 0, the residual gives x"): lambda v: "x",
    ("switch", "fate of a dropped token", "a full expert takes nobody"): lambda v: "gated",
    ("switch", "fate of a dropped token", "a token with a place is served"): lambda v: "zero",
    ("switch", "fate of a dropped token", "the gate multiplies the output"): lambda v: "whole",
    ("switch", "loss of balance"): lambda v: Near(v.E if v.case == "one" else 1, 1e-4),
    ("switch", "loss of balance", "balance is 1 when even, E when collapsed"): lambda v: Near(
        1 if v.case == "one" else v.E, 1e-4
    ),
    ("activations", "the ends of Swish"): lambda v: v.x / 2 if v.which == "zero" else float(max(v.x, 0)),
    ("activations", "the ends of Swish", "σ(0) is a half"): lambda v: float(v.x),
    ("activations", "the ends of Swish", "a steep gate is a step"): lambda v: v.x / 2,
    ("activations", "the ends of Swish", "ReLU comes at large β, a line at 0"): lambda v: 0.0,
    ("activations", "no slope"): lambda v: "ReLU" if v.which == "zero" else "GELU" if v.x > -2 else "SiLU",
    ("activations", "no slope", "ReLU is flat below 0"): lambda v: "ReLU",
    ("activations", "no slope", "smooth curves keep a slope below 0"): lambda v: "GELU",
    ("activations", "no slope", "Swish dips and comes back"): lambda v: "SiLU",
    ("activations", "the deeper dip"): lambda v: "swish" if 0.27846 / v.beta > 0.16997 else "gelu",
    ("activations", "the deeper dip", "a small β makes a wide and deep dip"): lambda v: (
        "gelu" if 0.27846 / v.beta > 0.16997 else "swish"
    ),
    ("activations", "the deeper dip", "GELU is near Swish at β = 1.7 only"): lambda v: "same",
    ("activations", "GELU of a number"): lambda v: Near(v.x * _phi(v.x), 1e-3),
    ("activations", "GELU of a number", "GELU is x times Φ"): lambda v: Near(_phi(v.x), 1e-3),
    ("activations", "GELU of a number", "Φ(−x) is 1 − Φ(x)"): lambda v: Near(v.x * _phi(abs(v.x)), 1e-3),
    ("layer-norm", "Pre or Post"): lambda v: v.which,
    ("layer-norm", "Pre or Post", "Pre-LN normalises what a sublayer reads"): lambda v: _one(v.which),
    ("layer-norm", "size of the stream"): lambda v: "one" if v.which == "Post-LN" else "grows",
    ("layer-norm", "silent sublayers"): lambda v: "normed" if v.which == "Post-LN" else "x",
    ("layer-norm", "silent sublayers", "Pre-LN has an identity path"): lambda v: (
        "x" if v.which == "Post-LN" else "normed"
    ),
    ("layer-norm", "silent sublayers", "a residual carries x past the sublayer"): lambda v: "zero",
    ("layer-norm", "by hand"): lambda v: Near((_numbers(v)[v.j - 1] - fmean(_numbers(v))) / pstdev(_numbers(v)), 1e-3),
    ("layer-norm", "by hand", "LN also divides by the deviation"): lambda v: Near(
        _numbers(v)[v.j - 1] - fmean(_numbers(v)), 1e-3
    ),
    ("layer-norm", "by hand", "LN also takes the mean away"): lambda v: Near(
        _numbers(v)[v.j - 1] / pstdev(_numbers(v)), 1e-3
    ),
    ("rezero", "the first step"): lambda v: "∂/∂W = 0, ∂/∂α ≠ 0" if v.alpha == 0 else "∂/∂W ≠ 0, ∂/∂α ≠ 0",
    ("rezero", "the first step", "only one of two factors starts at 0"): lambda v: "∂/∂W = 0, ∂/∂α = 0",
    ("rezero", "signal at the start"): lambda v: "same" if v.alpha == 0 else "grows",
    ("rezero", "signal at the start", "at α = 0 every layer is the identity"): lambda v: (
        "grows" if v.alpha == 0 else "same"
    ),
    ("rezero", "signal at the start", "a residual carries x past the sublayer"): lambda v: "fades",
    ("rezero", "what it adds"): lambda v: v.L,
    ("rezero", "what it adds", "one α a layer, shared by both sublayers"): lambda v: 2 * v.L,
    ("rezero", "what it adds", "α is one number, not one a feature"): lambda v: 4 * v.D * v.L,
    ("inductive-bias", "how far a CNN hears"): lambda v: v.L * (v.kernel - 1) // 2,
    ("inductive-bias", "how far a CNN hears", "a kernel reaches half its width to a side"): lambda v: v.L * v.kernel,
    ("inductive-bias", "how far a CNN hears", "layers add their reach"): lambda v: (v.kernel - 1) // 2,
    ("inductive-bias", "whose Jacobian"): lambda v: (
        lambda rows: all(
            cell == {"CNN": abs(i - j) <= v.L, "RNN": j <= i, "attention": True}[v.which]
            for i, row in enumerate(rows)
            for j, cell in enumerate(row)
        )
    ),
    ("inductive-bias", "shuffled tokens"): lambda v: "yes" if v.which == "attention" else "no",
    ("data-hunger", "the gap"): lambda v: 100 * (v.right / v.n - v.found / v.m),
    ("data-hunger", "the gap", "the gap is train minus test"): lambda v: 100 * (1 - v.found / v.m),
    ("data-hunger", "the gap", "chance is no part of the gap"): lambda v: 100 * v.right / v.n - 50,
    ("data-hunger", "who sees the order"): lambda v: "same" if "without" in v.which else "other",
    ("data-hunger", "letters alone"): lambda v: float(max(v.share, 100 - v.share)),
    ("data-hunger", "letters alone", "the letters are the same in both kinds of text"): lambda v: 100.0,
    ("data-hunger", "letters alone", "the more frequent answer is the best guess"): lambda v: 50.0,
    ("data-hunger", "letters alone", "one may answer no"): lambda v: float(v.share),
    ("adaptation", "trained numbers"): lambda v: v.r * ((16 if v.layer == "1" else 64) + 64),
    ("adaptation", "trained numbers", "two thin factors, no whole matrix"): lambda v: (
        v.r * (16 if v.layer == "1" else 64) * 64
    ),
    ("adaptation", "trained numbers", "the matrix itself is frozen"): lambda v: (16 if v.layer == "1" else 64) * 64,
    ("adaptation", "trained numbers", "a factorised matrix has two factors"): lambda v: (
        v.r * (16 if v.layer == "1" else 64)
    ),
    ("adaptation", "before the first step"): lambda v: {"both": "other", "none": "stuck"}.get(v.begins, "learns"),
    ("adaptation", "before the first step", "B starts at 0"): lambda v: "other",
    ("adaptation", "before the first step", "an adapted model starts as its base"): lambda v: "learns",
    ("adaptation", "before the first step", "only one of two factors starts at 0"): lambda v: "stuck",
    ("adaptation", "what changes"): lambda v: {"head only": "head", "full": "all", "low-rank": "factors"}[v.method],
}
