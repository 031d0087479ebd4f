"""Rewording a card: a form with its question and its answer. The note stays as it is."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cards.card import Card
from cards.translation import _
from db.records import Known
from studytui.keys import key
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar, breadcrumb
from studytui.widgets.own import noted
from studytui.widgets.words import Words

Side = tuple[str, str]  # a question and an answer


class RewordScreen(StudyScreen[Side]):
    """A card in a person's own words. It is left with what was written, or with nothing.

    An empty side is in the note's words again. `draft` is what the form begins with, the card's words by default.
    """

    CSS_PATH = "reword.tcss"
    BINDINGS = [
        key("ctrl+s", "keep", "keep these words", shown="^s", help="Keep what is written; an empty side is the note's"),
        # With priority: what is typed next has to find the next side.
        replace(key("tab", "app.focus_next", "next", help="On to the next side", name="next-side"), priority=True),
        replace(
            key("shift+tab", "app.focus_previous", "back", hint=False, help="To the side before", name="previous-side"),
            priority=True,
        ),
        key("ctrl+r", "noted", "the note's words", shown="^r", help="Put the note's words into both sides"),
        key("escape", "back", "leave", shown="esc", help="Leave; what was changed is asked about once"),
        key("f1", "help", "help", shown="F1", help="The keys of this screen"),
    ]

    def __init__(self, known: Known | Card, *, draft: Side | None = None) -> None:
        super().__init__()
        self.card = known if isinstance(known, Card) else known.card
        self.own = None if isinstance(known, Card) else known.own
        self.below = Content() if isinstance(known, Card) else noted(known)
        self.draft = draft or (self.card.question, self.card.answer)
        self.asked = False

    def compose(self) -> ComposeResult:
        """The sides one below the other, and what the note says."""
        title = Content.styled(_("In your own words"), "bold $primary")
        yield TopBar(title, breadcrumb(self.card.context[-1:], 40))
        with VerticalScroll(id="form", can_focus=False):
            for side, name, text in zip(("question", "answer"), (_("Question"), _("Answer")), self.draft, strict=True):
                words = Words(text, id=side)
                words.border_title = name
                yield words
            yield Static(self.below, id="noted")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Begin with the question."""
        self.query(Words).first().focus()

    @property
    def side(self) -> Side:
        """What is written now."""
        question, answer = (words.words for words in self.query(Words))
        return question, answer

    def on_text_area_changed(self) -> None:
        """What is written on is asked about anew."""
        self.asked = False

    def action_keep(self) -> None:
        """Leave with what is written."""
        self.study.said_no_more()
        self.dismiss(self.side)

    def action_noted(self) -> None:
        """The note's words, to be changed or kept."""
        says = self.own.noted if self.own else (self.card.question, self.card.answer)
        for words, text in zip(self.query(Words), says, strict=True):
            words.text = text

    def action_back(self) -> None:
        """Leave. What was changed is lost only when it was said twice."""
        if self.side != (self.draft[0].strip(), self.draft[1].strip()) and not self.asked:
            self.asked = True
            self.study.notice(
                _(
                    "Not kept yet: {s} keeps these words, {esc} once more leaves without them.",
                    s=self.key_of("keep"),
                    esc=self.key_of("back"),
                )
            )
        else:
            self.study.said_no_more()
            self.dismiss(None)
