"""A list of one-line rows that draws only the visible ones, so that long lists cost no more than short ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from studytui.keys import key

Row = TypeVar("Row")


class Rows(ScrollView, Generic[Row], can_focus=True):
    """Rows with a cursor. `draw(row, width)` gives the content of one; enter is left to the screen."""

    DEFAULT_CSS = """
    Rows { background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    BINDINGS = [
        key("up,k", "move(-1)", "up", hint=False, name="list.up"),
        key("down,j", "move(1)", "down", hint=False, name="list.down"),
        key("pageup,ctrl+b", "page(-1)", "page up", hint=False, help="A screenful up", name="list.page-up"),
        key("pagedown,ctrl+f", "page(1)", "page down", hint=False, help="A screenful down", name="list.page-down"),
        key("home,g", "ends(-1)", "first", hint=False, name="list.first"),
        key("end,G", "ends(1)", "last", hint=False, name="list.last"),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another row (by its index), or there are other rows."""

        rows: Rows[Any]
        index: int

        @property
        def control(self) -> Rows[Any]:
            """The list it came from."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """A row was clicked while the cursor stood on it."""

        rows: Rows[Any]
        index: int

    def __init__(self, draw: Callable[[Row, int], Content], rows: Sequence[Row] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.draw = draw
        self.items: Sequence[Row] = rows
        self.cursor = 0
        self._strips: dict[tuple[int, int, bool], Strip] = {}

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor; None where there is none."""
        return self.items[self.cursor] if self.items else None

    def on_mount(self) -> None:
        """Follow the theme, and take the size of the rows."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())
        self._measure()

    def show(self, rows: Sequence[Row], cursor: int | None = None) -> None:
        """Other rows; the cursor stays where it was unless told otherwise."""
        self.items = rows
        self._strips.clear()
        self._measure()
        self.go(self.cursor if cursor is None else cursor, always=True)

    def redraw(self) -> None:
        """Draw all rows anew."""
        self._strips.clear()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.items))

    def on_resize(self) -> None:
        """Draw the rows again in the new width."""
        self._strips.clear()
        self._measure()
        self._reveal()

    def go(self, index: int, *, always: bool = False) -> None:
        """Put the cursor on a row, held inside the list."""
        index = min(max(index, 0), max(len(self.items) - 1, 0))
        if index != self.cursor or always:
            self.cursor = index
            self._reveal()
            self.refresh()
            self.post_message(self.Moved(self, index))

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, x_axis=False)

    def action_move(self, by: int) -> None:
        """Up or down."""
        self.go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self.go(self.cursor + by * max(self.size.height - 1, 1))

    def action_ends(self, end: int) -> None:
        """To the first row or to the last."""
        self.go(0 if end < 0 else len(self.items) - 1)

    def on_focus(self) -> None:
        """The cursor is bright while the list has the focus."""
        self.redraw()

    def on_blur(self) -> None:
        """The cursor is dim while the list has no focus."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; one on the cursor chooses."""
        index = event.y + self.scroll_offset.y
        if index >= len(self.items):
            return
        if index == self.cursor:
            self.post_message(self.Chosen(self, index))
        self.go(index)

    def render_line(self, y: int) -> Strip:
        """One row."""
        index, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        base = self.visual_style
        if index >= len(self.items) or width < 3:
            return Strip.blank(width, base.rich_style)
        marked = index == self.cursor
        found = self._strips.get((index, width, marked))
        if found is None:
            if len(self._strips) > 2000:
                self._strips.clear()
            mark = ("▌", "bold $primary" if self.has_focus else "$faint") if marked else " "
            content = Content.assemble(mark, " ", self.draw(self.items[index], width - 3), " ")
            if marked and self.has_focus:
                base = base + Style(background=self._colour("block-cursor-background"))
            strips = Visual.to_strips(self, content, width, 1, base, pad=True)
            found = strips[0] if strips else Strip.blank(width, base.rich_style)
            self._strips[index, width, marked] = found.adjust_cell_length(width, base.rich_style)
            found = self._strips[index, width, marked]
        return found

    def _colour(self, name: str) -> Any:
        from textual.color import Color

        return Color.parse(self.app.theme_variables[name])
