"""The foot of the review: the key that shows the answer, then the four ratings with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from cards.schedule import Outcome, Rating
from cards.translation import N_, _

COLOURS = {Rating.AGAIN: "$error", Rating.HARD: "$accent", Rating.GOOD: "$success", Rating.EASY: "$primary"}


WAY = ("space", N_("show the answer"))


class Ratings(Widget):
    """The four ratings with the interval each would give; before the answer is shown, the way to it."""

    outcomes: reactive[tuple[Outcome, ...]] = reactive(())
    suggested: reactive[Rating | None] = reactive(None)  # what Enter rates
    way: reactive[tuple[str, str]] = reactive(WAY)

    @dataclass
    class Chosen(Message):
        """A rating was clicked; None where there is none yet, only the way to the answer."""

        rating: Rating | None

    def __init__(self, outcomes: Sequence[Outcome] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Ratings.outcomes, tuple(outcomes))
        self.keys: tuple[str, ...] = ("1", "2", "3", "4")

    def show(self, outcomes: tuple[Outcome, ...], suggested: Rating | None = None, way: tuple[str, str] = WAY) -> None:
        """Show what each rating would do; where there are none, the `way` to the answer as a key and what it does."""
        self.outcomes, self.suggested, self.way = outcomes, suggested, way

    def render(self) -> Content:
        """One line; the columns are as wide as the window allows."""
        if not self.outcomes:
            return Content.assemble((_(self.way[0]), "bold $primary"), (f" {_(self.way[1])}", "$foreground"))
        pieces = self._pieces()
        parts: list[Content | str] = []
        for piece, width in pieces:
            parts += [piece, " " * (width - piece.cell_length)]
        return Content.assemble(*parts[:-1])

    def _pieces(self) -> list[tuple[Content, int]]:
        """Each rating with the cells it has."""
        pieces = [self._piece(outcome, _(outcome.rating.word)) for outcome in self.outcomes]
        if sum(piece.cell_length + 1 for piece in pieces) > self.size.width:
            pieces = [self._piece(outcome, "") for outcome in self.outcomes]
        column = min(max(piece.cell_length for piece in pieces) + 4, self.size.width // 4)
        return [(piece, max(column, piece.cell_length + 1)) for piece in pieces]

    def on_click(self, event: events.Click) -> None:
        """A click on a rating gives it."""
        place = event.get_content_offset(self)
        if place is None:
            return
        if not self.outcomes:
            self.post_message(self.Chosen(None))
            return
        at = 0
        for outcome, (piece, width) in zip(self.outcomes, self._pieces(), strict=True):
            at += max(width, piece.cell_length)
            if place.x < at:
                self.post_message(self.Chosen(outcome.rating))
                return

    def _piece(self, outcome: Outcome, name: str) -> Content:
        here = outcome.rating is self.suggested
        return Content.assemble(
            ("⏎ ", "bold $primary") if here else "",
            (self.keys[outcome.rating - 1], f"bold {COLOURS[outcome.rating]}"),
            (f" {name}", "bold $ink" if here else "$foreground") if name else "",
            (f" {outcome.interval}", "$muted"),
        )
