"""Boxes of text, from which formulas are built: rectangles that know which of their rows is the baseline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of equal width (in cells); `base` is the row on the baseline."""

    rows: tuple[str, ...]
    base: int = 0

    @property
    def width(self) -> int:
        """The width in cells."""
        return cell_len(self.rows[0]) if self.rows else 0

    @property
    def flat(self) -> bool:
        """True when it is one row high."""
        return len(self.rows) == 1

    @property
    def text(self) -> str:
        """The rows, joined, without spaces at their ends."""
        return "\n".join(row.rstrip() for row in self.rows)


EMPTY = Box(("",))


def word(text: str) -> Box:
    """A box of one row."""
    return Box((text,))


def beside(boxes: Sequence[Box]) -> Box:
    """Boxes in a row, aligned at their baselines."""
    boxes = [box for box in boxes if box.width or not box.flat]
    if not boxes:
        return EMPTY
    if all(box.flat for box in boxes):
        return word("".join(box.rows[0] for box in boxes))
    above = max(box.base for box in boxes)
    below = max(len(box.rows) - box.base for box in boxes)
    rows = []
    for at in range(-above, below):
        pieces = []
        for box in boxes:
            place = box.base + at
            pieces.append(box.rows[place] if 0 <= place < len(box.rows) else " " * box.width)
        rows.append("".join(pieces))
    return Box(tuple(rows), above)


def _centred(row: str, width: int) -> str:
    left = (width - cell_len(row)) // 2
    return set_cell_size(" " * left + row, width)


def fraction(top: Box, bottom: Box) -> Box:
    """One box over the other, with a line between."""
    width = max(top.width, bottom.width) + 2
    rows = [*(_centred(r, width) for r in top.rows), "─" * width, *(_centred(r, width) for r in bottom.rows)]
    return Box(tuple(rows), len(top.rows))


def stacked(boxes: Sequence[Box], base: int) -> Box:
    """Boxes under each other, centred; the one with index `base` stands on the line."""
    width = max(box.width for box in boxes)
    rows = [_centred(row, width) for box in boxes for row in box.rows]
    return Box(tuple(rows), sum(len(box.rows) for box in boxes[:base]) + boxes[base].base)


def scripted(core: Box, above: Box | None, below: Box | None) -> Box:
    """A box with a raised and a lowered one to its right."""
    high, low = above or EMPTY, below or EMPTY
    width = max(high.width, low.width)
    side = [set_cell_size(row, width) for row in high.rows] if above else []
    base = len(side) + core.base
    side += [" " * width] * len(core.rows)
    side += [set_cell_size(row, width) for row in low.rows] if below else []
    tall = [" " * core.width] * (len(high.rows) if above else 0) + list(core.rows)
    tall += [" " * core.width] * (len(low.rows) if below else 0)
    return Box(tuple(a + b for a, b in zip(tall, side, strict=True)), base)


def grid(rows: Sequence[Sequence[Box]], align: str = "c", gap: int = 2) -> Box:
    """Boxes in rows and columns. `align` gives l, c or r for each column, the last for all that follow."""
    columns = [list(column) for column in zip_longest(*rows, fillvalue=EMPTY)]
    widths = [max(box.width for box in column) for column in columns]
    lines: list[str] = []
    for row in zip(*columns, strict=True):
        cells = []
        for place, (box, width) in enumerate(zip(row, widths, strict=True)):
            side = align[min(place, len(align) - 1)]
            spare = width - box.width
            left = spare if side == "r" else spare // 2 if side == "c" else 0
            padded = tuple(" " * left + line + " " * (spare - left) for line in box.rows)
            cells.append(Box(padded, box.base))
            if place < len(widths) - 1 and gap:
                cells.append(word(" " * gap))
        lines += beside(cells).rows
    return Box(tuple(lines), (len(lines) - 1) // 2)


# Fences as (top, middle, bottom, the piece at the base of a brace).
_FENCES = {
    "(": ("⎛", "⎜", "⎝", "⎜"),
    ")": ("⎞", "⎟", "⎠", "⎟"),
    "[": ("⎡", "⎢", "⎣", "⎢"),
    "]": ("⎤", "⎥", "⎦", "⎥"),
    "{": ("⎧", "⎪", "⎩", "⎨"),
    "}": ("⎫", "⎪", "⎭", "⎬"),
    "⌊": ("⎢", "⎢", "⎣", "⎢"),
    "⌋": ("⎥", "⎥", "⎦", "⎥"),
    "⌈": ("⎡", "⎢", "⎢", "⎢"),
    "⌉": ("⎤", "⎥", "⎥", "⎥"),
}


def fence(mark: str, inner: Box) -> Box:
    """A bracket as tall as what it holds; an empty mark is nothing."""
    if not mark or inner.flat:
        return word(mark)
    top, middle, bottom, waist = _FENCES.get(mark, (mark,) * 4)
    height = len(inner.rows)
    rows = [top] + [middle] * (height - 2) + [bottom]
    if waist != middle and height > 2:
        rows[min(max(inner.base, 1), height - 2)] = waist
    return Box(tuple(rows), inner.base)


def root(inner: Box, degree: str) -> Box:
    """A root sign over a box."""
    if inner.flat:
        bare = inner.rows[0]
        return word(f"{degree}√{bare}" if re.fullmatch(r"\w[ᵀ₀-₉ₐ-ₜᵢ-ᵪ⁰-ⁿᵃ-ᵡ²³¹]*", bare) else f"{degree}√({bare})")
    top = word("_" * (inner.width + 1))
    height = len(inner.rows)
    sign = Box((*("│" for _ in range(height - 1)), "√"), inner.base)
    body = beside([word(degree), sign, inner])
    pad = " " * (body.width - top.width + 1)
    return Box((set_cell_size(pad + top.rows[0][1:], body.width), *body.rows), body.base + 1)


def spaced(atoms: Sequence[tuple[str, Box]]) -> list[Box]:
    """Boxes with spaces: around relations and binary signs, after commas, functions and big signs."""
    out: list[Box] = []
    before = "start"
    owed = False  # a space that stands before whatever comes next, unless that closes a bracket
    for place, (kind, box) in enumerate(atoms):
        if kind == "space":
            owed = owed or before in ("ordinary", "close")
            continue
        if kind == "gap":
            out.append(box)
            owed = owed and not box.width
            continue
        binary = kind == "binary" and before in ("ordinary", "close")
        if kind == "relation" or binary:
            out += [word(" ") if before != "start" and (out and not out[-1].text.endswith(" ")) else EMPTY, box]
            owed = place < len(atoms) - 1
            before = kind
            continue
        calls = kind == "open" and (before in ("function", "limited") or (bool(out) and "_" in out[-1].rows[0]))
        if (
            owed
            and kind not in ("close", "comma")
            and not calls
            and not (out and out[-1].flat and out[-1].rows[0].endswith(" "))
        ):
            out.append(word(" "))
        if kind == "function" and before in ("ordinary", "close") and not owed:
            out.append(word(" "))
        out.append(box)
        owed = kind in ("comma", "function", "limited", "big") or (
            kind == "ordinary" and box.flat and "_" in box.rows[0]
        )
        before = kind
    return out
