"""Priors and synthesizers: weights by hand, and what depends on what."""

from __future__ import annotations

import math

from tests.demos.asked.formulas.kind import Formulas

TREES = {"en": (1, 4, 3, 1, -1, 6, 7, 4), "ko": (1, 2, 7, 4, 5, 6, 7, -1)}  # each word's parent


def _of(v):
    return [float(value) for value in v.values.split(",")]


def _near(v):
    """The words within h edges of word i, by walking up and down."""
    tree, found = TREES[v.text], {v.i}
    for _ in range(v.h):
        found |= {j for j in range(8) for k in set(found) if tree[j] == k or tree[k] == j}
    return found


def _above(v):
    """The word, its parent, and that one's."""
    tree, found = TREES[v.text], [v.i]
    for _ in range(v.h):
        found += [tree[found[-1]]] if tree[found[-1]] >= 0 else []
    return set(found)


def _binary(T, h, i):
    """The words within h edges of word i in a heap, by walking."""
    found = {i}
    for _ in range(h):
        found |= {j for k in found for j in ((k - 1) // 2 if k else k, 2 * k + 1, 2 * k + 2) if 0 <= j < T}
    return found


FORMULAS: Formulas = {
    ("gaussian-prior", "one sigma away"): lambda v: math.exp(-v.n * v.n / 2),
    ("gaussian-prior", "one sigma away", "a Gaussian has 2σ² below"): lambda v: math.exp(-v.n * v.n),
    ("gaussian-prior", "one sigma away", "a Gaussian falls with the square"): lambda v: math.exp(-v.n / 2),
    ("gaussian-prior", "before or after the softmax"): lambda v: "renormalised" if v.what == "log" else "exp",
    ("gaussian-prior", "before or after the softmax", "what is added to a logit is an exponent"): lambda v: (
        "exp" if v.what == "log" else "renormalised"
    ),
    ("gaussian-prior", "before or after the softmax", "adding logits multiplies weights"): lambda v: "added",
    ("gaussian-prior", "before or after the softmax", "after multiplying, rows no longer sum to 1"): lambda v: (
        "multiplied"
    ),
    ("gaussian-prior", "the limit of a wide prior"): lambda v: "plain" if v.end == "large" else "own",
    ("gaussian-prior", "the limit of a wide prior", "a prior does not replace the scores"): lambda v: "even",
    ("gaussian-prior", "the limit of a wide prior", "large σ is wide, not narrow"): lambda v: (
        "own" if v.end == "large" else "plain"
    ),
    ("syntax-prior", "who a word sees"): lambda v: frozenset(_near(v)),
    ("syntax-prior", "who a word sees", "near in the tree is not near in writing"): lambda v: frozenset(
        range(max(0, v.i - v.h), min(7, v.i + v.h) + 1)
    ),
    ("syntax-prior", "who a word sees", "an edge works both ways"): lambda v: frozenset(_above(v)),
    ("syntax-prior", "who a word sees", "a token sees itself"): lambda v: frozenset(_near(v) - {v.i}),
    ("syntax-prior", "a chain"): lambda v: "band" if v.h < v.T - 1 else "full",
    ("syntax-prior", "a chain", "an edge works both ways"): lambda v: "causal",
    ("syntax-prior", "a chain", "joined is not near"): lambda v: "full",
    ("syntax-prior", "a chain", "a chain of T words has T − 1 edges"): lambda v: "band",
    ("syntax-prior", "words in reach"): lambda v: len(_binary(v.T, v.h, v.i)),
    ("syntax-prior", "words in reach", "near in the tree is not near in writing"): lambda v: (
        min(v.i + v.h, v.T - 1) - max(v.i - v.h, 0) + 1
    ),
    ("syntax-prior", "words in reach", "a token sees itself"): lambda v: len(_binary(v.T, v.h, v.i)) - 1,
    ("only-prior", "weight in a row"): lambda v: 1 / v.t,
    ("only-prior", "weight in a row", "a causal average has t tokens, not T"): lambda v: 1 / v.T,
    ("only-prior", "weight in a row", "a token sees itself"): lambda v: 1 / (v.t - 1),
    ("only-prior", "a running mean"): lambda v: sum(_of(v)) / len(_of(v)),
    ("only-prior", "a running mean", "weights sum to 1"): lambda v: float(sum(_of(v))),
    ("only-prior", "a running mean", "a token sees itself"): lambda v: sum(_of(v)[:-1]) / (len(_of(v)) - 1),
    ("only-prior", "another text"): lambda v: "same" if v.how == "alone" else "other",
    ("only-prior", "another text", "a fixed prior sees no text"): lambda v: "other" if v.how == "alone" else "same",
    ("synthesizer-dense", "one token edited"): lambda v: frozenset({v.k}),
    ("synthesizer-dense", "one token edited", "a token writes its row from itself alone"): lambda v: frozenset(
        range(v.T)
    ),
    ("synthesizer-dense", "shape of the scores"): lambda v: (1, v.H, v.T, v.T),
    ("synthesizer-dense", "shape of the scores", "N scores are written, T are used"): lambda v: (1, v.H, v.T, v.N),
    ("synthesizer-dense", "shape of the scores", "the hidden layer is not the scores"): lambda v: (1, v.H, v.T, 8),
    ("synthesizer-dense", "a longer text"): lambda v: min(v.T, v.N),
    ("synthesizer-dense", "a longer text", "N is fixed with the weights"): lambda v: v.T,
    ("synthesizer-dense", "a longer text", "N scores are written, T are used"): lambda v: v.N,
    ("synthesizer-random", "two texts"): lambda v: "same" if v.which == "random" else "other",
    ("synthesizer-random", "two texts", "the map is a parameter"): lambda v: "other" if v.which == "random" else "same",
    ("synthesizer-random", "parameters"): lambda v: 2 * v.N * v.rank if v.rank else v.N**2,
    ("synthesizer-random", "parameters", "a factorised matrix has two factors"): lambda v: v.N * v.rank,
    ("synthesizer-random", "parameters", "factors stand in for the matrix"): lambda v: v.N**2,
    ("synthesizer-random", "parameters", "the map pairs places, not features"): lambda v: v.N * v.d,
    ("synthesizer-random", "the values doubled"): lambda v: "more" if v.which == "random" else "other",
    ("synthesizer-random", "the values doubled", "the map is a parameter"): lambda v: (
        "other" if v.which == "random" else "more"
    ),
    ("synthesizer-random", "the values doubled", "weights that sum to 1 do not fix the size"): lambda v: "same",
}
