"""A map's pixels as cells of the terminal: half blocks in colours, signs of causes, or characters without colours."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from studytui.demo.raster import DEPTHS, Raster, Span
from studytui.demo.shades import Shades, character, letters, style

Pixels = list[list[int]]
Place = tuple[int, int]


def block_lines(
    pixels: Pixels,
    raster: Raster,
    legend: Sequence[str],
    x: Span,
    shades: Shades,
    cursor: Sequence[Place] = (),
    *,
    whole: bool = False,
) -> list[list[Segment]]:
    """Two rows of pixels a line, as half blocks, or `whole` blocks; `cursor` are pixels drawn in its colour."""
    if whole:
        pixels = [line for line in pixels for _ in range(2)]
        cursor = [(2 * row + half, column) for row, column in cursor for half in range(2)]
    table: dict[int, str] = {}
    for line in pixels:
        for code in line:
            if code not in table:
                table[code] = shades.colour(code, raster.mask, raster.signed)
    blank = [-1] * len(pixels[0]) if pixels else []
    lines: list[list[Segment]] = []
    for top in range(0, len(pixels), 2):
        upper = pixels[top]
        lower = pixels[top + 1] if top + 1 < len(pixels) else blank
        pairs = [(table[a], table[b] if b != -1 else shades.background) for a, b in zip(upper, lower, strict=True)]
        marks = _signs(upper, lower, raster, legend, x)
        for row, column in cursor:
            if top <= row <= top + 1 and 0 <= column < len(pairs):
                a, b = pairs[column]
                pairs[column] = (shades.wrong, b) if row == top else (a, shades.wrong)
                marks[column] = ""
        lines.append(_runs(pairs, marks, shades.background))
    return lines


def character_lines(
    pixels: Pixels, raster: Raster, legend: Sequence[str], shades: Shades, cursor: Collection[Place] = ()
) -> list[list[Segment]]:
    """A character a pixel, for terminals without colours; ◆ for the cursor."""
    names = letters(legend)
    ink = style(shades.ink, shades.background)
    lines = []
    for row, line in enumerate(pixels):
        text = [
            "◆" if (row, column) in cursor else character(code, raster.mask, raster.signed, names)
            for column, code in enumerate(line)
        ]
        lines.append([Segment("".join(text), ink)])
    return lines


def _signs(upper: list[int], lower: list[int], raster: Raster, legend: Sequence[str], x: Span) -> list[str]:
    """The sign of a cell whose halves are of one cause; "" elsewhere, and where a mask has but one cause."""
    if not raster.mask or len(raster.order) < 2:
        return [""] * len(upper)
    names = letters(legend)
    found = []
    for column, (a, b) in enumerate(zip(upper, lower, strict=True)):
        cause = a // DEPTHS if a >= DEPTHS and a // DEPTHS == b // DEPTHS else 0
        first = x.scale < 2 or column % x.scale == 0  # once a value
        found.append(names[cause] if cause and first and cause < len(names) else "")
    return found


def _runs(pairs: list[tuple[str, str]], marks: list[str], ground: str) -> list[Segment]:
    """Half blocks for (upper, lower) colours, or a sign where there is one; neighbours of one look merged."""
    segments = []
    start = 0
    signed = [bool(mark) and upper == lower for mark, (upper, lower) in zip(marks, pairs, strict=True)]
    for place in range(1, len(pairs) + 1):
        if place == len(pairs) or pairs[place] != pairs[start] or signed[place] != signed[start]:
            upper, lower = pairs[start]
            if signed[start]:
                segments.append(Segment("".join(marks[start:place]), style(ground, lower)))
            else:
                segments.append(Segment((" " if upper == lower else "▀") * (place - start), style(upper, lower)))
            start = place
    return segments


def dimmed(code: int) -> int:
    """The code of a mask's pixel outside the lit row."""
    return code - code % DEPTHS + min(code % DEPTHS, 1) if code >= DEPTHS else code


def whole_line(text: str, width: int, look: Style) -> Strip:
    """A line of one look, `width` cells long."""
    return Strip([Segment(text, look)]).adjust_cell_length(width, look)
