"""The line above a review's card, drawn: its headings, how far one is, and the time spent."""

from __future__ import annotations

from textual.content import Content

from cards.translation import _
from db.records import Known
from studytui.widgets.bars import breadcrumb
from studytui.widgets.text import bar


def progress(known: Known, done: int, left: int, seconds: float, width: int) -> tuple[Content, Content]:
    """What stands to the left and to the right in so many cells."""
    total, cells, minutes = done + left, 14 if width >= 70 else 8, round(seconds / 60)
    full = bar(done / max(total, 1), cells)
    right = Content.assemble(
        (f"{min(done + 1, total)}/{total} ", "$foreground"),
        (full, "$primary"),
        ("░" * (cells - len(full)), "$faint"),
        (" " + (_("{minutes} min", minutes=minutes) if minutes else _("<1 min")), "$muted") if width >= 60 else "",
    )
    room = width - right.cell_length - 8
    star = Content.styled("★ ", "$accent") if known.starred else Content()
    return Content.assemble(star, breadcrumb(known.card.context, room - star.cell_length)), right
