"""What a review does with a card that a demo asks: draw it, take the answer, show what was right, draw the next one.

The session decides what an answer does. A question that comes later is drawn while the present card is read.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cards.card import Kind
from cards.translation import N_, _
from db.records import Problem
from studytui.screens.base import StudyScreen
from studytui.widgets.ratings import WAY

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.asking import Draw
    from studytui.demo.asked import AskedCard
    from studytui.screens.shown import Shown
    from studytui.session import Session


def ahead(db: Database, session: Session) -> list[Draw]:
    """The next questions of demos that are due and not drawn; runs in a thread."""
    from db.runs import every

    if not every(db):  # most databases of people who have other notes: nothing more is imported
        return []
    from studytui.asking import ahead as coming

    past = session.current.id if session.current is not None else None
    return [draw for draw in coming(db, session.clock(), session.filter, past=past) if not session.knows(draw)]


def attend(db: Database, session: Session) -> bool:
    """Bring the questions to what the notes say; runs in a thread, once the first card is on the screen."""
    from studytui.asking import attend

    return attend(db, session.clock(), thorough=True)


class RunCards(StudyScreen[None]):
    """The part of a review that shows cards of demos. The card stands in #stage, in the place of a note's card."""

    _attended = False  # whether the questions were compared with what the notes say
    session: Session | None
    now: Shown | None

    if TYPE_CHECKING:  # the review has both

        def do(self, act: Callable[[Session], Any] | None) -> None:
            """Let the session `act`."""

        def warm(self) -> None:
            """Let the runner load torch."""

    @property
    def run_card(self) -> AskedCard | None:
        """The card of a demo that is on the screen; None where a note's is."""
        found = self.query("AskedCard")
        return found.first() if found else None  # type: ignore[return-value]  # by its name: the class loads its widgets

    async def show_run(self, now: Shown) -> bool:
        """Show a card that a demo asks; False for one that a note asks, whose place is free then."""
        known = now.known
        asks = known is not None and known.card.kind is Kind.RUN
        self.set_class(asks, "-run")
        if known is None or not asks:
            if (card := self.run_card) is not None:
                await card.remove()
            return False
        from studytui.asking import language_of
        from studytui.demo.asked import AskedCard

        card = self.run_card
        if card is None:
            card = AskedCard()
            await self.query_one("#stage").mount(card)
        await card.show(known.card.question, language_of(known.card), now.draw, now.question, now.given)
        return True

    def way(self) -> tuple[str, str]:
        """The key that goes on from a question, and what it does."""
        card = self.run_card
        if card is None:
            return self.key_of("reveal"), WAY[1]
        if card.asked is None:
            return ("n", N_("go on with other cards"))
        return (
            ("enter", N_("mark the answer; esc for the keys below"))
            if card.asked.typed
            else (f"1–{len(card.asked.options)}", N_("choose"))
        )

    async def draw_ahead(self) -> None:
        """Draw the next question of a demo while the present card is read."""
        from demos.runner import Failed

        session, runner = self.session, self.study.runner
        if session is None:
            return
        if not self._attended:
            self._attended = True
            await self.ask(attend, session)
        if runner is None:
            return
        coming = await self.ask(ahead, session)
        if not coming:
            return
        self.warm()
        with suppress(Failed):  # said when its turn has come
            for draw in coming:
                session.drawn(draw, await runner.ask(draw.demo, draw.question, draw.seed))

    def answer(self, text: str) -> None:
        """Have an answer marked; a sentence where it is none."""

        def mark(session: Session) -> None:
            if session.question is not None and not (marked := session.answer(text)).understood:
                raise Problem(marked.shown)

        self.do(mark)

    def on_asked_card_drawn(self, message: AskedCard.Drawn) -> None:
        """The numbers are there: ask."""
        draw, asked = message.draw, message.asked
        self.do(lambda session: session.drawn(draw, asked))

    def on_asked_card_cannot_ask(self, message: AskedCard.CannotAsk) -> None:
        """No demo can ask: its cards wait, and the others go on."""

        def wait(session: Session) -> str:
            if session.draw is None:  # it was left meanwhile
                return ""
            session.cannot_ask(message.why)
            return _("Demo questions wait. {why}", why=message.why)

        self.do(wait)
