"""What a map's cursor is on, and the words that say it and which part of the map is seen."""

from __future__ import annotations

from dataclasses import dataclass

from cards.translation import N_, _
from demos.demo import Picture
from studytui.demo.legend import number
from studytui.demo.raster import Raster, Span
from studytui.demo.retelling import sentence

Names = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Spot:
    """What the cursor is on: the strongest of its block, and how many values the block holds."""

    i: int
    j: int
    value: float
    cause: str
    of: int


def spot_at(picture: Picture, raster: Raster, view: tuple[Span, Span], cursor: tuple[int, int]) -> Spot:
    """The spot under a cursor."""
    y, x = view
    i, j = cursor
    top, left = i - i % y.per, j - j % x.per
    bottom, right = min(top + y.per, raster.rows), min(left + x.per, raster.columns)
    i, j, value = raster.strongest(top, bottom, left, right)
    cause = picture.legend[int(value)] if raster.mask and int(value) < len(picture.legend) else ""
    return Spot(i, j, value, cause, (bottom - top) * (right - left))


def spot_words(picture: Picture, spot: Spot, names: Names, cursor: tuple[int, int]) -> str:
    """`bird → cat, i 3, j 1: 0.42`."""
    rows, columns = (axis.split()[-1] if axis else "" for axis in picture.axes)
    row, column = (name[at] if at < len(name) else "" for name, at in zip(names, cursor, strict=True))
    said = f"{row} → {column}, " if row and column else ""
    value = sentence(spot.cause) or number(spot.value)
    of = " " + _("(strongest of {count})", count=spot.of) if spot.of > 1 else ""
    return f"{said}{rows} {spot.i}, {columns} {spot.j}: {value}{of}"


def part_words(view: tuple[Span, Span], room: tuple[int, int]) -> str:
    """Which rows and columns are seen where not all are: `rows 0–37 of 200, all columns`; "" where all are."""
    (y, x), (high, wide) = view, room
    if y.values(high) == y.count and x.values(wide) == x.count:
        return ""
    return f"{part(y, high, N_('rows'))}, {part(x, wide, N_('columns'))}"


def part(span: Span, room: int, what: str) -> str:
    """`rows 8–23 of 64`."""
    seen = span.values(room)
    if seen >= span.count:
        return _("all {what}", what=_(what))
    last = span.first + seen - 1
    return _("{what} {first}–{last} of {count}", what=_(what), first=span.first, last=last, count=span.count)
