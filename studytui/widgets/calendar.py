"""A year of days as a calendar: a column a week, a cell a day, darker where more was studied.

The steps are quarters of the days that were studied, so that one great day does not make all others pale.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from cards.translation import _
from studytui.plaintext import MONTHS, SHORT_DAYS
from studytui.widgets.text import padded

LEVELS = ("·", "░", "▒", "▓", "█")  # readable without colours too
COLOURS = ("$faint", "$primary 45%", "$primary 65%", "$primary 85%", "$primary")


def level(count: int, studied: Sequence[int]) -> int:
    """0 for nothing, 1–4 by the share of the `studied` days (their counts, ascending) that had no more than this."""
    if count <= 0 or not studied:
        return 0
    return max(1, -(-4 * bisect_right(studied, count) // len(studied)))


def calendar(counts: Mapping[int, int], today: int, weeks: int) -> Content:
    """`weeks` columns up to today's (a date ordinal). Weeks begin on Monday."""
    monday = today - date.fromordinal(today).weekday() - 7 * (weeks - 1)
    studied = sorted(count for day, count in counts.items() if count > 0 and monday <= day <= today)
    months = [" "] * (weeks * 2 + 4)
    last = 0
    free = 0
    for week in range(weeks):
        month = date.fromordinal(monday + 7 * week)
        if month.month != last and week * 2 >= free:
            name = [cell for sign in _(MONTHS[month.month - 1]) for cell in (sign, "")[: cell_len(sign)]]
            months[week * 2 : week * 2 + len(name)] = name
            last, free = month.month, week * 2 + 4
    lines = [Content.styled("     " + "".join(months).rstrip(), "$muted")]
    for weekday in range(7):
        label = "" if weekday % 2 else _(SHORT_DAYS[weekday])
        parts: list[tuple[str, str]] = [(padded(label, 5), "$muted")]
        for week in range(weeks):
            day = monday + 7 * week + weekday
            if day > today:
                break
            shade = level(counts.get(day, 0), studied)
            parts.append((LEVELS[shade] + " ", COLOURS[shade]))
        lines.append(Content.assemble(*parts))
    return Content("\n").join(lines)
