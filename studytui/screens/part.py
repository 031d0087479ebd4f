"""What is chosen for a part of the cards: new cards a day, their order, a retention of its own, or a pause."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from cards.schedule import ORDERS
from cards.translation import N_, _
from db.scopes import Scope
from studytui.keys import key
from studytui.options import word_shown
from studytui.plaintext import harmless
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.rows import Rows
from studytui.widgets.text import padded

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.parts import Part


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: a field of Scope, what it may be, and what it means."""

    name: str
    label: str
    about: str
    values: tuple[Any, ...]


AS_ALL = N_("as for all cards")
CHOICES = (
    Choice(
        "paused", "pause", "While it is paused, none of its cards comes but when you study this line.", (False, True)
    ),
    Choice(
        "new_per_day",
        "new cards a day",
        "Its new cards come in a number of their own, and are not counted among the others.",
        (None, 0, 1, 2, 3, 5, 10, 15, 20, 30, 50, 100),
    ),
    Choice(
        "order",
        "order of new cards",
        "As the notes have them, newest note first, most worth first, mixed.",
        (None, *ORDERS),
    ),
    Choice(
        "desired_retention",
        "desired retention",
        "The share of its cards you want to know when they come; from the next rating on.",
        (None, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.95, 0.97),
    ),
)


class PartScreen(StudyScreen[None]):
    """The choices for one line of Today, kept as they are changed."""

    CSS_PATH = "part.tcss"
    BINDINGS = [
        key("left,minus", "change(-1)", "less", hint=False, help="The value before", name="less"),
        key("right,plus,space,enter", "change(1)", "change", shown="←→", help="The next value", name="more"),
        key("delete,backspace,9", "default", "as for all", shown="del", help="Nothing of its own"),
        key("escape,q,o", "back", "back", shown="esc", help="Back; what was changed is kept already"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        self.scope = part.scope or Scope(part.filter)
        self._turn = asyncio.Lock()
        self._unkept = 0

    def compose(self) -> ComposeResult:
        """The choices, and the meaning of the one under the cursor."""
        yield TopBar(
            Content.styled(harmless(self.part.name), "bold $primary"),
            Content.styled(_("kept as you change it"), "$muted"),
        )
        yield Rows(self.draw, CHOICES, id="choices")
        yield Static(id="about", markup=False)
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Say what the first line means."""
        self.query_one(Rows).focus()
        self.on_rows_moved()

    def draw(self, choice: Choice, width: int) -> Content:
        """A choice and its value."""
        value = getattr(self.scope, choice.name)
        own = value not in (None, False)
        return Content.assemble(
            (padded(_(choice.label), min(22, max(width // 2, 8))), "$foreground"),
            (said(choice, value), "bold $primary" if own else "$foreground"),
        )

    def on_rows_moved(self) -> None:
        """Say what the line under the cursor means."""
        self.query_one("#about", Static).update(_(CHOICES[self.query_one(Rows).cursor].about))

    def action_change(self, by: int) -> None:
        """The next value, or the one before."""
        choice = CHOICES[self.query_one(Rows).cursor]
        value = getattr(self.scope, choice.name)
        place = choice.values.index(value) if value in choice.values else 0
        self.put(replace(self.scope, **{choice.name: choice.values[(place + by) % len(choice.values)]}))

    def action_default(self) -> None:
        """Nothing of its own."""
        self.put(Scope(self.scope.filter))

    def put(self, scope: Scope) -> None:
        """Keep what was chosen."""
        self.scope = scope
        self.query_one(Rows).redraw()

        def keep(db: Database) -> None:
            from db import scopes

            scopes.choose(db, scope)

        self._unkept += 1
        self.job(self._in_turn(keep), "part", exclusive=False, owner=self.app)

    async def _in_turn(self, keep: Callable[[Database], None]) -> None:
        """Keep a choice after those before it: of two threads the later one could be overtaken."""
        try:
            async with self._turn:
                await self.ask(keep)
        finally:
            self._unkept -= 1

    async def action_back(self) -> None:
        """Leave when all is kept, as Today reads it then."""
        while self._unkept:
            async with self._turn:
                await asyncio.sleep(0)
        self.dismiss()


def said(choice: Choice, value: Any) -> str:
    """A value in words."""
    if choice.name == "paused":
        return _("yes") if value else _("no")
    if value is None:
        return _(AS_ALL)
    if choice.name == "order":
        return word_shown(value)
    return f"{value:.0%}" if choice.name == "desired_retention" else str(value)
