"""The foot of the review: the key that shows the answer, then the four ratings with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from cards.schedule import Outcome, Rating
from translation import N_, _

COLOURS = {Rating.AGAIN: "$error", Rating.HARD: "$accent", Rating.GOOD: "$success", Rating.EASY: "$primary"}


WAY = ("space", N_("show the answer"))


class Ratings(Widget):
    """The four ratings with the interval each would give; before the answer is shown, the way to it."""

    outcomes: reactive[tuple[Outcome, ...]] = reactive(())
    suggested: reactive[Rating | None] = reactive(None)  # what Enter rates
    way: reactive[tuple[str, str]] = reactive(WAY)

    def __init__(self, outcomes: Sequence[Outcome] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Ratings.outcomes, tuple(outcomes))

    def show(self, outcomes: tuple[Outcome, ...], suggested: Rating | None = None, way: tuple[str, str] = WAY) -> None:
        """Show what each rating would do; where there are none, the `way` to the answer as a key and what it does."""
        self.outcomes, self.suggested, self.way = outcomes, suggested, way

    def render(self) -> Content:
        """One line; the columns are as wide as the window allows."""
        if not self.outcomes:
            return Content.assemble((_(self.way[0]), "bold $primary"), (f" {_(self.way[1])}", "$foreground"))
        pieces = [self._piece(outcome, _(outcome.rating.word)) for outcome in self.outcomes]
        if sum(piece.cell_length + 1 for piece in pieces) > self.size.width:
            pieces = [self._piece(outcome, "") for outcome in self.outcomes]
        column = min(max(piece.cell_length for piece in pieces) + 4, self.size.width // 4)
        parts: list[Content | str] = []
        for piece in pieces:
            parts += [piece, " " * max(column - piece.cell_length, 1)]
        return Content.assemble(*parts[:-1])

    def _piece(self, outcome: Outcome, name: str) -> Content:
        here = outcome.rating is self.suggested
        return Content.assemble(
            ("⏎ ", "bold $primary") if here else "",
            (f"{outcome.rating.value}", f"bold {COLOURS[outcome.rating]}"),
            (f" {name}", "bold $ink" if here else "$foreground") if name else "",
            (f" {outcome.interval}", "$muted"),
        )
