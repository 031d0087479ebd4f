"""An import plan as rows: what happens to each card, the unused lines, the notes that could not be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from rich.cells import cell_len
from textual.content import Content

from cards.card import Card, Unused
from cards.matching.flags import translated
from cards.translation import _
from db.records import Change, Failure, Plan, PlanRow
from studytui.plaintext import CHANGES, harmless, reason
from studytui.widgets.text import flat, one_line, padded, plain

MARKS = {
    Change.NEW: ("+", "$success"),
    Change.REWORDED: ("~", "$accent"),
    Change.MOVED: ("›", "$primary"),
    Change.RETURNED: ("‹", "$primary"),
    Change.GONE: ("−", "$error"),
    Change.KEPT: ("=", "$muted"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the list: a card of the plan by its number, an unused line, or a note that was not read."""

    row: PlanRow | None = None
    number: int = -1
    unused: Unused | None = None
    failure: Failure | None = None
    path: str = ""

    @property
    def card(self) -> Card | None:
        """The card it is about, in today's form where there is one."""
        if self.row is None:
            return None
        return self.row.card or (self.row.known.card if self.row.known else None)

    @property
    def line(self) -> int:
        """The line of the note to jump to."""
        if self.unused is not None:
            return self.unused.line
        return self.card.line if self.card is not None else 1


@dataclass(frozen=True, slots=True)
class Tab:
    """A filter of the list, with how many rows it shows."""

    name: str
    label: str
    count: int


def tabs(plan: Plan) -> tuple[Tab, ...]:
    """The filters that show something; the first is everything that changes, held and rejected cards apart."""
    unused = sum(len(source.unused) for source in plan.sources)
    counts = Counter(row.change for row in plan.rows if not row.held and not row.rejected)
    found = [Tab("changes", _("changes"), counts.total() - counts[Change.KEPT])]
    found.append(Tab("doubtful", _("doubtful"), len(plan.doubts)))
    found.append(Tab("held", _("held"), sum(row.held and not row.rejected for row in plan.rows)))
    found += [Tab(change.value, _(CHANGES[change]), counts[change]) for change in MARKS]
    found.append(Tab("rejected", _("rejected"), sum(row.rejected for row in plan.rows)))
    found += [Tab("unused", _("unused lines"), unused), Tab("failed", _("not read"), len(plan.failed))]
    return tuple(tab for tab in found if tab.count or tab.name == "changes")


def items(plan: Plan, tab: str) -> list[Item]:
    """The rows that a filter shows, in the order of the notes."""
    if tab == "unused":
        return [Item(unused=line, path=source.path) for source in plan.sources for line in source.unused]
    if tab == "failed":
        return [Item(failure=failure, path=failure.path) for failure in plan.failed]
    doubts = set(plan.doubts)
    return [
        Item(row, number, path=row.path)
        for number, row in enumerate(plan.rows)
        if (tab == "doubtful" and number in doubts)
        or (tab == "rejected" and row.rejected)
        or (tab == "held" if row.held else row.change.value == tab)
        or (tab == "changes" and row.change is not Change.KEPT and not row.held)
    ]


def draw(item: Item, width: int) -> Content:
    """One row of the list."""
    if item.failure is not None:
        return Content.assemble(("! ", "bold $error"), (one_line(told(item.failure), width - 2), "$foreground"))
    if item.unused is not None:
        room = max((width - 5) * 3 // 5, 16)
        return Content.assemble(
            (f"{item.unused.line:>4} ", "$muted"),
            (padded(item.unused.text, room), "$foreground"),
            ("  " + one_line(reason(item.unused.why), width - room - 7), "$muted"),
        )
    card, row = item.card, item.row
    assert card is not None
    assert row is not None
    mark, colour = MARKS[row.change]
    notes = []
    if row.held:
        mark, colour = "·", "$muted"
        notes.append(_("held"))
    if row.words is not None:
        card = replace(card, question=row.words[0], answer=row.words[1])
        notes.append(_("your words"))
    if row.rejected:
        mark, colour = "×", "$muted"
        notes.append(_("rejected"))
    if row.doubtful:
        mark, colour = "?", "bold $accent"
    if row.flag:
        notes.append(_("meaning changed"))
    tail = f" {' · '.join(notes)}" if notes else ""
    room = width - 2 - cell_len(tail)
    left = min(max(room * 3 // 5, 16), room)
    style = "$muted" if row.rejected or row.held or row.change in (Change.GONE, Change.KEPT) else "$foreground"
    return Content.assemble(
        (mark + " ", colour),
        (padded(plain(card.question), left), style),
        ("  " + padded(plain(card.answer), max(room - left - 2, 0)), "$muted"),
        (tail, "$accent"),
    )


def detail(item: Item) -> Content:
    """Everything about a row: question and answer as they were and as they are, where, and why."""
    if item.failure is not None:
        return Content.styled(harmless(told(item.failure)), "$foreground")
    place = f"{Path(item.path).name}:{item.line}"
    if item.unused is not None:
        return Content.assemble(
            (harmless(item.unused.text.strip()), "$foreground"),
            "\n",
            (reason(item.unused.why), "$accent"),
            "\n",
            (place, "$muted"),
        )
    row, card = item.row, item.card
    assert card is not None
    assert row is not None
    parts: list[Content | tuple[str, str] | str] = [
        (_(CHANGES[row.change]), f"bold {MARKS[row.change][1]}"),
        (f"  {place}" + (f"  {_(row.why)}" if row.why else ""), "$muted"),
        "\n",
    ]
    old = row.known.card if row.known else row.guess.card if row.guess else None
    if row.guess is not None:
        parts += [
            (
                _("perhaps the same as a card that was reviewed ({likeness:.0%} alike):", likeness=row.likeness) + "\n",
                "$accent",
            )
        ]
    if old is not None and row.card is not None and old != row.card:
        parts += wordings(old, card)
    else:
        parts += [("  Q ", "$muted"), (plain(card.question), "$foreground"), "\n"]
        parts += [("  A ", "$muted"), (plain(card.answer), "$foreground"), "\n"]
    if row.words is not None:
        parts.append((_("Your own words:") + "\n", "$accent"))
        parts += [("  Q ", "$muted"), (plain(row.words[0]), "$foreground"), "\n"]
        parts += [("  A ", "$muted"), (plain(row.words[1]), "$foreground"), "\n"]
    if row.held:
        parts.append((_("Held: it is asked only once you take it.") + "\n", "$muted"))
    if row.flag:
        parts.append((harmless(translated(row.flag)) + " " + _("It is asked again soon."), "$accent"))
    return Content.assemble(*parts)


def wordings(old: Card, new: Card) -> list[Content | tuple[str, str] | str]:
    """Question and answer as they were and as they are; a side that is the same stands once."""
    parts: list[Content | tuple[str, str] | str] = []
    for name, before, after in (("Q", old.question, new.question), ("A", old.answer, new.answer)):
        if before == after:
            parts += [(f"  {name} ", "$muted"), (flat(after), "$foreground"), "\n"]
        else:
            was, now = compared(flat(before), flat(after))
            parts += [(f"− {name} ", "$error"), was, "\n", (f"+ {name} ", "$success"), now, "\n"]
    return parts


def told(failure: Failure) -> str:
    """A failure in a sentence that names the note."""
    return failure.reason if failure.path in failure.reason else f"{failure.path}: {failure.reason}"


def compared(old: str, new: str) -> tuple[Content, Content]:
    """Two wordings, with the words that differ marked: struck out in the old one, underlined in the new one."""
    one, other = _words(old), _words(new)
    was: list[tuple[str, str]] = []
    now: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        was.append(("".join(one[a:b]), "$muted" if kind == "equal" else "strike $error"))
        now.append(("".join(other[c:d]), "$foreground" if kind == "equal" else "underline $success"))
    return Content.assemble(*was), Content.assemble(*now)


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)[:2000]
