"""Rewording a card, or making two of it: a form with a question and an answer for each. The note stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cards.card import Card
from db.records import Known
from studytui.keys import key
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar, breadcrumb
from studytui.widgets.own import noted
from studytui.widgets.words import Words

Side = tuple[str, str]  # a question and its answer


class RewordScreen(StudyScreen[tuple[Side, ...]]):
    """One or two cards in a person's own words. It is left with what was written, or with nothing.

    An empty side is in the note's words again. `drafts` is what the form begins with.
    """

    CSS_PATH = "reword.tcss"
    BINDINGS = [  # noqa: RUF012
        key("ctrl+s", "keep", "keep these words", shown="^s", help="Keep what is written; an empty side is the note's"),
        # With priority: what is typed next has to find the next side.
        replace(key("tab", "app.focus_next", "next", help="On to the next side"), priority=True),
        replace(key("shift+tab", "app.focus_previous", "back", hint=False, help="To the side before"), priority=True),
        key("ctrl+r", "noted", "the note's words", shown="^r", help="Put the note's words into both sides"),
        key("escape", "back", "leave", shown="esc", help="Leave; what was changed is asked about once"),
        key("f1", "help", "help", shown="F1", help="The keys of this screen"),
    ]

    def __init__(self, known: Known | Card, *, drafts: Sequence[Side] | None = None) -> None:
        super().__init__()
        self.card = known if isinstance(known, Card) else known.card
        self.own = None if isinstance(known, Card) else known.own
        self.below = Content() if isinstance(known, Card) else noted(known)
        self.drafts = tuple(drafts or [(self.card.question, self.card.answer)])
        self.asked = False

    def compose(self) -> ComposeResult:
        """The sides one below the other, and what the note says."""
        several = len(self.drafts) > 1
        title = "Two cards of one" if several else "In your own words"
        yield TopBar(Content.styled(title, "bold $primary"), breadcrumb(self.card.context[-1:], 40))
        with VerticalScroll(id="form", can_focus=False):
            for number, (question, answer) in enumerate(self.drafts):
                which = f" {number + 1}" if several else ""
                for side, text in (("question", question), ("answer", answer)):
                    words = Words(text, id=f"{side}-{number}")
                    words.border_title = side.capitalize() + which
                    yield words
            yield Static(self.below, id="noted")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Begin with the first question."""
        self.query(Words).first().focus()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Two cards have no words in the note."""
        hidden = "^r" if len(self.drafts) > 1 else ""
        return tuple(hint for hint in super().hints() if hint[0] != hidden)

    @property
    def sides(self) -> tuple[Side, ...]:
        """What is written now."""
        texts = [words.words for words in self.query(Words)]
        return tuple(zip(texts[::2], texts[1::2], strict=True))

    def action_keep(self) -> None:
        """Leave with what is written."""
        sides = self.sides
        if len(sides) > 1 and not all(all(side) for side in sides):
            self.study.notice("Each of the two cards needs a question and an answer.", wrong=True)
            return
        self.dismiss(sides)

    def action_noted(self) -> None:
        """The note's words, to be changed or kept."""
        if len(self.drafts) == 1:
            says = self.own.noted if self.own else (self.card.question, self.card.answer)
            for words, text in zip(self.query(Words), says, strict=True):
                words.text = text

    def action_back(self) -> None:
        """Leave. What was changed is lost only when it was said twice."""
        if self.sides != tuple((q.strip(), a.strip()) for q, a in self.drafts) and not self.asked:
            self.asked = True
            self.study.notice("Not kept yet: ^s keeps these words, esc once more leaves without them.")
        else:
            self.dismiss(None)
