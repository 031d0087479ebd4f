"""A mask or a heat map in half blocks, with axes, a cursor, zoom and a legend; lines come from strips drawn before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from demos.demo import Picture
from studytui.demo.axes import MARGIN, column_axis, row_axis
from studytui.demo.legend import legend_line, number
from studytui.demo.raster import Raster, Span, fitted
from studytui.demo.shades import Shades, character, colourless, letters, shades_of, style
from studytui.keys import key
from studytui.widgets.text import one_line


@dataclass(frozen=True, slots=True)
class Spot:
    """What the cursor is on: the strongest of its block, and how many values the block holds."""

    i: int
    j: int
    value: float
    cause: str
    of: int


class HeatMap(Widget, can_focus=True):
    """One picture. `compact` leaves out axes, legend and cursor; `plain` draws characters instead of colours.

    With the keyboard on it the arrows move the cursor, and the view follows where the picture is larger than the pane.
    """

    BINDINGS = [  # noqa: RUF012
        key("left", "move(0, -1)", "left", hint=False),
        key("right", "move(0, 1)", "right", hint=False),
        key("up", "move(-1, 0)", "up", hint=False),
        key("down", "move(1, 0)", "down", hint=False),
        key("shift+left,home", "move(0, -8)", "far left", hint=False),
        key("shift+right,end", "move(0, 8)", "far right", hint=False),
        key("shift+up,pageup", "move(-8, 0)", "far up", hint=False),
        key("shift+down,pagedown", "move(8, 0)", "far down", hint=False),
        key("plus,equals_sign", "zoom(1)", "nearer", hint=False),
        key("minus", "zoom(-1)", "farther", hint=False),
        key("0", "fit", "fit", hint=False),
    ]

    picture: reactive[Picture | None] = reactive(None, layout=False)
    plain: reactive[bool] = reactive(False)

    @dataclass
    class Moved(Message):
        """The cursor is on another spot."""

        spot: Spot

    def __init__(
        self, picture: Picture | None = None, *, compact: bool = False, title: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.compact = compact
        self.titled = title
        self.can_focus = not compact
        self.raster: Raster | None = None
        self.cursor = (0, 0)
        self._view: tuple[Span, Span] | None = None
        self._strips: list[Strip] | None = None
        self._nearness = 0  # steps of zoom away from fitting
        self.set_reactive(HeatMap.picture, picture)
        if picture is not None:
            self.raster = Raster.of(picture)

    def on_mount(self) -> None:
        """Know whether there are colours, and follow the theme."""
        self.plain = colourless(self.app)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._dirty())

    def watch_picture(self, picture: Picture | None) -> None:
        """Take in another picture; the view stays where the size does."""
        old = self.raster
        self.raster = Raster.of(picture) if picture is not None else None
        if self.raster is None or old is None or (old.rows, old.columns) != (self.raster.rows, self.raster.columns):
            self._nearness = 0
            self._view = None
            rows, columns = (self.raster.rows, self.raster.columns) if self.raster else (1, 1)
            self.cursor = (min(self.cursor[0], max(rows - 1, 0)), min(self.cursor[1], max(columns - 1, 0)))
        self._dirty()

    def watch_plain(self) -> None:
        """Draw in the other way."""
        self._view = None
        self._dirty()

    def on_resize(self) -> None:
        """Fit the new pane, or keep the zoom and the cursor in sight."""
        self._view = None
        self._dirty()

    def on_focus(self) -> None:
        """Show the cursor."""
        self._dirty()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._dirty()

    def _dirty(self) -> None:
        self._strips = None
        self.refresh()

    @property
    def room(self) -> tuple[int, int]:
        """Pixels there are for the values: (high, wide)."""
        size = self.size
        high, wide = size.height, size.width
        high -= 1 if self.titled else 0
        if not self.compact:
            high, wide = high - (3 if self.roomy else 2), wide - MARGIN
        return max(high, 1) * (1 if self.plain else 2), max(wide, 1)

    @property
    def roomy(self) -> bool:
        """Whether the cursor has a line of its own; otherwise it takes the legend's."""
        return self.size.height >= 22

    @property
    def view(self) -> tuple[Span, Span]:
        """The spans of rows and columns that are on the screen."""
        assert self.raster is not None
        if self._view is None:
            high, wide = self.room
            y, x = fitted(self.raster.rows, self.raster.columns, high * (2 if self.plain else 1), wide)
            if self.plain:  # a character is twice as high as it is wide
                y = Span(y.count, y.scale // 2 if y.scale > 1 else -2 if y.scale == 1 else y.scale * 2)
            for _ in range(abs(self._nearness)):
                y, x = y.zoomed(self._nearness), x.zoomed(self._nearness)
            self._view = y.showing(self.cursor[0], high), x.showing(self.cursor[1], wide)
        return self._view

    @property
    def spot(self) -> Spot | None:
        """What the cursor is on."""
        if self.raster is None or self.picture is None or not self.raster.rows or not self.raster.columns:
            return None
        y, x = self.view
        i, j = self.cursor
        top, left = i - i % y.per, j - j % x.per
        bottom, right = min(top + y.per, self.raster.rows), min(left + x.per, self.raster.columns)
        i, j, value = self.raster.strongest(top, bottom, left, right)
        legend = self.picture.legend
        cause = legend[int(value)] if self.raster.mask and int(value) < len(legend) else ""
        return Spot(i, j, value, cause, (bottom - top) * (right - left))

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by pixels; the view follows."""
        if self.raster is None:
            return
        y, x = self.view
        i = min(max(self.cursor[0] + down * y.per, 0), max(self.raster.rows - 1, 0))
        j = min(max(self.cursor[1] + right * x.per, 0), max(self.raster.columns - 1, 0))
        self._go(i, j)

    def _go(self, i: int, j: int) -> None:
        high, wide = self.room
        y, x = self.view
        self.cursor = (i, j)
        self._view = y.showing(i, high), x.showing(j, wide)
        self._dirty()
        if (spot := self.spot) is not None:
            self.post_message(self.Moved(spot))

    def follow(self, i: int, j: int) -> None:
        """Go where another map's cursor is, quietly."""
        if self.raster is not None and i < self.raster.rows and j < self.raster.columns:
            high, wide = self.room
            y, x = self.view
            self.cursor = (i, j)
            self._view = y.showing(i, high), x.showing(j, wide)
            self._dirty()

    def action_zoom(self, direction: int) -> None:
        """Nearer or farther, about the cursor; never farther than the whole picture."""
        if self.raster is None:
            return
        self._nearness = min(max(self._nearness + direction, 0), 12)
        self._view = None
        self._dirty()

    def action_fit(self) -> None:
        """The whole picture."""
        self._nearness = 0
        self._view = None
        self._dirty()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        if self.compact or self.raster is None:
            return
        y, x = self.view
        line = event.y - 1 - (1 if self.titled else 0)
        i, _ = y.block(line * (1 if self.plain else 2))
        j, _ = x.block(event.x - MARGIN)
        if line >= 0 and event.x >= MARGIN and i < self.raster.rows and j < self.raster.columns:
            self._go(i, j)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as there is room."""
        return container.width

    def render_line(self, y: int) -> Strip:
        """One line of the screen, from the strips drawn last."""
        if self._strips is None:
            self._strips = self._draw()
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, style(shades_of(self.app).ink, shades_of(self.app).background))

    def _draw(self) -> list[Strip]:
        shades = shades_of(self.app)
        ground = style(shades.muted, shades.background)
        width = self.size.width
        if self.raster is None or self.picture is None or not self.raster.rows or not self.raster.columns:
            return []
        out: list[Strip] = []
        if self.titled:
            ink = style(shades.primary if self.has_focus else shades.muted, shades.background)
            out.append(_line(one_line(self.picture.title, width), width, ink))
        y, x = self.view
        high, wide = self.room
        used_high, used_wide = y.pixels(high), x.pixels(wide)
        pixels = self.raster.pixels(y, x, used_high, used_wide)
        body = self._characters(pixels, shades) if self.plain else self._blocks(pixels, shades)
        if self.compact:
            return out + [Strip(segments).adjust_cell_length(width, ground) for segments in body]
        step = 1 if self.plain else 2
        out.append(column_axis(self.picture.axes, x, used_wide, width, shades))
        for place, segments in enumerate(body):
            here = self.has_focus and y.pixel(self.cursor[0]) // step == place
            edge = row_axis(y, high, step, place, here, shades)
            out.append(Strip([edge, *segments]).adjust_cell_length(width, ground))
        words = self._words(y, x)
        look = style(shades.ink if self.has_focus else shades.muted, shades.background)
        if self.roomy:
            out.append(_line(" " * MARGIN + words, width, look))
        if self.roomy or not self.has_focus:
            out.append(legend_line(self.picture, self.raster, shades, self.plain, width, "" if self.roomy else words))
        else:
            out.append(_line(" " * MARGIN + words, width, look))
        return out

    def _blocks(self, pixels: list[list[int]], shades: Shades) -> list[list[Segment]]:
        assert self.raster is not None
        mask, signed = self.raster.mask, self.raster.signed
        table: dict[int, str] = {}
        for line in pixels:
            for code in line:
                if code not in table:
                    table[code] = shades.colour(code, mask, signed)
        blank = [-1] * len(pixels[0]) if pixels else []
        cursor = self._cursor_pixels() if self.has_focus else None
        lines: list[list[Segment]] = []
        for top in range(0, len(pixels), 2):
            upper = pixels[top]
            lower = pixels[top + 1] if top + 1 < len(pixels) else blank
            pairs = [(table[a], table[b] if b != -1 else shades.background) for a, b in zip(upper, lower, strict=True)]
            if cursor is not None:
                for row, column in cursor:
                    if top <= row <= top + 1 and 0 <= column < len(pairs):
                        a, b = pairs[column]
                        pairs[column] = (shades.wrong, b) if row == top else (a, shades.wrong)
            lines.append(_runs(pairs))
        return lines

    def _characters(self, pixels: list[list[int]], shades: Shades) -> list[list[Segment]]:
        assert self.raster is not None
        assert self.picture is not None
        mask, signed = self.raster.mask, self.raster.signed
        names = letters(self.picture.legend)
        ink = style(shades.ink, shades.background)
        lines = []
        cursor = set(self._cursor_pixels()) if self.has_focus else set()
        for row, line in enumerate(pixels):
            text = [
                "◆" if (row, column) in cursor else character(code, mask, signed, names)
                for column, code in enumerate(line)
            ]
            lines.append([Segment("".join(text), ink)])
        return lines

    def _cursor_pixels(self) -> list[tuple[int, int]]:
        y, x = self.view
        row, column = y.pixel(self.cursor[0]), x.pixel(self.cursor[1])
        return [(row + a, column + b) for a in range(max(y.scale, 1)) for b in range(max(x.scale, 1))]

    def _words(self, y: Span, x: Span) -> str:
        """Where the cursor is, which part is seen, and what a pixel stands for."""
        assert self.raster is not None
        assert self.picture is not None
        high, wide = self.room
        words = []
        spot = self.spot
        if self.has_focus and spot is not None:
            rows, columns = (axis.split()[-1] if axis else "" for axis in self.picture.axes)
            value = spot.cause or number(spot.value)
            words.append(
                f"{rows} {spot.i}, {columns} {spot.j}: {value}" + (f" (strongest of {spot.of})" if spot.of > 1 else "")
            )
        seen_rows, seen_columns = y.values(high), x.values(wide)
        if seen_rows < y.count or seen_columns < x.count:
            words.append(
                f"{y.first}–{y.first + seen_rows - 1} × {x.first}–{x.first + seen_columns - 1} of {y.count} × {x.count}"
            )
        if (y.per > 1 or x.per > 1) and not (self.has_focus and spot is not None and spot.of > 1):
            words.append(f"pixel = strongest of {y.per} × {x.per}")
        return "   ".join(words)


def _runs(pairs: list[tuple[str, str]]) -> list[Segment]:
    """Half blocks for (upper, lower) colours, neighbours of one pair merged."""
    segments = []
    start = 0
    for place in range(1, len(pairs) + 1):
        if place == len(pairs) or pairs[place] != pairs[start]:
            upper, lower = pairs[start]
            text = (" " if upper == lower else "▀") * (place - start)
            segments.append(Segment(text, style(upper, lower)))
            start = place
    return segments


def _line(text: str, width: int, look: Style) -> Strip:
    return Strip([Segment(text, look)]).adjust_cell_length(width, look)
