"""Which cards are asked today, and in which order. Read from the database at each call, so that two windows agree.

Learning cards whose time has come go first; then reviews, those nearest to being forgotten first, with the day's new
cards spread among them. When only learning cards are left that come within minutes, they are shown ahead of time.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Connection, and_, bindparam, func, select, type_coerce

from cards.schedule import Settings, day_start, study_day
from db import settings as chosen
from db import waiting
from db.domains import LAST_INSTANT
from db.filters import FREE, narrowed
from db.records import Counts, Known, Problem, Unsound, no_card
from db.rows import known, known_cards
from db.schema import ACTIVE, BY_DEMO, EPOCH, MICROSECOND, cards, micros
from db.waiting import Waiting

if TYPE_CHECKING:
    from db.engine import Database

NEXT_STEP = (
    select(type_coerce(func.min(cards.c.due_at), BigInteger))
    .where(waiting.IN_A_STEP, ACTIVE)
    .where(type_coerce(cards.c.due_at, BigInteger) > bindparam("after", type_=BigInteger))
)
ONE = known_cards().where(cards.c.id == bindparam("card"))


def counts(db: Database, now: datetime, filter: str = "") -> Counts:
    """Today in numbers. `filter` narrows it as in `today`."""
    with db.read() as connection:
        settings = chosen.within(connection)
        return _counts(connection, now, settings, waiting.look(connection, now, settings, filter), filter)


def steady(db: Database, now: datetime, filter: str = "") -> tuple[Counts, datetime]:
    """Today in numbers, and until when they hold if nothing is answered: a card in learning comes, or the day ends."""
    with db.read() as connection:
        settings = chosen.within(connection)
        found = waiting.look(connection, now, settings, filter)
        day = study_day(now, settings.rollover_hour)
        moments = [day_start(day + 1, now.tzinfo, settings.rollover_hour)]
        for ahead in (timedelta(0), waiting.AHEAD):
            step = connection.execute(NEXT_STEP, {"after": micros(now + ahead)}).scalar()
            if type(step) is int and step <= LAST_INSTANT:
                moments.append(EPOCH + step * MICROSECOND - ahead)
        return _counts(connection, now, settings, found, filter), min(moments)


def backlog(db: Database, now: datetime) -> int:
    """The reviews that are due, whatever a day may take of them; a sibling that waits for tomorrow is none."""
    with db.read() as connection:
        return waiting.backlog(connection, study_day(now, chosen.within(connection).rollover_hour))


def today(db: Database, now: datetime, filter: str = "", limit: int | None = None) -> list[int]:
    """The ids of today's cards in the order they are asked, at most `limit` of them.

    Every word of `filter` has to stand in a card's path, title, headings or question (capitals or not);
    `kind:definition` and `note:WORD` look at one thing alone, and "two words" in quotes are one.
    """
    with db.read() as connection:
        settings = chosen.within(connection)
        found = waiting.look(connection, now, settings, filter)
        ids = list(found)
        if found.behind and (limit is None or limit > len(ids)):
            ids += waiting.rest(connection, now, settings, filter)
    return ids[:limit]


def others(db: Database, now: datetime, filter: str) -> list[int]:
    """The ids of the cards of a filter that may be studied although they do not wait today: new ones in the order of
    their notes, then those known, nearest to being forgotten first. None that was answered today.
    """
    with db.read() as connection:
        settings = chosen.within(connection)
        day = study_day(now, settings.rollover_hour)
        waits = set(waiting.look(connection, now, settings, filter))
        columns = (cards.c.id, cards.c.last_day, cards.c.stability)
        unasked = and_(BY_DEMO, cards.c.first_day.is_(None))  # what a demo asks first comes in its own time
        query = narrowed(select(*columns).where(ACTIVE, FREE, cards.c.due_at.is_(None), ~unasked), filter)
        rows = connection.execute(query.order_by(cards.c.note_id, cards.c.position, cards.c.id), {"today": day}).all()
    new = [id for id, last, _ in rows if last is None and id not in waits]
    known = [
        ((last - day) / stability, id)
        for id, last, stability in rows
        if type(last) is int and last < day and isinstance(stability, float) and stability > 0 and id not in waits
    ]
    return new + [id for _, id in sorted(known)]


def card(db: Database, card_id: int) -> Known:
    """One card as it is remembered. Raises Problem when it is not there."""
    with db.read() as connection:
        return _card(connection, db, card_id)


def glance(db: Database, now: datetime, *, filter: str = "", after: int | None = None) -> tuple[Counts, Known | None]:
    """Today in numbers, and the card to ask now (None when nothing is left), read at one moment.

    `after` is a card that was just left: the one behind it in the queue comes, the first one when there is none behind.
    """
    with db.read() as connection:
        settings = chosen.within(connection)
        found = waiting.look(connection, now, settings, filter)
        coming = _coming(connection, db, found, after)
        return _counts(connection, now, settings, found, filter), coming


def forecast(db: Database, now: datetime, days: int) -> list[tuple[int, int]]:
    """(study day, cards due) from today on for so many days; what is overdue or in learning counts today."""
    with db.read() as connection:
        settings = chosen.within(connection)
        day = study_day(now, settings.rollover_hour)
        soon = and_(cards.c.due_day < day + days, ACTIVE)
        due = select(cards.c.due_day, func.count()).where(soon).group_by(cards.c.due_day)
        learning = select(func.count()).where(waiting.IN_A_STEP, ACTIVE)
        load = dict.fromkeys(range(day, day + max(1, days)), 0)
        for due_day, count in connection.execute(due):
            if type(due_day) is int:
                load[max(due_day, day)] += count
        load[day] += connection.execute(learning).scalar_one()
    return list(load.items())[: max(0, days)]


def _counts(connection: Connection, now: datetime, settings: Settings, found: Waiting, filter: str) -> Counts:
    learning, review, new = len(found.learning), len(found.reviews) + found.behind, len(found.new)
    if not (learning or review or new):
        learning = len(found.ahead)
    total = learning + review + new
    comes = None if total else waiting.next_due(connection, now, settings, found, filter)
    return Counts(learning + review, new, learning, review, total, comes)


def _next(found: Waiting, after: int | None) -> int | None:
    """The first id, or the one behind `after`."""
    ids = iter(found)
    first = next(ids, None)
    if after is None or first is None:
        return first
    if first == after:
        return next(ids, first)
    return next(ids, first) if after in ids else first


def _coming(connection: Connection, db: Database, found: Waiting, after: int | None) -> Known | None:
    """The card to ask now, past any that cannot be read."""
    card_id = _next(found, after)
    if card_id is None:
        return None
    try:
        return _card(connection, db, card_id)
    except Unsound:
        for other in found:
            with suppress(Unsound):
                return _card(connection, db, other)
        return None


def _card(connection: Connection, db: Database, card_id: int) -> Known:
    row = connection.execute(ONE, {"card": card_id}).first()
    if row is None:
        raise Problem(no_card(card_id, db.name))
    return known(row)
