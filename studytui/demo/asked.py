"""A card that a demo asks: its question, a line for the answer, and what was right beside what was answered.

It stands in a review and in a training of its own. It has no logic: what it is told to show comes from a session, and
what a person does is posted to the screen it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from cards.translation import N_, _
from demos.marking import rows_text
from demos.question import CELLS, PICTURE, Asked
from studytui.asking import Draw, Given
from studytui.demo.beside import BesideBox
from studytui.demo.question import QuestionText
from studytui.demo.rowpad import RowDone, RowPad, RowWritten
from studytui.told import words
from studytui.widgets.put import stands
from studytui.widgets.typing import Typing

if TYPE_CHECKING:
    from demos.demo import Value
    from studytui.ports import Study

HOW = {
    "number": N_("a number, then Enter · ? shows it"),
    "shape": N_("sizes like 2 4 8 16, then Enter · ? shows it"),
    "rows": N_("like 3-7, 9 or none, then Enter · ? shows it"),
    "cells": N_("←→ and space draw it, then Enter · or write 3-7, 9 · ? shows it"),
}


LEAST = 4  # rows that the text keeps, whatever the pictures want


class Area(VerticalScroll):
    """The text of a question. A digit typed here begins the answer, where one is written: it is no command then."""

    BINDINGS = [Binding(digit, f"begin('{digit}')", "answer", show=False) for digit in "0123456789"]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits belong to the screen once there is a mark, or where they choose an option."""
        return action != "begin" or cast("AskedCard", self.parent).writes

    async def action_begin(self, digit: str) -> None:
        """Open the line with this digit in it."""
        await cast("AskedCard", self.parent).type(digit)


class AskedCard(Widget):
    """One question of a demo. `show` draws what the session stands at."""

    DEFAULT_CSS = """
    AskedCard { height: 1fr; layout: vertical; }
    AskedCard #asked-area {
        height: auto; max-height: 100%; padding: 1 4 0 4; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    AskedCard Typing { margin: 1 0 0 0; max-width: 92; }
    AskedCard BesideBox { margin: 0 2; }
    .-narrow AskedCard #asked-area { padding: 0 2; }
    AskedCard.-answered #asked-area { padding: 0 4; }
    .-narrow AskedCard.-answered #asked-area { padding: 0 2; }
    """

    @dataclass
    class Drawn(Message):
        """A question was drawn."""

        draw: Draw
        asked: Asked

    @dataclass
    class CannotAsk(Message):
        """No question can be drawn, and why."""

        why: str

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asked: Asked | None = None
        self.given: Given | None = None
        self.language = "en"
        self._drawing: Draw | None = None
        self._like: tuple[tuple[str, Value], ...] = ()
        self._looked: Given | None = None

    def compose(self) -> ComposeResult:
        """The question; what stands below comes with it."""
        with Area(id="asked-area"):
            yield QuestionText(id="asked")

    @property
    def study(self) -> Study:
        """The app, with its type."""
        return cast("Study", self.app)

    @property
    def chosen(self) -> bool:
        """Whether an option is to be chosen by its number just now."""
        return self.asked is not None and not self.asked.typed and self.given is None

    @property
    def writes(self) -> bool:
        """Whether the answer is written, or may be: that is known once the question is drawn."""
        return self.given is None and (self.asked is None or self.asked.typed)

    async def show(
        self, title: str, language: str, draw: Draw | None, asked: Asked | None, given: Given | None
    ) -> None:
        """Show a question: its `title` alone while its numbers are being drawn, its mark once it is `given`."""
        fresh = asked is not self.asked
        self.asked, self.given, self.language = asked, given, language
        self.set_class(given is not None, "-answered")
        text = self.query_one(QuestionText)
        if fresh or given is None:
            await self._clear(keep_typing=not fresh)
        if fresh or not self.has_focus_within:
            self.query_one(Area).focus()
        if asked is None:
            ready = self.study.runner is not None and self.study.runner.ready
            text.wait(title, words(language, "drawing" if ready else "loading"))
            if draw is not None and draw != self._drawing:
                self._drawing, self._like = draw, draw.like
                self.run_worker(self._draw(draw), group="draw", exclusive=True, exit_on_error=False)
            return
        self._drawing = None
        text.show(asked, language, given)
        area = self.query_one(Area)
        area.scroll_home(animate=False)
        if asked.kind == CELLS:
            await self._draw_row(asked)
        if given is None:
            if asked.pictures and asked.kind != CELLS:  # the rows so far stand above the one that is drawn
                await (await self._box()).pictures(asked.pictures, numbered=asked.kind == PICTURE)
            await self.type()
            return
        await self.query(Typing).remove()
        if given is not self._looked:
            self._looked = given
            area.focus()
            self.run_worker(self._look(asked, given), group="look", exclusive=True, exit_on_error=False)

    def fit(self) -> None:
        """Room for the pictures before room for the text, which can be scrolled: its end, the mark, is in sight."""
        box = next(iter(self.query(BesideBox)), None)
        area = self.query_one(Area)
        wanted = box.wanted if box is not None else 0
        least = LEAST * 2 if self.query(RowPad) else LEAST  # a marked row stands there too
        if box is not None:
            box.styles.height = min(wanted, max(self.size.height - least, LEAST))
        area.styles.max_height = max(self.size.height - wanted, least)
        if self.given is not None:
            self.call_after_refresh(area.scroll_end, animate=False)

    def on_resize(self) -> None:
        """Fit the new window."""
        self.fit()

    def on_beside_box_fitted(self) -> None:
        """Other pictures are there."""
        self.fit()

    async def _draw_row(self, asked: Asked) -> None:
        """The pad on which a row is drawn; later its mark, cell by cell."""
        pads = self.query(RowPad)
        pad = pads.first() if pads else RowPad(asked, self.language, _(HOW[asked.kind]))
        if not pads:
            await self.query_one(Area).mount(pad)
        pad.show(self.language, self.given)

    def on_row_done(self, message: RowDone) -> None:
        """A row was drawn; an empty one was rather not."""
        if message.cells:
            self.post_message(Typing.Answered(rows_text(message.cells)))
        else:
            self.study.notice(words(self.language, "row empty"), wrong=True)

    async def on_row_written(self, message: RowWritten) -> None:
        """A row is written instead."""
        await self.type(message.begun)

    async def type(self, begun: str = "") -> None:
        """A line to write the answer into, where it is written; `begun` stands in it already. A row is drawn first."""
        if self.asked is None or not self.asked.typed or self.given is not None or self.query(Typing):
            return
        for pad in self.query(RowPad) if not begun else ():
            pad.focus()
            return
        typing = Typing(begun, select_on_focus=False, placeholder=_(HOW[self.asked.kind]))
        await self.query_one(Area).mount(typing)
        typing.focus()

    async def leave_typing(self) -> bool:
        """Take the line away, so that keys act again; False where there was none."""
        lines = self.query(Typing)
        if not lines:
            return False
        await lines.remove()
        self.query_one(Area).focus()
        for pad in self.query(RowPad):
            pad.focus()
        return True

    async def _clear(self, *, keep_typing: bool) -> None:
        """Take away what belongs to another question."""
        if not keep_typing:
            await self.query(Typing).remove()
            await self.query(RowPad).remove()
            self.workers.cancel_group(self, "look")
            self._looked = None
        if self.asked is None or not self.asked.pictures or not keep_typing:
            await self.query(BesideBox).remove()
            self.fit()

    async def _box(self) -> BesideBox:
        for box in self.query(BesideBox):
            return box
        box = BesideBox()
        await self.mount(box)
        return box

    async def _draw(self, draw: Draw) -> None:
        from demos.runner import Failed

        runner = self.study.runner
        try:
            if runner is None:
                raise Failed(_("Demos are not available here."))
            asked = await runner.ask(draw.demo, draw.question, draw.seed, dict(draw.like))
        except Failed as failed:
            self._drawing = None
            self.post_message(self.CannotAsk(str(failed)))
            return
        self.post_message(self.Drawn(draw, asked))

    async def _look(self, asked: Asked, given: Given) -> None:
        """Show the run of the truth, and that of the misconception beside it. The mark stands without them."""
        from demos.runner import Failed

        runner = self.study.runner
        box = await self._box()
        try:
            if runner is None:
                raise Failed(_("Demos are not available here."))
            like = dict(self._like)
            beside = await runner.beside(asked.demo, asked.id, asked.seed, given.option, like)
        except Failed as failed:
            box.say(_("There is no picture of this: {failed}", failed=failed))
            return
        if stands(box):
            await box.answered(asked, beside, self.language)
