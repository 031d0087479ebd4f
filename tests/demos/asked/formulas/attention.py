"""Attention: shapes, operations, and who sees whom."""

from __future__ import annotations

from tests.demos.asked.formulas.kind import Formulas, Near


def _grown(T, d):
    return lambda v: f"×{v.factor ** (T if v.what == 'T' else d)}"


FORMULAS: Formulas = {
    ("scaled-dot-product", "variance"): lambda v: Near(v.d, 0.2),
    ("scaled-dot-product", "variance", "variances add up over the components"): lambda v: Near(1, 0.2),
    ("scaled-dot-product", "variance", "variance is the square of the deviation"): lambda v: Near(v.d**0.5, 0.1),
    ("scaled-dot-product", "variance", "independent components partly cancel"): lambda v: Near(v.d**2, 0.4),
    ("scaled-dot-product", "which is sharper"): lambda v: "unscaled" if v.asks == "sharp" else "scaled",
    ("scaled-dot-product", "which is sharper", "dividing flattens the softmax"): lambda v: (
        "scaled" if v.asks == "sharp" else "unscaled"
    ),
    ("scaled-dot-product", "which is sharper", "a factor does not cancel in a softmax"): lambda v: "same",
    ("scaled-dot-product", "shape of the scores"): lambda v: (v.B, v.H, v.T, v.T),
    ("scaled-dot-product", "shape of the scores", "scores compare tokens with tokens"): lambda v: (v.B, v.H, v.T, v.d),
    ("scaled-dot-product", "shape of the scores", "every head has scores of its own"): lambda v: (v.B, v.T, v.T),
    ("scaled-dot-product", "shape of the scores", "K is transposed, not Q"): lambda v: (v.B, v.H, v.d, v.d),
    ("scaled-dot-product", "growth"): _grown(2, 1),
    ("scaled-dot-product", "growth", "attention is quadratic in T"): lambda v: f"×{v.factor}",
    ("scaled-dot-product", "growth", "attention is linear in d"): lambda v: f"×{v.factor**2}",
    ("scaled-dot-product", "growth", "only one size grows"): lambda v: f"×{v.factor**3}",
    ("multi-head", "shape of q"): lambda v: (1, v.H, v.T, v.D // v.H),
    ("multi-head", "shape of q", "heads come before tokens"): lambda v: (1, v.T, v.H, v.D // v.H),
    ("multi-head", "shape of q", "heads share the width"): lambda v: (1, v.H, v.T, v.D),
    ("multi-head", "shape of q", "features are cut, not the text"): lambda v: (1, v.H, v.T // v.H, v.D),
    ("multi-head", "cost of heads"): lambda v: "×1" if v.stays == "D" else f"×{v.H}",
    ("multi-head", "cost of heads", "heads share the width"): lambda v: f"×{v.H}" if v.stays == "D" else "×1",
    ("multi-head", "cost of heads", "all heads are computed"): lambda v: f"×1/{v.H}",
    ("multi-head", "what the scores are divided by"): lambda v: Near((v.D / v.H) ** 0.5, 0.01),
    ("multi-head", "what the scores are divided by", "the scale belongs to the head's width"): lambda v: Near(
        v.D**0.5, 0.01
    ),
    ("multi-head", "what the scores are divided by", "the scale is a root"): lambda v: Near(v.D / v.H, 0.01),
    ("multi-head", "a view without the transpose"): lambda v: v.h * v.T // v.H,
    ("multi-head", "a view without the transpose", "a view alone cuts the text, not the features"): lambda v: 0,
    ("self-attention", "two tokens swapped"): lambda v: frozenset({v.i, v.j}),
    ("self-attention", "two tokens swapped", "attention does not know the order"): lambda v: frozenset(range(v.T)),
    ("self-attention", "two tokens swapped", "outputs move with their tokens"): lambda v: frozenset(),
    ("self-attention", "one token edited"): lambda v: frozenset(range(v.T)),
    ("self-attention", "one token edited", "everyone reads every token"): lambda v: frozenset({v.i}),
    ("self-attention", "one token edited", "without a mask the past sees the future"): lambda v: frozenset(
        range(v.i, v.T)
    ),
    ("self-attention", "cost of the projections"): lambda v: 6 * v.T * v.D**2,
    ("self-attention", "cost of the projections", "a multiply-add is two operations"): lambda v: 3 * v.T * v.D**2,
    ("self-attention", "cost of the projections", "a projection is linear in T"): lambda v: 6 * v.T**2 * v.D,
    ("self-attention", "cost of the projections", "W_O is not among Q, K, V"): lambda v: 8 * v.T * v.D**2,
    ("causal", "who sees"): lambda v: frozenset(range(v.i, v.T)),
    ("causal", "who sees", "rows and columns of a mask"): lambda v: frozenset(range(v.i + 1)),
    ("causal", "who sees", "a token sees itself"): lambda v: frozenset(range(v.i + 1, v.T)),
    ("causal", "who sees", "a causal mask hides the future"): lambda v: frozenset(range(v.T)),
    ("causal", "pairs"): lambda v: v.T * (v.T + 1) // 2,
    ("causal", "pairs", "a token sees itself"): lambda v: v.T * (v.T - 1) // 2,
    ("causal", "pairs", "a causal mask hides the future"): lambda v: v.T**2,
    ("causal", "pairs", "the diagonal is in one half, not split"): lambda v: v.T**2 // 2,
    ("causal", "first change"): lambda v: v.i,
    ("causal", "first change", "a causal mask hides the future"): lambda v: 0,
    ("causal", "first change", "a token sees itself"): lambda v: v.i + 1,
    ("causal", "mask after the softmax"): lambda v: (v.i + 1) / v.T,
    ("causal", "mask after the softmax", "a mask after the softmax leaves rows short"): lambda v: 1.0,
    ("causal", "mask after the softmax", "a token sees itself"): lambda v: v.i / v.T,
    ("causal", "next row"): lambda v: frozenset(range(v.i + 1)),
    ("causal", "next row", "each row sees one token more"): lambda v: frozenset(range(v.i)),
    ("causal", "next row", "rows and columns of a mask"): lambda v: frozenset(range(v.i, v.T)),
    ("cross-attention", "shape of the weights"): lambda v: (1, v.H, v.T_q, v.T_k),
    ("cross-attention", "shape of the weights", "queries are rows, keys are columns"): lambda v: (1, v.H, v.T_k, v.T_q),
    ("cross-attention", "shape of the weights", "keys come from the other text"): lambda v: (1, v.H, v.T_q, v.T_q),
    ("cross-attention", "shape of the output"): lambda v: (1, v.H, v.T_q, 16 // v.H),
    ("cross-attention", "shape of the output", "one output row for each query"): lambda v: (1, v.H, v.T_k, 16 // v.H),
    ("cross-attention", "shape of the output", "weights are not yet the output"): lambda v: (1, v.H, v.T_q, v.T_k),
    ("cross-attention", "what a shuffle does"): lambda v: {"x": "unchanged", "keys": "other", "y": "moved"}[v.what],
    ("complexity", "growth"): lambda v: "scores ×4, FFN ×2" if v.what == "T" else "scores ×2, FFN ×4",
    ("complexity", "growth", "attention is quadratic in T"): lambda v: "scores ×2, FFN ×2",
    ("complexity", "growth", "attention is linear in d"): lambda v: "scores ×4, FFN ×4",
    ("complexity", "growth", "the FFN meets each token alone"): lambda v: (
        "scores ×4, FFN ×4" if v.what == "T" else "scores ×2, FFN ×2"
    ),
    ("complexity", "growth", "scores go with T², the FFN with D²"): lambda v: (
        "scores ×2, FFN ×4" if v.what == "T" else "scores ×4, FFN ×2"
    ),
    ("complexity", "where they meet"): lambda v: v.r * v.D,
    ("complexity", "where they meet", "the projections are not the scores"): lambda v: (v.r - 2) * v.D,
    ("complexity", "where they meet", "the FFN is r times as wide"): lambda v: 2 * v.D,
    ("complexity", "what costs more"): lambda v: "scores and A V" if v.T > 4 * v.D else "FFN",
}
