"""What Today shows: the numbers of the day, the days ahead, a way back, and the lines of what may be studied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from cards.translation import _, ngettext, pgettext
from studytui.widgets.text import about, bar, laid, padded, plural, right, weekday, when

if TYPE_CHECKING:
    from db.calm import Offer
    from db.records import Counts
    from studytui.parts import Part


KEYS = {"import": "i", "demos": "d", "browse": "b", "look": "v", "calm": "c", "study": "enter"}  # as they come


@dataclass(frozen=True, slots=True)
class Overview:
    """Today's numbers. Those besides the counts are read a moment later, and are None until then."""

    counts: Counts
    minutes: float | None = None
    forecast: tuple[tuple[int, int], ...] = ()
    streak: int = 0
    offer: Offer | None = None  # a calm way back after days away
    calm: int = 0  # reviews a day while coming back
    backlog: int = 0


def today_box(
    overview: Overview,
    now: datetime,
    empty: bool | None,
    width: int = 31,
    held: int = 0,
    key_of: Callable[[str], str] = KEYS.__getitem__,
) -> Content:
    """Today's numbers, or a sentence where nothing is due. `empty`: there are no cards at all; None: not known yet.
    `held` cards wait for a look; `key_of` names the keys of Today.
    """
    counts = overview.counts
    if counts.total == 0 and empty:
        return Content.assemble(
            (_("No cards yet"), "bold $ink"),
            (f"\n{_('Notes become cards: name one, or a folder.')}\n\n", "$foreground"),
            *((key_of("import"), "bold $primary"), (f" {_('import')}  ", "$muted")),
            *((key_of("demos"), "bold $primary"), (f" {_('demos')}", "$muted")),
        )
    if overview.offer is not None:
        return offer_box(overview.offer, counts, width, key_of)
    if counts.total == 0:
        parts: list[tuple[str, str]] = [(_("Nothing is due"), "bold $success")]
        if counts.next_due is not None:
            coming = _("The next card comes {when}.", when=when(counts.next_due, now))
            parts.append((f"\n{coming}", "$foreground"))
        parts.append(("\n\n" if held else f"\n\n{_('Until then:')} ", "$muted"))
        ways = [(key_of("browse"), _("browse")), (key_of("demos"), _("demos"))]
        if held:  # a note of which nothing is sure enough to be asked would look like one that gave nothing
            ways = [(key_of("look"), _("look at {cards}", cards=plural(held, "held card")))]
        for place, (name, what) in enumerate(ways):
            parts += [("" if not place else "  ", ""), (name, "bold $primary"), (f" {what}", "$muted")]
        return Content.assemble(*parts)
    cards = plural(counts.total, "card")
    takes = "" if overview.minutes is None else about(overview.minutes)
    beside = cell_len(f"{cards}   {takes}") <= width
    numbers = {"due": f"{counts.review:,}", "new": f"{counts.new:,}", "learning": f"{counts.learning:,}"}
    said = _("{due} due · {new} new · {learning} learning")
    if cell_len(said.format(**numbers)) > width:
        said = said.replace(" · ", "·")
    if cell_len(said.format(**numbers)) > width:  # what is being learned is due as well
        said, numbers["due"] = _("{due} due · {new} new"), f"{counts.due:,}"
    back = _fitting(
        width,
        _("Coming back: {count:,} in all", count=overview.backlog),
        _("Coming back: {count:,}", count=overview.backlog),
    )
    below = back if overview.calm else "" if beside else takes
    return Content.assemble(
        (cards, "bold $ink"),
        (f"   {takes}" if beside else "", "$muted"),
        (f"\n{below}\n", "$muted"),
        laid(
            said,
            "$muted",
            due=(numbers["due"], "bold $primary"),
            new=(numbers["new"], "bold $success"),
            learning=(numbers["learning"], "bold $accent"),
        ),
        "\n\n",
        (f" {_(key_of('study')).capitalize()} ", "reverse bold $primary"),
        (f"  {_('begin')}", "$foreground"),
    )


def ahead_box(forecast: tuple[tuple[int, int], ...], width: int) -> Content:
    """A bar a day, today left out."""
    days = forecast[1:6]
    most = max((count for _day, count in days), default=0)
    room = max(width - 10, 4)
    lines = []
    for day, count in days:
        share = count / most if most else 0.0
        lines.append(
            Content.assemble(
                (f"{padded(weekday(date.fromordinal(day)), 3)}  ", "$muted"),
                (bar(share, room), "$primary"),
                (f" {count}" if count else "–", "$foreground" if count else "$muted"),
            )
        )
    return Content("\n").join(lines)


def offer_box(offer: Offer, counts: Counts, width: int, key_of: Callable[[str], str]) -> Content:
    """A backlog, and the calm way through it, in five lines."""
    days, waiting = plural(offer.days, "day"), f"{counts.total:,}"
    wait = ngettext("{waiting} card waits", "{waiting} cards wait", counts.total, waiting=waiting)
    away = ngettext("{count} day away", "{count} days away", offer.away)
    waits, since = wait, f" · {away}"
    if cell_len(waits + since) > width:
        waits, since = _("{waiting} wait", waiting=waiting), f", {away}"
    a_day = _fitting(
        width - 4,
        _("{count} a day, best first", count=offer.a_day),
        _("{count} a day, calmly", count=offer.a_day),
        _("{count} a day", count=offer.a_day),
    )
    lasts = _fitting(width - 4, _("no new ones, about {days}", days=days), _("for {days}", days=days))
    return Content.assemble(
        (waits, "bold $ink"),
        (f"{since}\n", "$muted"),
        (f" {key_of('calm')} ", "reverse bold $primary"),
        (f" {a_day}\n", "$foreground"),
        (f"    {lasts}\n", "$muted"),
        (f" {_(key_of('study')).capitalize()} ", "reverse bold $primary"),
        (f" {_('all {count:,}', count=counts.total)}\n", "$foreground"),
        (_("Stop when you like."), "$muted"),
    )


def _fitting(width: int, *texts: str) -> str:
    """The first of the texts that there is room for; the last one where there is for none."""
    return next((text for text in texts if cell_len(text) <= width), texts[-1])


def part_head(width: int) -> Content:
    """What the columns of the list are."""
    heads = right(_("cards"), 8) + right(_("due"), 6) + right(pgettext("a column", "new"), 6)
    return Content.styled(f"  {padded(_('Study'), max(width - 23, 8))}{heads}", "$muted")


def part_row(part: Part, width: int) -> Content:
    """A line: what it is, its cards, and what waits of it."""
    room = max(width - 20, 8)
    chosen = f" · {part.chosen}" if part.chosen else ""
    name = padded(f"{part.name}{chosen}" if width >= 50 else part.name, room)
    style = "bold $foreground" if part.kind == "all" else "$muted" if part.missing or part.paused else "$foreground"
    return Content.assemble(
        (name, style),
        (f"{part.cards:>8}", "$muted"),
        (f"{part.due or '·':>6}", "bold $primary" if part.due else "$muted"),
        (f"{part.new or '·':>6}", "$success" if part.new else "$muted"),
    )
