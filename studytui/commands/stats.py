"""The command stats: the numbers of a collection, laid out for a person, or as JSON."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from cards.translation import N_, _
from studytui.commands.context import clock, database, put, say
from studytui.plaintext import DAYS, about, day_of, fitted, idea_of, month, plural, weekday

AHEAD = 14  # days of the forecast that are shown
BAR = 30  # cells of the longest bar
STANDS = (
    *(N_("new"), N_("learning"), N_("young"), N_("mature"), N_("held")),
    *(N_("suspended"), N_("rejected"), N_("retired"), N_("leeches")),
)


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
    row = " · " + _("{streak} days in a row", streak=summary["streak"]) if summary["streak"] > 1 else ""
    left = ", " + about(today["minutes_left"]) if today["minutes_left"] else ""
    day = date.fromisoformat(summary["day"])
    done = _(
        "{answers}, {new} of them to new cards, {minutes}; {cards} left",
        answers=plural(today["ratings"], "answer"),
        new=today["introduced"],
        minutes=plural(round(today["minutes"]), "minute"),
        cards=plural(today["left"], "card"),
    )
    out = [
        _("{weekday}, {date} {year}", weekday=_(DAYS[day.weekday()]), date=day_of(day), year=day.year) + row,
        f"{fitted(_('Today'), 10)}{done}{left}",
        "",
        f"{fitted(_('Cards'), 10)}{cards['total']:,}",
    ]
    out += [f"  {fitted(_(name), 10)}{cards[name]:>8,}" for name in STANDS if cards.get(name)]
    out += ["", f"{fitted(_('Answers'), 10)}{summary['ratings']:,}"]
    for span, found in summary["retention"].items():
        if found["share"] is not None:
            counted = _("{known:,} of {asked:,}", known=found["known"], asked=found["asked"])
            spanned = _("remembered in {days} days", days=f"{span.split('_')[0]:>3}")
            out.append(f"  {spanned}  {found['share']:>4.0%}  {counted}")
    if summary["misconceptions"]:
        out += ["", _("Met three times or more")]
        out += [
            f"  {each['demo']}: {idea_of(each)}  ({plural(each['times'], 'time')})"
            for each in summary["misconceptions"]
        ]
    ahead = [(day["day"], day["due"]) for day in summary["forecast"][:AHEAD]]
    out += _bars(_("Due in the days ahead"), ahead)
    out += _bars(_("Answers on the last days of study"), list(summary["history"].items())[-AHEAD:])
    return out


def _bars(title: str, days: list[tuple[str, int]]) -> list[str]:
    """A line and a bar a day; nothing where all are empty."""
    most = max((count for _day, count in days), default=0)
    if not most:
        return []
    shown = [(date.fromisoformat(day), count) for day, count in days]
    return [
        *("", title),
        *(f"  {_day(day)}  {n:>5,}  {'█' * round(BAR * n / most)}".rstrip() for day, n in shown),
    ]


def _day(day: date) -> str:
    """`Mon 03 Mar`, as wide as every other day."""
    return _("{weekday} {day:02} {month}", weekday=weekday(day), day=day.day, month=month(day))
