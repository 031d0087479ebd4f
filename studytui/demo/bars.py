"""Bars and histograms: lying bars with their numbers while they fit, standing columns where there are many."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.content import Content

from cards.translation import _
from demos.demo import Picture
from studytui.demo.curves import Drawing
from studytui.demo.legend import number
from studytui.demo.retelling import sentence
from studytui.demo.shades import Shades
from studytui.widgets.text import bar, one_line, padded

_RISING = " ▁▂▃▄▅▆▇█"


def bars(picture: Picture, width: int, height: int, shades: Shades, plain: bool) -> Content:
    """A picture of kind bars in `width` × `height` cells."""
    rows = [tuple(float(v) for v in row) for row in picture.values]
    count = max((len(row) for row in rows), default=0)
    if not count:
        return Content.styled(_("There is nothing to draw yet."), "$muted")
    names = [sentence(name) for name in picture.ticks[:count]] + [str(n) for n in range(len(picture.ticks), count)]
    series = [sentence(name) for name in picture.legend[: len(rows)]] + [""] * (len(rows) - len(picture.legend))
    if count * len(rows) + (count - 1 if len(rows) > 1 and count * (len(rows) + 1) <= height else 0) <= height:
        return _lying(picture, rows, names, series, width, height, shades)
    return _standing(picture, rows, names, series, width, height, shades)


def _lying(
    picture: Picture,
    rows: Sequence[Sequence[float]],
    names: Sequence[str],
    series: Sequence[str],
    width: int,
    height: int,
    shades: Shades,
) -> Content:
    several = len(rows) > 1
    left = min(max(cell_len(n) for n in names), max(2 * width // 5, 6))
    middle = min(max(cell_len(n) for n in series), max(width // 5, 6)) + 2 if several else 0
    before = left + 2 * bool(left) + middle  # bars that stand beside named ones need no names of their own
    written = next((tell for tell in (number, _rough) if _longest(tell, rows) + before + 5 <= width), _rough)
    room = max(width - before - 1 - _longest(written, rows), 2)
    top = _top(rows)
    lines = []
    for place, name in enumerate(names):
        if place and several and len(names) * (len(rows) + 1) <= height:
            lines.append(Content(""))
        for which, row in enumerate(rows):
            value = row[place] if place < len(row) else math.nan
            parts = [(padded(name if not which else "", left) + "  " * bool(left), "$foreground")]
            if several:
                parts.append((padded(series[which], middle), "$muted"))
            share = abs(value) / top if math.isfinite(value) and top else 0.0
            colour = shades.series(which) if value >= 0 or value != value else shades.wrong
            parts.append((bar(share, room), colour))
            parts.append((f" {written(value)}", "$muted" if math.isfinite(value) else "$error"))
            lines.append(Content.assemble(*parts))
    if len(lines) < height:
        lines.append(Content.styled(one_line(" · ".join(map(sentence, picture.axes)), width), "$muted"))
    return Content("\n").join(lines)


def _rough(value: float) -> str:
    """A number where room is dear: two places behind the point are enough beside a bar."""
    return number(round(value, 2)) if math.isfinite(value) and abs(value) < 1000 else number(value)


def _longest(tell: Callable[[float], str], rows: Sequence[Sequence[float]]) -> int:
    return max(len(tell(value)) for row in rows for value in row)


def _standing(
    picture: Picture,
    rows: Sequence[Sequence[float]],
    names: Sequence[str],
    series: Sequence[str],
    width: int,
    height: int,
    shades: Shades,
) -> Content:
    room = max(width - 8, 4)
    count = len(names)
    per = -(-count // room)  # bins a column: the tallest of them is shown, and said
    columns = -(-count // per)
    wide = max(min(room // columns, 6), 1)
    headed = len(rows) > 1 or height > 4  # a low one alone has its title above it
    each = max(height // len(rows) - 1 - headed, 1)
    top = _top(rows)
    out: list[Content] = []
    for which, row in enumerate(rows):
        shares = []
        for column in range(columns):
            found = [abs(v) for v in row[column * per : (column + 1) * per] if math.isfinite(v)]
            shares.append(max(found, default=0.0) / top if top else 0.0)
        note = "   " + _("a column is the tallest of {count}", count=per) if per > 1 and not which else ""
        head = one_line(f"{series[which] or sentence(picture.axes[1])}{note}", max(width - 8, 4))
        if headed:
            out.append(Content.assemble((" " * 8, ""), (head, shades.series(which) if len(rows) > 1 else "$muted")))
        for line in range(each):
            floor = each - 1 - line
            text = ""
            for share in shares:
                eighths = round(share * each * 8)
                if share > 0 and not eighths:
                    eighths = 1
                text += _RISING[min(max(eighths - floor * 8, 0), 8)] * max(wide - (1 if wide > 2 else 0), 1)
                text += " " if wide > 2 else ""
            label = number(top) if not line else "0" if not floor else ""
            out.append(Content.assemble((f"{label:>7} ", "$muted"), (text, shades.series(which))))
    out.append(_names(names, per, wide, columns, sentence(picture.axes[0])))
    return Content("\n").join(out[:height] if height > 2 else out)


def _names(names: Sequence[str], per: int, wide: int, columns: int, axis: str) -> Content:
    cells = [" "] * (columns * wide + 12)
    taken = 0
    for column in range(columns):
        text = names[column * per]
        start = column * wide
        if start >= taken and start + cell_len(text) <= len(cells):
            cells[start : start + cell_len(text)] = [*text, *[""] * (cell_len(text) - len(text))]
            taken = start + cell_len(text) + 2
    return Content.styled(" " * 8 + "".join(cells).rstrip() + f"  {axis}", "$muted")


def _top(rows: Sequence[Sequence[float]]) -> float:
    return max((abs(v) for row in rows for v in row if math.isfinite(v)), default=0.0)


class Bars(Drawing):
    """A picture of kind bars."""

    painter = staticmethod(bars)
