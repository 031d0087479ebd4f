"""The look: what waits is gone through card by card, beside the lines of its note; a decision goes on to the next."""

from __future__ import annotations

import asyncio
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from cards.translation import N_, _, ngettext
from db.records import Decision, Known, Stale
from studytui.keys import key
from studytui.plaintext import in_place_of_one, kind_name, named, plural
from studytui.screens import decisions
from studytui.screens.base import StudyScreen
from studytui.screens.decisions import Act
from studytui.widgets.bars import KeyHints, TopBar, breadcrumb, searching
from studytui.widgets.card import CardView
from studytui.widgets.field import Field
from studytui.widgets.notelines import NoteLines
from studytui.widgets.own import OwnWords

if TYPE_CHECKING:
    from db.engine import Database
    from db.looking import Waiting
    from studytui.screens.whole import Chosen

SHOWN = (N_("held and new"), N_("held"), N_("new"))
DONE = {Decision.TAKEN: N_("taken"), Decision.DROPPED: N_("dropped"), Decision.HAD: N_("had already")}


class LookScreen(StudyScreen[None]):
    """Held and new cards, one after the other; `among` are the paths of the only notes wanted."""

    CSS_PATH = "look.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-low"), (23, "-tall"), (34, "-high")]
    BINDINGS = [
        key("t,enter,space,1", "decide('taken')", "take", shown="t", help="Take this card: it is asked", name="take"),
        key(
            "x,3",
            "decide('dropped')",
            "drop",
            help="Drop it: it is never asked, whatever its line becomes",
            name="drop",
        ),
        key("r,4", "reword", "reword", help="Put it into your own words, and take it"),
        key("s,7", "split", "split", hint=False, help="Split it into smaller cards, in the place of this one"),
        key(
            "h,equals_sign,2",
            "decide('had')",
            "have it",
            help="You have it already: it is away, and its kind is not",
            name="have",
        ),
        key("w,5", "whole", "many", help="A whole section, note or kind at once, with its count before it happens"),
        key("u,ctrl+z,9", "undo", "undo", help="Take back the last decision, as often as you like"),
        key("/", "search", "search", hint=False, help="Look through what holds these words alone (kind: note: tag:)"),
        key("f,6", "shown", "held/new", hint=False, help="Held and new cards, held ones alone, new ones alone"),
        key("down,j,n", "go(1)", "next", hint=False, help="On, without a decision", name="next"),
        key("up,k,p", "go(-1)", "previous", hint=False, help="Back, without a decision", name="previous"),
        key("e,8", "edit", "edit", hint=False, help="Open the note at this card's line in your editor"),
        key("escape,q", "back", "leave", shown="esc", hint=False, help="Leave; every decision is already on disk"),
        key("?,f1,0", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, *, among: Collection[str] = ()) -> None:
        super().__init__()
        self.among = among
        self.text = ""
        self.kinds = 0  # which of SHOWN
        self.found: list[Waiting] = []
        self.at = 0
        self.known: Known | None = None
        self.decided: dict[int, Decision] = {}
        self.acts: list[Act] = []
        self._turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The card, and the note beside or below it."""
        yield TopBar(Content.styled(_("Look through"), "bold $primary"))
        yield Field(placeholder=_("words, kind:cloze, note:name, tag:name"), id="words")
        with Container(id="stage"):
            with VerticalScroll(id="card-area"):
                yield Static(id="where")
                yield CardView(id="card")
                yield OwnWords(id="own")
                yield Static(id="stands")
            yield NoteLines(id="note")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Find what waits."""
        self.query_one("#words").display = False
        self.query_one("#card-area").focus()
        self.do(self._find)

    # -- one thing at a time ---------------------------------------------------------------------------------------

    def do(self, work: Callable[[], object]) -> None:
        """Do something after what was asked before; keys that follow one another each find the next card."""
        self.job(self._do(work), "look", exclusive=False)

    async def _do(self, work: Callable[[], object]) -> None:
        async with self._turn:
            result = work()
            if asyncio.iscoroutine(result):
                await result

    @property
    def waiting(self) -> Waiting | None:
        """The card that is looked at."""
        return self.found[self.at] if self.at < len(self.found) else None

    async def _find(self) -> None:
        """Read what waits anew; the same card stays in view where it is still there."""
        text, here = self.text, self.waiting

        def work(db: Database) -> list[Waiting]:
            from db import looking

            return looking.waiting(db, self.study.clock(), text, among=self.among)

        found = await self.ask(work)
        wanted = {1: True, 2: False}.get(self.kinds)
        self.found = [one for one in found if wanted is None or one.held is wanted]
        self.decided.clear()
        self.at = next((n for n, one in enumerate(self.found) if here is not None and one.id == here.id), 0)
        await self._show()

    async def _show(self) -> None:
        """Read the present card and draw it, with its note."""
        one = self.waiting

        def work(db: Database) -> Known | None:
            from db import queue

            return queue.card(db, one.id) if one is not None else None

        self.known = known = await self.ask(work)
        if not self.is_open:
            return
        self.query_one(TopBar).show(Content.styled(_("Look through"), "bold $primary"), self.progress())
        self.query_one(CardView).show(known.card if known else None, True, known.flag if known else None)
        self.query_one(OwnWords).show(known, True)
        self.query_one("#card-area", VerticalScroll).scroll_home(animate=False)
        width = self.query_one("#card-area").size.width - 2
        if one is None or known is None:
            self.query_one("#where", Static).update(Content.styled(self.nothing(), "bold $success"))
            self.query_one("#stands", Static).update("")
            self.query_one(NoteLines).clear()
        else:
            self.query_one("#where", Static).update(breadcrumb(known.card.context, width))
            self.query_one("#stands", Static).update(stands(known, self.decided.get(one.id)))
            await self.query_one(NoteLines).show(known.path, known.card.line)
        self.show_hints()

    def nothing(self) -> str:
        """What to say where no card is shown."""
        if self.text or self.kinds:
            return _("No card like that waits.")
        return _("That is all: every card was looked at.") if self.acts else _("No card waits to be looked at.")

    def progress(self) -> Content:
        """Where one is, and what was decided here."""
        done = Counter(self.decided.values())
        counts = [
            _("{count:,} {decision}", count=done[each], decision=_(DONE[each])) for each in Decision if done[each]
        ]
        parts = counts if self.size.width >= 72 else []
        if self.found:
            parts.insert(0, f"{min(self.at + 1, len(self.found)):,}/{len(self.found):,}")
            if self.known is not None and self.waiting is not None:
                decided = self.decided.get(self.known.id)
                parts.insert(1, _(DONE[decided] if decided else SHOWN[1] if self.known.card.held else SHOWN[2]))
        if self.kinds:
            parts.append(_("only {kind}", kind=_(SHOWN[self.kinds])))
        return Content.styled(" · ".join(parts), "$muted")

    def hints(self) -> tuple[tuple[str, str], ...]:
        """What a key does to a card; while words are typed, how to get back to the cards."""
        typed = self.focused is not None and self.focused.id == "words"
        return searching() if typed else super().hints()

    def on_descendant_focus(self) -> None:
        """The keys follow what has the keyboard."""
        self.show_hints()

    def available(self, action: str) -> bool:
        """Nothing to decide where no card is shown, nothing to take back before something was decided."""
        if action == "undo":
            return bool(self.acts)
        return action in ("search", "shown", "help", "back") or self.waiting is not None

    # -- moving ----------------------------------------------------------------------------------------------------

    def action_go(self, by: int) -> None:
        """The next card or the one before, decided or not."""

        async def work() -> None:
            self.at = min(max(self.at + by, 0), max(len(self.found) - 1, 0))
            self.study.said_no_more()
            await self._show()

        self.do(work)

    async def _next(self) -> None:
        """On to the next card that is not decided; those that were passed come after the last."""
        order = [*range(self.at + 1, len(self.found)), *range(min(self.at + 1, len(self.found)))]
        self.at = next((n for n in order if self.found[n].id not in self.decided), len(self.found))
        self.study.said_no_more()
        await self._show()

    def action_search(self) -> None:
        """Type words."""
        field = self.query_one("#words", Field)
        field.display = True
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow as one types."""
        self.text = unicodedata.normalize("NFC", event.value)
        self.job(self._narrow(), "narrow")

    async def _narrow(self) -> None:
        await asyncio.sleep(0.08)
        self.do(self._find)

    def on_input_submitted(self) -> None:
        """On to the cards."""
        self._leave_words()

    def _leave_words(self) -> None:
        field = self.query_one("#words", Field)
        field.display = bool(field.value)
        self.query_one("#card-area").focus()

    def action_shown(self) -> None:
        """Held and new cards, held ones alone, new ones alone."""

        async def work() -> None:
            self.kinds = (self.kinds + 1) % len(SHOWN)
            await self._find()
            self.study.notice(_("Shown: {kind} cards.", kind=_(SHOWN[self.kinds])))

        self.do(work)

    # -- deciding --------------------------------------------------------------------------------------------------

    def action_decide(self, decision: str) -> None:
        """Take, drop or have it."""
        self.do(lambda: self._decide(Decision(decision)))

    async def _decide(self, decision: Decision, words: tuple[str, str] | None = None) -> None:
        known = self.known
        if known is None or known.id in self.decided:
            return

        try:
            events = await self.ask(decisions.decide, known, decision, words, self.study.clock)
        except Stale:
            await self._show()
            raise
        said = _("Taken back: {card} waits again.", card=named(known))
        self.acts.append(Act((known.id,), tuple(events), said, known if words is not None else None))
        self.decided[known.id] = decision
        await self._next()

    def action_reword(self) -> None:
        """Put the card into one's own words, and take it."""
        if self.known is not None:
            self.study.open("reword", self.known, then=self._reworded)

    def _reworded(self, side: tuple[str, str] | None) -> None:
        if side is not None:
            self.do(lambda: self._decide(Decision.TAKEN, side))

    def action_split(self) -> None:
        """Make smaller cards of it."""
        if self.known is not None and self.known.id not in self.decided:
            self.study.open("split", self.known, then=self._parted)

    def _parted(self, parts: list[tuple[str, str]] | None) -> None:
        if parts:
            self.do(lambda: self._split(parts))

    async def _split(self, parts: list[tuple[str, str]]) -> None:
        known = self.known
        if known is None:
            return

        done = await self.ask(decisions.split, known, parts, self.study.clock)
        said = _("Taken back: {card} is whole again and waits.", card=named(known))
        self.acts.append(Act((known.id,), done.events, said, split=done))
        self.decided[known.id] = Decision.HAD
        await self._next()
        self.study.notice(in_place_of_one(len(done.parts), self.key_of("undo")))

    def action_whole(self) -> None:
        """A whole section, note or kind."""
        one = self.waiting
        if one is not None:
            left = [each for each in self.found if each.id not in self.decided]
            self.study.open("whole", one, left, narrowed=bool(self.text or self.kinds), then=self._chosen)

    def _chosen(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.do(lambda: self._decide_all(chosen))

    async def _decide_all(self, chosen: Chosen) -> None:
        events = await self.ask(decisions.decide_all, chosen.cards, chosen.decision, self.study.clock)
        count = plural(len(events), "card")
        back = ngettext("Taken back: {count} card waits again.", "Taken back: {count} cards wait again.", len(events))
        self.acts.append(Act(tuple(chosen.cards), tuple(events), back))
        self.decided.update(dict.fromkeys(chosen.cards, chosen.decision))
        await self._next()
        done = _(DONE[chosen.decision])
        self.study.notice(
            _("{cards} {done}. {u} takes all of that back.", cards=count, done=done, u=self.key_of("undo"))
        )

    def action_undo(self) -> None:
        """Take back the last decision made here."""
        self.do(self._undo)

    async def _undo(self) -> None:
        if not self.acts:
            self.study.notice(_("There is nothing to take back here."))
            return
        act = self.acts[-1]

        await self.ask(decisions.take_back, act, self.study.clock)
        self.acts.pop()
        for card in act.cards:
            self.decided.pop(card, None)
        where = next((n for n, one in enumerate(self.found) if one.id in act.cards), None)
        if where is None:  # it is not among what the words find now
            await self._find()
        else:
            self.at = where
            self.study.said_no_more()
            await self._show()
        self.study.notice(act.said)

    # -- the note --------------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Open the note at the line."""
        if self.known is not None:
            self.job(self._edit(self.known), "edit")

    async def _edit(self, known: Known) -> None:
        from studytui.notes.editing import revise

        if changed := await revise(self.study, known.path, known.card.line):
            self.study.notice(changed)
        self.query_one(NoteLines).forget()
        self.do(self._find)

    def action_back(self) -> None:
        """Leave the words, or leave."""
        field = self.query_one("#words", Field)
        if field.has_focus or field.value:
            field.value = ""
            self._leave_words()
        else:
            self.dismiss()


def stands(known: Known, decision: Decision | None) -> Content:
    """What kind of card it is, whether it would be asked by itself, and what was decided here."""
    parts = [(f"\n{kind_name(known.card.kind)} · ", "$muted")]
    if decision is not None:
        parts.append((_(DONE[decision]), "bold $success"))
    else:
        parts.append(
            (
                _("held: worth too doubtful to ask by itself") if known.card.held else _("new: it will be asked"),
                "$muted",
            )
        )
    if known.own is not None:
        parts.append((f" · {_('in your own words')}", "$accent"))
    return Content.assemble(*parts)
