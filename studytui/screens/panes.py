"""What a demo's screen does with its panes: open one, turn and zoom pictures, follow a row, draw an expected line."""

from __future__ import annotations

from cards.translation import _
from studytui.demo.gallery import Gallery
from studytui.demo.guess import Guessed
from studytui.demo.heatmap import HeatMap
from studytui.demo.panes import Panes
from studytui.demo.tabs import TABS
from studytui.demo.walk import RowWalk
from studytui.screens.turning import TurningScreen


class PanesScreen(TurningScreen):
    """A screen over one run, its knobs and its panes."""

    @property
    def panes(self) -> Panes:
        """What the tabs open."""
        return self.query_one(Panes)

    @property
    def tab(self) -> str:
        """The id of the tab on the screen."""
        return self.panes.tab

    def action_tab(self, place: int) -> None:
        """Go to a tab."""
        self.set_focus(None)
        self.panes.current = TABS[place]
        self.set_class(TABS[place] == "source", "-reading")
        self.call_after_refresh(self._changed)

    def action_next_tab(self, step: int) -> None:
        """The next tab."""
        here = TABS.index(self.tab) if self.tab in TABS else TABS.index("picture")
        self.action_tab((here + step) % len(TABS))

    def action_page(self, direction: int) -> None:
        """Scroll what does not fit."""
        self.panes.pane.scroll_relative(y=direction * max(self.panes.pane.size.height - 2, 1), animate=False)

    def action_follow(self) -> None:
        """One query, stage by stage; again: back to the pictures."""
        if self.tab == "row":
            self.action_tab(TABS.index("picture"))
        elif self.available("follow"):
            self.panes.current = "row"
            self.set_class(False, "-reading")
            self.query_one(RowWalk).focus()
            self.call_after_refresh(self._changed)
        else:
            self.study.notice(_("There is no row to follow here: it needs attention over at most 64 tokens."))

    def action_expect(self) -> None:
        """Draw the line that is expected; the run is laid over it."""
        guess = self.panes.guess_here(self.run.report) if self.run is not None else None
        if guess is not None:
            self.set_class(False, "-reading")
            self.panes.expect(guess)
            self.call_after_refresh(self._changed)
        else:
            soon = self.run is None or self.run.busy
            why = (
                _("it comes with the first time that is measured.") if soon else _("it needs a training, or times (3).")
            )
            self.study.notice(_("There is no line to draw here: {why}", why=why))

    def on_guessed(self, message: Guessed) -> None:
        """The line was drawn, or passed over: show the run."""
        self.set_focus(None)
        self.call_after_refresh(self._changed)

    def on_row_walk_followed(self, message: RowWalk.Followed) -> None:
        """The picture lights the row that is followed."""
        for found in self.query(HeatMap):
            found.follow(message.row, message.row)

    def action_numbers(self) -> None:
        """Words or numbers on the sides of pictures."""
        self.query_one(Gallery).toggle_numbers()

    def action_unfold(self) -> None:
        """The fast form's source too, or the mechanism alone."""
        self.panes.toggle_fold()
        self._changed()

    async def action_turn(self, step: int) -> None:
        """Another picture."""
        await self.query_one(Gallery).turn(step)

    async def action_grid(self) -> None:
        """Side by side or one by one."""
        await self.query_one(Gallery).toggle()

    def action_look(self) -> None:
        """The keyboard goes to the picture, and back."""
        found = self.query_one(Gallery).map if self.tab == "picture" else None
        if found is not None:
            self.set_focus(None if found.has_focus else found)
        elif self.tab == "picture":
            self.study.notice(
                _(
                    "A cursor needs a single mask or heat map: {back} and {on} turn the pages, {grid} takes them "
                    "apart.",
                    back=self.key_of("previous-picture"),
                    on=self.key_of("next-picture"),
                    grid=self.key_of("grid"),
                )
            )

    def action_zoom(self, direction: int) -> None:
        """Nearer or farther."""
        found = self.query_one(Gallery).map
        if found is not None and self.tab == "picture":
            found.action_zoom(direction)
