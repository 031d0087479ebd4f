"""A mask or a heat map in half blocks, with words or numbers on its sides, a cursor, zoom and a legend.

One row is lit: the one the picture names, then the one the cursor is on. Where a mask has several causes, a cell whose
two halves are of one cause bears its sign, so that causes are told apart without colours too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from cards.translation import N_, _
from demos.demo import Picture
from studytui.demo.axes import column_axis, margin_of, row_axis, tile_margin
from studytui.demo.cells import block_lines, character_lines, dimmed, whole_line
from studytui.demo.legend import legend_line
from studytui.demo.raster import Raster, Span, fitted, overview
from studytui.demo.retelling import sentence
from studytui.demo.shades import Shades, colourless, shades_of, style
from studytui.demo.spot import Spot, part, part_words, spot_at, spot_words
from studytui.keys import key
from studytui.widgets.text import one_line


class HeatMap(Widget, can_focus=True):
    """One picture. `compact` leaves out axes, legend and cursor; `plain` draws characters instead of colours.

    With the keyboard on it the arrows move the cursor, and the view follows where the picture is larger than the pane.
    """

    BINDINGS = [
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
        self._nearness = 0  # steps of zoom away from fitting; −1 is the overview
        self._above = 1  # lines above the map
        self.numbers = False  # numbers on the sides, although the picture names its rows and columns
        self.set_reactive(HeatMap.picture, picture)
        if picture is not None:
            self.raster = Raster.of(picture)
            self.cursor = (picture.lit or 0, picture.lit or 0)

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
            lit = picture.lit if picture is not None and picture.lit is not None else None
            i, j = self.cursor if lit is None else (lit, lit)
            self.cursor = (min(i, max(rows - 1, 0)), min(j, max(columns - 1, 0)))
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
    def per_line(self) -> int:
        """Rows of values a line of the screen: two, as half blocks. One where each value has to bear its sign: without
        colours, and where sixteen of them would have to tell causes apart alone."""
        causes = self.raster is not None and self.raster.mask and len(self.raster.order) >= 2
        return 1 if self.plain or (causes and shades_of(self.app).sixteen) else 2

    @property
    def room(self) -> tuple[int, int]:
        """Pixels there are for the values: (high, wide)."""
        size = self.size
        high, wide = size.height, size.width
        high -= 1 if self.titled else 0
        wide -= self.margin
        if not self.compact:
            high -= 3 if self.roomy else 2
        elif self.raster is not None:
            lines = -(-self.raster.rows // self.per_line)
            high -= 1 if lines > high or (self.titled and lines < high) else 0  # which part is seen, or the legend
        return max(high, 1) * self.per_line, max(wide, 1)

    @property
    def named(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of rows and columns that are shown; () for numbers."""
        if self.picture is None or self.numbers:
            return (), ()
        return self.picture.rows, self.picture.columns

    @property
    def margin(self) -> int:
        """Cells for the numbers or names of the rows."""
        if self.compact:
            columns = self.raster.columns if self.raster is not None else 0
            return tile_margin(self.named[0], self.size.width, columns)
        return margin_of(self.named[0], self.size.width, self.raster.columns if self.raster is not None else 0)

    @property
    def lit(self) -> int | None:
        """The row that stands out."""
        return None if self.picture is None or self.picture.lit is None else self.cursor[0]

    @property
    def roomy(self) -> bool:
        """Whether the cursor, and the part that is seen, have a line of their own; else they take the legend's."""
        return self.size.height >= 22 or self.windowed

    @property
    def windowed(self) -> bool:
        """Whether the picture is larger than the pane at a pixel a value."""
        high, wide = self.size.height - 2 - self.titled, self.size.width - self.margin
        return self.raster is not None and (self.raster.rows > high * self.per_line or self.raster.columns > wide)

    @property
    def view(self) -> tuple[Span, Span]:
        """The spans of rows and columns that are on the screen."""
        assert self.raster is not None
        if self._view is None:
            high, wide = self.room
            rows, columns = self.raster.rows, self.raster.columns
            # A character is twice as high as it is wide; a half block is as high as wide.
            y, x = fitted(rows, columns, high, wide, 3 - self.per_line)
            if self._nearness < 0:
                y, x = overview(rows, columns, high, wide)
            for _ in range(self._nearness):
                y, x = y.zoomed(1), x.zoomed(1)
            self._view = y.around(self.cursor[0], high), x.around(self.cursor[1], wide)
        return self._view

    @property
    def spot(self) -> Spot | None:
        """What the cursor is on."""
        if self.raster is None or self.picture is None or not self.raster.rows or not self.raster.columns:
            return None
        return spot_at(self.picture, self.raster, self.view, self.cursor)

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
        """Nearer or farther, about the cursor; farthest is the overview of the whole picture."""
        if self.raster is None:
            return
        self._nearness = min(max(self._nearness + direction, -1), 12)
        self._view = None
        self._dirty()

    def name_sides(self, by_words: bool) -> None:
        """Words on the sides, where the picture has them, or numbers."""
        if self.numbers == by_words:
            self.numbers = not by_words
            self._view = None
            self._dirty()

    def action_fit(self) -> None:
        """The whole picture."""
        self._nearness = -1 if self.windowed else 0
        self._view = None
        self._dirty()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        if self.compact or self.raster is None:
            return
        y, x = self.view
        line = event.y - self._above
        i, _ = y.block(line * self.per_line)
        j, _ = x.block(event.x - self.margin)
        if line >= 0 and event.x >= self.margin and i < self.raster.rows and j < self.raster.columns:
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
            out.append(whole_line(one_line(sentence(self.picture.title), width), width, ink))
        y, x = self.view
        high, wide = self.room
        used_high, used_wide = y.pixels(high), x.pixels(wide)
        pixels = self.raster.pixels(y, x, used_high, used_wide)
        if self.raster.mask and self.lit is not None:
            first = y.pixel(self.lit)
            shown = range(first, first + max(y.scale, 1))
            pixels = [line if n in shown else [dimmed(code) for code in line] for n, line in enumerate(pixels)]
        cursor = self._cursor_pixels() if self.has_focus else []
        legend = self.picture.legend
        body = (
            character_lines(pixels, self.raster, legend, shades, set(cursor))
            if self.plain
            else block_lines(pixels, self.raster, legend, x, shades, cursor, whole=self.per_line == 1)
        )
        step = self.per_line
        if self.compact:
            return self._tile(out, body, y, shades)
        rows, columns = self.named
        margin, spare = self.margin, high // step - len(body)
        out += column_axis(self.picture.axes, x, used_wide, width, margin, shades, columns, 1 + max(spare, 0))
        self._above = len(out)
        marked = y.pixel(self.cursor[0]) // step if self.lit is not None or self.has_focus else -1
        for place, segments in enumerate(body):
            edge = row_axis(y, high, step, place, marked == place, margin, shades, rows)
            out.append(Strip([edge, *segments]).adjust_cell_length(width, ground))
        words = self._words(y, x)
        look = style(shades.ink if self.has_focus else shades.muted, shades.background)
        if self.roomy:
            out.append(whole_line(" " * min(margin, max(width - len(words), 0)) + words, width, look))
        if self.roomy or not self.has_focus:
            note = "" if self.roomy else words
            out.append(legend_line(self.picture, self.raster, shades, self.plain, width, note, margin))
        else:
            out.append(whole_line(" " * min(margin, max(width - len(words), 0)) + words, width, look))
        return out

    def _tile(self, head: list[Strip], body: list[list[Segment]], y: Span, shades: Shades) -> list[Strip]:
        """The map as one of several, or in a small box: names where there is room, a legend below where there is."""
        assert self.picture is not None
        assert self.raster is not None
        width, (high, _wide) = self.size.width, self.room
        step = self.per_line
        ground = style(shades.muted, shades.background)
        rows = self.named[0] if self.margin else ()  # of columns not each could have names: they would not stand level
        for place, segments in enumerate(body):
            edge = [row_axis(y, high, step, place, False, self.margin, shades, rows)] if self.margin else []
            head.append(Strip([*edge, *segments]).adjust_cell_length(width, ground))
        if y.values(high) < y.count:
            return [*head, whole_line(part(y, high, N_("rows")), width, ground)]
        if self.titled and len(head) < self.size.height:
            head.append(legend_line(self.picture, self.raster, shades, self.plain, width, "", self.margin))
        return head

    def _cursor_pixels(self) -> list[tuple[int, int]]:
        y, x = self.view
        row, column = y.pixel(self.cursor[0]), x.pixel(self.cursor[1])
        return [(row + a, column + b) for a in range(max(y.scale, 1)) for b in range(max(x.scale, 1))]

    def _words(self, y: Span, x: Span) -> str:
        """Where the cursor is, which part is seen, and what a pixel stands for."""
        assert self.raster is not None
        assert self.picture is not None
        words = []
        spot = self.spot
        if self.has_focus and spot is not None:
            words.append(spot_words(self.picture, spot, self.named, self.cursor))
        if seen := part_words((y, x), self.room):
            words.append(f"{seen}   − {_('all')}")
        if (y.per > 1 or x.per > 1) and not (self.has_focus and spot is not None and spot.of > 1):
            words.append(_("pixel = strongest of {high} × {wide}", high=y.per, wide=x.per))
        return "   ".join(words)
