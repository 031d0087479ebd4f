"""The doubtful matches that imports kept apart: two wordings of one card, or two cards? A person decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from db.records import Doubt
from studytui.keys import key
from studytui.plaintext import harmless, plural
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.plan import wordings
from studytui.widgets.rows import Rows
from studytui.widgets.text import padded, plain

if TYPE_CHECKING:
    from db.engine import Database


class DoubtsScreen(StudyScreen[None]):
    """Each doubtful match with both wordings, to be joined or parted by a key."""

    CSS_PATH = "doubts.tcss"
    BINDINGS = [
        key("l,1", "join", "one card", help="They are one card: its history goes on with the new wording"),
        key("p,2", "part", "two cards", help="They are two different cards; the old one stays removed"),
        key("u,ctrl+z,9", "undo", "undo", help="Take the last joining back"),
        key("e,8", "edit", "edit", help="Open the note at the new card's line in your editor"),
        key("escape,q", "back", "back", shown="esc", hint=False, help="Back to where you were"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.joined: list[int] = []  # the imports that stand for what was joined here

    def compose(self) -> ComposeResult:
        """The list, and both wordings of one match."""
        yield TopBar(Content.styled(_("Doubtful matches"), "bold $primary"))
        yield Rows(draw, id="rows")
        with VerticalScroll(id="detail-area", can_focus=False):
            yield Static(id="detail")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Read the matches."""
        self.rows.focus()
        self.job(self._load(), "doubts")

    @property
    def rows(self) -> Rows[Doubt]:
        """The list."""
        return self.query_one("#rows", Rows)

    def came_in(self, sentence: str) -> None:
        """An import may have brought new ones, or settled some."""
        self.job(self._load(), "doubts")

    async def _load(self) -> None:
        from db.imports.doubts import doubts

        found = await self.ask(doubts)
        self.rows.show(found, min(self.rows.cursor, max(len(found) - 1, 0)))
        count = _("{count:,} to decide", count=len(found)) if found else _("nothing to decide")
        self.query_one(TopBar).show(
            Content.styled(_("Doubtful matches"), "bold $primary"), Content.styled(count, "$muted")
        )

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The wordings follow the cursor."""
        doubt = self.rows.chosen
        nothing = Content.styled(_("No match is in doubt."), "$muted")
        self.query_one("#detail", Static).update(nothing if doubt is None else detail(doubt))
        self.show_hints()

    def available(self, action: str) -> bool:
        """Nothing to decide in an empty list, nothing to take back before anything was joined."""
        if action == "undo":
            return bool(self.joined)
        return action not in ("join", "part", "edit") or (self.is_mounted and self.rows.chosen is not None)

    # -- deciding --------------------------------------------------------------------------------------------------

    def decide(self, work: Callable[[Database, Doubt, datetime], int], said: str) -> None:
        """Decide the match under the cursor, in a thread, and show what is left."""
        doubt = self.rows.chosen
        if doubt is not None:
            self.job(self._decide(doubt, work, said), "decide")

    async def _decide(self, doubt: Doubt, work: Callable[[Database, Doubt, datetime], int], said: str) -> None:
        try:
            async with self.study.imports:
                number = await self.ask(work, doubt, self.study.clock())
            if number:
                self.joined.append(number)
        finally:
            await self._load()  # also where another window was quicker
        self.study.notice(said)

    def action_join(self) -> None:
        """One card."""

        def work(db: Database, doubt: Doubt, now: datetime) -> int:
            from db.imports.doubts import join

            return join(db, doubt, now)

        self.decide(work, _("One card: its history goes on."))

    def action_part(self) -> None:
        """Two cards."""

        def work(db: Database, doubt: Doubt, now: datetime) -> int:
            from db.imports.doubts import part

            part(db, doubt)
            return 0

        self.decide(work, _("Two cards: both stay as they are."))

    def action_undo(self) -> None:
        """Take the last joining back."""
        if self.joined:
            self.job(self._undo(self.joined.pop()), "decide")

    async def _undo(self, number: int) -> None:
        def work(db: Database) -> None:
            from db import library

            library.undo_import(db, number, self.study.clock())

        await self.ask(work)
        await self._load()
        self.study.notice(_("Taken back: they are in doubt again."))

    def action_edit(self) -> None:
        """Open the note at the line."""
        doubt = self.rows.chosen
        if doubt is not None:
            self.job(self._edit(doubt), "edit")

    async def _edit(self, doubt: Doubt) -> None:
        from studytui.notes.editing import revise

        if changed := await revise(self.study, doubt.card.path, doubt.card.card.line):
            self.study.notice(changed)
        await self._load()


def draw(doubt: Doubt, width: int) -> Content:
    """One row: the new card's question and its answer, and how alike the two are."""
    room = max(width - 8, 10)
    left = room * 3 // 5
    return Content.assemble(
        (padded(plain(doubt.card.card.question), left), "$foreground"),
        ("  " + padded(plain(doubt.card.card.answer), room - left - 2), "$muted"),
        (f"{doubt.likeness:>7.0%} ", "$accent"),
    )


def detail(doubt: Doubt) -> Content:
    """Both wordings, and what history each has."""
    new, old = doubt.card, doubt.other
    place = harmless(f"{Path(new.path).name}:{new.card.line}")
    was = harmless(Path(old.path).name)
    return Content.assemble(
        *wordings(old.card, new.card),
        (_("removed: answered {times}, was in {note}", times=plural(old.schedule.reps, "time"), note=was), "$error"),
        "\n",
        (_("new: answered {times}, in {place}", times=plural(new.schedule.reps, "time"), place=place), "$success"),
    )
