"""Deciding about many cards of the look at once: what belongs together, its count, and a second key to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from cards.translation import N_, _
from db.records import Decision
from studytui.keys import key
from studytui.plaintext import harmless, kind_name, plural
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.rows import Rows
from studytui.widgets.text import flat, laid, padded, right

if TYPE_CHECKING:
    from db.looking import Waiting

VERBS = {Decision.TAKEN: N_("Take"), Decision.DROPPED: N_("Drop"), Decision.HAD: N_("Put away as had already")}


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that belong together: how, of what, and their ids."""

    how: str
    name: str
    cards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was decided about which cards."""

    cards: tuple[int, ...]
    decision: Decision


def groups(one: Waiting, left: Sequence[Waiting], *, narrowed: bool) -> list[Group]:
    """What a card belongs to, the smallest first, each with the cards of it that are left."""
    section = [each for each in left if (each.note_id, each.context) == (one.note_id, one.context)]
    note = [each for each in left if each.note_id == one.note_id]
    found = [Group(_("this section"), " › ".join(one.context[-2:]) or one.title, _ids(section))]
    if len(one.context) > 1:
        above = one.context[:-1]
        wider = [each for each in note if each.context[: len(above)] == above]
        found.append(Group(_("the section above"), " › ".join(above[-2:]), _ids(wider)))
    found.append(
        Group(_("this kind in this note"), kind_name(one.kind), _ids([each for each in note if each.kind == one.kind]))
    )
    found.append(Group(_("this note"), one.title, _ids(note)))
    found.append(Group(_("this kind"), kind_name(one.kind), _ids([each for each in left if each.kind == one.kind])))
    found.append(Group(_("all that is found") if narrowed else _("all that waits"), "", _ids(left)))
    return [group for n, group in enumerate(found) if group.cards and group.cards not in {g.cards for g in found[:n]}]


def _ids(cards: Sequence[Waiting]) -> tuple[int, ...]:
    return tuple(each.id for each in cards)


class WholeScreen(StudyScreen[Chosen]):
    """The groups that a card belongs to. A key says what is to become of one, and Enter does it."""

    CSS_PATH = "whole.tcss"
    BINDINGS = [
        key("t,1", "choose('taken')", "take them", help="Take all cards of this row", name="take"),
        key("x,3", "choose('dropped')", "drop them", help="Drop all cards of this row", name="drop"),
        key("h,equals_sign,2", "choose('had')", "have them", help="You have all of these already", name="have"),
        key("enter,y", "do", "do it", shown="enter", help="Do what is asked below the list"),
        key("escape,q,n", "back", "leave", shown="esc", help="Leave; nothing happens"),
        key("?,f1,0", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, one: Waiting, left: Sequence[Waiting], *, narrowed: bool) -> None:
        super().__init__()
        self.groups = groups(one, left, narrowed=narrowed)
        self.decision: Decision | None = None

    def compose(self) -> ComposeResult:
        """The groups with their counts, and the question."""
        yield TopBar(Content.styled(_("Many at once"), "bold $primary"))
        yield Rows(draw, self.groups, id="rows")
        yield Static(id="question")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Begin with the smallest group."""
        self.query_one(Rows).focus()
        self._say()

    def available(self, action: str) -> bool:
        """Enter does something once it was said what."""
        return action != "do" or self.decision is not None

    def on_rows_moved(self) -> None:
        """Another group: nothing is said of it yet."""
        self.decision = None
        self._say()

    def action_choose(self, decision: str) -> None:
        """Ask whether that is meant."""
        self.decision = Decision(decision)
        self._say()

    def _say(self) -> None:
        group: Group | None = self.query_one(Rows).chosen
        text = Content.styled(_("Choose a row, then what is to become of its cards."), "$muted")
        if group is not None and self.decision is not None:
            name = f" ({flat(harmless(group.name))})" if group.name else ""
            asked = _(
                "{verb}: {cards} of {group}?",
                verb=_(VERBS[self.decision]),
                cards=plural(len(group.cards), "card"),
                group=group.how + name,
            )
            does = laid(_("{key} does it"), "$muted", key=(_("enter"), "bold $primary"))
            text = Content.assemble((asked + " ", "bold $accent"), does)
        self.query_one("#question", Static).update(text)
        self.show_hints()

    def action_do(self) -> None:
        """Leave with what was chosen."""
        group: Group | None = self.query_one(Rows).chosen
        if group is not None and self.decision is not None:
            self.dismiss(Chosen(group.cards, self.decision))


def draw(group: Group, width: int) -> Content:
    """One row: how the cards belong together, and how many there are."""
    how = min(26, max(width - 12, 8))
    return Content.assemble(
        (padded(group.how, how - 2) + "  ", "$foreground"),
        (padded(group.name, max(width - how - 12, 0)), "$muted"),
        (right(plural(len(group.cards), "card"), 12), "bold $primary"),
    )
