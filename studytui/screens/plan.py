"""The import plan: what would become of every card, and of every line. Nothing is written before Enter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cards.card import Kind
from cards.translation import _
from db.records import Change, Plan, Problem
from studytui.keys import key
from studytui.plaintext import kind_name, plural
from studytui.screens.base import StudyScreen
from studytui.widgets import plan as rows_of
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.plan import Item, Tab
from studytui.widgets.rows import Rows
from studytui.widgets.text import first_seen

if TYPE_CHECKING:
    from db.engine import Database


# What the title counts.
SAID = {*(change.value for change in Change if change is not Change.KEPT), "held"}


def number_of(tab: Tab) -> str:
    """`3 reworded`."""
    return _("{count:,} {what}", count=tab.count, what=tab.label)


class PlanScreen(StudyScreen[bool]):
    """A plan to look over, change by hand, and apply. `again` plans anew, after a note was edited from here."""

    CSS_PATH = "plan.tcss"
    BINDINGS = [
        key("enter,ctrl+s", "apply", "import", help="Apply the plan, in one transaction"),
        key("u,ctrl+z,9", "undo", "undo import", help="Take the whole import back"),
        key(
            "left,shift+tab,[",
            "tab(-1)",
            "filter",
            hint=False,
            help="Show another kind of change",
            name="previous-filter",
        ),
        key("right,tab,]", "tab(1)", "filter", shown="←→", help="Show another kind of change", name="next-filter"),
        key("f,4", "kind", "kind", help="Show cards of one kind alone; press again for the next kind"),
        key("x,3", "reject", "reject", help="Reject a card and go on to the next, or accept it after all"),
        key("r,5", "reword", "reword", help="Put a card into your own words; its note stays as it is"),
        key("l,1", "link", "link", help="This new card is a rewording of a removed one"),
        key("p,2", "part", "keep apart", help="These two are different cards"),
        key("v,6", "look", "look through", help="Once imported: look through what is held or new, card by card"),
        key("e,8", "edit", "edit", help="Open the note at this line in your editor"),
        key("escape,q", "back", "leave", shown="esc", hint=False, help="Leave without importing"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, plan: Plan, *, again: Callable[[Database], Plan] | None = None) -> None:
        super().__init__()
        self.plan = plan
        self.again = again
        self.applied: int | None = None
        self.linking: Item | None = None
        self.kind: Kind | None = None  # only cards of this kind are shown
        self.shown = next((tab.name for tab in rows_of.tabs(plan) if tab.count), "changes")
        if plan.doubts:
            self.shown = "doubtful"

    def compose(self) -> ComposeResult:
        """Filters, rows, and the details of one."""
        yield TopBar()
        yield Static(id="tabs")
        yield Rows(rows_of.draw, id="rows")
        with VerticalScroll(id="detail-area", can_focus=False):
            yield Static(id="detail")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Show the plan."""
        self.rows.focus()
        self.refresh_plan()

    @property
    def rows(self) -> Rows[Item]:
        """The list."""
        return self.query_one("#rows", Rows)

    def refresh_plan(self, cursor: int | None = 0) -> None:
        """Draw everything anew."""
        tabs = rows_of.tabs(self.plan)
        if self.shown not in {tab.name for tab in tabs}:
            self.shown = "changes"
        self.show_tabs()
        items = rows_of.items(self.plan, self.shown)
        if self.kind is not None:
            items = [item for item in items if item.card is None or item.card.kind is self.kind]
        self.rows.show(items, cursor)
        self.query_one(TopBar).show(*self.title_line())
        self.show_hints()

    def on_resize(self) -> None:
        """The filters follow the window."""
        self.show_tabs()

    def show_tabs(self) -> None:
        """The filters with their counts; where not all fit, from as far as the chosen one is seen."""
        tabs = rows_of.tabs(self.plan)
        labels = [f" {tab.label} {tab.count:,} " for tab in tabs]
        here = next((place for place, tab in enumerate(tabs) if tab.name == self.shown), 0)
        only = f" {_('only {kind}', kind=kind_name(self.kind.value))} " if self.kind is not None else ""
        first = first_seen([*labels, only], here, self.size.width - 4)
        parts: list[tuple[str, str] | str] = ["… "] if first else []
        for place in range(first, len(labels)):
            parts += [(labels[place], "reverse bold $primary" if place == here else "$muted"), " "]
        parts.append((only, "$accent"))
        self.query_one("#tabs", Static).update(Content.assemble(*parts).truncate(self.size.width - 4, ellipsis=True))

    def title_line(self) -> tuple[Content, Content]:
        """What is planned, and what has been done about it."""
        sources = self.plan.sources
        name = Path(sources[0].path).name if len(sources) == 1 else plural(len(sources), "note")
        tabs = rows_of.tabs(self.plan)
        said = " · ".join(number_of(tab) for tab in tabs if tab.name in SAID) or _("nothing changes")
        left = Content.assemble(
            (_("Import") + "  " if self.applied is None else _("Imported") + "  ", "bold $primary"),
            (name, "$foreground"),
        )
        return left, Content.styled(said, "$muted" if self.applied is None else "$success")

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The details follow the cursor."""
        item = self.rows.chosen
        self.show_hints()
        if item is not None:
            self.query_one("#detail", Static).update(rows_of.detail(item))
            return
        empty = _("Nothing changes.") if self.shown == "changes" else _("There is nothing of this kind.")
        self.query_one("#detail", Static).update(Content.styled(empty, "$muted"))

    def available(self, action: str) -> bool:
        """Before: all but undo. Afterwards: undo and leaving."""
        if action == "undo":
            return bool(self.applied)
        if self.applied is not None:
            return action in ("apply", "look", "tab(1)", "kind", "edit", "help")
        if action == "look":
            return False
        item = self.rows.chosen if self.is_mounted else None
        row = item.row if item is not None else None
        if action in ("reject", "reword"):
            return row is not None and row.card is not None
        if action == "part":
            return row is not None and row.card is not None and (row.known or row.guess) is not None
        if action == "link":
            other = {Change.NEW: Change.GONE, Change.GONE: Change.NEW}.get(row.change) if row is not None else None
            return row is not None and (row.guess is not None or (other is not None and self.plan.count(other) > 0))
        return True

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Enter means something else while a link is being made, and once the plan is applied."""
        if self.linking is not None:
            return ((_("enter"), _("it is this one")), ("esc", _("no link")), ("?", _("help")))
        hints = super().hints()
        return ((_("enter"), _("done")), *hints[1:]) if self.applied is not None else hints

    def action_tab(self, by: int) -> None:
        """The next filter."""
        if self.linking is None:
            names = [tab.name for tab in rows_of.tabs(self.plan)]
            self.shown = names[(names.index(self.shown) + by) % len(names)]
            self.refresh_plan()

    def action_kind(self) -> None:
        """Cards of the next kind that there is alone, and after the last all of them."""
        found = {item.card.kind for item in rows_of.items(self.plan, self.shown) if item.card is not None}
        kinds = [None, *(kind for kind in Kind if kind in found)]
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)] if self.kind in kinds else None
        self.refresh_plan()

    # -- deciding --------------------------------------------------------------------------------------------------

    def decide(self, change: Callable[[Plan], Plan]) -> None:
        """Take another plan; a Problem is a notice."""
        if self.applied is not None:
            return
        try:
            self.plan = change(self.plan)
        except Problem as problem:
            self.study.notice(str(problem), wrong=True)
            return
        self.refresh_plan(self.rows.cursor)

    def action_reject(self) -> None:
        """Reject the card, or accept it after all."""
        from db.imports import decisions

        item = self.rows.chosen
        if item is not None and item.row is not None:
            row = item.row
            self.decide(lambda plan: decisions.reject(plan, item.number, not row.rejected))
            if not row.rejected and self.applied is None:
                self.rows.go(self.rows.cursor + 1)

    def action_reword(self) -> None:
        """Put the card into one's own words, which stand above its note from the start."""
        item = self.rows.chosen
        card = item.row.card if item is not None and item.row is not None else None
        if item is None or item.row is None or card is None or self.applied is not None or self.linking is not None:
            return
        words = item.row.words or (card.question, card.answer)
        form = self.study.screen_of("reword")(card, draft=words)
        self.app.push_screen(form, lambda side: self._reworded(item.number, side))

    def _reworded(self, number: int, side: tuple[str, str] | None) -> None:
        from db.imports import decisions

        if side is not None:
            self.decide(lambda plan: decisions.reword(plan, number, *side))

    def action_part(self) -> None:
        """Two cards, not one."""
        from db.imports import decisions

        item = self.rows.chosen
        if item is not None and item.row is not None:
            self.decide(lambda plan: decisions.separate(plan, item.number))

    def action_link(self) -> None:
        """One card, not two: with its likely match at once, with another one after choosing it."""
        from db.imports import decisions

        item = self.rows.chosen
        if item is None or item.row is None or self.applied is not None:
            return
        if item.row.guess is not None:
            self.decide(lambda plan: decisions.link(plan, item.number))
            return
        other = {Change.NEW: Change.GONE, Change.GONE: Change.NEW}.get(item.row.change)
        if other is None or not self.plan.count(other):
            self.study.notice(_("Only a new card can be linked with one that is gone."))
            return
        self.linking, self.shown = item, other.value
        self.refresh_plan()
        self.study.notice(_("Choose the card it was.") if other is Change.GONE else _("Choose the card it became."))

    def _linked(self) -> None:
        from db.imports import decisions

        first, second = self.linking, self.rows.chosen
        self.linking = None
        if first is None or second is None or first.row is None:
            return
        new, gone = (first, second) if first.row.change is Change.NEW else (second, first)
        self.shown = "reworded"
        self.decide(lambda plan: decisions.link(plan, new.number, gone.number))

    # -- doing -----------------------------------------------------------------------------------------------------

    def action_apply(self) -> None:
        """Write the plan, and stay to show it; once more leaves."""
        if self.linking is not None:
            self._linked()
        elif self.applied is not None:
            self.dismiss(True)
        else:
            self.job(self._apply(), "plan")

    async def _apply(self) -> None:
        def work(db: Database) -> int:
            from db import library

            return library.apply(db, self.plan, self.study.clock())

        try:
            async with self.study.imports:
                number = await self.ask(work)
        except Problem:
            await self._plan_again()  # notes were imported meanwhile: what is shown now can be applied
            raise
        self.applied = number
        if number:
            self.study.last_import = number
        self.refresh_plan(self.rows.cursor)
        self.study.notice(
            _("Imported. {u} takes all of it back.", u=self.key_of("undo"))
            if number
            else _("Imported: no card changed.")
        )

    def action_undo(self) -> None:
        """Take the whole import back."""
        if self.applied:
            self.job(self._undo(self.applied), "plan")

    async def _undo(self, number: int) -> None:
        def work(db: Database) -> None:
            from db import library

            library.undo_import(db, number, self.study.clock())

        await self.ask(work)
        self.applied = self.study.last_import = None
        self.study.notice(_("Taken back: everything is as it was before the import."))
        await self._plan_again()

    async def _plan_again(self) -> None:
        if self.again is not None:
            from db.imports import decisions

            before = self.plan
            self.plan = decisions.carried(before, await self.ask(self.again))
        self.refresh_plan(self.rows.cursor)

    def action_look(self) -> None:
        """Look through what was imported."""
        if self.applied is not None:
            self.study.open("look", among=[source.path for source in self.plan.sources])

    def action_edit(self) -> None:
        """Open the note at the line, and plan anew on return."""
        item = self.rows.chosen
        if item is not None:
            self.job(self._edit(item), "edit")

    async def _edit(self, item: Item) -> None:
        from studytui.notes import editing

        await editing.edit(self.study, item.path, item.line)
        if self.applied is None:
            await self._plan_again()

    def action_back(self) -> None:
        """Leave the linking, or the plan; what is not applied is as if it had never been planned."""
        if self.linking is not None:
            self.linking = None
            self.refresh_plan()
            return
        self.dismiss(self.applied is not None)

    def on_rows_chosen(self, message: Any) -> None:
        """A click on the row under the cursor finishes a link."""
        if self.linking is not None:
            self._linked()
