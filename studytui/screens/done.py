"""The end of a session: what was done, and when the next card comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from cards.schedule import Rating
from cards.translation import _
from db.records import Counts
from studytui.keys import key
from studytui.plaintext import clock_time, plural
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.ratings import COLOURS
from studytui.widgets.text import bar, laid, padded

if TYPE_CHECKING:
    from db.engine import Database
    from db.records import Known
    from studytui.session import Session
    from studytui.summary import Summary


class DoneScreen(StudyScreen[None]):
    """What the session was."""

    CSS_PATH = "done.tcss"
    BINDINGS = [
        key("enter,space,escape,q", "back", "today", shown="enter", help="Back to the first screen"),
        key("u,ctrl+z,9", "undo", "undo", help="Take back the last answer and go on from there"),
        key("r", "more", "go on", help="Go on with cards that have become due"),
        key("plus,equals_sign,5", "new", "ten more", shown="+", help="Ten more new cards today"),
        key("a", "all", "all of it", help="Go on with what this session finds and does not wait today"),
        key("b", "browse", "browse", help="Search all cards"),
        key("s", "stats", "stats", help="Days, retention, forecast"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, session: Session, summary: Summary) -> None:
        super().__init__()
        self.session, self.summary = session, summary
        self.beyond = 0  # cards the session's filter finds that do not wait today

    def compose(self) -> ComposeResult:
        """One quiet box in the middle."""
        yield TopBar(Content.styled("Study", "bold $primary"))
        with Container(id="middle"):
            yield Static(self.text(None), id="done", classes="box")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """See what else is due meanwhile."""
        self.job(self.look(), "counts")

    async def look(self) -> None:
        """Read the counts of now."""
        from db import queue

        def counts(db: Database) -> tuple[Counts, int]:
            left = self.session.beyond() if self.session.filter else 0
            return queue.counts(db, self.study.clock(), filter=self.session.filter), left

        found, self.beyond = await self.ask(counts)
        self.query_one("#done", Static).update(self.text(found))

    def text(self, counts: Counts | None) -> Content:
        """What was done and what comes next."""
        summary = self.summary
        if summary.done == 0:
            parts: list[Content | tuple[str, str] | str] = [(self.session.nothing(), "bold $success")]
        else:
            parts = [
                (_("That is all for now."), "bold $success"),
                "\n\n",
                laid(
                    _("{cards} in {time}"),
                    "$muted",
                    cards=(plural(summary.done, "card"), "bold $ink"),
                    time=(clock_time(summary.seconds), "$muted"),
                ),
                (f"  ·  {_('{share:.0%} remembered', share=summary.right)}", "$muted"),
                "\n",
            ]
            for rating in Rating:
                count = summary.ratings.get(rating, 0)
                share = bar(count / summary.done, 20)
                parts += [
                    "\n",
                    (padded(_(rating.word), 7), "$muted"),
                    (share, COLOURS[rating]),
                    (f" {count}", "$foreground"),
                ]
        parts.append("\n\n")
        if counts is not None and counts.total and self.session.waits:
            parts.append(
                (f"{self.session.coming(summary)} {_('{r} tries again.', r=self.key_of('more'))}", "$foreground")
            )
        elif counts is not None and counts.total:
            ended = self.session.ended
            said = _("{cards} still to go: {r} goes on.") if ended else _("{cards} due again by now: {r} goes on.")
            cards = plural(counts.total, "card")
            go_on = (self.key_of("more"), "bold $primary")
            parts.append(laid(said, "$foreground", cards=(cards, "bold $ink"), r=go_on))
        else:
            coming = self.session.coming(summary)
            parts.append((coming or _("There are no more cards. New notes bring new ones."), "$foreground"))
        if self.beyond:
            more = _(
                "{cards} more, not due today: {a} asks too.",
                cards=plural(self.beyond, "card"),
                a=self.key_of("all"),
            )
            parts.append((f"\n{more}", "$muted"))
        return Content.assemble(*parts)

    def action_undo(self) -> None:
        """Take back the last answer: the review goes on with its card."""
        self.job(self._undo(), "undo")

    async def _undo(self) -> None:
        def undo(db: Database) -> str:
            return self.session.undo()

        if said := await self.ask(undo):
            self.give_way(self.study.screen_of("review")(session=self.session))
            self.study.notice(said)
        else:
            self.study.notice(_("There is nothing to take back."))

    def available(self, action: str) -> bool:
        """All of it is for a session that was narrowed; the whole collection would be no end."""
        return action != "all" or bool(self.session.filter)

    def action_new(self) -> None:
        """Ten more new cards today."""
        self.job(self._go_on(lambda: self.session.go_on_with_new(10), _("There are no more new cards here.")), "more")

    def action_all(self) -> None:
        """Go on with what does not wait."""
        self.job(self._go_on(self.session.go_on_with_all, _("Every card here was answered today.")), "more")

    async def _go_on(self, begin: Callable[[], Known | None], nothing: str) -> None:
        if await self.ask(lambda db: begin() is not None):
            self.give_way(self.study.screen_of("review")(session=self.session))
        else:
            self.study.notice(nothing)

    def action_more(self) -> None:
        """Look for cards that have become due."""
        self.job(self._more(), "more")

    async def _more(self) -> None:
        def begin(db: Database) -> bool:
            return self.session.begin() is not None

        if await self.ask(begin):
            self.give_way(self.study.screen_of("review")(session=self.session))
        else:
            await self.look()

    def action_browse(self) -> None:
        """Open the cards."""
        self.study.open("browse")

    def action_stats(self) -> None:
        """Open the statistics."""
        self.study.open("stats")
