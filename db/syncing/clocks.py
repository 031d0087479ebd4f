"""Answers that a wrong clock dated after now: their days are counted back, so that no card waits for years.

The log stays as it was written. What the clock was ahead by stands beside it, and of two machines that noticed it the
one that counts back further holds, so that all arrive at the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, delete, func, insert, select, type_coerce

from cards.schedule import study_day
from cards.translation import _
from db import settings
from db.records import Event, Problem
from db.rows import chunks
from db.schema import MICROSECOND, cards, clock_corrections, reviews
from db.syncing.log import cards_of
from db.syncing.side import Side
from db.uids import is_uid

A_DAY = timedelta(days=1)
OWN_DAYS = 3  # so many days of one's own after now: then it is the clock of today that is wrong


def refuse_a_clock_that_is_behind(side: Side, now: datetime) -> None:
    """Raise Problem where this machine's own answers of several days are dated after now."""
    corrected = select(clock_corrections.c.uid)
    later = (reviews.c.at > now + A_DAY, reviews.c.uid.not_in(corrected))
    days = side.connection.execute(select(func.count(reviews.c.study_day.distinct())).where(*later)).scalar_one()
    if days >= OWN_DAYS:
        raise Problem(
            _(
                "The clock of this machine says {now:%Y-%m-%d %H:%M}, but {name} holds answers of {days} "
                "later days. Set the clock, and sync again. If it is right, `studytui doctor --repair` has "
                "those answers count from today. Nothing was changed.",
                now=now,
                name=side.name,
                days=days,
            )
        )


def set_right(sides: Sequence[Side], now: datetime) -> int:
    """Count answers that are dated after now back to today, on all sides; returns how many were found."""
    today = study_day(now, settings.within(sides[0].connection).rollover_hour)
    known = [_corrections(side) for side in sides]
    wanted = {name: max(each.get(name, 0) for each in known) for name in set().union(*known)}
    found = 0
    for side in sides:
        later = select(reviews.c.uid, reviews.c.study_day).where(reviews.c.at > now + A_DAY)
        for name, day in side.connection.execute(later):
            if is_uid(name) and name not in wanted and type(day) is int:
                wanted[name] = max(1, day - today)
                found += 1
    for side, own in zip(sides, known, strict=True):
        changed = {name: days for name, days in wanted.items() if own.get(name) != days}
        for some in chunks(sorted(changed)):
            side.connection.execute(delete(clock_corrections).where(clock_corrections.c.uid.in_(some)))
            values = [{"uid": name, "days": changed[name]} for name in some]
            side.connection.execute(insert(clock_corrections), values)
            side.written = True
        side.touched |= cards_of(side, changed)
    return found


def ahead(connection: Connection, now: datetime) -> int:
    """How many answers are dated after now and not yet counted back."""
    wrong = (reviews.c.at > now + A_DAY, reviews.c.uid.not_in(select(clock_corrections.c.uid)))
    return int(connection.execute(select(func.count()).select_from(reviews).where(*wrong)).scalar_one())


def behind(side: Side, added: Iterable[Row[Any]]) -> int:
    """How many of the answers that came are dated more than a day before their card was there."""
    names = [row.uid for row in added if row.event == Event.RATING]
    count = 0
    for some in chunks(names):
        at, made = (type_coerce(column, BigInteger) for column in (reviews.c.at, cards.c.created_at))
        early = (at < made - A_DAY // MICROSECOND, reviews.c.uid.in_(some))
        query = select(func.count()).select_from(reviews.join(cards, cards.c.id == reviews.c.card_id)).where(*early)
        count += side.connection.execute(query).scalar_one()
    return count


def _corrections(side: Side) -> dict[str, int]:
    rows = side.connection.execute(select(clock_corrections))
    return {row.uid: row.days for row in rows if is_uid(row.uid) and type(row.days) is int and row.days > 0}
