"""Questions about a demo, one after the other: they train and schedule nothing."""

from __future__ import annotations

from itertools import count, cycle
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from cards.translation import _, preferred
from demos.catalog import BY_ID
from demos.demo import Values
from demos.question import seed_of
from demos.questions import of
from studytui.asking import Draw, Given, read
from studytui.demo.asked import AskedCard
from studytui.keys import key
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar


class TrainScreen(StudyScreen[None]):
    """The questions of one demo in turn: about the `values` that stand on its screen where they can be asked about, and
    with other numbers elsewhere.
    """

    CSS_PATH = "train.tcss"
    BINDINGS = [
        key("enter,space", "on", "next question", shown="⏎", help="After the mark: the next question"),
        key("1", "choose(1)", "choose", hint=False, help="Choose the first option", name="option-1"),
        key("2", "choose(2)", "choose", hint=False, help="Choose the second option", name="option-2"),
        key("3", "choose(3)", "choose", hint=False, help="Choose the third option", name="option-3"),
        key("4", "choose(4)", "choose", hint=False, help="Choose the fourth option", name="option-4"),
        key("a,tab", "type", "type", help="Write the answer"),
        key("d", "demo", "demo", hint=False, help="After the mark: the whole demo on these numbers"),
        key("n", "next", "another", help="Another question instead of this one"),
        key("l", "language", "한/en", help="Ask in Korean, or in English"),
        key("escape,q", "back", "back", shown="esc", help="Back to the demo"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, demo_id: str, values: Values | None = None) -> None:
        super().__init__()
        self.demo_id = demo_id
        self.like = tuple((values or {}).items())  # what stands on the demo's screen
        self.language = "en"
        self.right = self.marked = 0
        self.draw: Draw | None = None
        self._titles = {each.id: each for each in of(demo_id)}
        self._ids = cycle(self._titles)
        self._seeds = count()
        self._given: Given | None = None

    def compose(self) -> ComposeResult:
        """The question, and what its answer is worth."""
        yield TopBar()
        with Container(id="stage"):
            yield AskedCard()
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Ask the first question."""
        self.language = preferred(self.study.environ)
        self.action_next()

    @property
    def card(self) -> AskedCard:
        """The question on the screen."""
        return self.query_one(AskedCard)

    async def _show(self) -> None:
        card, draw = self.card, self.draw
        title = self._titles[draw.question].text(self.language) if draw is not None else ""
        await card.show(title, self.language, draw, card.asked, self._given)
        score = _("{right} of {marked} right", right=self.right, marked=self.marked) + " · " if self.marked else ""
        said = Content.styled(score + _("trains, schedules nothing"), "$muted")
        name = BY_ID[self.demo_id].title
        self.query_one(TopBar).show(Content.styled(name, "bold $primary"), said)
        self.show_hints()

    def available(self, action: str) -> bool:
        """The next question once this one is marked; writing before that."""
        marked = self._given is not None
        return marked if action == "on" else not marked if action in ("type", "next") else True

    # -- what the keys do ------------------------------------------------------------------------------------------

    def action_next(self) -> None:
        """Another question."""
        self._given = None
        question = next(self._ids)
        seed = seed_of("train", self.study.clock().isoformat(), next(self._seeds))
        self.draw = Draw(self.demo_id, question, seed, self.like)
        self.job(self._ask(), "show")

    async def _ask(self) -> None:
        self.card.asked = None
        await self._show()

    def action_on(self) -> None:
        """The next question after a mark; before it, the line to write into."""
        if self._given is not None:
            self.action_next()
        else:
            self.action_type()

    def action_choose(self, number: int) -> None:
        """Choose an option."""
        if self.card.chosen:
            self.answer(str(number))

    def action_type(self) -> None:
        """A line for the answer."""
        self.job(self.card.type(), "type")

    def action_demo(self) -> None:
        """The whole demo on the numbers of this question."""
        if self._given is not None:
            self.study.open("demo", self._given.asked.demo, dict(self._given.asked.opens))

    def action_language(self) -> None:
        """Ask in the other language."""
        self.language = "en" if self.language == "ko" else "ko"
        self.job(self._show(), "show")

    async def action_back(self) -> None:
        """Leave the line, then the screen."""
        if not await self.card.leave_typing():
            self.dismiss()

    def answer(self, text: str) -> None:
        """Mark an answer, unless it is none."""
        asked = self.card.asked
        if asked is None or self._given is not None:
            return
        marked = read(asked, text)
        if not marked.understood:
            self.study.notice(marked.shown, wrong=True)
            return
        self._given = Given(asked, text, marked)
        self.marked += 1
        self.right += marked.right
        self.job(self._show(), "show")

    # -- what the card says ----------------------------------------------------------------------------------------

    def on_typing_answered(self, message: Any) -> None:
        """An answer was written."""
        self.answer(message.text)

    async def on_asked_card_drawn(self, message: AskedCard.Drawn) -> None:
        """The numbers are there."""
        if message.draw == self.draw:
            await self.card.show("", self.language, None, message.asked, None)
            self.show_hints()

    def on_asked_card_cannot_ask(self, message: AskedCard.CannotAsk) -> None:
        """No question can be drawn: say why, and go back."""
        self.study.notice(message.why, wrong=True)
        self.dismiss()
