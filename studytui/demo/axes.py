"""The edges of a heat map: numbers along its rows and columns."""

from __future__ import annotations

import math

from rich.segment import Segment
from textual.strip import Strip

from studytui.demo.raster import Span
from studytui.demo.shades import Shades, style
from studytui.widgets.text import one_line

MARGIN = 5  # cells for the numbers of the rows


def short(name: str) -> str:
    """The letter of an axis such as "query i", or as much of its name as fits."""
    return one_line(name.split()[-1] if name.split() else "", 2)


def ticks(span: Span, room: int, apart: int = 6) -> list[int]:
    """Round values that stand at least `apart` pixels from each other, from the first one seen."""
    seen = span.values(room)
    each = seen / max(room / apart, 1)
    power = 10 ** max(math.floor(math.log10(max(each, 1))), 0)
    nice = next((m * power for m in (1, 2, 4, 5, 8, 10, 16, 20) if m * power >= each), 20 * power)
    start = -(-span.first // nice) * nice
    return list(range(start, span.first + seen, nice))


def column_axis(axes: tuple[str, str], x: Span, wide: int, width: int, shades: Shades) -> Strip:
    """The line above a map: the letter of the rows, numbers over `wide` pixels, and the name of the columns."""
    cells = [" "] * wide
    name = f"{axes[1]} →"
    taken = 0
    for value in ticks(x, wide):
        text = str(value)
        place = x.pixel(value)
        if place >= taken and place + len(text) <= wide:
            cells[place : place + len(text)] = text
            taken = place + len(text) + 2
    head = f"{short(axes[0]):>2} ↓ "
    text = head + "".join(cells) + ("  " + name if wide + len(name) + MARGIN + 2 <= width else "")
    look = style(shades.muted, shades.background)
    return Strip([Segment(text, look)]).adjust_cell_length(width, look)


def row_axis(y: Span, room: int, step: int, line: int, here: bool, shades: Shades) -> Segment:
    """The cells before a line of a map (`step` pixels high): a number where one belongs, a mark where the cursor is."""
    placed = {y.pixel(value) // step: value for value in reversed(ticks(y, y.pixels(room), 3 * step))}
    text = str(placed[line]) if line in placed else ""
    return Segment(
        f"{text:>{MARGIN - 1}}" + ("▸" if here else " "),
        style(shades.ink if here else shades.muted, shades.background),
    )
