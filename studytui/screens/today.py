"""Today: what is due, the days ahead, and the notes. The first screen, so its first paint is two lines."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from studytui.keys import key
from studytui.plaintext import weekday_and_date
from studytui.screens.base import StudyScreen
from studytui.screens.gathering import (
    counts_as_kept,
    gather,
    gather_doubts,
    gather_held,
    gather_more,
    gather_parts,
    gather_questions,
    gather_sync,
)
from studytui.screens.overview import Overview, ahead_box, part_head, part_row, today_box
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.text import one_line

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.parts import Part
    from studytui.widgets.rows import Rows


MORE = 10  # new cards that one key brings
PATIENCE = 1.0  # seconds without numbers until it is said what is being waited for


class TodayScreen(StudyScreen[None]):
    """Today's numbers, and the way to everything else."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (120, "-wide")]
    BINDINGS = [
        key("enter,space,1", "study", "study", help="Begin today's cards"),
        key("a", "all", "all of it", help="Study the chosen line now, also what does not wait today"),
        key("plus,equals_sign", "new", "ten more", shown="+", hint=False, help="Ten more new cards today"),
        key("o", "part", "choose", help="New cards, order, retention of the chosen line; or pause it"),
        key("c", "calm", "come back", help="Come back calmly after days away, or end that"),
        key("m", "doubts", "matches", help="Decide which doubtful matches are one card, and which are two"),
        key("v,6", "look", "look through", help="Look through held and new cards, one by one or many at once"),
        key("i", "import", "import", help="Make cards from a note, a folder, an Anki package"),
        key("n", "notes", "notes", help="The notes and folders that are known"),
        key("b", "browse", "browse", help="Search all cards"),
        key("d,5", "demos", "demos", help="All demos"),
        key("s", "stats", "stats", help="Days, retention, forecast"),
        key("comma,7", "settings", "settings", shown=",", help="New cards a day, desired retention …"),
        key("y", "sync", "sync", hint=False, help="Sync with the file that is set, both ways"),
        key("t", "theme", "light/dark", hint=False, help="Switch between the light and the dark theme"),
        key("r", "refresh", "read again", hint=False, help="Read today and the folders again"),
        key("q,ctrl+c", "quit", "quit", hint=False, help="Leave; every answer is already on disk"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def compose(self) -> ComposeResult:
        """Two lines; the rest comes with the numbers."""
        yield TopBar(Content.styled("Study", "bold $primary"))
        yield KeyHints(self.hints())

    def __init__(self) -> None:
        super().__init__()
        self.overview: Overview | None = None
        self.parts: list[Part] | None = None
        self.doubts = 0
        self.held = 0
        self.sync_line = ""
        self._began = False  # the first start was offered, or the folders looked at
        self._attending = False
        self._hasty = False  # the key to study was pressed before there were numbers
        self._left = threading.Event()

    def on_mount(self) -> None:
        """Read the database once the first paint is out."""
        self.call_after_refresh(self.action_refresh)

    def on_screen_resume(self) -> None:
        """Numbers may have changed while another screen was open."""
        if self.study.db is not None:
            self.job(self.load(), "today")

    async def load(self) -> None:
        """Read and show today; a problem is shown in its place. The first time, go on from there."""
        slow = self.set_timer(PATIENCE, self.show_waiting)
        try:
            if self.overview is None and (kept := self.study.kept()) is not None:
                self.overview = Overview(counts_as_kept(kept))
                await self.show()
            counts = await self.ask(gather, self.study.clock())
            before = self.overview or Overview(counts)
            self.overview = replace(before, counts=counts)
            await self.show()
            self.study.started()
            if self._hasty and self.is_active:
                self._hasty = False
                self.action_study()
            self.overview = await self.ask(gather_more, self.study.clock(), counts)
            await self.show()
            self.parts = await self.ask(gather_parts, self.study.clock(), counts)
            self.doubts = await self.ask(gather_doubts)
            self.held = await self.ask(gather_held)
            self.sync_line = await self.ask(gather_sync, self.study.clock())
            await self.show()
            self.job(self._attend(), "questions", exclusive=False)
        except Exception as error:
            from db.records import Problem

            if not isinstance(error, Problem):
                raise
            await self.show_problem(str(error))
            return
        finally:
            slow.stop()
        if self._began or not self.is_active:
            return
        self._began = True
        if len(self.parts or ()) < 2:
            self.study.open("first")
        self.study.look_after_folders()
        if self.sync_line:
            self.study.sync()

    async def _attend(self) -> None:
        """Find the questions of demos, last of all, as a new version looks at every card; once at a time."""
        if self._attending:
            return
        self._attending = True
        try:
            found = await self.ask(gather_questions, self.study.clock(), self._left.is_set)
        finally:
            self._attending = False
        if found:
            self.job(self.load(), "today")

    def on_unmount(self) -> None:
        """The app is left: it need not wait for what was begun in the background."""
        self._left.set()

    def available(self, action: str) -> bool:
        """Nothing to study where nothing is due, and nothing to decide where no match is in doubt."""
        if action == "doubts":
            return self.doubts > 0
        if action == "look":
            return self.held > 0
        if action == "calm":
            return self.overview is not None and bool(self.overview.offer or self.overview.calm)
        if action in ("all", "part"):
            return self.part is not None and (action == "all" or bool(self.part.filter))
        if action != "study" or self.overview is None or (self.part is not None and self.part.filter):
            return True
        return self.overview.counts.total > 0

    def notes_imported(self, sentence: str) -> None:
        """Say in one line what the folders brought, and count again."""
        for line in self.query("#looked").results(Static):
            line.update(Content.styled(one_line(sentence, self.size.width - 6), "$muted"))
        self.job(self.load(), "today")

    def show_waiting(self) -> None:
        """Another program may hold the database for seconds; a bare screen would look broken."""
        if self.overview is None:
            self.query_one(TopBar).show(
                Content.styled("Study", "bold $primary"), Content.styled(_("waiting for the database …"), "$muted")
            )

    async def show(self) -> None:
        """Put today on the screen."""
        overview, now = self.overview, self.study.clock()
        if overview is None:
            return
        self.query_one(TopBar).show(
            Content.styled("Study", "bold $primary"), Content.styled(_date_line(now, overview.streak), "$muted")
        )
        beside = self.size.width >= 60 and not self.has_class("-short")  # where the two boxes stand beside each other
        room = (self.size.width - 4) // 2 if beside else self.size.width - 4
        texts = {
            "today": today_box(
                overview, now, None if self.parts is None else len(self.parts) < 2, room - 7, self.held, self.key_of
            ),
            "ahead": ahead_box(overview.forecast, min(room - 4, 44)),
        }
        if not self.query("#today"):
            today, ahead = Static(id="today", classes="box"), Static(id="ahead", classes="box")
            from textual.containers import Horizontal, Vertical

            from studytui.widgets.rows import Rows

            body = Vertical(
                Horizontal(today, ahead, id="boxes"),
                Static(id="head"),
                Rows(part_row, id="parts"),
                Static(self.study.looked, id="looked", markup=False),
                Static(id="synced", markup=False),
                id="body",
            )
            await self.query("#problem").remove()
            await self.mount(body, self.small())
            self.query_one("#parts").focus()
        problem = self.sync_line and self.study.sync_problem
        said = f"{self.sync_line} {_('Not synced now: {problem}', problem=problem)}" if problem else self.sync_line
        texts["synced"] = Content.styled(said, "$warning" if problem else "$muted")
        self.query_one("#today").border_title, self.query_one("#ahead").border_title = _("Today"), _("Next days")
        for name, text in texts.items():
            self.query_one(f"#{name}", Static).update(text)
        listed = self.parts if self.parts is not None and len(self.parts) > 1 else []
        rows = self.query_one("#parts")
        assert isinstance(rows, _rows())
        self.query_one("#head", Static).update(part_head(min(self.size.width - 6, 110)) if listed else "")
        rows.show(listed)
        self.show_hints()

    @property
    def part(self) -> Part | None:
        """The line under the cursor; None until there are lines."""
        found = self.query("#parts")
        return found.first(_rows()).chosen if found else None

    def on_rows_moved(self) -> None:
        """What may be done depends on the line."""
        self.show_hints()

    def on_rows_chosen(self) -> None:
        """A click on the line under the cursor studies it."""
        self.action_study()

    async def on_resize(self) -> None:
        """The columns follow the window."""
        await self.show()

    async def show_problem(self, sentence: str) -> None:
        """A database that cannot be opened: what, where, and what to do, with the way to try again."""
        await self.query("#body, #problem").remove()
        text = Content.assemble(
            (sentence, "$foreground"),
            "\n\n",
            (self.key_of("refresh"), "bold $primary"),
            (f" {_('try again')}   ", "$muted"),
            (self.key_of("quit"), "bold $primary"),
            (f" {_('quit')}", "$muted"),
        )
        await self.mount(Static(text, id="problem", classes="box"))

    def action_study(self) -> None:
        """Open the review on the chosen line; what does not wait is asked where nothing of it does. Before there are
        numbers, it opens with them.
        """
        if self.overview is None:
            self._hasty = True
            return
        part = self.part
        if part is not None and part.filter:
            self.study.open("review", filter=part.filter, or_all=True)
            return
        if self.overview.counts.total == 0:
            self.study.notice(
                _(
                    "Nothing is due now. {a} studies ahead, {more} brings ten new cards, {b} browses.",
                    a=self.key_of("all"),
                    more=self.key_of("new"),
                    b=self.key_of("browse"),
                )
            )
            return
        self.study.open("review")

    def action_all(self) -> None:
        """Study the chosen line now, also what does not wait."""
        self.study.open("review", filter=self.part.filter if self.part else "", everything=True)

    def action_new(self) -> None:
        """Ten more new cards today."""
        self.job(self._new(), "act")

    async def _new(self) -> None:
        now = self.study.clock()

        def ask_for_more(db: Database) -> None:
            from cards.schedule import study_day
            from db import scopes, settings

            scopes.ask_for_more(db, study_day(now, settings.load(db).rollover_hour), MORE)

        await self.ask(ask_for_more)
        self.job(self.load(), "today")
        self.study.notice(_("Up to {count} more new cards come today; tomorrow it is as before.", count=MORE))

    def action_part(self) -> None:
        """Choose for this line: new cards, order, retention, or a pause."""
        if self.part is not None and self.part.filter:
            self.study.open("part", self.part, then=lambda _: self.job(self.load(), "today"))

    def action_calm(self) -> None:
        """Come back calmly, or end that."""
        self.job(self._calm(), "act")

    async def _calm(self) -> None:
        overview = self.overview
        if overview is None:
            return

        def turn(db: Database) -> None:
            from db import calm

            if overview.calm:
                calm.end(db)
            elif overview.offer is not None:
                calm.begin(db, overview.offer.a_day)

        await self.ask(turn)
        self.job(self.load(), "today")

    def action_import(self) -> None:
        """Choose what to import."""
        self.study.open("notes", naming=True)

    def action_notes(self) -> None:
        """Open the notes."""
        self.study.open("notes")

    def action_browse(self) -> None:
        """Open the cards."""
        self.study.open("browse")

    def action_doubts(self) -> None:
        """Open the doubtful matches, where there are any."""
        if self.doubts:
            self.study.open("doubts")
        else:
            self.study.notice(_("No match is in doubt."))

    def action_look(self) -> None:
        """Look through what waits."""
        self.study.open("look")

    def action_demos(self) -> None:
        """Open the list of demos."""
        self.study.open("demos")

    def action_stats(self) -> None:
        """Open the statistics."""
        self.study.open("stats")

    def action_settings(self) -> None:
        """Open the settings."""
        self.study.open("settings")

    def action_sync(self) -> None:
        """Sync now."""
        self.study.sync(asked=True)

    def synced(self) -> None:
        """Show when that was, or why it could not be."""
        self.job(self.load(), "today")

    def action_theme(self) -> None:
        """The other theme."""
        self.study.switch_theme()

    def action_refresh(self) -> None:
        """Read everything again."""
        self._began = False
        self.job(self.load(), "today")

    def action_quit(self) -> None:
        """Leave the app."""
        self.app.exit()


def _rows() -> type[Rows[Part]]:
    """The class of the list, which the first paint does without."""
    from studytui.widgets.rows import Rows

    return Rows


def _date_line(now: datetime, streak: int) -> str:
    day = weekday_and_date(now)
    return day if streak < 2 else _("{day} · {streak} days in a row", day=day, streak=streak)
