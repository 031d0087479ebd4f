"""Today: which cards come, and in which order. Read afresh at each call, so that two windows agree.

Learning cards whose time has come go first; then reviews, those nearest to being forgotten first, with the day's new
cards spread among them. When only learning cards are left that come within minutes, they are shown ahead of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Connection, Integer, Select, and_, bindparam, case, exists, func, or_, select

from cards.schedule import Settings, day_start, study_day
from db import settings as chosen
from db.filters import narrowed
from db.records import Counts, Known, Problem
from db.rows import known, known_cards
from db.schema import ACTIVE, EPOCH, cards

if TYPE_CHECKING:
    from db.engine import Database

AHEAD = timedelta(minutes=20)

# Where more reviews than this are due, those due longest are put in order first and the others wait behind them: a
# backlog of thousands costs no more than a full day.
WINDOW = 256

_today: BindParameter[int] = bindparam("today", type_=Integer)
_sibling = cards.alias("sibling")
# Ranges rather than "is not null", which SQLite does not always answer from an index.
_in_a_step = cards.c.due_at >= EPOCH
_free = func.coalesce(cards.c.buried_until, 0) <= _today
_of_one_line = and_(_sibling.c.note_id == cards.c.note_id, _sibling.c.line == cards.c.line, _sibling.c.id != cards.c.id)

ONE = known_cards().where(cards.c.id == bindparam("card"))
ANSWERED = select(cards.c.first_day, cards.c.note_id, cards.c.line).where(cards.c.last_day == _today)


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that may come today, each part in its own order: ids of cards, and how much of the day is done."""

    learning: list[int]
    ahead: list[int]  # learning cards whose time comes within AHEAD
    reviews: list[int]  # the first WINDOW of them
    behind: int  # how many reviews wait behind those
    new: list[int]
    reviewed: int  # old cards answered today
    introduced: int  # new ones
    put_off: bool  # a sibling waits for tomorrow
    next_step: datetime | None  # the first learning card that is not among `ahead`

    def __iter__(self) -> Iterator[int]:
        """The ids in the order they are asked, but for the reviews behind."""
        yield from self.learning
        if not (self.reviews or self.new):
            yield from () if self.learning else self.ahead
            return
        # Spread evenly over the whole day, of which a part is done: what is asked next never depends on a memory of
        # what was asked before.
        old, fresh = self.reviewed, self.introduced
        all_old, all_fresh = old + len(self.reviews) + self.behind, fresh + len(self.new)
        reviews, new = iter(self.reviews), iter(self.new)
        last = self.reviewed + len(self.reviews)
        while old < last or fresh < all_fresh:
            if fresh < all_fresh and (old >= last or (2 * fresh + 1) * all_old <= 2 * old * all_fresh):
                yield next(new)
                fresh += 1
            else:
                yield next(reviews)
                old += 1


def counts(db: Database, now: datetime, filter: str = "") -> Counts:
    """Today in numbers. `filter` narrows it as in `today`."""
    with db.read() as connection:
        settings = chosen.within(connection)
        waiting = _waiting(connection, now, settings, filter)
        learning, review, new = len(waiting.learning), len(waiting.reviews) + waiting.behind, len(waiting.new)
        if not (learning or review or new):
            learning = len(waiting.ahead)
        total = learning + review + new
        next_due = None if total else _next_due(connection, now, settings, waiting, filter)
    return Counts(learning + review, new, learning, review, total, next_due)


def today(db: Database, now: datetime, filter: str = "", limit: int | None = None) -> list[int]:
    """The ids of today's cards in the order they are asked, at most `limit` of them.

    Every word of `filter` has to stand in a card's path, title, headings or question (capitals or not);
    `kind:definition` and `note:WORD` look at one thing alone, and "two words" in quotes are one.
    """
    with db.read() as connection:
        waiting = _waiting(connection, now, chosen.within(connection), filter)
        ids = list(waiting)
        if waiting.behind and (limit is None or limit > len(ids)):
            rest = _due(filter).with_only_columns(cards.c.id).limit(None).offset(WINDOW)
            ids += connection.execute(rest, _terms(now, chosen.within(connection))).scalars()
    return ids[:limit]


def card(db: Database, card_id: int) -> Known:
    """One card as it is remembered. Raises Problem when it is not there."""
    with db.read() as connection:
        return _card(connection, db, card_id)


def next_card(db: Database, now: datetime, *, filter: str = "", after: int | None = None) -> Known | None:
    """The card to ask now; None when nothing is left for today.

    `after` is a card that was just left: the one behind it in the queue comes, the first one when there is none behind.
    """
    with db.read() as connection:
        waiting = _waiting(connection, now, chosen.within(connection), filter)
        first = found = None
        for place in waiting:
            if first is None:
                first = place
                if after is None:
                    break
            if found == after:
                found = place
                break
            found = place if place == after else None
        chosen_id = found if found is not None and found != after else first
        return None if chosen_id is None else _card(connection, db, chosen_id)


def forecast(db: Database, now: datetime, days: int) -> list[tuple[int, int]]:
    """(study day, cards due) from today on for so many days; what is overdue or in learning counts today."""
    with db.read() as connection:
        settings = chosen.within(connection)
        day = study_day(now, settings.rollover_hour)
        due = (
            select(cards.c.due_day, func.count()).where(cards.c.due_day < day + days, ACTIVE).group_by(cards.c.due_day)
        )
        learning = select(func.count()).where(_in_a_step, ACTIVE)
        load = dict.fromkeys(range(day, day + max(1, days)), 0)
        for due_day, count in connection.execute(due):
            load[max(due_day, day)] += count
        load[day] += connection.execute(learning).scalar_one()
    return list(load.items())[: max(0, days)]


def _card(connection: Connection, db: Database, card_id: int) -> Known:
    row = connection.execute(ONE, {"card": card_id}).first()
    if row is None:
        raise Problem(f"There is no card {card_id} in {db.name}. It may have been taken out in another window.")
    return known(row)


@lru_cache(maxsize=8)
def _learning(filter: str) -> Select[Any]:
    query = select(cards.c.id, cards.c.due_at).where(_in_a_step, ACTIVE, _free)
    return narrowed(query, filter).order_by(cards.c.due_at, cards.c.id)


@lru_cache(maxsize=8)
def _due(filter: str) -> Select[Any]:
    """The reviews due, those due longest first: a walk along the index that ends after WINDOW rows."""
    columns = (cards.c.id, cards.c.note_id, cards.c.line, cards.c.due_day, cards.c.last_day, cards.c.stability)
    query = narrowed(select(*columns).where(cards.c.due_day <= _today, ACTIVE, _free), filter)
    return query.order_by(cards.c.due_day, cards.c.last_day, cards.c.stability, cards.c.id).limit(WINDOW)


@lru_cache(maxsize=8)
def _flagged(filter: str) -> Select[Any]:
    """Cards that are asked again although they are not due, because what their note says has changed."""
    query = select(cards.c.id).where(cards.c.flag > "", cards.c.due_day > _today, ACTIVE, _free)
    return narrowed(query, filter).order_by(cards.c.flag, cards.c.id)  # by id alone SQLite would walk all cards


@lru_cache(maxsize=8)
def _new(filter: str) -> Select[Any]:
    """New cards in the order that teaches, of each line the first, and none whose line was or will be asked today."""
    query = select(cards.c.id).where(cards.c.first_day.is_(None), ACTIVE, _free)
    asked = exists().where(
        _of_one_line,
        or_(
            _sibling.c.last_day == _today,
            and_(_sibling.c.suspended.is_(False), _sibling.c.rejected.is_(False), _sibling.c.retired.is_(False))
            & (func.coalesce(_sibling.c.buried_until, 0) <= _today)
            & or_(
                _sibling.c.due_at.is_not(None),
                _sibling.c.due_day <= _today,
                and_(
                    _sibling.c.first_day.is_(None),
                    or_(
                        _sibling.c.position < cards.c.position,
                        and_(_sibling.c.position == cards.c.position, _sibling.c.id < cards.c.id),
                    ),
                ),
            ),
        ),
    )
    query = narrowed(query.where(~asked), filter)
    return query.order_by(cards.c.note_id, cards.c.position, cards.c.id).limit(bindparam("room", type_=Integer))


def _terms(now: datetime, settings: Settings) -> dict[str, int]:
    return {"today": study_day(now, settings.rollover_hour)}


def _waiting(connection: Connection, now: datetime, settings: Settings, filter: str) -> Waiting:
    terms = _terms(now, settings)
    day = terms["today"]
    answered = connection.execute(ANSWERED, terms).all()
    introduced = sum(first == day for first, _, _ in answered)
    learning, ahead, next_step = [], [], None
    for card_id, due_at in connection.execute(_learning(filter), terms):
        if due_at <= now:
            learning.append(card_id)
        elif due_at <= now + AHEAD:
            ahead.append(card_id)
        else:
            next_step = due_at
            break
    rows = list(connection.execute(_due(filter), terms))
    behind = 0
    if len(rows) == WINDOW:
        all_due = _due(filter).with_only_columns(func.count()).order_by(None).limit(None)
        behind = connection.execute(all_due, terms).scalar_one() - WINDOW
    flagged = list(connection.execute(_flagged(filter), terms).scalars())
    reviews, put_off = _without_siblings(rows, {(note, line) for _, note, line in answered}, day)
    room = max(0, settings.new_per_day - introduced)
    new = list(connection.execute(_new(filter), terms | {"room": room}).scalars()) if room else []
    return Waiting(
        learning, ahead, flagged + reviews, behind, new, len(answered) - introduced, introduced, put_off, next_step
    )


def _without_siblings(rows: list[Any], answered: set[tuple[int, int]], day: int) -> tuple[list[int], bool]:
    """The reviews of today, nearest to being forgotten first, and whether a sibling was put off.

    Of one line one card is asked a day. A card can wait for that by a tenth of its interval, one day at least; the one
    that can wait least is asked, and so is whatever has waited as long as it can.
    """
    kept: dict[tuple[int, int], tuple[int, int]] = {}
    must: list[Any] = []
    may: dict[tuple[int, int], Any] = {}
    put_off = False
    for row in rows:
        card_id, note, line, due_day, last_day, _ = row
        place, latest = (note, line), due_day + max(1, (due_day - last_day) // 10)
        if latest <= day:
            must.append(row)
            answered.add(place)
        elif place in answered:
            put_off = True
        elif place not in kept:
            kept[place], may[place] = (latest, card_id), row
        else:
            put_off = True
            if (latest, card_id) < kept[place]:
                kept[place], may[place] = (latest, card_id), row
    put_off = put_off or any(place in answered for place in may)
    shown = must + [row for place, row in may.items() if place not in answered]
    # The chance of recall falls with days since the last rating over stability, so that orders without computing it.
    shown.sort(key=lambda row: ((row.last_day - day) / row.stability, row.id))
    return [row.id for row in shown], put_off


def _next_due(
    connection: Connection, now: datetime, settings: Settings, waiting: Waiting, filter: str
) -> datetime | None:
    """When the next card comes, as nothing is left now; None when there is none at all."""
    terms = _terms(now, settings)
    day = terms["today"]
    later = narrowed(select(func.min(cards.c.due_day)).where(cards.c.due_day > _today, ACTIVE, _free), filter)
    back = case((cards.c.due_day > cards.c.buried_until, cards.c.due_day), else_=cards.c.buried_until)
    buried = narrowed(select(func.min(back)).where(cards.c.buried_until > _today, ACTIVE), filter)
    days = [connection.execute(query, terms).scalar() for query in (later, buried)]
    unasked = narrowed(select(cards.c.id).where(cards.c.first_day.is_(None), ACTIVE, _free), filter).limit(1)
    if waiting.put_off or (settings.new_per_day and connection.execute(unasked, terms).first()):
        days.append(day + 1)
    starts = [day_start(each, now.tzinfo, settings.rollover_hour) for each in days if each is not None]
    if waiting.next_step is not None:
        starts.append(waiting.next_step)
    return min(starts, default=None)
