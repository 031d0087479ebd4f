"""The next row of a mask, drawn with the cursor keys below the rows so far; its mark is drawn cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from demos.marking import read_rows
from demos.question import Asked
from studytui.asking import Given
from studytui.keys import key
from studytui.told import words

EDGE = 4  # cells for the number of a row
CELL = 2  # a character is twice as high as it is wide
FEW, MOST = 3, 12  # rows above the drawn one that are kept in sight: in a small window, and in a large one

FULL, EMPTY = "██", "· "
# What became of a cell: its sign, its colour, and the word for it.
RIGHT, LEFT_OUT, TOO_MANY = ("✓ ", "bold $success"), ("○ ", "bold $error"), ("✗ ", "bold $error")
SIGNS = ((RIGHT, "cell right"), (LEFT_OUT, "cell missing"), (TOO_MANY, "cell extra"))


@dataclass
class RowDone(Message):
    """The row is drawn: its filled cells."""

    cells: frozenset[int]


@dataclass
class RowWritten(Message):
    """The row is to be written instead; `begun` is the sign that was typed."""

    begun: str


class RowPad(Widget, can_focus=True):
    """The rows of a mask that are known, and the next one under a pen. `show` draws its mark once there is one.

    The pen works as typing does: space fills a cell and goes on, on a filled one it empties it; backspace goes back
    and empties. A digit or `?` is written.
    """

    DEFAULT_CSS = "RowPad { height: auto; margin: 1 0 0 0; }"
    BINDINGS = [
        key("left", "move(-1)", "left", hint=False),
        key("right", "move(1)", "right", hint=False),
        key("home,up", "move(-99)", "first", hint=False),
        key("end,down", "move(99)", "last", hint=False),
        key("space", "fill", "fill", hint=False),
        key("backspace,delete", "empty", "empty", hint=False),
        key("enter", "done", "mark", hint=False),
        key("question_mark", "write('?')", "show it", hint=False),
        *(key(digit, f"write('{digit}')", "write", hint=False) for digit in "0123456789"),
    ]

    def __init__(self, asked: Asked, language: str, hint: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asked, self.language, self.hint = asked, language, hint
        self.above: tuple[Sequence[Any], ...] = tuple(asked.pictures[0].values) if asked.pictures else ()
        self.drawn: set[int] = set()
        self.place = min(len(self.above), asked.most - 1)  # the pen begins at the row's own token
        self.given: Given | None = None

    def show(self, language: str, given: Given | None) -> None:
        """Another language, or the mark."""
        self.language, self.given = language, given
        self.can_focus = given is None
        self.refresh(layout=True)

    # -- the pen ---------------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Another cell."""
        self.place = min(max(self.place + step, 0), self.asked.most - 1)
        self.refresh()

    def action_fill(self) -> None:
        """Fill the cell, or empty a filled one, and go on to the next."""
        self.drawn ^= {self.place}
        self.action_move(1)

    def action_empty(self) -> None:
        """Go back and empty; the last cell, once it is filled, is emptied where the pen stands."""
        if self.place not in self.drawn:
            self.action_move(-1)
        self.drawn.discard(self.place)
        self.refresh()

    def action_done(self) -> None:
        """Have the row marked."""
        self.post_message(RowDone(frozenset(self.drawn)))

    def action_write(self, begun: str) -> None:
        """Write the row instead."""
        self.post_message(RowWritten(begun))

    def on_click(self, event: events.Click) -> None:
        """The pen goes where the mouse is, and fills or empties that cell."""
        place = (event.x - EDGE) // CELL
        if self.given is None and 0 <= place < self.asked.most and event.x >= EDGE:
            self.place = place
            self.action_fill()

    def on_focus(self) -> None:
        """Show the pen."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()

    # -- drawing ---------------------------------------------------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line a row, the numbers above and what the keys or signs mean below."""
        return len(self._lines(viewport.height))

    def render(self) -> RenderResult:
        """The rows so far, and the one that is drawn."""
        return Content("\n").join(self._lines(self.app.size.height))

    def _lines(self, window: int) -> list[Content]:
        row = len(self.above)
        every = 1 if self.asked.most <= 10 else 2  # two digits need the room of two cells
        numbers = "".join(f"{column:<{CELL * every}}" for column in range(0, self.asked.most, every))
        lines = [Content.styled(" " * EDGE + numbers, "$muted")]
        if self.given is None:
            shown = min(max(window - 20, FEW), MOST, row)
            for i in range(row - shown, row):
                lines.append(self._row(str(i), [(FULL, "$primary") if x else (EMPTY, "$faint") for x in self.above[i]]))
            return [*lines, self._row(str(row), self._pen()), Content.styled(self.hint, "italic $muted")]
        right = read_rows(self.asked.answer, self.asked.most) or frozenset()
        drawn = read_rows(self.given.marked.shown, self.asked.most)
        truth = [(FULL, "$success") if x in right else (EMPTY, "$faint") for x in range(self.asked.most)]
        if drawn is None:  # it was asked for
            return [*lines, self._row(str(row), truth, words(self.language, "row is"))]
        cells = [_marked(x in drawn, x in right) for x in range(self.asked.most)]
        lines.append(self._row(str(row), cells, words(self.language, "row drawn")))
        if drawn != right:
            lines.append(self._row("", truth, words(self.language, "row is")))
        met = [(sign, style, words(self.language, name)) for (sign, style), name in SIGNS if (sign, style) in cells]
        parts = [part for sign, style, word in met for part in ((sign, style), (f"{word}   ", "$muted"))]
        return [*lines, Content.assemble(" " * EDGE, *parts)]

    def _row(self, number: str, cells: Sequence[tuple[str, str]], note: str = "") -> Content:
        return Content.assemble((f"{number:>{EDGE - 1}} ", "$muted"), *cells, (f"  {note}" if note else "", "$muted"))

    def _pen(self) -> list[tuple[str, str]]:
        cells = [(FULL, "$accent") if x in self.drawn else (EMPTY, "$muted") for x in range(self.asked.most)]
        if self.has_focus:
            cells[self.place] = ("▐▌", "$accent reverse") if self.place in self.drawn else ("[]", "bold $ink")
        return cells


def _marked(drawn: bool, right: bool) -> tuple[str, str]:
    """The sign and colour of a cell."""
    if drawn and right:
        return RIGHT
    return TOO_MANY if drawn else LEFT_OUT if right else (EMPTY, "$faint")
