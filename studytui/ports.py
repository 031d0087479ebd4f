"""The app as screens see it, so that no screen imports the app that opens it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

    from db.engine import Database
    from demos.runner import Runner
    from studytui.expected import Expected

T = TypeVar("T")
P = ParamSpec("P")


class Study(Protocol):
    """What the app offers to a screen; `StudyApp` is it."""

    clock: Callable[[], datetime]  # the present, aware
    environ: dict[str, str]
    db: Database | None  # None until it is open
    kept: Callable[[], Mapping[str, Any] | None]  # today's numbers, where they are known without opening it
    samples: Path | None  # the folder of sample notes
    looked: str  # what a look at the remembered folders found, in a sentence
    expected: Expected  # lines a person drew before demos showed them
    last_import: int | None  # what `u` on the notes screen takes back
    look: str  # the theme that was chosen: auto, dark or light
    keymap: Mapping[str, str]  # keys that a person chose, by the name of the binding
    sync_problem: str  # why the last sync could not be, in a sentence

    @property
    def imports(self) -> AbstractAsyncContextManager[None]:
        """Held by whoever imports: one import at a time."""

    @property
    def reading(self) -> Callable[..., Any]:
        """What reads notes and makes cards of them: a `studytui.notes.reading.Reading`."""

    @property
    def runner(self) -> Runner | None:
        """The demo runner; None where there are no demos."""

    def screen_of(self, name: str) -> Callable[..., Screen[Any]]:
        """The class of a screen, by its name."""

    def open(self, name: str, *args: Any, then: Callable[[Any], Any] | None = None, **kwargs: Any) -> None:
        """Open a screen over the present one; `then` gets what it was dismissed with."""

    async def opened(self) -> Database:
        """The database, once it is open. Raises Problem."""

    async def ask(self, work: Callable[Concatenate[Database, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(db, …)` in a thread. Raises Problem."""

    def notice(self, sentence: str, *, wrong: bool = False) -> None:
        """Show a sentence in the corner."""

    def said_no_more(self) -> None:
        """Take away what was said: it spoke of a card that is no longer shown."""

    def copy(self, text: str) -> None:
        """Put a text into the terminal's clipboard."""

    def notes_imported(self, sentence: str) -> None:
        """Tell every open screen that saved notes were imported."""

    def look_after_folders(self) -> None:
        """Import what is new in the remembered folders, and watch them."""

    def sync(self, *, asked: bool = False) -> None:
        """Sync in the background with the file that is set."""

    def synced(self, sentence: str, *, came: bool) -> None:
        """Tell every open screen that a sync is over, and whether anything came by it."""

    def started(self) -> None:
        """Today's numbers are on the screen: the start is over."""

    def switch_theme(self) -> None:
        """Change between the dark and the light theme."""

    def choose_look(self, chosen: str) -> None:
        """Show a theme from now on: `auto`, `dark` or `light`."""

    def suspend(self) -> AbstractContextManager[None]:
        """Hand the terminal to another program for as long as the block lasts."""
