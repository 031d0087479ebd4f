"""A picture as an SVG file, to paste into a note. Plain text, no torch; readable without colour.

Causes of a mask have a pattern each besides their colour, curves a dash, bars a hatch, and heat a grey value that grows
with the number. Titles, axes and legend are written beside.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from textwrap import wrap
from xml.sax.saxutils import escape

from demos.demo import Picture, Report
from demos.svg_marks import COLOURS, DASHES, patterns, shade

WIDTH = 560
LEFT, TOP, PLOT = 72, 40, 400
FONT = "font-family='system-ui, sans-serif' font-size='13' fill='#222'"


def picture_svg(picture: Picture | Report) -> str:
    """A picture as an SVG document, of a report the one that carries its idea, with those of its group beside it.

    Raises ValueError without any.
    """
    if isinstance(picture, Report):
        if not picture.pictures:
            raise ValueError(f"The demo {picture.demo} gave no picture.")
        first = next((one for one in picture.pictures if one.role == "idea"), picture.pictures[0])
        shown = [one for one in picture.pictures if first.group and one.group == first.group] or [first]
    else:
        shown = [picture]
    panels = [_panel(one) for one in shown]
    width, height = WIDTH * len(panels), max(high for _, high in panels)
    return "\n".join(
        [
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'"
            f" width='{width}' height='{height}'>",
            f"<title>{_clean(shown[0].group or shown[0].title)}</title>",
            patterns(),
            f"<rect width='{width}' height='{height}' fill='#fff'/>",
            *(f"<g transform='translate({WIDTH * n} 0)'>{body}</g>" for n, (body, _) in enumerate(panels)),
            "</svg>\n",
        ]
    )


def _panel(picture: Picture) -> tuple[str, int]:
    """One picture with its title, axes, legend and remark, and how high all of it is."""
    draw = {"mask": _mask, "heat": _heat, "curves": _curves, "bars": _bars, "queues": _queues, "arcs": _arcs}
    draw |= {"text": _words}
    body, legend = draw[picture.kind](picture)
    lines = [_text(LEFT, 24, picture.title, size=16, bold=True)]
    x, y = picture.axes
    if picture.kind in {"mask", "heat"}:
        x, y = y, x
    deep = _depth_of(picture.columns)
    if picture.kind not in {"queues", "arcs", "text"}:
        lines.append(_text(LEFT + PLOT / 2, TOP + PLOT + 36 + deep, x, anchor="middle"))
        lines.append(_text(12, TOP + PLOT / 2, y, anchor="middle", turn=-90))
    below = TOP + PLOT + 64 + 20 * len(legend) + deep
    told = wrap(picture.remark, 76)
    lines += [_text(LEFT, below + 18 * i, line, size=12) for i, line in enumerate(told)]
    body += [_entry(i, mark, name, deep) for i, (mark, name) in enumerate(legend)]
    return "\n".join([*lines, *body]), below + 18 * len(told)


def _depth_of(names: Sequence[str]) -> int:
    """How far names written downwards reach below the plot."""
    return min(max((len(name) for name in names), default=0), 12) * 7


Drawn = tuple[list[str], list[tuple[str, str]]]


def _mask(picture: Picture) -> Drawn:
    """Each cause in its pattern; what is blocked stays white."""
    rows = [[_fill(cause) if cause else "" for cause in row] for row in picture.values]
    body = [*_cells(rows), *_cell_ticks(len(rows), len(rows[0]), picture)]
    return body, [("fill='#fff'" if i == 0 else _fill(i), name) for i, name in enumerate(picture.legend)]


def _heat(picture: Picture) -> Drawn:
    """Darker from the smallest to the largest value; what is no number is red."""
    finite = [x for row in picture.values for x in row if math.isfinite(x)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    rows = [[f"fill='{shade(x, low, high)}'" for x in row] for row in picture.values]
    body = [*_cells(rows), *_cell_ticks(len(rows), len(rows[0]), picture)]
    name = picture.legend[0] if picture.legend else "value"
    marks = [(f"fill='{shade(x, low, high)}'", f"{name} {x:.3g}") for x in (low, (low + high) / 2, high)]
    if len(finite) < sum(len(row) for row in rows):
        marks.append((f"fill='{shade(math.nan, low, high)}'", "not a number"))
    return body, marks


def _cells(rows: list[list[str]]) -> list[str]:
    """A path for each style: its cells of a row side by side are one rectangle, a cell is one unit."""
    paths: dict[str, list[str]] = {}
    for i, row in enumerate(rows):
        start = 0
        for j in range(1, len(row) + 1):
            if j == len(row) or row[j] != row[start]:
                if row[start]:
                    paths.setdefault(row[start], []).append(f"M{start},{i}h{j - start}v1h{start - j}z")
                start = j
    # Patterns would be scaled with the cells, so a path is drawn in the units of the page where it has one.
    wide, high = PLOT / len(rows[0]), PLOT / len(rows)
    drawn = [_frame()]
    for style, path in paths.items():
        if "url" in style:
            style += f" transform='translate({LEFT} {TOP})'"
            pieces = [_scaled(piece, wide, high) for piece in path]
        else:
            style += f" transform='translate({LEFT} {TOP}) scale({wide:.5g} {high:.5g})' shape-rendering='crispEdges'"
            pieces = path
        drawn.append(f"<path {style} d='{''.join(pieces)}'/>")
    return drawn


def _scaled(piece: str, wide: float, high: float) -> str:
    """One rectangle of `_cells` in the units of the page."""
    x, y, length = (int(n) for n in piece[1:].split("v")[0].replace("h", ",").split(","))
    return f"M{x * wide:.1f},{y * high:.1f}h{length * wide:.1f}v{high:.1f}h{-length * wide:.1f}z"


def _curves(picture: Picture) -> Drawn:
    lines = [[(x, y) for x, y in line if _drawable(x, y, picture.log)] for line in picture.values]
    points = [point for line in lines for point in line] or [(1.0, 1.0)]
    xs, ys = _scale([x for x, _ in points], picture.log), _scale([y for _, y in points], picture.log)
    body = [_frame(), *_ticks(xs, ys)]
    legend = []
    for i, (name, line) in enumerate(zip(picture.legend, lines, strict=True)):
        path = " ".join(f"{LEFT + PLOT * xs.place(x):.1f},{TOP + PLOT * (1 - ys.place(y)):.1f}" for x, y in line)
        style = f"fill='none' stroke='{COLOURS[i % len(COLOURS)]}' stroke-width='2' {DASHES[i % len(DASHES)]}"
        body.append(f"<polyline points='{path}' {style}/>")
        legend.append((style, name))
    return body, legend


def _bars(picture: Picture) -> Drawn:
    values = [[x if math.isfinite(x) else 0.0 for x in row] for row in picture.values]
    high = max([x for row in values for x in row] + [0.0]) or 1.0
    low = min([x for row in values for x in row] + [0.0])
    ys = _Scale(low, high, False)
    group = PLOT / max(len(picture.ticks), 1)
    width = 0.8 * group / max(len(values), 1)
    zero = 1 - ys.place(0.0)
    body = [_frame(), *_ticks(None, ys)]
    for i, row in enumerate(values):
        for j, x in enumerate(row):
            top = 1 - ys.place(x)
            left = j * group + 0.1 * group + i * width
            body.append(_rect(left, PLOT * min(top, zero), width, PLOT * abs(zero - top), _fill(i + 1)))
    every = -(-len(picture.ticks) // 12)
    for j, tick in enumerate(picture.ticks[::every]):
        body.append(_text(LEFT + (j * every + 0.5) * group, TOP + PLOT + 16, tick, anchor="middle", size=11))
    return body, [(_fill(i + 1), name) for i, name in enumerate(picture.legend)]


class _Scale:
    """Where a value lies between the ends of an axis, 0 to 1; by its logarithm where asked."""

    def __init__(self, low: float, high: float, log: bool) -> None:
        self.log = log
        self.low, self.high = (math.log10(low), math.log10(high)) if log else (low, high)
        if self.high - self.low <= 1e-9 * max(1.0, abs(self.low)):  # one value: it stands in the middle
            around = 0.5 * max(1.0, abs(self.low))
            self.low, self.high = self.low - around, self.high + around

    def place(self, x: float) -> float:
        """Between 0 and 1."""
        return ((math.log10(x) if self.log else x) - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Five values, evenly placed."""
        spots = [self.low + (self.high - self.low) * i / 4 for i in range(5)]
        return [10**s for s in spots] if self.log else spots


def _scale(values: Sequence[float], log: bool) -> _Scale:
    return _Scale(min(values), max(values), log)


def _drawable(x: float, y: float, log: bool) -> bool:
    return math.isfinite(x) and math.isfinite(y) and (not log or (x > 0 and y > 0))


def _ticks(xs: _Scale | None, ys: _Scale) -> list[str]:
    marks = []
    for y in ys.ticks():
        place = TOP + PLOT * (1 - ys.place(y))
        marks.append(f"<line x1='{LEFT}' x2='{LEFT + PLOT}' y1='{place:.1f}' y2='{place:.1f}' stroke='#ddd'/>")
        marks.append(_text(LEFT - 6, place + 4, f"{y:.3g}", anchor="end", size=11))
    for x in xs.ticks() if xs is not None else ():
        marks.append(_text(LEFT + PLOT * xs.place(x), TOP + PLOT + 16, f"{x:.3g}", anchor="middle", size=11))  # type: ignore[union-attr]
    return marks


def _cell_ticks(rows: int, columns: int, picture: Picture) -> list[str]:
    """The words or numbers of rows and columns, and a frame around the row that is lit."""
    marks = []
    for n, across, own in ((rows, False, picture.rows), (columns, True, picture.columns)):
        named = own if len(own) == n else picture.ticks if len(picture.ticks) == n else ()
        chosen = range(n) if named and n <= 32 else sorted({0, n // 2, n - 1})
        for i in chosen:
            place = PLOT * (i + 0.5) / n
            label = named[i] if named else str(i)
            if across and named is own:
                marks.append(_text(LEFT + place + 4, TOP + PLOT + 8, label, anchor="end", size=11, turn=-90))
            elif across:
                marks.append(_text(LEFT + place, TOP + PLOT + 16, label, anchor="middle", size=11))
            else:
                marks.append(_text(LEFT - 6, TOP + place + 4, label, anchor="end", size=11))
    if picture.lit is not None and picture.lit < rows:
        marks.append(_rect(0, PLOT * picture.lit / rows, PLOT, PLOT / rows, "fill='none' stroke='#111'"))
    return marks


def _queues(picture: Picture) -> Drawn:
    """A line a queue: who is served in a box, who is dropped crossed out behind the line of the places there are."""
    places = picture.limit or 0
    longest = max([places + 1, *(len(row) for row in picture.values)])
    wide, high = PLOT / longest, min(PLOT / max(len(picture.values), 1), 60)
    body = []
    for i, (name, row) in enumerate(zip(picture.rows, picture.values, strict=False)):
        body.append(_text(LEFT - 6, TOP + high * (i + 0.5) + 4, name, anchor="end", size=11))
        for place, token in enumerate(row):
            served = place < places
            style = f"fill='#fff' stroke='{COLOURS[0 if served else 3]}'" + ("" if served else f" {DASHES[1]}")
            body.append(_rect(wide * place + 2, high * i + 4, wide - 4, high - 8, style))
            word = picture.ticks[token] if served else f"✗ {picture.ticks[token]}"
            body.append(_text(LEFT + wide * (place + 0.5), TOP + high * (i + 0.5) + 4, word, anchor="middle", size=11))
    bottom = TOP + high * len(picture.values)
    x = LEFT + wide * places
    body.append(f"<line x1='{x:.1f}' x2='{x:.1f}' y1='{TOP}' y2='{bottom:.1f}' stroke='#111' stroke-width='2'/>")
    body.append(_text(x, bottom + 18, f"C = {places}", anchor="middle"))
    ends = (COLOURS[0], ""), (COLOURS[3], DASHES[1])
    return body, [
        (f"fill='#fff' stroke='{colour}' {dash}", name)
        for (colour, dash), name in zip(ends, picture.legend, strict=False)
    ]


def _words(picture: Picture) -> Drawn:
    """A line for each that looks: the darker the ground of a word, the more it gets; a number stands at the largest."""
    finite = [x for row in picture.values for x in row if math.isfinite(x)]
    most = max(finite, default=1.0) or 1.0
    high = min(PLOT / max(len(picture.values), 1), 44)
    body = []
    for i, row in enumerate(picture.values):
        name = picture.rows[i] if i < len(picture.rows) else ""
        y, x, wide = high * (i + 0.5), 0.0, PLOT / max(len(row), 1)
        body.append(_text(LEFT - 6, TOP + y + 4, name, anchor="end", size=11))
        for word, value in zip(picture.words(i), row, strict=False):
            share = min(max(value / most, 0.0), 1.0) if math.isfinite(value) else 0.0
            body.append(_rect(x, y - 11, wide - 2, 20, f"fill='{shade(share, 0.0, 1.5)}'"))
            body.append(_text(LEFT + x + wide / 2 - 1, TOP + y + 3, word, anchor="middle", size=9, bold=share > 0.5))
            if share > 0.25:
                body.append(_text(LEFT + x + wide / 2 - 1, TOP + y + 18, f"{value:.2g}", anchor="middle", size=8))
            x += wide
    return body, []


def _arcs(picture: Picture) -> Drawn:
    """The words below one another, a bow from each to the one it belongs to."""
    parents = picture.values[0]
    each = PLOT / max(len(parents), 1)
    spots = [TOP + each * (i + 0.5) for i in range(len(parents))]
    body = []
    for word, above in enumerate(parents):
        bold = above < 0
        body.append(_text(LEFT + PLOT / 2 + 8, spots[word] + 4, picture.ticks[word], bold=bold))
        if above >= 0:
            out = LEFT + PLOT / 2 - min(abs(word - above), 12) * PLOT / 26
            near = LEFT + PLOT / 2
            bow = f"M{near:.0f},{spots[above]:.1f} C{out:.0f},{spots[above]:.1f} {out:.0f},{spots[word]:.1f}"
            body.append(
                f"<path d='{bow} {near:.0f},{spots[word]:.1f}' fill='none' stroke='{COLOURS[0]}' stroke-width='1.5'/>"
            )
            body.append(f"<circle cx='{near:.0f}' cy='{spots[word]:.1f}' r='3' fill='{COLOURS[0]}'/>")
    return body, []


def _fill(cause: int) -> str:
    return f"fill='url(#p{(cause - 1) % len(COLOURS)})'"


def _rect(x: float, y: float, width: float, height: float, style: str) -> str:
    return f"<rect x='{LEFT + x:.2f}' y='{TOP + y:.2f}' width='{width:.2f}' height='{height:.2f}' {style}/>"


def _frame() -> str:
    return f"<rect x='{LEFT}' y='{TOP}' width='{PLOT}' height='{PLOT}' fill='#fff' stroke='#888'/>"


def _entry(i: int, style: str, name: str, deep: int = 0) -> str:
    y = TOP + PLOT + 56 + 20 * i + deep
    if "fill='none'" in style:
        mark = f"<line x1='{LEFT}' x2='{LEFT + 28}' y1='{y - 4}' y2='{y - 4}' {style}/>"
    else:
        edge = "" if "stroke" in style else "stroke='#888' "
        mark = f"<rect x='{LEFT}' y='{y - 11}' width='28' height='13' {edge}{style}/>"
    return mark + _text(LEFT + 36, y, name)


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", size: int = 13, bold: bool = False, turn: int = 0
) -> str:
    extra = " font-weight='600'" if bold else ""
    extra += f" transform='rotate({turn} {x:.1f} {y:.1f})'" if turn else ""
    font = FONT.replace("'13'", f"'{size}'")
    return f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' {font}{extra}>{_clean(text)}</text>"


def _clean(text: str) -> str:
    """Text that XML can hold: control characters are left out, and what would be a tag is not one."""
    return escape("".join(c for c in text if c >= " " and not "\x7f" <= c <= "\x9f" and c not in "\ufffe\uffff"))
