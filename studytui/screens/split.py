"""Splitting a card: a form with a line for each part. The note stays as it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from db import splits
from db.records import Known, Problem
from studytui.keys import key
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar, breadcrumb
from studytui.widgets.text import harmless
from studytui.widgets.words import Words

Parts = list[tuple[str, str]]  # questions and answers


class SplitScreen(StudyScreen[Parts]):
    """A card in several smaller ones. It is left with the parts, or with nothing."""

    CSS_PATH = "split.tcss"
    BINDINGS = [
        key("ctrl+s", "keep", "split", shown="^s", help="Make these cards; the card they come from is asked no more"),
        key("escape", "back", "leave", shown="esc", help="Leave; what was changed is asked about once"),
        key("f1", "help", "help", shown="F1", help="The keys of this screen"),
    ]

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known
        self.draft = splits.draft(known.card.question, known.card.answer)
        self.asked = False

    def compose(self) -> ComposeResult:
        """The card, and a line for each part."""
        card = self.known.card
        yield TopBar(Content.styled(_("Split"), "bold $primary"), breadcrumb(card.context[-1:], 40))
        with VerticalScroll(id="form", can_focus=False):
            yield Static(Content(harmless(f"{card.question} — {' '.join(card.answer.split())}")), id="whole")
            words = Words(self.draft, id="parts")
            words.border_title = _("A line a card: question :: answer")
            yield words
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one(Words).focus()

    def on_text_area_changed(self) -> None:
        """What is written on is asked about anew."""
        self.asked = False

    def action_keep(self) -> None:
        """Leave with the parts, or say which line is none."""
        try:
            parts = splits.read(self.query_one(Words).words)
        except Problem as problem:
            self.study.notice(str(problem), wrong=True)
            return
        self.study.said_no_more()
        self.dismiss(parts)

    def action_back(self) -> None:
        """Leave. What was changed is lost only when it was said twice."""
        if self.query_one(Words).words != self.draft.strip() and not self.asked:
            self.asked = True
            self.study.notice(
                _(
                    "Nothing is split yet: {s} splits the card, {esc} once more leaves it whole.",
                    s=self.key_of("keep"),
                    esc=self.key_of("back"),
                )
            )
        else:
            self.study.said_no_more()
            self.dismiss(None)
