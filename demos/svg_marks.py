"""The marks of an SVG picture: colours that differ in lightness too, a pattern for each, dashes, and shades of heat."""

from __future__ import annotations

import math

# Okabe and Ito's palette, for eyes that see few colours; the patterns tell them apart in print.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#666666", "#b0a000")
STROKES = (
    "",
    "M0,6 L6,0",
    "M0,3 L6,3",
    "M0,0 L6,6",
    "M3,0 L3,6",
    "M0,3 L6,3 M3,0 L3,6",
    "M2,2 L4,4",
    "M0,6 L6,0 M0,0 L6,6",
)
DASHES = (
    "",
    "stroke-dasharray='7 4'",
    "stroke-dasharray='2 3'",
    "stroke-dasharray='9 3 2 3'",
    "stroke-dasharray='12 5'",
    "stroke-dasharray='1 2'",
)
NAN = "#d40000"


def patterns() -> str:
    """The patterns p0, p1, … that fills refer to."""
    made = []
    for i, (colour, stroke) in enumerate(zip(COLOURS, STROKES, strict=True)):
        lines = f"<path d='{stroke}' stroke='#fff' stroke-width='1.2' fill='none'/>" if stroke else ""
        made.append(
            f"<pattern id='p{i}' width='6' height='6' patternUnits='userSpaceOnUse'>"
            f"<rect width='6' height='6' fill='{colour}'/>{lines}</pattern>"
        )
    return f"<defs>{''.join(made)}</defs>"


def shade(x: float, low: float, high: float) -> str:
    """White for the smallest value, a dark blue for the largest, in 32 steps; red for what is no number."""
    if not math.isfinite(x):
        return NAN
    share = round((x - low) / (high - low) * 31) / 31 if high > low else 0.0
    ends = ((255, 8), (255, 48), (255, 107))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in ends)
