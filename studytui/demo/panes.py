"""What the tabs of a demo open: shapes, pictures, timing, checks, source, and the row that is followed.

Only the pane on the screen is drawn.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from demos.demo import Report
from studytui.demo.checks import checks_page
from studytui.demo.gallery import Gallery
from studytui.demo.shades import colourless, shades_of
from studytui.demo.steps import steps_page
from studytui.demo.timing import timing_page
from studytui.demo.walk import RowWalk
from studytui.widgets.put import put


class Panes(ContentSwitcher):
    """The panes of one demo. `show` draws the one that is open."""

    def __init__(self, demo_id: str) -> None:
        super().__init__(initial="picture", id="panes")
        self.demo_id = demo_id
        self._source_laid = (0, False)  # what the source was last laid out for
        self._unfolded = False

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
                await self.query_one(Gallery).show(report)
            case "timing":
                page = timing_page(report, room.width, room.height, shades_of(self.app), colourless(self.app), busy)
                if not page.plain:
                    page = Content.styled("" if busy else "This run measured no times.", "$muted")
                put(self.query_one("#timing", Static), page)
            case "checks":
                put(self.query_one("#checks-text", Static), checks_page(report, width), layout=True)
            case "source":
                self._read(width)
            case "row":
                self.query_one(RowWalk).show(report.walk, busy)

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
