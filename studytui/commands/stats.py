"""The command stats: the numbers of a collection, laid out for a person, or as JSON."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from studytui.commands.context import clock, database, put, say
from studytui.plaintext import idea_of, plural

AHEAD = 14  # days of the forecast that are shown
BAR = 30  # cells of the longest bar
STANDS = ("new", "learning", "young", "mature", "held", "suspended", "rejected", "retired", "leeches")


def stats(args: Namespace) -> int:
    """Days, retention and forecast."""
    from db import stats as numbers

    now = clock()()
    with database(args) as db:
        summary: dict[str, Any] = numbers.summary(db, now)
    if args.json:
        put(summary)
    else:
        say(*lines(summary))
    return 0


def lines(summary: dict[str, Any]) -> list[str]:
    """Everything a person would ask, a paragraph each."""
    today, cards = summary["today"], summary["cards"]
    row = f" · {summary['streak']} days in a row" if summary["streak"] > 1 else ""
    left = f", about {plural(max(1, round(today['minutes_left'])), 'minute')}" if today["minutes_left"] else ""
    day = date.fromisoformat(summary["day"])
    out = [
        f"{day:%A}, {day.day} {day:%B %Y}{row}",
        f"Today     {plural(today['ratings'], 'answer')}, {today['introduced']} of them to new cards, "
        f"{plural(round(today['minutes']), 'minute')}; {plural(today['left'], 'card')} left{left}",
        "",
        f"Cards     {cards['total']:,}",
    ]
    out += [f"  {name:<10}{cards[name]:>8,}" for name in STANDS if cards.get(name)]
    out += ["", f"Answers   {summary['ratings']:,}"]
    for span, found in summary["retention"].items():
        if found["share"] is not None:
            counted = f"{found['known']:,} of {found['asked']:,}"
            out.append(f"  remembered in {span.split('_')[0]:>3} days  {found['share']:>4.0%}  {counted}")
    if summary["misconceptions"]:
        out += ["", "Met three times or more"]
        out += [f"  {each['demo']}: {idea_of(each)}  ({each['times']} times)" for each in summary["misconceptions"]]
    ahead = [(day["day"], day["due"]) for day in summary["forecast"][:AHEAD]]
    out += _bars("Due in the days ahead", ahead)
    out += _bars("Answers on the last days of study", list(summary["history"].items())[-AHEAD:])
    return out


def _bars(title: str, days: list[tuple[str, int]]) -> list[str]:
    """A line and a bar a day; nothing where all are empty."""
    most = max((count for _, count in days), default=0)
    if not most:
        return []
    shown = [(date.fromisoformat(day), count) for day, count in days]
    return ["", title, *(f"  {day:%a %d %b}  {n:>5,}  {'█' * round(BAR * n / most)}".rstrip() for day, n in shown)]
