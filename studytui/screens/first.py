"""The first start: two ways to come by cards."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from studytui.keys import key
from studytui.plaintext import harmless
from studytui.screens.base import StudyScreen
from studytui.screens.surveying import Surveying
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.paths import PathInput


class FirstScreen(Surveying, StudyScreen[None]):
    """Sample notes, or notes of one's own."""

    CSS_PATH = "first.tcss"
    BINDINGS = [
        key("1,s,enter", "samples", "sample notes", help="Begin with the sample notes that come with the program"),
        key("2,o", "own", "your own notes", help="Name a folder, or a single note, of your own"),
        key("escape,q", "back", "not now", shown="esc", help="Look around first"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def compose(self) -> ComposeResult:
        """What this is, and the two offers."""
        yield TopBar(Content.styled("Study", "bold $primary"))
        with Container(id="middle"), Container(id="welcome", classes="box"):
            yield Static(
                Content.assemble(
                    (_("Your notes become cards."), "bold $ink"),
                    ("\n" + _("Ordinary Markdown, Korean or English; read, never written to."), "$muted"),
                    ("\n\n1", "bold $primary"),
                    (f"  {_('Begin with the sample notes')}\n", "$foreground"),
                    ("   " + _("Five short notes on attention; a live demo behind each concept."), "$muted"),
                    ("\n\n2", "bold $primary"),
                    (f"  {_('Begin with your own')}\n", "$foreground"),
                    ("   " + _("A single note, or a folder, read again at every start."), "$muted"),
                )
            )
            yield PathInput(placeholder="~/notes", id="path")
            yield Static(id="progress", markup=False)
        yield KeyHints(self.hints())
        yield self.small()

    def action_samples(self) -> None:
        """Import the sample notes."""
        if self.study.samples is None:
            self.study.notice(_("The sample notes did not come with this installation."), wrong=True)
            return
        self.survey([self.study.samples])

    def action_own(self) -> None:
        """Ask for a path."""
        field = self.query_one(PathInput)
        field.add_class("-shown")
        field.focus()

    def on_path_input_choices(self, message: PathInput.Choices) -> None:
        """Say what the path may become."""
        self.say_choices(message.names)

    def on_path_input_given(self, message: PathInput.Given) -> None:
        """Survey what was named."""
        if message.path is None:
            self.query_one("#progress", Static).update(
                _("There is nothing at {path}.", path=harmless(message.text) or _("this path"))
            )
            return
        self.survey([message.path])

    def planned(self, done: bool) -> None:
        """Cards there are: on to today."""
        if done:
            self.dismiss()

    def action_back(self) -> None:
        """Leave the path, or look around without cards."""
        field = self.query_one(PathInput)
        if self.stop_survey():
            return
        if field.has_focus:
            self.set_focus(None)
            field.remove_class("-shown")
            return
        self.dismiss()
