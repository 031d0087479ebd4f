"""All cards: search them, look at one with its history, put it aside or take it back, open its note at the line."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from cards.card import Kind
from cards.schedule import Settings, study_day
from cards.translation import _, ngettext
from db.records import NO_WORDS, Known, NoteSummary, Review
from studytui.keys import key
from studytui.plaintext import harmless, plural
from studytui.screens.base import StudyScreen
from studytui.screens.standing import history, standing
from studytui.widgets.bars import KeyHints, TopBar, breadcrumb, searching
from studytui.widgets.card import CardView
from studytui.widgets.field import Field
from studytui.widgets.own import OwnWords, is_outdated
from studytui.widgets.rows import Rows
from studytui.widgets.text import padded, plain, right

if TYPE_CHECKING:
    from db.engine import Database

MOST = 1000  # cards that one search shows
FIRST = 100  # of them, those that are read before the others


class BrowseScreen(StudyScreen[None]):
    """The cards that hold the words in the box; of one note, where one is given."""

    CSS_PATH = "browse.tcss"
    BINDINGS = [
        key("/,i,1", "search", "search", shown="/", help="Type words to look for"),
        key("s,7", "suspend", "suspend", help="Suspend this card, or resume it"),
        key("x,3", "reject", "reject", help="Reject this card, or accept it after all"),
        key("r,4", "reword", "reword", help="Put this card into your own words; its note stays as it is"),
        key("p,6", "split", "split", hint=False, help="Split it into smaller cards, in the place of this one"),
        key("t,ctrl+t", "noted", "note's words", hint=False, help="Take the note's words where it says something else"),
        key("o,ctrl+o", "own", "your words", hint=False, help="Keep your own words although the note changed"),
        key("e,8", "edit", "edit", help="Open the note at this card's line in your editor"),
        key("d,5", "demo", "demo", help="Open this card's demo"),
        key("l,2", "life", "life", hint=False, help="This card's life: every answer, the curve of recall"),
        key("m,asterisk", "star", "star", hint=False, help="Give this card a star, or take it away (is:starred)"),
        key("c,y", "copy", "copy", hint=False, help="Copy question and answer (the terminal has to allow it)"),
        key("enter,space", "details", "more", help="Give the card more room, or less"),
        key("escape,q", "back", "back", shown="esc", hint=False, help="Back to where you were"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, text: str = "", *, note: NoteSummary | None = None) -> None:
        super().__init__()
        self._shown: int | None = None  # the card that messages speak of
        self.text = text
        self.note = note
        self.settings = Settings()
        self.today = 0

    def compose(self) -> ComposeResult:
        """The box, the list, and one card."""
        yield TopBar(Content.styled(_("Cards"), "bold $primary"))
        yield Field(self.text, placeholder=_("words; is:due is:held tag:db folder:til note:heap rated:7"), id="words")
        yield Rows(self.draw, id="rows")
        with VerticalScroll(id="detail-area", can_focus=False):
            yield Static(id="where")
            yield CardView(id="card")
            yield OwnWords(id="own")
            yield Static(id="history")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Show all cards."""
        self.rows.focus()
        self.search()

    @property
    def rows(self) -> Rows[Known]:
        """The list."""
        return self.query_one("#rows", Rows)

    # -- searching -------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        self.text = unicodedata.normalize("NFC", event.value)
        self.search(wait=0.08)

    def on_input_submitted(self) -> None:
        """On to the list."""
        self.rows.focus()

    def action_search(self) -> None:
        """Type words."""
        self.query_one("#words").focus()

    def search(self, wait: float = 0.0) -> None:
        """Look for the words; a newer search replaces this one."""
        self.job(self._search(wait), "search")

    async def _search(self, wait: float) -> None:
        await asyncio.sleep(wait)
        text, now = self.text, self.study.clock()

        def work(db: Database) -> tuple[list[int], Settings]:
            from db import searching, settings

            note = self.note.id if self.note else None
            return searching.ids(db, text, now, MOST, note=note), settings.load(db)

        def those(db: Database, ids: list[int]) -> list[Known]:
            from db import searching

            return searching.those(db, ids)

        ids, self.settings = await self.ask(work)
        self.today = study_day(now, self.settings.rollover_hour)
        first = max(FIRST, self.rows.cursor + FIRST // 2)
        found = await self.ask(those, ids[:first])
        self.rows.show(found, min(self.rows.cursor, max(len(found) - 1, 0)))
        name = self.note.title if self.note else _("Cards")
        count = _("the first {MOST:,}", MOST=MOST) if len(ids) >= MOST else plural(len(ids), "card")
        self.query_one(TopBar).show(Content.styled(harmless(name), "bold $primary"), Content.styled(count, "$muted"))
        if ids[first:]:
            found += await self.ask(those, ids[first:])
            self.rows.show(found, self.rows.cursor)

    # -- the list and the card -------------------------------------------------------------------------------------

    def draw(self, known: Known, width: int) -> Content:
        """One row: the question, and where the card stands."""
        stands, style = standing(known, self.today)
        room = max(width - 12, 10)
        left = room if width < 70 else room * 3 // 5
        put_aside = known.suspended or known.rejected or known.card.held
        return Content.assemble(
            (
                padded(("★ " if known.starred else "") + plain(known.card.question), left),
                "$muted" if put_aside else "$foreground",
            ),
            ("  " + padded(plain(known.card.answer), room - left - 2) if left < room else "", "$muted"),
            (right(stands, 12), style),
        )

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The card follows the cursor."""
        known = self.rows.chosen
        if self._shown is not None and (known is None or known.id != self._shown):
            self.study.said_no_more()
        self._shown = known.id if known is not None else None
        self.query_one("#detail-area").scroll_home(animate=False)
        if known is None:
            from db.filters import unknown

            said = unknown(self.text) or _("No card holds these words.")
            self.query_one("#where", Static).update(Content.styled(harmless(said), "$muted"))
            self.query_one(CardView).show(None, False)
            self.query_one(OwnWords).show(None, False)
            self.query_one("#history", Static).update("")
            self.show_hints()
            return
        self.query_one("#where", Static).update(breadcrumb(known.card.context, self.size.width - 8))
        self.query_one(CardView).show(known.card, True, known.flag)
        self.query_one(OwnWords).show(known, True)
        self.job(self._history(known), "history")
        self.show_hints()

    async def _history(self, known: Known) -> None:
        await asyncio.sleep(0.05)
        now = self.study.clock()

        def work(db: Database) -> list[Review]:
            from db import reviews

            return reviews.log(db, known.id)

        log = await self.ask(work)
        self.query_one("#history", Static).update(history(known, log, now, self.settings, self.key_of))

    def hints(self) -> tuple[tuple[str, str], ...]:
        """What a key does to a card; while words are typed, how to get back to the cards."""
        typed = self.focused is not None and self.focused.id == "words"
        return searching() if typed else super().hints()

    def on_descendant_focus(self) -> None:
        """The keys follow what has the keyboard."""
        self.show_hints()

    def available(self, action: str) -> bool:
        """What fits the card under the cursor; nothing of a card where there is none."""
        if action in ("search", "back", "help"):
            return True
        known = self.rows.chosen if self.is_mounted else None
        return known is not None and (action != "demo" or _demo_of(known) is not None)

    def action_details(self) -> None:
        """More room for the card, or less."""
        self.toggle_class("-details")

    # -- what one does with a card ---------------------------------------------------------------------------------

    def act(self, work: Callable[[Database, Known, datetime], Any], said: Callable[[Known], str]) -> None:
        """Do something to the card under the cursor, in a thread, and show what became of it."""
        known = self.rows.chosen
        if known is not None:
            sentence = said(known)
            self.job(self._act(known, work, lambda _: sentence), "act")

    async def _act(
        self, known: Known, work: Callable[[Database, Known, datetime], Any], said: Callable[[Known], str]
    ) -> None:
        def both(db: Database) -> Known:
            from db import queue

            work(db, known, self.study.clock())
            return queue.card(db, known.id)

        after = await self.ask(both)
        items = [after if each.id == after.id else each for each in self.rows.items]
        self.rows.show(items)
        self.study.notice(said(after))

    def action_suspend(self) -> None:
        """Suspend, or resume."""

        def work(db: Database, known: Known, now: datetime) -> None:
            from db import reviews

            (reviews.resume if known.suspended or known.buried_until else reviews.suspend)(
                db, known.id, now, seen=known
            )

        self.act(work, lambda known: _("Asked again.") if known.suspended or known.buried_until else _("Suspended."))

    def action_reject(self) -> None:
        """Reject, or accept."""

        def work(db: Database, known: Known, now: datetime) -> None:
            from db import reviews

            (reviews.accept if known.rejected else reviews.reject)(db, known.id, now, seen=known)

        self.act(
            work,
            lambda known: _("Accepted.") if known.rejected else _("Rejected: never asked, whatever its line becomes."),
        )

    def action_star(self) -> None:
        """A star, or none."""

        def work(db: Database, known: Known, now: datetime) -> None:
            from db import stars

            stars.star(db, known.id, not known.starred, now)

        self.act(work, lambda known: _("No star any more.") if known.starred else _("Starred: is:starred finds it."))

    def action_life(self) -> None:
        """Every answer, the curve of recall, and why it is due."""
        known = self.rows.chosen
        if known is not None:
            self.study.open("life", known, then=lambda _: self.search())

    def action_copy(self) -> None:
        """Question and answer into the clipboard."""
        known = self.rows.chosen
        if known is not None:
            self.study.copy(f"{known.card.question}\n\n{known.card.answer}")
            self.study.notice(_("Copied: question and answer."))

    def action_reword(self) -> None:
        """Put the card into one's own words."""
        known = self.rows.chosen
        if known is not None and known.card.kind is Kind.RUN:
            self.study.notice(_(NO_WORDS))
        elif known is not None:
            self.study.open("reword", known, then=partial(self._reworded, known))

    def _reworded(self, known: Known, side: tuple[str, str] | None) -> None:
        if side is not None:
            self._reword(known, *side)

    def _reword(self, known: Known, question: str, answer: str) -> None:
        def work(db: Database, known: Known, now: datetime) -> None:
            from db import wordings

            wordings.reword(db, known.id, question, answer, now, seen=known)

        self.job(self._act(known, work, reworded), "act")

    def action_split(self) -> None:
        """Make smaller cards of it."""
        known = self.rows.chosen
        if known is not None and known.card.kind is Kind.RUN:
            self.study.notice(_(NO_WORDS))
        elif known is not None:
            self.study.open("split", known, then=partial(self._parted, known))

    def _parted(self, known: Known, parts: list[tuple[str, str]] | None) -> None:
        if parts:
            self.job(self._split(known, parts), "act")

    async def _split(self, known: Known, parts: list[tuple[str, str]]) -> None:
        def work(db: Database) -> int:
            from db import splits

            return len(splits.split(db, known.id, parts, self.study.clock(), seen=known).parts)

        made = await self.ask(work)
        self.search()
        self.study.notice(ngettext("{count} card in place of one.", "{count} cards in place of one.", made))

    def action_noted(self) -> None:
        """The note's words again, where it says something else by now."""
        known = self.rows.chosen
        if known is not None and is_outdated(known):
            self._reword(known, "", "")

    def action_own(self) -> None:
        """One's own words, although the note says something else by now."""

        def work(db: Database, known: Known, now: datetime) -> None:
            from db import wordings

            wordings.keep(db, known.id, now, seen=known)

        if is_outdated(self.rows.chosen):
            self.act(work, lambda known: _("Your words stay."))

    def action_demo(self) -> None:
        """Open the card's demo."""
        known = self.rows.chosen
        link = _demo_of(known) if known else None
        if link is not None:
            self.study.open("demo", link.demo, dict(link.params))
        elif known is not None:
            self.study.notice(_("No demo belongs to this card."))

    def action_edit(self) -> None:
        """Open the note at the line."""
        known = self.rows.chosen
        if known is not None:
            self.job(self._edit(known), "edit")

    async def _edit(self, known: Known) -> None:
        from studytui.notes.editing import revise

        if changed := await revise(self.study, known.path, known.card.line):
            self.study.notice(changed)
        self.search()

    def action_back(self) -> None:
        """Leave the box, or leave."""
        if self.query_one("#words").has_focus:
            self.rows.focus()
        elif self.has_class("-details"):
            self.remove_class("-details")
        else:
            self.dismiss()


def _demo_of(known: Known) -> Any:
    from studytui.actions import demo_of

    return demo_of(known.card)


def reworded(known: Known) -> str:
    """What became of a card's words, in a sentence."""
    return _("In your own words; its note stays as it is.") if known.own else _("In its note's words again.")
