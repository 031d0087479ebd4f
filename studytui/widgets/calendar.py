"""A year of days as a calendar: a column a week, a cell a day, darker where more was studied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

LEVELS = ("·", "░", "▒", "▓", "█")  # readable without colours too
COLOURS = ("$faint", "$primary 45%", "$primary 65%", "$primary 85%", "$primary")


def level(count: int, most: int) -> int:
    """0 for nothing, 1–4 by the share of the busiest day."""
    if count <= 0 or most <= 0:
        return 0
    return min(4, 1 + int(4 * count / (most + 1)))


def calendar(counts: Mapping[int, int], today: int, weeks: int) -> Content:
    """`weeks` columns up to today's (a date ordinal). Weeks begin on Monday."""
    monday = today - date.fromordinal(today).weekday() - 7 * (weeks - 1)
    most = max((n for day, n in counts.items() if monday <= day <= today), default=0)
    months = [" "] * (weeks * 2 + 4)
    last = 0
    free = 0
    for week in range(weeks):
        month = date.fromordinal(monday + 7 * week)
        if month.month != last and week * 2 >= free:
            months[week * 2 : week * 2 + 3] = f"{month:%b}"
            last, free = month.month, week * 2 + 4
    lines = [Content.styled("     " + "".join(months).rstrip(), "$muted")]
    for weekday in range(7):
        name = ("Mon", "", "Wed", "", "Fri", "", "Sun")[weekday]
        parts: list[tuple[str, str]] = [(f"{name:<5}", "$muted")]
        for week in range(weeks):
            day = monday + 7 * week + weekday
            if day > today:
                break
            shade = level(counts.get(day, 0), most)
            parts.append((LEVELS[shade] + " ", COLOURS[shade]))
        lines.append(Content.assemble(*parts))
    return Content("\n").join(lines)
