"""A demo's question in the plain review: drawn, answered by a line, marked, and shown beside what was answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from cards.card import Kind
from cards.translation import N_, _
from studytui.asking import Draw, Given, language_of
from studytui.commands.asking import beside_lines, question_lines
from studytui.told import told

if TYPE_CHECKING:
    from demos.question import Asked, Beside
    from studytui.session import Session

T = TypeVar("T")
ANSWER = N_("Write the answer, or ? to be shown it. u undo, s suspend, b bury, q stop.")


class Questions:
    """The demo processes for a program without an event loop of its own; they are started by the first question."""

    def __init__(self, command: Sequence[str]) -> None:
        from demos.runner import Runner

        self._loop = asyncio.new_event_loop()
        self._runner = Runner(command=command)

    def ask(self, draw: Draw) -> Asked:
        """Draw a question. Raises Failed."""
        return self._done(self._runner.ask(draw.demo, draw.question, draw.seed))

    def beside(self, asked: Asked, option: str) -> Beside:
        """What is looked at after an answer. Raises Failed."""
        return self._done(self._runner.beside(asked.demo, asked.id, asked.seed, option))

    def close(self) -> None:
        """End the processes."""
        self._done(self._runner.close())
        self._loop.close()

    def _done(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)


class PlainRuns:
    """What the plain review does with a card that a demo asks. `questions` makes the client when it is first needed."""

    def __init__(
        self,
        session: Session,
        say: Callable[..., None],
        go_on: Callable[[], None],
        questions: Callable[[], Questions],
    ) -> None:
        self.session = session
        self.say = say
        self.go_on = go_on  # asks the next card
        self._make = questions
        self._questions: Questions | None = None

    @property
    def questions(self) -> Questions:
        """The client of the demo processes."""
        if self._questions is None:
            self._questions = self._make()
        return self._questions

    @property
    def here(self) -> bool:
        """Whether a demo asks the present card."""
        return self.session.current is not None and self.session.current.card.kind is Kind.RUN

    def draw(self) -> None:
        """Draw the present question; where no demo can ask, say so and go on to a card of a note."""
        from demos.runner import Failed

        while (draw := self.session.draw) is not None:
            try:
                asked = self.questions.ask(draw)
            except Failed as failed:
                self.session.cannot_ask(str(failed))
                self.say(_("Demo questions wait. {failed}", failed=failed))
            else:
                self.session.drawn(draw, asked)

    def ask(self) -> None:
        """Print the question, and its mark where it was answered before."""
        asked, language = self.session.question, self.language
        if asked is None:
            return
        self.say(f"Q: {asked.text(language)}", *question_lines(asked, language))
        if self.session.given is not None:
            self.tell(self.session.given)
        else:
            self.say(f"   {_(ANSWER)}")

    def take(self, line: str) -> bool:
        """Do what a line says that answers or rates a question; False for one that is a command of any card."""
        session = self.session
        if session.given is None:
            if line.lower() in COMMANDS:
                return False
            marked = session.answer(line)
            if not marked.understood:
                self.say(f"{marked.shown} {_('? shows the answer.')}")
            elif session.given is not None:
                self.tell(session.given)
        elif len(line) > 1:
            self.say(_("This is marked already. 1 to 4 rate it, and an empty line rates as the mark suggests."))
        elif line:
            return False
        elif (rating := session.suggested()) is not None:
            session.rate(rating)
            self.go_on()
        return True

    def tell(self, given: Given) -> None:
        """Print the mark, and the runs it rests on; the mark stands without them."""
        from demos.runner import Failed

        mark = told(given, self.language)
        self.say(*(line for line in (f"{mark.sign} {mark.head} {mark.more}".strip(), mark.idea) if line))
        try:
            beside = self.questions.beside(given.asked, given.option)
        except Failed as failed:
            self.say(_("There is no picture of this: {failed}", failed=failed))
        else:
            self.say(*beside_lines(given.asked, beside, self.language, idea=False))
        shown = [f"{o.rating.value} {_(o.rating.word)} {o.interval}" for o in self.session.outcomes()]
        suggested = self.session.suggested()
        enter = f"   Enter {_(suggested.word)}" if suggested is not None else ""
        self.say("   " + "   ".join(shown) + enter + f"   d {_('demo')}")

    @property
    def language(self) -> str:
        """The language of the present card."""
        return language_of(self.session.current.card) if self.session.current is not None else "en"

    def close(self) -> None:
        """End what was started."""
        if self._questions is not None:
            self._questions.close()


COMMANDS = ("u", "ㅕ", "s", "ㄴ", "b", "ㅠ", "h", "ㅗ")
