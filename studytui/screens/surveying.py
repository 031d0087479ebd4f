"""What the first start and the notes screen share: read notes with progress, then show the plan."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widgets import Static

from cards.translation import _
from db.records import Plan, Problem
from studytui.anki.taking import foreign
from studytui.plaintext import harmless, plural
from studytui.screens.base import StudyScreen

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.anki.taking import Taken


class Stopped(Exception):
    """The person stopped the survey."""


class Surveying(StudyScreen[None]):
    """A screen with a `#progress` line that can survey notes."""

    _stop: threading.Event | None = None
    _estimate: Timer | None = None

    def planned(self, done: bool) -> None:
        """Called when the plan was applied (True) or left alone."""

    def say_progress(self, text: str, left: float | None = None) -> None:
        """Put a line of progress on the screen. `left` estimates the seconds to the end; it goes when they are over."""
        if self._estimate is not None:
            self._estimate.stop()
            self._estimate = None
        if left is not None:
            self._estimate = self.set_timer(left + 1, partial(self.say_progress, f"{text} …"))
            text = _("{text}, about {left:.0f} s left", text=text, left=left)
        self.query_one("#progress", Static).update(text)

    def say_choices(self, names: Sequence[str]) -> None:
        """Say what a path may become."""
        shown = [name.rstrip("/").rpartition("/")[2] + ("/" if name.endswith("/") else "") for name in names[:12]]
        more = "  … " + _("{count} more", count=len(names) - 12) if len(names) > 12 else ""
        self.say_progress(harmless("  ".join(shown)) + more)

    def survey(self, paths: Sequence[Path]) -> None:
        """Read notes in a thread, with progress; then open the plan. A file of another program is imported at once."""
        self.stop_survey()
        if len(paths) == 1 and foreign(paths[0]):
            self.job(self._take(paths[0]), "survey")
            return
        self._stop = threading.Event()
        self.job(self._survey(list(paths), self._stop), "survey")

    def stop_survey(self) -> bool:
        """Stop a running survey; False where there is none."""
        if self._stop is None:
            return False
        self._stop.set()
        self._stop = None
        self.say_progress("")
        return True

    async def _take(self, path: Path) -> None:
        def work(db: Database) -> Taken:
            from studytui.anki.taking import take
            from studytui.asking import attend

            taken = take(db, path, self.study.clock())
            if taken.cards:
                attend(db, self.study.clock())
            return taken

        self.say_progress(harmless(_("Reading {name} …", name=path.name)))
        try:
            async with self.study.imports:
                taken = await self.ask(work)
        except Problem as problem:
            self.say_progress(harmless(str(problem)))
            return
        self.say_progress(harmless(" ".join((taken.said, *taken.left))))
        self.planned(True)

    async def _survey(self, paths: list[Path], stop: threading.Event) -> None:
        started = shown = time.monotonic()

        def progress(done: int, total: int, path: str) -> None:
            nonlocal shown
            if stop.is_set():
                raise Stopped
            now = time.monotonic()
            if now - shown >= 0.15:
                shown = now
                left = (now - started) / done * (total - done) if done else 0.0
                about = left if now - started > 1 and left >= 1 else None
                said = _("{done:,} of {total:,} notes read", done=done, total=total)
                self.app.call_from_thread(self.say_progress, said, about)

        def work(db: Database) -> Plan:
            from studytui.notes import survey

            return survey.survey(db, paths, self.study.clock(), progress=progress, reading=self.study.reading)

        try:
            plan = await self.ask(work)
        except Stopped:
            return
        except Problem as problem:
            self.say_progress(harmless(str(problem)))
            return
        finally:
            if self._stop is stop:
                self._stop = None
        if stop.is_set():
            return
        if not plan.rows and not plan.failed and not plan.sources:
            nothing = (
                _("Nothing changed in {notes}.", notes=plural(plan.unchanged, "note"))
                if plan.unchanged
                else _("There are no notes here.")
            )
            if plan.folders or plan.touched:
                await self.ask(self._apply, plan)
            self.say_progress(nothing)
            self.planned(False)
            return
        self.say_progress("")
        self.study.open("plan", plan, again=work, then=self._left_plan)

    def _apply(self, db: Database, plan: Plan) -> None:
        from db import library

        library.apply(db, plan, self.study.clock())

    def _left_plan(self, done: bool | None) -> None:
        self.call_later(self.planned, bool(done))  # once the plan is no longer over this screen
