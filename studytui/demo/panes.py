"""What the tabs of a demo open: shapes, pictures, timing, checks, source; the row that is followed, a line to draw.

Only the pane on the screen is drawn.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from cards.translation import _
from demos.demo import Guess, Report
from studytui.demo.checks import checks_page
from studytui.demo.gallery import Gallery
from studytui.demo.guess import Guessed, GuessPlot
from studytui.demo.shades import colourless, shades_of
from studytui.demo.steps import steps_page
from studytui.demo.timing import timing_page
from studytui.demo.walk import RowWalk
from studytui.expected import Line
from studytui.widgets.put import put

if TYPE_CHECKING:
    from studytui.ports import Study


class Panes(ContentSwitcher):
    """The panes of one demo. `show` draws the one that is open."""

    def __init__(self, demo_id: str) -> None:
        super().__init__(initial="picture", id="panes")
        self.demo_id = demo_id
        self._source_laid = (0, False)  # what the source was last laid out for
        self._unfolded = False
        self._asked_from = "picture"  # the tab a line was drawn for

    def compose(self) -> ComposeResult:
        """A pane for each tab."""
        with VerticalScroll(id="shapes", can_focus=False):
            yield Static(id="shapes-text", markup=False)
        yield Gallery(id="picture")
        yield Static(id="timing", markup=False)
        with VerticalScroll(id="checks", can_focus=False):
            yield Static(id="checks-text", markup=False)
        with VerticalScroll(id="source", can_focus=False):
            yield Static(id="source-text", markup=False)
        yield RowWalk(id="row")
        yield GuessPlot(id="guess")

    @property
    def tab(self) -> str:
        """The id of the open pane."""
        return self.current or "picture"

    @property
    def pane(self) -> Widget:
        """The open pane."""
        return self.query_one(f"#{self.tab}")

    async def show(self, report: Report, busy: bool) -> None:
        """Draw a report on the open pane."""
        room = self.size  # a pane that was just opened has no size yet
        width = max(room.width - 2, 20)
        match self.tab:
            case "shapes":
                put(self.query_one("#shapes-text", Static), steps_page(report, width), layout=True)
            case "picture":
                await self.query_one(Gallery).show(self._laid_over(report))
            case "timing":
                drawn = self._sweep_line(report)
                look = shades_of(self.app), colourless(self.app)
                page = timing_page(report, room.width, room.height, *look, busy, drawn)
                if not page.plain:
                    page = Content.styled("" if busy else _("This run measured no times."), "$muted")
                put(self.query_one("#timing", Static), page)
            case "checks":
                put(self.query_one("#checks-text", Static), checks_page(report, width), layout=True)
            case "source":
                self._read(width)
            case "row":
                self.query_one(RowWalk).show(report.walk, busy)

    # -- the line a person expects ---------------------------------------------------------------------------------

    @property
    def study(self) -> Study:
        """The app, with its type."""
        return cast("Study", self.app)

    def guess_here(self, report: Report) -> Guess | None:
        """What may be drawn where one stands: the times on their tab, else the line of the picture, else the first."""
        if self.tab == "timing":
            return next((guess for guess in report.guesses if guess.role == "sweep"), None)
        page = self.query_one(Gallery).page
        shown = {picture.title for picture in page.pictures} if page is not None else set()
        mine = [guess for guess in report.guesses if guess.role != "sweep"]
        return next((guess for guess in mine if guess.picture in shown), mine[0] if mine else None)

    def expect(self, guess: Guess) -> None:
        """Have a line drawn, in the place of the picture it belongs to."""
        self._asked_from = "timing" if self.tab == "timing" else "picture"
        self.current = "guess"
        plot = self.query_one(GuessPlot)
        plot.ask(guess)
        plot.focus()

    async def on_guessed(self, message: Guessed) -> None:
        """Keep the line, and go back to the picture, where the run is laid over it."""
        self.study.expected.keep(self.demo_id, message.guess, message.line)
        self.current = self._asked_from
        if self._asked_from == "picture":
            await self.query_one(Gallery).go_to(message.guess.picture)

    def _laid_over(self, report: Report) -> Report:
        expected = self.study.expected
        if not any(expected.line(self.demo_id, picture.title) for picture in report.pictures):
            return report
        return replace(report, pictures=[expected.laid_over(report, picture) for picture in report.pictures])

    def _sweep_line(self, report: Report) -> Line:
        title = next((picture.title for picture in report.pictures if picture.role == "sweep"), "")
        return self.study.expected.line(self.demo_id, title)

    def toggle_fold(self) -> None:
        """Unfold the fast form's source, or fold it again."""
        self._unfolded = not self._unfolded

    def _read(self, width: int) -> None:
        if self._source_laid != (width, self._unfolded):
            from demos.source import folded, source
            from studytui.demo.source import source_page

            self._source_laid = (width, self._unfolded)
            page = source_page(source(self.demo_id), min(width, 110), folded(self.demo_id), self._unfolded)
            put(self.query_one("#source-text", Static), page, layout=True)
