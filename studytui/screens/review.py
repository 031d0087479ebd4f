"""The review: one card, its answer, a rating. The session decides what is asked and what a rating does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll

from cards.matching.flags import translated
from cards.schedule import Rating
from cards.translation import N_, _
from db.records import NO_WORDS, Known, Problem, Stale
from studytui.keys import key
from studytui.plaintext import in_place_of_one, named
from studytui.screens.beside import close_beside, open_beside, warm_up
from studytui.screens.progress import progress
from studytui.screens.runs import RunCards
from studytui.screens.shown import Shown, shown
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.card import CardView
from studytui.widgets.own import OwnWords, is_outdated, said_of
from studytui.widgets.ratings import Ratings

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.session import Session


PATIENCE = 1.0  # seconds after which a key that has no answer yet gets a word


class ReviewScreen(RunCards):
    """Today's cards, one after the other."""

    CSS_PATH = "review.tcss"
    BINDINGS = [
        key("space,enter", "reveal", "show the answer", hint=False, help="Show the answer"),
        key("1", "rate(1)", "again", hint=False, help="Not known: ask again soon", name="again"),
        key("2", "rate(2)", "hard", hint=False, help="Known, but it took effort", name="hard"),
        key("3", "rate(3)", "good", hint=False, help="Known with normal effort", name="good"),
        key("4", "rate(4)", "easy", hint=False, help="Known easily", name="easy"),
        key("d,5", "demo", "demo", help="Run the card's demo under it; press again for the full screen"),
        key("u,ctrl+z,9", "undo", "undo", help="Take back the last answer, as often as you like"),
        key("e,8", "edit", "edit", help="Open the note at this card's line in your editor"),
        key("b,6", "bury", "bury", help="Put this card off until tomorrow"),
        key("r,ctrl+r", "reword", "reword", help="Put the card into your own words; its note stays as it is"),
        key("p,ctrl+p", "split", "split", hint=False, help="Split it into smaller cards, in the place of this one"),
        key("s,7", "suspend", "suspend", help="Never ask this card again, until you resume it"),
        key("x,ctrl+x", "reject", "reject", help="Reject this card: never asked, whatever its line becomes"),
        key("a,tab", "answer", "type", help="Type the answer and have it compared"),
        key("t,ctrl+t", "noted", "note's words", hint=False, help="Take the note's words where it says something else"),
        key("o,ctrl+o", "own", "your words", hint=False, help="Keep your own words although the note changed"),
        key("w", "why", "why", hint=False, help="Why this card is asked now"),
        key("l,ctrl+l", "life", "life", hint=False, help="The card's life, once its answer is shown: answers, recall"),
        key("m,asterisk", "star", "star", hint=False, help="Give this card a star, or take it away (is:starred)"),
        key("c,y", "copy", "copy", hint=False, help="Copy the card's text (the terminal has to allow it)"),
        key(
            "j",
            "scroll(1)",
            "down",
            hint=False,
            help="Scroll a long card down; the mouse wheel does as well",
            name="down",
        ),
        key("k", "scroll(-1)", "up", hint=False, help="Scroll it up", name="up"),
        key("n", "skip", "later", hint=False, help="Leave this card for later in this session"),
        key("escape,q", "back", "leave", shown="esc", hint=False, help="Leave; every answer is already on disk"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(
        self,
        *,
        filter: str = "",
        limit: int | None = None,
        session: Session | None = None,
        everything: bool = False,
        or_all: bool = False,
    ) -> None:
        super().__init__()
        self.filter, self.limit = filter, limit
        self.everything, self.or_all = everything, or_all
        self.session = session
        self.now: Shown | None = None
        self.doubt = ""  # about the clock, said before the first answer
        self._turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The bars and an empty card; the first card comes as soon as it is read."""
        yield TopBar()
        with Container(id="stage"), VerticalScroll(id="card-area"):
            yield CardView(id="card")
            yield OwnWords(id="own")
        with Container(id="foot"):
            yield Ratings(id="ratings")
            yield KeyHints(self.hints())
            yield self.small()

    def on_mount(self) -> None:
        """Take the first card."""
        self.query_one("#card-area").focus()
        self.do(None)
        self.set_interval(15, self.show_progress)

    # -- one thing at a time ---------------------------------------------------------------------------------------

    def do(self, act: Callable[[Session], Any] | None) -> None:
        """Let the session `act`, in a thread and after what was asked before, and show where it stands then. A sentence
        that it gives back is shown when it is done, as long as its card or the one after it is.
        """
        self.job(self._do(act), "session", exclusive=False)

    async def _do(self, act: Callable[[Session], Any] | None) -> None:
        async with self._turn:
            slow = self.set_timer(PATIENCE, lambda: self.study.notice(_("Waiting for the database …")))
            try:
                now, said = await self.ask(self._step, act)
            except Stale:
                await self.show((await self.ask(self._step, None))[0])
                raise
            finally:
                slow.stop()
            if self.tell_set_aside():
                return  # what comes next is shown once that was read
            await self.show(now)
            if said:
                self.study.notice(said)
            if self.doubt:
                self.study.notice(self.doubt, wrong=True)
                self.doubt = ""

    def _step(self, db: Database, act: Callable[[Session], Any] | None) -> tuple[Shown, str]:
        """In a thread: the session is made by the first step."""
        if self.session is None:
            from studytui.session import Session

            self.session = Session(
                *(db, self.study.clock, self.filter, self.limit), everything=self.everything, or_all=self.or_all
            )
            self.session.begin()
            self.doubt = self.session.clock_doubt()
        said = act(self.session) if act is not None else ""
        return shown(self.session), said if isinstance(said, str) else ""

    # -- the screen ------------------------------------------------------------------------------------------------

    async def show(self, now: Shown) -> None:
        """Put a card on the screen; the closing screen once there is none."""
        before, self.now = self.now, now
        if now.known is None:
            assert self.session is not None
            assert now.summary is not None
            done = self.study.screen_of("done")
            self.give_way(done(self.session, now.summary))
            return
        same = before is not None and before.known is not None and before.known.id == now.known.id
        if not same:
            if before is not None:
                self.study.said_no_more()
            await self.close_typing()
            self.query_one("#card-area", VerticalScroll).scroll_home(animate=False)
            await self.close_demo()
        if not await self.show_run(now):
            self.query_one(CardView).show(now.known.card, now.revealed, now.known.flag)
            self.query_one(OwnWords).show(now.known, now.revealed)
        self.query_one(Ratings).keys = tuple(self.key_of(rating.word) for rating in Rating)
        self.query_one(Ratings).show(now.outcomes, now.suggested, self.way())
        self.show_progress()
        self.show_hints()
        if now.link is not None:
            self.warm()
        if not same:
            self.job(self.draw_ahead(), "ahead")

    def show_progress(self) -> None:
        """The headings above the card, how far one is, and the time spent."""
        if self.now is None or self.now.known is None or self.session is None:
            return
        above = progress(self.now.known, self.now.done, self.now.left, self.session.seconds, self.size.width)
        self.query_one(TopBar).show(*above)

    def on_resize(self) -> None:
        """The progress line follows the window."""
        self.show_progress()

    def label(self, binding: Binding) -> str:
        """With the demo open, its key opens the whole of it."""
        return _("full demo") if binding.action == "demo" and self.has_class("-demo") else super().label(binding)

    def available(self, action: str) -> bool:
        """A demo where the card has one; that of a question once it is answered, as it would tell."""
        if action != "demo" or self.now is None:
            return action != "demo"
        return self.now.link is not None and (self.run_card is None or self.now.given is not None)

    # -- what the keys do ------------------------------------------------------------------------------------------

    def action_reveal(self) -> None:
        """Show the answer; of a question that is marked, rate as the mark suggests."""
        if (card := self.run_card) is None:
            self.do(lambda session: session.reveal())
        elif card.given is not None:
            self.do(lambda session: session.rate(rating) if (rating := session.suggested()) else None)
        else:
            self.job(card.type(), "type")

    def action_rate(self, rating: int) -> None:
        """Rate the card, once its answer has been seen; choose an option before that."""
        self.do(lambda session: session.digit(rating))

    def action_scroll(self, by: int) -> None:
        """Move a card that is longer than its place."""
        self.query_one("#card-area", VerticalScroll).scroll_relative(y=2 * by, animate=False)

    def on_card_view_clicked(self) -> None:
        """A click on a card shows its answer."""
        if self.now is not None and not self.now.revealed:
            self.action_reveal()

    def on_ratings_chosen(self, message: Ratings.Chosen) -> None:
        """A click on a rating gives it; one on the way to the answer shows it."""
        if message.rating is None:
            self.action_reveal()
        else:
            self.action_rate(int(message.rating))

    def action_undo(self) -> None:
        """Take back the last answer."""

        def undo(session: Session) -> str:
            if said := session.undo():
                return said
            raise Problem(_("There is nothing to take back."))

        self.do(undo)

    def action_suspend(self) -> None:
        """Never ask this card again."""
        self._put_away(
            lambda session: session.suspend(), N_("Suspended: {card}. {u} takes it back; later, browse finds it.")
        )

    def action_bury(self) -> None:
        """Put this card off until tomorrow."""
        self._put_away(lambda session: session.bury(), N_("Put off until tomorrow: {card}. {u} takes it back."))

    def action_reject(self) -> None:
        """Never make this card again."""
        self._put_away(lambda session: session.reject(), N_("Rejected: {card}. It is never asked; {u} takes it back."))

    def _put_away(self, act: Callable[[Session], Any], said: str) -> None:
        def put(session: Session) -> str:
            card = session.current
            if card is None:
                return ""
            act(session)
            return _(said, card=named(card), u=self.key_of("undo"))

        self.do(put)

    def action_skip(self) -> None:
        """Leave this card for later in the session."""
        self.do(lambda session: session.skip() if session.current else None)

    def action_why(self) -> None:
        """Say why this card is asked."""
        if self.session is not None and self.session.current is not None:
            flag = self.session.current.flag
            self.study.notice(translated(flag) if flag else self.session.why())

    def tell_set_aside(self) -> bool:
        """Where the last answer set its card aside, show that card with its history and what helps."""
        session = self.session
        if session is None or session.set_aside is None:
            return False
        card, session.set_aside = session.set_aside, None
        self.study.open("life", card, leech=True, then=self._told)
        return True

    def _told(self, back: bool | None) -> None:
        """Take the answer back, or go on to what comes next."""
        if back:
            self.action_undo()
        else:
            self.do(None)

    def action_star(self) -> None:
        """A star, or none."""

        def star(session: Session) -> str:
            if session.current is None:  # the last card was answered just now
                return ""
            return _("Starred: is:starred finds it.") if session.star() else _("No star any more.")

        self.do(star)

    def action_life(self) -> None:
        """The card's life, which may tell its answer."""
        if self.now is not None and self.now.known is not None and self.now.revealed:
            self.study.open("life", self.now.known, then=lambda _: self.do(lambda session: session.refresh()))

    def action_copy(self) -> None:
        """The card's text, as far as it is shown, into the clipboard."""
        if self.now is not None and self.now.known is not None:
            card = self.now.known.card
            self.study.copy(f"{card.question}\n\n{card.answer}" if self.now.revealed else card.question)
            self.study.notice(_("Copied: question and answer.") if self.now.revealed else _("Copied: the question."))

    def action_reword(self) -> None:
        """Put the card into one's own words. The form shows its answer."""
        known = self.now.known if self.now is not None else None
        if self.run_card is not None:
            self.study.notice(_(NO_WORDS))
        elif known is not None:
            self.study.open("reword", known, then=self._reworded)

    def _reworded(self, side: tuple[str, str] | None) -> None:
        if side is not None:
            self.do(lambda session: said_of(session.reword(*side), self.key_of("undo")) if session.current else "")

    def action_split(self) -> None:
        """Make smaller cards of this one. The form shows its answer."""
        known = self.now.known if self.now is not None else None
        if self.run_card is not None:
            self.study.notice(_(NO_WORDS))
        elif known is not None:
            self.study.open("split", known, then=self._split)

    def _split(self, parts: list[tuple[str, str]] | None) -> None:
        if parts:
            self.do(
                lambda session: in_place_of_one(session.split(parts), self.key_of("undo")) if session.current else ""
            )

    def action_noted(self) -> None:
        """The note's words again, where it says something else by now."""
        self.do(
            lambda session: said_of(session.reword("", ""), self.key_of("undo")) if is_outdated(session.current) else ""
        )

    def action_own(self) -> None:
        """One's own words, although the note says something else by now."""
        self.do(
            lambda session: said_of(session.keep_own(), self.key_of("undo")) if is_outdated(session.current) else ""
        )

    def action_edit(self) -> None:
        """Open the note at the card's line; what was changed is picked up on return."""
        if self.now is not None and self.now.known is not None:
            self.job(self._edit(self.now.known), "edit")

    async def _edit(self, known: Known) -> None:
        from studytui.notes.editing import revise

        if changed := await revise(self.study, known.path, known.card.line):
            self.study.notice(changed)
        self.do(lambda session: session.refresh())

    async def action_back(self) -> None:
        """Close what lies over the card, or leave. All that was rated is on disk."""
        if await self.close_typing() or await self.close_demo():
            return
        self.dismiss()

    # -- a typed answer --------------------------------------------------------------------------------------------

    def action_answer(self) -> None:
        """A line to type the answer into."""
        if self.now is None or self.now.revealed or self.query("Typing"):
            return
        if (card := self.run_card) is not None:
            self.job(card.type(), "type")
            return
        from studytui.widgets.typing import Typing

        self.study.said_no_more()  # it would lie over the line
        typing = Typing(placeholder=_("the answer, then Enter"))
        self.query_one("#foot").mount(typing, before=0)
        typing.focus()

    async def on_typing_answered(self, message: Any) -> None:
        """Compare what was typed, and show the answer."""
        if self.now is None or self.now.known is None:
            return
        if self.run_card is not None:
            self.answer(message.text)
            return
        from cards.grading import grade

        graded = grade(message.text, self.now.known.card)
        await self.close_typing()
        verdict = graded.verdict
        if message.text.strip():
            self.query_one(CardView).typed = (message.text, verdict)
        self.action_reveal()

    async def close_typing(self) -> bool:
        """Take the line away; False where there was none."""
        if (card := self.run_card) is not None:
            return await card.leave_typing()
        lines = self.query("Typing")
        if not lines:
            return False
        await lines.remove()
        self.query_one("#foot").refresh(layout=True)  # Textual keeps its height otherwise
        self.query_one("#card-area").focus()
        return True

    # -- the demo --------------------------------------------------------------------------------------------------

    def warm(self) -> None:
        """Let the runner load torch while the card is read; once."""
        runner = self.study.runner
        if runner is not None and not runner.ready and not getattr(self, "_warming", False):
            self._warming = True
            self.job(warm_up(runner), "warm")

    async def action_demo(self) -> None:
        """Run the card's demo under the card; pressed again, open the demo screen."""
        if self.now is None or self.now.link is None:
            self.study.notice(_("No demo belongs to this card. The first screen leads to all of them."))
            return
        link = self.now.link
        if (card := self.run_card) is not None:
            if card.asked is None or card.given is None:
                self.study.notice(
                    _("Answer first: the demo would tell. Then {d} opens it on these numbers.", d=self.key_of("demo"))
                )
            else:
                self.study.open("demo", card.asked.demo, dict(card.asked.opens))
            return
        from studytui.demo.box import InlineDemo

        for demo in self.query(InlineDemo):
            demo_id, values = demo.demo_id, demo.values or dict(link.params)
            await self.close_demo()
            self.study.open("demo", demo_id, values)
            return
        if self.study.runner is None:
            self.study.notice(_("Demos are not available here."), wrong=True)
            return
        await open_beside(self, link)

    async def close_demo(self) -> bool:
        """End the demo and take it away; False where there was none."""
        return await close_beside(self)
