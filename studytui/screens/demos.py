"""All demos by family, with a box to search them, and the cards of one's own notes that lead to each."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from time import sleep
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from cards.translation import _
from db.records import Known
from demos.catalog import ENTRIES, Entry
from studytui.keys import key
from studytui.plaintext import plural
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.field import Field
from studytui.widgets.put import put
from studytui.widgets.rows import Rows
from studytui.widgets.text import one_line, padded, plain, right

if TYPE_CHECKING:
    from db.engine import Database

MOST = 20_000  # cards that are looked through


def leading(db: Database, now: datetime) -> dict[str, list[str]]:
    """The questions of the cards that lead to each demo, by its id; runs in a thread."""
    from db import library
    from studytui.actions import demo_of

    found: dict[str, list[str]] = {}
    for place, known in enumerate(library.search(db, "", now, limit=MOST)):
        if place % 16 == 0:
            sleep(0)  # let the screen have its turn: ten thousand cards take more than a second
        if (link := demo_of(known.card)) is not None and not put_away(known):
            found.setdefault(link.demo, []).append(plain(known.card.question))
    return found


def put_away(known: Known) -> bool:
    """Whether a card is no longer asked at all."""
    return known.retired or known.rejected


def search(text: str) -> list[Entry]:
    """The demos that hold every word in their id, title, family or the names notes use, family by family."""
    words = unicodedata.normalize("NFC", text).casefold().split()
    families = list(dict.fromkeys(entry.family for entry in ENTRIES))
    kept = [
        entry
        for entry in ENTRIES
        if all(word in " ".join((entry.id, entry.title, entry.family, *entry.called)).casefold() for word in words)
    ]
    return sorted(kept, key=lambda entry: families.index(entry.family))


class DemosScreen(StudyScreen[str | None]):
    """The list of demos. Enter opens one; with `choosing` the screen returns its id instead."""

    CSS_PATH = "demos.tcss"
    BINDINGS = [
        key("enter,space,1", "open", "open", shown="⏎", help="Open this demo"),
        key("/,i", "search", "search", shown="/", help="Type words to look for"),
        key("escape,q", "back", "back", shown="esc", help="Back to where you were"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, *, choosing: bool = False) -> None:
        super().__init__()
        self.choosing = choosing
        self.cards: Mapping[str, list[str]] | None = None

    def compose(self) -> ComposeResult:
        """The box, the list, and a word on the chosen demo."""
        yield TopBar(Content.styled(_("Compare with") if self.choosing else _("Demos"), "bold $primary"))
        yield Field(placeholder=_("a concept, in either language"), id="words")
        with Horizontal(id="frame"):
            yield Rows(self.draw, ENTRIES, id="rows")
            with VerticalScroll(id="detail-area", can_focus=False):
                yield Static(id="detail", markup=False)
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Show all demos, then count the cards."""
        self.rows.focus()
        self.find("")
        self.job(self._count(), "cards")
        runner = self.study.runner
        if runner is not None and not runner.ready:
            self.job(self._warm(), "warm")

    async def _warm(self) -> None:
        """Torch is loaded while the list is read."""
        from demos.runner import Failed

        try:
            if self.study.runner is not None:
                await self.study.runner.warm()
        except Failed:
            pass  # the demo itself says what is wrong

    async def _count(self) -> None:
        self.cards = await self.ask(leading, self.study.clock())
        self.rows.redraw()
        self._show_detail()

    @property
    def rows(self) -> Rows[Entry]:
        """The list."""
        return self.query_one("#rows", Rows)

    def find(self, text: str) -> None:
        """Show the demos that hold these words."""
        found = search(text)
        self.rows.show(found, min(self.rows.cursor, max(len(found) - 1, 0)))
        self.query_one(TopBar).right = Content.styled(plural(len(found), "demo"), "$muted")

    def draw(self, entry: Entry, width: int) -> Content:
        """One row: the family where it begins, the title, and how many cards lead here."""
        items = self.rows.items
        place = items.index(entry)
        begins = place == 0 or items[place - 1].family != entry.family
        count = len(self.cards.get(entry.id, ())) if self.cards is not None else 0
        left = 12 if width >= 44 else 0
        return Content.assemble(
            (padded(entry.family if begins else "", left), "$muted"),
            (padded(entry.title, max(width - left - 10, 8)), "$foreground"),
            (right(plural(count, "card") if count else "·", 10), "$primary" if count else "$muted"),
        )

    def on_rows_moved(self) -> None:
        """The word follows the cursor."""
        self._show_detail()

    def on_resize(self) -> None:
        """The word follows the window."""
        self.call_after_refresh(self._show_detail)

    def _show_detail(self) -> None:
        from demos.source import summary

        detail = self.query_one("#detail", Static)
        entry = self.rows.chosen
        if entry is None:
            put(detail, Content.styled(_("No demo has these words."), "$muted"), layout=True)
            return
        width = max(self.query_one("#detail-area").size.width - 2, 20)
        parts = [
            Content.styled(entry.title, "bold $ink"),
            Content.styled(_(summary(entry.id)), "$foreground"),
            Content.styled(one_line(_("in notes: {names}", names=", ".join(entry.called)), width * 2), "$muted"),
        ]
        questions = self.cards.get(entry.id, []) if self.cards is not None else []
        parts += [Content("")] if questions else []
        parts += [Content.styled(one_line(f"· {question}", width), "$primary") for question in questions]
        put(detail, Content("\n").join(parts), layout=True)

    # -- what the keys do ------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        self.find(event.value)

    def on_input_submitted(self) -> None:
        """Enter in the box opens what is found first."""
        if self.rows.items:
            self.rows.focus()
            self.action_open()

    def on_rows_chosen(self) -> None:
        """A second click opens."""
        self.action_open()

    def action_search(self) -> None:
        """Type words."""
        self.query_one("#words").focus()

    def action_open(self) -> None:
        """Open the demo under the cursor, or leave with it."""
        entry = self.rows.chosen
        if entry is None:
            return
        if self.choosing:
            self.dismiss(entry.id)
        else:
            self.study.open("demo", entry.id)

    def action_back(self) -> None:
        """Out of the box first, then back."""
        box = self.query_one("#words", Input)
        if box.has_focus or box.value:
            box.value = ""
            self.rows.focus()
            return
        self.dismiss(None)
