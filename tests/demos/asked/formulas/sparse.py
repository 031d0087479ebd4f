"""Sparse patterns: pairs, rows and shapes by their formulas."""

from __future__ import annotations

from tests.demos.asked.formulas.kind import Formulas


def _far(v):
    return 0 if v.causal == "yes" else v.w


FORMULAS: Formulas = {
    ("band", "pairs"): lambda v: v.T * (v.w + _far(v) + 1) - (v.w * (v.w + 1) + _far(v) * (_far(v) + 1)) // 2,
    ("band", "pairs", "ends have fewer keys"): lambda v: v.T * (v.w + _far(v) + 1),
    ("band", "pairs", "a token sees itself"): lambda v: (
        v.T * (v.w + _far(v)) - (v.w * (v.w + 1) + _far(v) * (_far(v) + 1)) // 2
    ),
    ("band", "who sees"): lambda v: frozenset(range(v.j - _far(v), v.j + v.w + 1)),
    ("band", "who sees", "rows and columns"): lambda v: frozenset(range(v.j - v.w, v.j + 1)),
    ("band", "who sees", "w is the whole width"): lambda v: frozenset(range(v.j - _far(v) // 2, v.j + v.w // 2 + 1)),
}
