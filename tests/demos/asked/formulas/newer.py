"""Concepts of newer models: shared keys, tiles, sinks, longer positions, gates, norms."""

from __future__ import annotations

from statistics import fmean, pstdev

from tests.demos.asked.formulas.kind import Formulas, Near


def _of(text):
    return [float(n) for n in text.split(",")]


def _rms(numbers):
    return fmean(n * n for n in numbers) ** 0.5


def _saved(v, operations):
    part = f"×1/{v.H // v.H_k}"
    return f"operations {part if operations else '×1'}, cache {part}"


def _forgets(v):
    return "same" if v.what == "times" or v.which == "LayerNorm" else "other"


FORMULAS: Formulas = {
    ("grouped-query", "who shares"): lambda v: frozenset(range(v.g * v.H // v.H_k, (v.g + 1) * v.H // v.H_k)),
    ("grouped-query", "who shares", "neighbouring heads share"): lambda v: frozenset(range(v.g, v.H, v.H_k)),
    ("grouped-query", "size of the cache"): lambda v: 2 * v.H_k * v.T * v.d,
    ("grouped-query", "size of the cache", "only heads of keys are kept"): lambda v: 2 * v.H * v.T * v.d,
    ("grouped-query", "size of the cache", "keys and values are kept"): lambda v: v.H_k * v.T * v.d,
    ("grouped-query", "size of the cache", "queries are not kept"): lambda v: (2 * v.H_k + v.H) * v.T * v.d,
    ("grouped-query", "what it saves"): lambda v: _saved(v, v.saves == "fewer"),
    ("grouped-query", "what it saves", "every query still scores"): lambda v: _saved(v, v.saves == "shared"),
    ("grouped-query", "what it saves", "shared keys are not copied"): lambda v: "operations ×1, cache ×1",
    ("online-softmax", "the running sum"): lambda v: Near(
        sum(_of(v.first) + _of(v.second)) / max(_of(v.first) + _of(v.second)), 1e-3
    ),
    ("online-softmax", "the running sum", "a larger score shrinks what came before"): lambda v: Near(
        sum(_of(v.first)) / max(_of(v.first)) + sum(_of(v.second)) / max(_of(v.second)), 1e-3
    ),
    ("online-softmax", "the running sum", "the sum is relative to the largest score"): lambda v: Near(
        sum(_of(v.first) + _of(v.second)), 1e-3
    ),
    ("online-softmax", "scores alive"): lambda v: v.H * v.T * v.b,
    ("online-softmax", "scores alive", "only one tile of scores is alive"): lambda v: v.H * v.T**2,
    ("online-softmax", "scores alive", "every head has scores of its own"): lambda v: v.T * v.b,
    ("online-softmax", "how exact"): lambda v: "exact" if v.how == "running" else "near",
    ("online-softmax", "how exact", "tiles are put right, not averaged"): lambda v: (
        "near" if v.how == "running" else "exact"
    ),
    ("online-softmax", "larger tiles"): lambda v: "×1" if v.what == "b" else f"×{v.factor**2}",
    ("online-softmax", "larger tiles", "tiles save memory, not work"): lambda v: f"×{v.factor}",
    ("online-softmax", "larger tiles", "larger tiles are fewer tiles"): lambda v: (
        f"×{v.factor**2}" if v.what == "b" else "×1"
    ),
    ("attention-sinks", "keys of a row"): lambda v: frozenset({*range(v.s), *range(v.i - v.w, v.i + 1)}),
    ("attention-sinks", "keys of a row", "sinks stay in sight"): lambda v: frozenset(range(v.i - v.w, v.i + 1)),
    ("attention-sinks", "keys of a row", "a token sees itself"): lambda v: frozenset(
        {*range(v.s), *range(v.i - v.w + 1, v.i + 1)}
    ),
    ("attention-sinks", "keys of a row", "which side the window is on"): lambda v: frozenset(
        {*range(v.s), *range(v.i - v.w, min(v.T, v.i + v.w + 1))}
    ),
    ("attention-sinks", "next row"): lambda v: frozenset({*range(v.s), *range(v.i - v.w, v.i + 1)}),
    ("attention-sinks", "size of the cache"): lambda v: v.w + 1 + v.s,
    ("attention-sinks", "size of the cache", "sinks stay in sight"): lambda v: v.w + 1,
    ("attention-sinks", "size of the cache", "a token sees itself"): lambda v: v.w + v.s,
    ("attention-sinks", "size of the cache", "the oldest key that is no sink leaves"): lambda v: v.T,
    ("rope-scaling", "the old place"): lambda v: v.p / v.s,
    ("rope-scaling", "the old place", "scaling turns more slowly"): lambda v: v.p * v.s,
    ("rope-scaling", "the old place", "scaled places are not the old ones"): lambda v: float(v.p),
    ("rope-scaling", "who is slowed down"): lambda v: {"linear": "both", "ntk": "slow"}[v.kind],
    ("rope-scaling", "who is slowed down", "scaling changes the angles"): lambda v: "neither",
    ("swiglu", "parameters"): lambda v: 3 * v.D * v.d_ff,
    ("swiglu", "parameters", "SwiGLU has three matrices"): lambda v: 2 * v.D * v.d_ff,
    ("swiglu", "parameters", "d_ff need not be 4D"): lambda v: 8 * v.D**2,
    ("swiglu", "what a unit lets through"): lambda v: max(v.a, 0) * v.u,
    ("swiglu", "what a unit lets through", "gate and up are multiplied"): lambda v: max(v.a, 0) + v.u,
    ("swiglu", "what a unit lets through", "only the gate has the function"): lambda v: 0,
    ("swiglu", "what a unit lets through", "a closed gate lets nothing through"): lambda v: v.a * v.u,
    ("swiglu", "shape of the gate"): lambda v: (1, v.T, v.d_ff),
    ("swiglu", "shape of the gate", "every unit of every token has a gate"): lambda v: (1, v.T, v.D),
    ("swiglu", "as dear as an FFN"): lambda v: (
        "same" if 3 * v.d_ff == 8 * v.D else "more" if 3 * v.d_ff > 8 * v.D else "fewer"
    ),
    ("rms-norm", "by hand"): lambda v: Near(_of(v.numbers)[v.j - 1] / _rms(_of(v.numbers)), 1e-3),
    ("rms-norm", "by hand", "RMSNorm keeps the mean"): lambda v: Near(
        (_of(v.numbers)[v.j - 1] - fmean(_of(v.numbers))) / pstdev(_of(v.numbers)), 1e-3
    ),
    ("rms-norm", "by hand", "the mean of the squares, not their sum"): lambda v: Near(
        _of(v.numbers)[v.j - 1] / sum(n * n for n in _of(v.numbers)) ** 0.5, 1e-3
    ),
    ("rms-norm", "what it forgets"): _forgets,
    ("rms-norm", "length after the norm"): lambda v: Near(v.D**0.5, 1e-3),
    ("rms-norm", "length after the norm", "the mean of the squares, not their sum"): lambda v: Near(1, 1e-3),
    ("rms-norm", "length after the norm", "the length is a root"): lambda v: Near(v.D, 1e-3),
}
