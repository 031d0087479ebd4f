"""Curves in a terminal: several series over one pair of axes, straight or logarithmic, that may still be growing."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from cards.translation import _
from demos.demo import Picture
from studytui.demo.braille import Canvas
from studytui.demo.legend import number
from studytui.demo.retelling import sentence
from studytui.demo.shades import Shades, colourless, shades_of
from studytui.widgets.text import one_line

FEW = 14  # up to so many points are marked one by one
EDGE = 8  # cells for the numbers of the upright axis


@dataclass(frozen=True, slots=True)
class Series:
    """One curve. `note` stands behind its name in the legend."""

    name: str
    points: tuple[tuple[float, float], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """How one axis is laid over `dots` dots."""

    low: float
    high: float
    dots: int
    log: bool

    def place(self, value: float) -> int:
        """The dot a value stands on."""
        low, high, value = (
            (math.log(v) for v in (self.low, self.high, value)) if self.log else (self.low, self.high, value)
        )
        return round((value - low) / (high - low) * (self.dots - 1))

    def ticks(self, count: int) -> list[float]:
        """At most about `count` round values."""
        if self.log:
            base = 2.0 if self.high / self.low < 64 and self.low >= 1 else 10.0
            first, last = math.ceil(math.log(self.low, base) - 1e-9), math.floor(math.log(self.high, base) + 1e-9)
            every = max(-(-(last - first + 1) // max(count, 1)), 1)
            found = [base**power for power in range(first, last + 1, every)]
            return found if len(found) > 1 else [self.low, self.high]
        raw = (self.high - self.low) / max(count - 1, 1)
        power = 10.0 ** math.floor(math.log10(raw))
        each = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw * 0.999)
        first = math.ceil(self.low / each - 1e-9)
        return [float(f"{n * each:.12g}") for n in range(first, math.floor(self.high / each + 1e-9) + 1)]


def axis(values: Sequence[float], dots: int, log: bool) -> Axis:
    """An axis that holds all values, never of no length."""
    low, high = min(values), max(values)
    if log:
        return Axis(low, high if high > low * (1 + 1e-9) else low * 2, dots, True)
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        high, low = low + (abs(low) or 1.0) / 2, low - (abs(low) or 1.0) / 2
    elif 0 < low < high / 3:
        low = 0.0
    return Axis(low, high, dots, False)


def plot(
    series: Sequence[Series],
    width: int,
    height: int,
    shades: Shades,
    *,
    axes: tuple[str, str] = ("", ""),
    logx: bool = False,
    logy: bool = False,
    plain: bool = False,
    marks: Sequence[tuple[float, str]] = (),
    hold: Sequence[tuple[float, float]] = (),
) -> Content:
    """The series as `height` lines of `width` cells, with axes and a legend. `marks` are upright lines at an x, `hold`
    points that the axes have to reach.
    """
    legend = _legend(series, shades, plain, width)
    head = [Content.styled(f"{axes[1]:>{EDGE - 1}}", "$muted")] if axes[1] and height >= 9 else []
    lines = 1 + len(legend) + len(head)
    canvas = Canvas(max(width - EDGE, 4), max(height - lines, 2))
    kept, lost = _fit_to_draw(series, logx, logy)
    points = [p for _, found in kept for p in found] + [*hold]
    if not points:
        return Content.styled(
            _("There is nothing to draw: no point is finite.") if lost else _("No points yet."), "$muted"
        )
    across, down = canvas.dots
    xs, ys = axis([x for x, _ in points], across, logx), axis([y for _, y in points], down, logy)
    for at, text in marks:
        if xs.low <= at <= xs.high:
            dot = xs.place(at)
            canvas.line(dot, 0, dot, down - 1, shades.muted, pattern=4)
            column = dot // 2 + 1
            canvas.write(column if column + len(text) < canvas.width else column - len(text) - 2, 0, text, shades.ink)
    for place, found in kept:
        _draw(canvas, found, xs, ys, shades.series(place), place if plain else 0, _mark(series, place, plain))
    body = [_row(canvas, row, ys, shades) for row in range(canvas.height)]
    foot = _foot(xs, canvas.width, axes[0])
    if lost:
        legend[-1] = Content.assemble(legend[-1], (_("{lost} not finite", lost=lost), "$error"))
    return Content("\n").join([*head, *body, foot, *legend])


def _fit_to_draw(
    series: Sequence[Series], logx: bool, logy: bool
) -> tuple[list[tuple[int, list[tuple[float, float]]]], int]:
    kept, lost = [], 0
    for place, one in enumerate(series):
        fine = [(float(x), float(y)) for x, y in one.points if _drawable(x, logx) and _drawable(y, logy)]
        lost += len(one.points) - len(fine)
        kept.append((place, fine))
    return kept, lost


def _drawable(value: float, log: bool) -> bool:
    """Whether a value has a place on an axis; beyond 1e±200 differences and quotients have none."""
    return math.isfinite(value) and (value > 0 or not log) and (value == 0 or 1e-200 < abs(value) < 1e200)


def _draw(
    canvas: Canvas, points: Sequence[tuple[float, float]], xs: Axis, ys: Axis, colour: str, pattern: int, mark: str
) -> None:
    placed = [(xs.place(x), ys.dots - 1 - ys.place(y)) for x, y in points]
    phase = 0
    for (x0, y0), (x1, y1) in itertools.pairwise(placed):
        phase = canvas.line(x0, y0, x1, y1, colour, pattern, phase)
    if len(placed) <= FEW:
        for x, y in placed:
            canvas.write(x // 2, y // 4, mark, colour)


def _mark(series: Sequence[Series], place: int, plain: bool) -> str:
    return "●" if not plain else "abcdefghijklmnopqrstuvwxyz"[place % 26]


def _row(canvas: Canvas, row: int, ys: Axis, shades: Shades) -> Content:
    label = ""
    for tick in ys.ticks(max(canvas.height // 3, 2)):
        if (ys.dots - 1 - ys.place(tick)) // 4 == row:
            label = number(tick)
            label = label if len(label) <= EDGE - 2 else f"{tick:.0e}"
    parts: list[tuple[str, str]] = [(f"{label:>{EDGE - 2}} ", "$muted"), ("┤" if label else "│", "$faint")]
    parts += [(text, colour or "$muted") for text, colour in canvas.runs(row)]
    return Content.assemble(*parts)


def _foot(xs: Axis, width: int, axis: str) -> Content:
    cells = [" "] * width
    taken, name = 0, f"  {axis}"
    for tick in xs.ticks(max(width // 9, 2)):
        text = number(tick)
        start = min(max(xs.place(tick) // 2 - len(text) // 2, taken), width - len(text))
        if start >= taken:
            cells[start : start + len(text)] = text
            taken = start + len(text) + 1
    if taken + cell_len(name) <= width:
        cells[width - cell_len(name) :] = name
    return Content.styled(" " * EDGE + "".join(cells), "$muted")


def _legend(series: Sequence[Series], shades: Shades, plain: bool, width: int) -> list[Content]:
    lines: list[list[tuple[str, str]]] = [[(" " * EDGE, "")]]
    used = EDGE
    for place, one in enumerate(series):
        mark = f"{_mark(series, place, plain)} "
        text = one_line(one.name + (f" {one.note}" if one.note else ""), max(width - EDGE - len(mark), 8)) + "   "
        if used > EDGE and used + cell_len(mark + text) - 3 > width:
            lines.append([(" " * EDGE, "")])
            used = EDGE
        lines[-1] += [(mark, shades.series(place)), (text, "$muted")]
        used += cell_len(mark + text)
    return [Content.assemble(*line) for line in lines]


def geometric(xs: Sequence[float]) -> bool:
    """Whether the x of a curve grow by factors, as 64, 128, 256 do, so that a logarithmic axis suits them."""
    xs = sorted(set(xs))
    if len(xs) < 3 or xs[0] <= 0 or xs[-1] < 8 * xs[0]:
        return False
    factors = [b / a for a, b in itertools.pairwise(xs)]
    return min(factors) > 1.2 and max(factors) < 1.7 * min(factors)


class Drawing(Widget):
    """A picture that is drawn to the size of its pane, by the painter of its kind."""

    # What draws: a function of the picture, the cells across and down, the colours, and whether there are none.
    painter: ClassVar[staticmethod[[Picture, int, int, Shades, bool], Content]]
    picture: reactive[Picture | None] = reactive(None)

    def __init__(self, picture: Picture | None = None, *, title: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.titled = title
        self.set_reactive(Drawing.picture, picture)

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """The picture in the pane's size."""
        if self.picture is None:
            return Content("")
        width, height = self.size.width, self.size.height - self.titled
        drawn = self.painter(self.picture, width, height, shades_of(self.app), colourless(self.app))
        if not self.titled:
            return drawn
        return Content("\n").join([Content.styled(one_line(sentence(self.picture.title), width), "$muted"), drawn])


def curves(picture: Picture, width: int, height: int, shades: Shades, plain: bool) -> Content:
    """A picture of kind curves."""
    series = [Series(sentence(name), tuple(row)) for name, row in zip(picture.legend, picture.values, strict=False)]
    logx = geometric([x for one in series for x, _ in one.points])
    axes = [sentence(axis) for axis in picture.axes]
    return plot(series, width, height, shades, axes=(axes[0], axes[1]), logx=logx, logy=picture.log, plain=plain)


class Curves(Drawing):
    """A picture of kind curves."""

    painter = staticmethod(curves)
