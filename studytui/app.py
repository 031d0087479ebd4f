"""The app: which screen is open, the database in its threads, and the demo runner. Studying itself is in session.py.

Only what the first paint needs is imported here; every other screen is imported when it is opened.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

# Some terminals lose composed Hangul with the kitty key protocol. It has to be said before Textual is imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from rich.markup import escape
from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.notifications import Notify
from textual.screen import Screen

from cards.translation import _
from studytui import hangup, theme
from studytui.expected import Expected
from studytui.keys import Keymap, both
from studytui.plaintext import harmless, unforeseen
from studytui.screens.base import StudyScreen
from studytui.screens.today import TodayScreen
from studytui.widgets.door import Door

if TYPE_CHECKING:
    from db.engine import Database
    from demos.runner import Runner
    from studytui.notes.readers import Readers
    from studytui.notes.reading import Reading

T = TypeVar("T")
P = ParamSpec("P")
Clock = Callable[[], datetime]

SCREENS = {
    "first": "first:FirstScreen",
    "review": "review:ReviewScreen",
    "done": "done:DoneScreen",
    "notes": "notes:NotesScreen",
    "plan": "plan:PlanScreen",
    "part": "part:PartScreen",
    "doubts": "doubts:DoubtsScreen",
    "browse": "browse:BrowseScreen",
    "reword": "reword:RewordScreen",
    "split": "split:SplitScreen",
    "life": "life:LifeScreen",
    "look": "look:LookScreen",
    "whole": "whole:WholeScreen",
    "stats": "stats:StatsScreen",
    "settings": "settings:SettingsScreen",
    "help": "help:HelpScreen",
    "demos": "demos:DemosScreen",
    "demo": "demo:DemoScreen",
    "compare": "compare:CompareScreen",
    "train": "train:TrainScreen",
}


class Unforeseen(Exception):
    """An error that ended the app, as what is then printed."""

    def __rich__(self) -> str:
        """The sentence, without markup."""
        return escape(unforeseen(self.args[0]))


class StudyApp(App[None]):
    """The study app. Everything outside it is passed in.

    `opener` opens the database (in a thread, after the first paint) and may raise Problem. `kept` gives today's numbers
    where they are known without it. `clock` gives aware
    datetimes. `runner` makes the demo runner when the first demo is near; without it there are no demos. `readers`
    makes what reads notes in processes; without it they are read in this one. `samples` is the folder of notes offered
    on the first start. `environ` says which theme and which editor a person uses. `start` makes
    a screen to open over Today at once. `keymap` holds the keys that a person chose, `told` what to say
    at the start, `typed` what was typed before it. `look` is the theme that was chosen, and `keep_look`
    keeps another one.
    """

    CSS_PATH = ["app.tcss", "screens/today.tcss"]
    TITLE = "Study"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        *,
        opener: Callable[[], Database],
        clock: Clock,
        kept: Callable[[], Mapping[str, Any] | None] = lambda: None,
        runner: Callable[[], Runner] | None = None,
        readers: Callable[[], Readers] | None = None,
        samples: Path | None = None,
        environ: dict[str, str] | None = None,
        start: Callable[[], Screen[Any]] | None = None,
        keymap: Keymap | None = None,
        told: Sequence[str] = (),
        typed: str = "",
        look: str = "auto",
        keep_look: Callable[[str], None] | None = None,
    ) -> None:
        gc.disable()  # until `started`: collecting during the start costs a tenth of it and frees nothing
        super().__init__()
        self.clock = clock
        self.samples = samples
        self.start = start
        self._told = told
        self._typed = typed
        self.keymap: Keymap = keymap or {}
        self.set_keymap({name: both(keys) for name, keys in self.keymap.items()})
        self.environ = dict(os.environ) if environ is None else environ
        self.db: Database | None = None
        self.looked = ""  # what a look at the remembered folders found, in a sentence
        self.imports = asyncio.Lock()  # one import at a time: looking, watching, editing and planning share it
        self.expected = Expected()
        self._imported: list[int] = []  # the imports of this sitting that stand
        self.sync_problem = ""  # why the last sync could not be, in a sentence
        self._syncing = False
        self.kept = kept
        self._opener = opener
        self._door = Door()
        self._make_runner = runner
        self._runner: Runner | None = None
        self._make_readers = readers
        self._readers: Readers | None = None
        self._opening: asyncio.Task[None] | None = None
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        self.look = look
        self._keep_look = keep_look
        self.theme = theme.chosen(look, self.environ)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names, for themes that do not know them."""
        return theme.DEFAULTS

    def get_default_screen(self) -> Screen[Any]:
        """Today is the first screen, so that the first paint is already it."""
        return TodayScreen()

    def on_mount(self) -> None:
        """Open the screen that was asked for, over Today; leave when the terminal does."""
        if not self.is_headless and sys.__stdin__ is not None:
            loop = asyncio.get_running_loop()
            hangup.start(sys.__stdin__.fileno(), lambda status: loop.call_soon_threadsafe(self.exit, None, status))
        if self.start is not None:
            self.push_screen(self.start())
        for sentence in self._told:
            self.notice(sentence, wrong=True)
        if self._typed:
            from textual._xterm_parser import XTermParser

            for event in XTermParser().feed(self._typed):
                self.post_message(event)

    async def on_event(self, event: events.Event) -> None:
        """A key that comes while the app closes has no screen left to go to."""
        if self.screen_stack or not isinstance(event, events.InputEvent):
            await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for. One that comes before its screen has its widgets, or after, does nothing."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except NoMatches:
            if isinstance(default_namespace, StudyScreen) and not (
                default_namespace.is_open and default_namespace.children
            ):
                return False
            raise

    def _handle_exception(self, error: Exception) -> None:
        """End the app with a sentence where nobody foresaw an error; Textual alone would print a traceback."""
        whole = self.is_headless or self.environ.get("STUDYTUI_DEBUG")
        super()._handle_exception(error if whole else Unforeseen(error))

    def started(self) -> None:
        """The start is over: exclude what it made from garbage collection, as it stays, and turn collection on."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal; last of all the door."""
        return [*super().get_line_filters(), self._door]

    def switch_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.choose_look("light" if self.theme == theme.DARK.name else "dark")

    def choose_look(self, chosen: str) -> None:
        """Show a theme from now on, also after the next start; `auto` follows the terminal."""
        self.look = chosen
        self.theme = theme.chosen(chosen, self.environ)
        if self._keep_look is not None:
            try:
                self._keep_look(chosen)
            except OSError as error:
                from cards.translation.system import why

                self.notice(_("The theme cannot be kept: {reason}.", reason=why(error)), wrong=True)

    @property
    def last_import(self) -> int | None:
        """The last import of this sitting that stands: what undoing one takes back."""
        return self._imported[-1] if self._imported else None

    @last_import.setter
    def last_import(self, number: int | None) -> None:
        """Another one was made; with None the last was taken back, and the one before is the last again."""
        if number is not None:
            self._imported.append(number)
        elif self._imported:
            self._imported.pop()

    @property
    def runner(self) -> Runner | None:
        """The demo runner, made when it is first asked for."""
        if self._runner is None and self._make_runner is not None:
            self._runner = self._make_runner()
        return self._runner

    @property
    def reading(self) -> Reading:
        """What reads notes: processes, made when the first note is to be read."""
        if self._readers is None:
            if self._make_readers is None:
                from studytui.notes.reading import here

                return here
            self._readers = self._make_readers()
        return self._readers.read

    def screen_of(self, name: str) -> Callable[..., Screen[Any]]:
        """The class of a screen, imported now if it was not before."""
        module, _, cls = SCREENS[name].partition(":")
        found: Callable[..., Screen[Any]] = getattr(import_module(f"studytui.screens.{module}"), cls)
        return found

    def open(self, name: str, *args: Any, then: Callable[[Any], Any] | None = None, **kwargs: Any) -> None:
        """Open a screen over the present one; `then` gets what it was dismissed with."""
        self.push_screen(self.screen_of(name)(*args, **kwargs), then)

    async def opened(self) -> Database:
        """The database, once it is open. Raises Problem when it cannot be."""
        if self.db is None:
            if self._opening is None or (self._opening.done() and self._opening.exception() is not None):
                self._opening = asyncio.create_task(self._open())
            await asyncio.shield(self._opening)
        assert self.db is not None
        return self.db

    async def _open(self) -> None:
        self.db = await asyncio.to_thread(self._opener)

    async def ask(self, work: Callable[Concatenate[Database, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(db, …)` in a thread, so that a slow disk never holds up the screen. Raises Problem."""
        db = await self.opened()
        return await asyncio.to_thread(work, db, *args, **kwargs)

    def notice(self, sentence: str, *, wrong: bool = False) -> None:
        """Show a sentence in the corner; markup in it is plain text."""
        self.notify(
            harmless(sentence), severity="warning" if wrong else "information", markup=False, timeout=8 if wrong else 4
        )

    def on_notify(self, event: Notify) -> None:
        """What was said before gives way to what is said now; a problem stays until its time, and is said once."""
        new = event.notification
        for said in list(self._notifications):
            if said.message == new.message or said.severity == new.severity == "information":
                self._unnotify(said, refresh=False)

    def said_no_more(self) -> None:
        """Take away what was said: it spoke of a card that is no longer shown."""
        self.clear_notifications()

    def copy(self, text: str) -> None:
        """Put a text into the terminal's clipboard."""
        self.copy_to_clipboard(text)

    def look_after_folders(self) -> None:
        """Import what is new in the remembered folders, then watch them; a second call replaces the first."""
        self.run_worker(self._look_after(), group="folders", exclusive=True, exit_on_error=False)

    async def _look_after(self) -> None:
        from db.records import Problem
        from studytui.notes.folders import look, watch

        for work in (look, watch):
            try:
                await work(self)
            except Problem as problem:
                self.notes_imported(str(problem))

    def sync(self, *, asked: bool = False) -> None:
        """Sync in the background with the file that is set; while one is under way, another would find nothing new."""
        if not self._syncing:
            self._syncing = True
            self.run_worker(self._sync(asked), group="sync", exit_on_error=False)

    async def _sync(self, asked: bool) -> None:
        from studytui.syncing import sync

        try:
            await sync(self, asked=asked)
        finally:
            self._syncing = False

    def synced(self, sentence: str, *, came: bool) -> None:
        """Tell every open screen that a sync is over; those that show cards read them again where any came."""
        if came:
            self.notes_imported(sentence)
            return
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen):
                screen.synced()

    def notes_imported(self, sentence: str) -> None:
        """Tell every open screen what was imported; a review is not interrupted."""
        self.looked = sentence
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen):
                screen.notes_imported(sentence)

    async def on_unmount(self) -> None:
        """End the demo processes and close the database."""
        gc.enable()
        closing: list[Awaitable[Any]] = []
        if self._runner is not None:
            closing.append(self._runner.close())
        if self._readers is not None:
            closing.append(asyncio.to_thread(self._readers.close))
        if self.db is not None:
            closing.append(asyncio.to_thread(self.db.close))
        await asyncio.gather(*closing)
