"""Settings: what a person may choose about the days, each with what it means; a change is kept at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from cards.schedule import Settings
from studytui.keys import key
from studytui.options import Unfit, parsed, spelled, stepped
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.rows import Rows
from studytui.widgets.text import padded

if TYPE_CHECKING:
    from db.engine import Database

# What is shown, in this order: the setting, its name, and what choosing it does.
SHOWN = (
    ("new_per_day", "new cards a day", "From 0 to 9999. Each comes back several times in its first month."),
    ("desired_retention", "desired retention", "From 0.7 to 0.99: the share of cards you want to know when they come. "
     "More means shorter intervals. Cards keep the day they were promised; the next rating uses it."),
    ("learning_steps", "learning steps", "Minutes until a new card is asked again, separated by commas; "
     "`none` leaves it to the scheduler at once."),
    ("relearning_steps", "relearning steps", "Minutes until a forgotten card is asked again, separated by commas."),
    ("rollover_hour", "a day begins at", "The hour, 0 to 23: what is studied before it belongs to the day before."),
    ("fuzz", "fuzz", "Spreads long intervals by a few days, so that cards learnt together do not come back together."),
    ("maximum_interval", "longest interval", "Days, from 1 to 36500."),
    ("leech_lapses", "leech after", "Lapses, 1 to 99, after which a card counts as a leech."),
)  # fmt: skip
Line = tuple[str, str, str]


def change(db: Database, name: str, value: Any) -> Settings:
    """Keep one setting, whatever another window chose meanwhile for the others; runs in a thread. Raises Problem."""
    from db import settings

    chosen = replace(settings.load(db), **{name: value})
    settings.save(db, chosen)
    return chosen


class SettingsScreen(StudyScreen[None]):
    """The settings, a line each; the arrows change one, Enter types it."""

    CSS_PATH = "settings.tcss"
    BINDINGS = [  # noqa: RUF012
        key("left,minus", "change(-1)", "less", hint=False, help="Less, or off"),
        key("right,plus,space", "change(1)", "change", shown="←→", help="More, or on"),
        key("enter,1", "type", "type", help="Type a value"),
        key("delete,backspace,9", "default", "default", shown="del", help="Back to what it was at the start"),
        key("escape,q,comma", "back", "back", shown="esc", help="Back; what was changed is kept already"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Settings | None = None
        self._turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The list, the meaning of the line under the cursor, and a line to type into."""
        yield TopBar(Content.styled("Settings", "bold $primary"), Content.styled("kept as you change them", "$muted"))
        yield Rows(self.draw, id="settings")
        yield Input(id="value")
        yield Static(id="about", markup=False)
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Read what is chosen."""
        self.query_one(Rows).focus()
        self.job(self._load(), "settings")

    async def _load(self) -> None:
        from db import settings

        self.show(await self.ask(settings.load))

    def show(self, chosen: Settings) -> None:
        """The settings as they are now."""
        self.chosen = chosen
        self.query_one(Rows).show(SHOWN)
        self.query_one(Rows).styles.height = len(SHOWN)

    def draw(self, line: Line, width: int) -> Content:
        """A setting and its value."""
        name, label, _ = line
        value = getattr(self.chosen, name)
        own = value != getattr(Settings(), name)
        return Content.assemble(
            (padded(label, min(22, max(width // 2, 8))), "$foreground"),
            (spelled(name, value), "bold $primary" if own else "$foreground"),
        )

    @property
    def line(self) -> Line:
        """The setting under the cursor."""
        return SHOWN[self.query_one(Rows).cursor]

    def on_rows_moved(self) -> None:
        """Say what the setting under the cursor means."""
        self.say("")
        self.close_typing()

    def on_rows_chosen(self) -> None:
        """A click on the line under the cursor types its value."""
        self.action_type()

    def say(self, wrong: str) -> None:
        """The meaning of a setting, or what is wrong with a value."""
        name, _, about = self.line
        start = spelled(name, getattr(Settings(), name))
        text = Content.styled(wrong, "$error") if wrong else Content(f"{about} At the start: {start}.")
        self.query_one("#about", Static).update(text)

    def put(self, name: str, value: Any) -> None:
        """Keep a value."""
        if self.chosen is not None and value != getattr(self.chosen, name):
            self.chosen = replace(self.chosen, **{name: value})  # keys that follow one another add up
            self.query_one(Rows).redraw()
            # The app's, as leaving the screen right after a key must not leave the change behind.
            self.app.run_worker(self.guarded(self._put(name, value)), group="settings", exit_on_error=False)

    async def _put(self, name: str, value: Any) -> None:
        try:
            async with self._turn:  # in the order of the keys
                await self.ask(change, name, value)
        except Exception:
            if self.is_attached:
                await self._load()  # it was not kept: show what is
            raise

    def action_change(self, direction: int) -> None:
        """One step more or less."""
        if self.chosen is not None:
            name = self.line[0]
            self.put(name, stepped(name, getattr(self.chosen, name), direction))
            if isinstance(getattr(self.chosen, name), tuple):
                self.action_type()

    def action_default(self) -> None:
        """The value the program came with."""
        self.put(self.line[0], getattr(Settings(), self.line[0]))

    def action_type(self) -> None:
        """Open a line to type the value into."""
        if self.chosen is None:
            return
        field, name = self.query_one(Input), self.line[0]
        field.value = spelled(name, getattr(self.chosen, name))
        field.border_title = self.line[1]
        field.add_class("-shown")
        field.focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep what was typed, or say what it may be."""
        message.stop()
        name, label, _ = self.line
        try:
            value = parsed(name, getattr(Settings(), name), message.value)
        except Unfit as unfit:
            self.say(str(unfit).replace(name, label, 1))
            return
        self.close_typing()
        self.put(name, value)
        self.say("")

    def close_typing(self) -> bool:
        """Put the line away; False where there was none."""
        field = self.query_one(Input)
        if not field.has_class("-shown"):
            return False
        field.remove_class("-shown")
        self.query_one(Rows).focus()
        return True

    async def action_back(self) -> None:
        """Close the line, or leave."""
        if self.close_typing():
            self.say("")
            return
        async with self._turn:  # what comes next counts by what was chosen here
            self.dismiss()
