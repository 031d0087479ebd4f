"""What Today shows: the numbers of the day, the days ahead, a way back, and the lines of what may be studied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from studytui.widgets.text import bar, padded, plural, when

if TYPE_CHECKING:
    from db.calm import Offer
    from db.records import Counts
    from studytui.parts import Part


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


def today_box(overview: Overview, now: datetime, empty: bool | None, width: int = 31, held: int = 0) -> Content:
    """Today's numbers, or a sentence where nothing is due. `empty`: there are no cards at all; None: not known yet.
    `held` cards wait for a look.
    """
    counts = overview.counts
    if counts.total == 0 and empty:
        return Content.assemble(
            ("No cards yet", "bold $ink"),
            ("\nNotes become cards: name one, or a folder.\n\n", "$foreground"),
            *(("i", "bold $primary"), (" import  ", "$muted"), ("d", "bold $primary"), (" demos", "$muted")),
        )
    if overview.offer is not None:
        return offer_box(overview.offer, counts, width)
    if counts.total == 0:
        parts: list[tuple[str, str]] = [("Nothing is due", "bold $success")]
        if counts.next_due is not None:
            parts.append((f"\nThe next card comes {when(counts.next_due, now)}.", "$foreground"))
        parts.append(("\n\n" if held else "\n\nUntil then: ", "$muted"))
        ways = [("b", "browse"), ("d", "demos")]
        if held:  # a note of which nothing is sure enough to be asked would look like one that gave nothing
            ways = [("v", f"look at {plural(held, 'held card')}")]
        for place, (name, what) in enumerate(ways):
            parts += [("" if not place else "  ", ""), (name, "bold $primary"), (f" {what}", "$muted")]
        return Content.assemble(*parts)
    takes = "" if overview.minutes is None else f"   about {plural(max(1, round(overview.minutes)), 'minute')}"
    return Content.assemble(
        (plural(counts.total, "card"), "bold $ink"),
        (takes, "$muted"),
        (f"\nComing back: {overview.backlog:,} in all\n" if overview.calm else "\n\n", "$muted"),
        (f"{counts.review}", "bold $primary"),
        (" due · ", "$muted"),
        (f"{counts.new}", "bold $success"),
        (" new · ", "$muted"),
        (f"{counts.learning}", "bold $accent"),
        (" learning", "$muted"),
        "\n\n",
        (" Enter ", "reverse bold $primary"),
        ("  begin", "$foreground"),
    )


def ahead_box(forecast: tuple[tuple[int, int], ...], width: int) -> Content:
    """A bar a day, today left out."""
    days = forecast[1:6]
    most = max((count for _, count in days), default=0)
    room = max(width - 10, 4)
    lines = []
    for day, count in days:
        share = count / most if most else 0.0
        lines.append(
            Content.assemble(
                (f"{date.fromordinal(day):%a}  ", "$muted"),
                (bar(share, room), "$primary"),
                (f" {count}" if count else "–", "$foreground" if count else "$muted"),
            )
        )
    return Content("\n").join(lines)


def offer_box(offer: Offer, counts: Counts, width: int) -> Content:
    """A backlog, and the calm way through it, in five lines."""
    wide = width >= 29
    return Content.assemble(
        (f"{offer.waiting:,} {'cards wait' if wide else 'wait'}", "bold $ink"),
        (f"{' ·' if wide else ','} {offer.away} days away\n", "$muted"),
        (" c ", "reverse bold $primary"),
        (f" {offer.a_day} a day, best first\n" if wide else f" {offer.a_day} a day, calmly\n", "$foreground"),
        (
            f"    no new ones, about {plural(offer.days, 'day')}\n"
            if wide
            else f"    for {plural(offer.days, 'day')}\n",
            "$muted",
        ),
        (" Enter ", "reverse bold $primary"),
        (f" all {counts.total:,}\n", "$foreground"),
        ("Stop when you like.", "$muted"),
    )


def part_head(width: int) -> Content:
    """What the columns of the list are."""
    return Content.styled(f"  {padded('Study', max(width - 23, 8))}{'cards':>8}{'due':>6}{'new':>6}", "$muted")


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
