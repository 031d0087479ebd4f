"""Help: the keys of the screen it was opened from, read from the bindings themselves."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from cards.translation import N_, _
from studytui.keys import JAMO, NAMES, as_chosen, key
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.text import hanging, padded

JAMOS = set(JAMO.values())
SUBJECTS = {
    "TodayScreen": N_("Today"),
    "FirstScreen": N_("First start"),
    "ReviewScreen": N_("Review"),
    "DoneScreen": N_("Done"),
    "NotesScreen": N_("Notes"),
    "PlanScreen": N_("Plan"),
    "PartScreen": N_("Part"),
    "DoubtsScreen": N_("Doubts"),
    "BrowseScreen": N_("Browse"),
    "RewordScreen": N_("Reword"),
    "SplitScreen": N_("Split"),
    "LifeScreen": N_("Life"),
    "LookScreen": N_("Look"),
    "WholeScreen": N_("Whole"),
    "StatsScreen": N_("Stats"),
    "SettingsScreen": N_("Settings"),
    "HelpScreen": N_("Help"),
    "DemosScreen": N_("Demos"),
    "DemoScreen": N_("Demo"),
    "CompareScreen": N_("Compare"),
    "TrainScreen": N_("Train"),
}


def keys_of(binding: Binding) -> str:
    """The keys of a binding as one reads them; jamo are left out, they are the same keys."""
    keys = [_(NAMES.get(each, each)).replace("ctrl+", "^") for each in binding.key.split(",") if each not in JAMOS]
    return "  ".join(keys)


def bindings_of(owner: type[Widget] | type[Screen[Any]]) -> list[Binding]:
    """The bindings that a class itself and its bases in this project declare."""
    found = []
    for cls in owner.__mro__:
        if cls.__module__.startswith("studytui"):
            found += [each for each in cls.__dict__.get("BINDINGS", ()) if isinstance(each, Binding)]
    return found


class HelpScreen(StudyScreen[None]):
    """The keys of a screen and of what has the keyboard there."""

    CSS_PATH = "help.tcss"
    BINDINGS = [
        key("escape,enter,space,q", "back", "back", shown="esc", help="Back to where you were"),
        key("?,f1,0,h", "back", "back", hint=False),
    ]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.subject = screen

    def compose(self) -> ComposeResult:
        """One column of keys, and what they do."""
        name = _(SUBJECTS.get(type(self.subject).__name__, ""))
        yield TopBar(Content.styled(_("Help"), "bold $primary"), Content.styled(name, "$muted"))
        with VerticalScroll(id="keys"):
            yield Static(id="screen")
            if self.focused_keys():
                yield Static(Content.styled("\n" + _("Where the keyboard is now"), "$muted"))
                yield Static(id="focused")
            yield Static(
                Content.styled(
                    "\n"
                    + _("Letters also work in Hangul mode; digits, space, enter and ctrl keys in every layout.")
                    + "\n"
                    + _("Every answer is on disk before the next card comes; leaving loses nothing."),
                    "$muted",
                )
            )
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#keys").focus()

    def on_resize(self) -> None:
        """The texts follow the window."""
        self.query_one("#screen", Static).update(self.rows(bindings_of(type(self.subject))))
        for own in self.query("#focused").results(Static):
            own.update(self.rows(self.focused_keys()))

    def focused_keys(self) -> list[Binding]:
        """The keys of what has the keyboard on the screen below."""
        focused = self.subject.focused
        return bindings_of(type(focused)) if focused is not None else []

    def rows(self, bindings: list[Binding]) -> Content:
        """One line a binding."""
        bindings = [as_chosen(each, self.study.keymap) for each in bindings]
        room = max((cell_len(keys_of(each)) for each in bindings), default=0) + 3
        room = min(room, 26, self.size.width // 3)
        said = [
            (
                Content.styled(padded(keys_of(each), room), "bold $primary"),
                Content.styled(_(each.tooltip or each.description), "$foreground"),
            )
            for each in bindings
        ]
        return hanging(said, min(self.query_one("#keys").scrollable_content_region.width, 92))
