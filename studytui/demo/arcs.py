"""A sentence with an arc from each word to the one it belongs to, a word a line, so that it fits a narrow pane."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from cards.translation import _
from demos.demo import Picture
from studytui.demo.curves import Drawing
from studytui.demo.shades import Shades
from studytui.widgets.text import one_line

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
LINES = {
    UP | DOWN: "│",
    LEFT | RIGHT: "─",
    DOWN | RIGHT: "╭",
    UP | RIGHT: "╰",
    UP | DOWN | RIGHT: "├",
    LEFT | RIGHT | DOWN: "┬",
    LEFT | RIGHT | UP: "┴",
    UP | DOWN | LEFT | RIGHT: "┼",
}


def levels(parents: Sequence[int]) -> dict[int, int]:
    """How far out each word's arc runs: 1 next to the words, further out than every arc that lies inside it."""
    ends = {word: (min(word, above), max(word, above)) for word, above in enumerate(parents) if above >= 0}
    found: dict[int, int] = {}
    for word in sorted(ends, key=lambda word: ends[word][1] - ends[word][0]):
        low, high = ends[word]
        inside = [found[other] for other in found if low <= ends[other][0] and ends[other][1] <= high]
        found[word] = 1 + max(inside, default=0)
    return found


def arcs(picture: Picture, width: int, height: int, shades: Shades, plain: bool) -> Content:
    """A picture of kind arcs in `width` × `height` cells; an arrow stands at the word that belongs to another."""
    parents = [int(above) for above in picture.values[0]]
    words = [*picture.ticks, *map(str, range(len(picture.ticks), len(parents)))]
    out = levels(parents)
    deepest = max(out.values(), default=0)
    longest = max((cell_len(word) for word in words), default=1)
    step = 2 if 2 * deepest + 2 + min(longest, 12) <= width else 1
    left = min(step * deepest + 2, max(width - 6, 2))
    cells = [[0] * left for _ in parents]
    for word, level in out.items():
        column = left - 2 - step * level
        if column < 0:
            continue  # no room so far out
        low, high = sorted((word, parents[word]))
        cells[low][column] |= DOWN | RIGHT
        cells[high][column] |= UP | RIGHT
        for row in range(low + 1, high):
            cells[row][column] |= UP | DOWN
        for row in (low, high):
            for between in range(column + 1, left - 1):
                cells[row][between] |= LEFT | RIGHT
    lines = []
    for row, marks in enumerate(cells[: max(height - (len(cells) > height), 1)]):
        text = "".join(LINES.get(mark, " ") for mark in marks[:-1])
        arrow = "▸" if parents[row] >= 0 else " "
        name = one_line(words[row], max(width - left - 1, 1))
        look = f"bold {shades.cause(2)}" if parents[row] < 0 else "$foreground"
        lines.append(Content.assemble((f"{text}{arrow}", shades.cause(1)), (f" {name}", look)))
    if len(cells) > height:
        lines.append(Content.styled(_("words 0–{value} of {cells}", value=len(lines) - 1, cells=len(cells)), "$muted"))
    return Content("\n").join(lines)


class Arcs(Drawing):
    """A picture of kind arcs."""

    painter = staticmethod(arcs)
