"""Sparse patterns: pairs, rows and shapes by their formulas."""

from __future__ import annotations

import math

from tests.demos.asked.formulas.kind import Formulas


def _far(v):
    return 0 if v.causal == "yes" else v.w


def _is(keeps):
    """Whether a drawn mask keeps exactly the pairs (i, j) that `keeps` says."""
    return lambda rows: all(cell == keeps(i, j) for i, row in enumerate(rows) for j, cell in enumerate(row))


def _lots(v):
    """A mask by lot: as many keys in every row, and no pattern along the diagonals."""
    return lambda rows: len({sum(row) for row in rows}) == 1 and len({tuple(row) for row in rows}) > len(rows) // 2


def _around(v):
    """Steps from one node to the other around the ring."""
    return min((v.i - v.j) % v.T, (v.j - v.i) % v.T)


def _globals(v):
    """The global tokens: the first g, or the middles of g equal stretches."""
    if getattr(v, "place", "spread") == "first":
        return set(range(v.g))
    return {(2 * n + 1) * v.T // (2 * v.g) for n in range(v.g)}


FORMULAS: Formulas = {
    ("band", "pairs"): lambda v: v.T * (v.w + _far(v) + 1) - (v.w * (v.w + 1) + _far(v) * (_far(v) + 1)) // 2,
    ("band", "pairs", "tokens at the ends have fewer keys"): lambda v: v.T * (v.w + _far(v) + 1),
    ("band", "pairs", "a token sees itself"): lambda v: (
        v.T * (v.w + _far(v)) - (v.w * (v.w + 1) + _far(v) * (_far(v) + 1)) // 2
    ),
    ("band", "who sees"): lambda v: frozenset(range(v.j - _far(v), v.j + v.w + 1)),
    ("band", "who sees", "rows and columns of a mask"): lambda v: frozenset(range(v.j - v.w, v.j + 1)),
    ("band", "who sees", "w is one side, not the whole width"): lambda v: frozenset(
        range(v.j - _far(v) // 2, v.j + v.w // 2 + 1)
    ),
    ("band", "layers"): lambda v: math.ceil((v.T - 1) / v.w),
    ("band", "layers", "reach adds up, layer by layer"): lambda v: 1 + math.ceil(math.log2((v.T - 1) / v.w) - 1e-9),
    ("band", "layers", "w is one side, not the whole width"): lambda v: math.ceil((v.T - 1) / (2 * v.w + 1)),
    ("band", "next row"): lambda v: frozenset(range(max(0, v.i - v.w), min(v.T - 1, v.i + _far(v)) + 1)),
    ("global", "pairs"): lambda v: v.g * (2 * v.T - v.g),
    ("global", "pairs", "where two patterns overlap, a pair counts once"): lambda v: 2 * v.g * v.T,
    ("global", "pairs", "a global token sees all and is seen by all"): lambda v: v.g * v.T,
    ("global", "an ordinary token"): lambda v: frozenset(_globals(v)),
    ("global", "an ordinary token", "an ordinary token does not see itself here"): lambda v: frozenset(
        _globals(v) | {v.i}
    ),
    ("global", "an ordinary token", "only global tokens see everything"): lambda v: frozenset(range(v.T)),
    ("global", "picture"): lambda v: _is(lambda i, j: bool({i, j} & {v.T // 4, 3 * v.T // 4})),
    ("dilated", "keys of a row"): lambda v: frozenset(v.i + n * v.delta for n in range(-v.w, v.w + 1)),
    ("dilated", "keys of a row", "a gap leaves keys out"): lambda v: frozenset(
        range(v.i - v.w * v.delta, v.i + v.w * v.delta + 1)
    ),
    ("dilated", "keys of a row", "w counts keys, not places"): lambda v: frozenset(range(v.i - v.w, v.i + v.w + 1)),
    ("dilated", "keys of a row", "gaps are counted from the query"): lambda v: frozenset(
        j for j in range(v.i - v.w * v.delta, v.i + v.w * v.delta + 1) if j % v.delta == 0
    ),
    ("dilated", "keys in number"): lambda v: 2 * v.w + 1,
    ("dilated", "keys in number", "a gap leaves keys out"): lambda v: 2 * v.w * v.delta + 1,
    ("dilated", "keys in number", "w is one side, not the whole width"): lambda v: v.w + 1,
    ("dilated", "who ever meets"): lambda v: "never" if (v.i - v.j) % v.delta else "yes",
    ("dilated", "who ever meets", "one δ never joins all tokens"): lambda v: "yes",
    ("dilated", "who ever meets", "tokens of one remainder do meet"): lambda v: "never",
    ("dilated", "next row"): lambda v: (
        frozenset(range(v.i % v.delta, v.T, v.delta)) & frozenset(range(v.i - v.w * v.delta, v.i + v.w * v.delta + 1))
    ),
    ("global", "next row"): lambda v: frozenset(range(v.T)) if v.i in _globals(v) else frozenset(_globals(v)),
    ("longformer", "next row"): lambda v: frozenset({*range(v.g), *range(v.i - v.w, min(v.i + v.w + 1, v.T))}),
    ("bigbird", "next row"): lambda v: frozenset(range(v.n) if v.i == v.n - 1 else {0, v.i - 1, v.i, v.i + 1, v.n - 1}),
    ("dilated", "picture"): lambda v: _is(lambda i, j: abs(i - j) in (0, 3, 6)),
    ("random", "pairs"): lambda v: v.T * v.r,
    ("random", "pairs", "the lots are all there is"): lambda v: v.T * v.r + v.T,
    ("random", "seen by", "every query has r keys, not every key r queries"): lambda v: v.r,
    ("random", "against a band"): lambda v: "lots" if v.of == "all" else "band",
    ("random", "against a band", "lots make short ways"): lambda v: "same",
    ("random", "against a band", "near is not quick"): lambda v: "band" if v.of == "all" else "lots",
    ("random", "picture"): _lots,
    ("block-local", "pairs"): lambda v: v.T // v.b * v.b**2 + (v.T % v.b) ** 2,
    ("block-local", "pairs", "a shorter block has fewer pairs"): lambda v: v.T * v.b,
    ("block-local", "pairs", "a padded block is not counted"): lambda v: math.ceil(v.T / v.b) * v.b**2,
    ("block-local", "across a border"): lambda v: "one" if v.i // v.b == v.j // v.b else "never",
    ("block-local", "across a border", "neighbours across a border are strangers"): lambda v: "one",
    ("block-local", "across a border", "depth does not cross a border"): lambda v: "later",
    ("block-local", "across a border", "within a block all see each other"): lambda v: "never",
    ("block-local", "across a border", "a block needs no go-between"): lambda v: "later",
    ("block-local", "next row"): lambda v: frozenset(range(v.i // v.b * v.b, min(v.T, v.i // v.b * v.b + v.b))),
    ("block-local", "picture"): lambda v: _is(lambda i, j: i // 4 == j // 4),
    ("star-transformer", "keys of a node"): lambda v: 5 if v.whose == "node" else v.T + 1,
    ("star-transformer", "keys of a node", "a node also sees its own embedding"): lambda v: 4,
    ("star-transformer", "keys of a node", "nodes see the relay"): lambda v: 3,
    ("star-transformer", "keys of a node", "the relay sees itself"): lambda v: v.T,
    ("star-transformer", "keys of a node", "the embeddings are for their nodes"): lambda v: 2 * v.T + 1,
    ("star-transformer", "hops"): lambda v: min(2, _around(v)),
    ("star-transformer", "hops", "the relay joins all nodes"): lambda v: _around(v),
    ("star-transformer", "hops", "neighbours on the ring see each other"): lambda v: 2,
    ("star-transformer", "hops", "over the relay it takes two layers"): lambda v: 1,
    ("star-transformer", "shape of the mask"): lambda v: (v.T + 1, 2 * v.T + 1),
    ("star-transformer", "shape of the mask", "the embeddings are keys, too"): lambda v: (v.T + 1, v.T + 1),
    ("star-transformer", "shape of the mask", "the relay asks, too"): lambda v: (v.T, v.T),
    ("star-transformer", "shape of the mask", "the embeddings ask nothing"): lambda v: (2 * v.T + 1, 2 * v.T + 1),
    ("star-transformer", "picture"): lambda v: _is(
        lambda i, j: v.T - 1 in (i, j) or (i - j) % (v.T - 1) in (0, 1, v.T - 2)
    ),
    ("random", "seen by"): lambda v: sum(row[v.j] > 0 for row in v.pictures[0].values),
    ("longformer", "keys of a row"): lambda v: len({*range(v.g), *range(v.i - v.w, v.i + v.w + 1)} & set(range(v.T))),
    ("longformer", "keys of a row", "where two patterns overlap, a pair counts once"): lambda v: (
        v.g + len(set(range(v.i - v.w, v.i + v.w + 1)) & set(range(v.T)))
    ),
    ("longformer", "keys of a row", "everyone sees the globals"): lambda v: 2 * v.w + 1,
    ("longformer", "who sees"): lambda v: frozenset({*range(v.g), *range(v.j - v.w, v.j + v.w + 1)}),
    ("longformer", "who sees", "a global token sees all and is seen by all"): lambda v: frozenset(
        range(v.j - v.w, v.j + v.w + 1)
    ),
    ("longformer", "who sees", "only global tokens see everything"): lambda v: frozenset(range(v.T)),
    ("longformer", "farthest key"): lambda v: v.w * (v.delta if v.h >= v.H - v.gapped else 1),
    ("longformer", "farthest key", "gaps are a head's own"): lambda v: v.w * (1 if v.h >= v.H - v.gapped else v.delta),
    ("longformer", "picture"): lambda v: _is(lambda i, j: min(i, j) < 2 or abs(i - j) <= 1),
    ("bigbird", "blocks of a row"): lambda v: 5 + v.r - (v.i in (1, v.n - 2)),
    ("bigbird", "blocks of a row", "where two patterns overlap, a pair counts once"): lambda v: 5 + v.r,
    ("bigbird", "blocks of a row", "everyone sees the globals"): lambda v: 3 + v.r,
    ("bigbird", "blocks of a row", "BigBird has random blocks, too"): lambda v: 5 - (v.i in (1, v.n - 2)),
    ("bigbird", "two heads"): lambda v: "own" if v.what == "heads" else "same",
    ("bigbird", "two heads", "every head draws its own lots"): lambda v: "same",
    ("bigbird", "two heads", "lots are drawn before any text is read"): lambda v: "own",
    ("bigbird", "blocks in all"): lambda v: 2 * v.n + (v.n - 2) * (5 + v.r) - 2,
    ("bigbird", "blocks in all", "where two patterns overlap, a pair counts once"): lambda v: (
        2 * (2 * v.n - 2) + 3 * v.n - 2 + (v.n - 2) * v.r
    ),
    ("bigbird", "picture"): lambda v: (
        lambda rows: (
            all(map(all, (*rows[:2], *rows[-2:])))
            and all(row[0] and row[-1] and row[i] for i, row in enumerate(rows))
            and not all(map(all, rows))
        )
    ),
    ("etc", "shape of the scores"): lambda v: (1, v.H, v.T, v.g + 2 * v.w + 1),
    ("etc", "shape of the scores", "the text sees a band of itself"): lambda v: (1, v.H, v.T, v.g + v.T),
    ("etc", "shape of the scores", "globals and neighbours share one softmax"): lambda v: (1, v.H, v.T, 2 * v.w + 1),
    ("etc", "shape of the scores", "the two sequences have rows of their own"): lambda v: (1, v.H, v.g, v.g + v.T),
    ("etc", "which piece is banded"): lambda v: {"band": "l2l", "text": "l2g", "globals": "g2l"}[v.what],
    ("etc", "which piece is banded", "who asks stands first"): lambda v: {"text": "g2l", "globals": "l2g"}[v.what],
    ("etc", "which piece is banded", "the two sequences have rows of their own"): lambda v: "l2l",
    ("etc", "which piece is banded", "globals read the whole text"): lambda v: "g2l",
    ("etc", "which piece is banded", "the whole text reads the globals"): lambda v: "l2g",
    ("etc", "pairs"): lambda v: v.g * (v.g + 2 * v.T) + v.T * (2 * v.w + 1) - v.w * (v.w + 1),
    ("etc", "pairs", "globals see each other"): lambda v: 2 * v.g * v.T + v.T * (2 * v.w + 1) - v.w * (v.w + 1),
    ("etc", "pairs", "tokens at the ends have fewer keys"): lambda v: v.g * (v.g + 2 * v.T) + v.T * (2 * v.w + 1),
}
