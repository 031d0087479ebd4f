"""Positions: turns, buckets and slopes by their formulas."""

from __future__ import annotations

import math

from tests.demos.asked.formulas.kind import Formulas, Near


def _bucket(v):
    half, exact, far = v.buckets // 2, v.buckets // 4, abs(v.offset)
    near = far if far < exact else exact + int(math.log(far / exact) / math.log(v.far / exact) * (half - exact) + 1e-9)
    return min(near, half - 1) + (half if v.offset > 0 else 0)


FORMULAS: Formulas = {
    ("absolute-position", "a whole turn"): lambda v: Near(2 * math.pi * v.base ** (2 * v.i / v.D), 0.001),
    ("absolute-position", "a whole turn", "a turn is 2π, not 1"): lambda v: Near(v.base ** (2 * v.i / v.D), 0.001),
    ("absolute-position", "a whole turn", "pair i stands at 2i of D"): lambda v: Near(
        2 * math.pi * v.base ** (v.i / v.D), 0.001
    ),
    ("absolute-position", "equal products"): lambda v: f"PE[{v.a + v.s}]·PE[{v.b + v.s}]",
    ("absolute-position", "length of a place"): lambda v: Near(v.D / 2, 1e-4),
    ("absolute-position", "length of a place", "sin² + cos² is 1 for each pair"): lambda v: Near(v.D, 1e-4),
    ("absolute-position", "length of a place", "a position is no unit vector"): lambda v: Near(1, 1e-4),
    ("absolute-position", "without positions"): lambda v: "other" if v.places else "moved",
    ("absolute-position", "without positions", "attention does not know the order"): lambda v: (
        "moved" if v.places else "other"
    ),
    ("absolute-position", "without positions", "outputs move with their tokens"): lambda v: "same",
    ("relative-position", "equal pairs"): lambda v: f"S({v.i + v.s}, {v.j + v.s})",
    ("relative-position", "T5 bucket"): _bucket,
    ("relative-position", "ALiBi slope"): lambda v: 2 ** (-8 * v.h / v.H),
    ("relative-position", "ALiBi slope", "slopes are powers of two over 8/H"): lambda v: 1 / v.h,
    ("relative-position", "ALiBi slope", "the slopes end at 1/256 for any H"): lambda v: 2.0**-v.h,
    ("relative-position", "what RoPE turns"): lambda v: "other" if v.what in ("q", "k") else "same",
    ("relative-position", "what RoPE turns", "values are not turned"): lambda v: "other",
    ("relative-position", "what RoPE turns", "both sides of a score are turned"): lambda v: (
        "other" if v.what == "scores" else "same"
    ),
}
