"""Coming back after days away: so many reviews a day, the most useful first and nothing new, until the backlog is gone.

It ends by itself: it holds only while more is due than a day takes, and what is kept of it is forgotten then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, cast, func, select
from sqlalchemy import Text as Words

from cards import memory
from cards.schedule import study_day
from db import settings as store
from db.prepared import Prepared
from db.schema import ACTIVE, cards, reviews, settings

if TYPE_CHECKING:
    from datetime import datetime

    from db.engine import Database

KEY = "coming back"
AWAY = 3  # days without an answer from which a calm way back is offered
HEAVY = 2.0  # and so many times what an ordinary day brought
LEAST = 60  # cards below which a backlog is no burden
HORIZON = 30  # days over which it is reckoned what a review is good for

_kept = Prepared(select(cast(settings.c.value, Words)).where(settings.c.key == bindparam("key")))


@dataclass(frozen=True, slots=True)
class Offer:
    """A backlog: days since the last answer, cards that wait, and how many a day would work it off calmly."""

    away: int
    waiting: int
    a_day: int

    @property
    def days(self) -> int:
        """About how many days it takes; what comes due meanwhile is not in it."""
        return -(-self.waiting // self.a_day)


def a_day(connection: Connection) -> int:
    """Reviews a day while coming back; 0 where this is not wanted."""
    text = _kept.first(connection, key=KEY)
    return int(text) if text is not None and text.isdecimal() and int(text) <= 100_000 else 0


def present(db: Database) -> int:
    """Reviews a day while coming back; 0 where one is not."""
    with db.read() as connection:
        return a_day(connection)


def begin(db: Database, count: int) -> None:
    """Come back with so many reviews a day."""
    store.put(db, KEY, max(1, count))


def end(db: Database) -> None:
    """Ask all that is due again, and new cards."""
    with db.begin() as connection:
        connection.execute(settings.delete().where(settings.c.key == KEY))


def settle(db: Database, now: datetime) -> bool:
    """Forget it where the backlog is gone; True where that was so just now."""
    with db.read() as connection:
        over = 0 < a_day(connection) >= _due(connection, now) + _done(connection, now)
    if over:
        end(db)
    return over


def offer(db: Database, now: datetime) -> Offer | None:
    """What to offer a person who was away and finds more than they are used to; None where all is as usual."""
    with db.read() as connection:
        if a_day(connection):
            return None
        day = _day(connection, now)
        # Whoever looks through cards or rejects one has not studied yet.
        answered = select(reviews.c.study_day).where(reviews.c.study_day <= day, reviews.c.event == "rating")
        last = connection.execute(answered.order_by(reviews.c.study_day.desc()).limit(1)).scalar()
        if last is None or day - last < AWAY:
            return None
        days = select(func.count().label("count")).where(reviews.c.event == "rating", reviews.c.was != "new")
        spans = days.where(reviews.c.study_day > last - 60).group_by(reviews.c.study_day).subquery()
        usual = float(connection.execute(select(func.avg(spans.c.count))).scalar() or 0)
        waiting = _due(connection, now)
    if waiting < max(LEAST, HEAVY * usual):
        return None
    return Offer(day - last, waiting, max(20, 10 * round(1.5 * usual / 10)))


def most_useful(rows: list[Any], day: int, parameters: tuple[float, ...]) -> list[int]:
    """The ids of (id, last_day, stability, difficulty), those first whose review raises recall most."""
    gains = []
    for card_id, last_day, stability, difficulty in rows:
        if type(last_day) is int and isinstance(stability, float) and isinstance(difficulty, float) and stability > 0:
            gains.append((-gain(parameters, stability, difficulty, max(0, day - last_day)), card_id))
    return [card_id for _, card_id in sorted(gains)]


@lru_cache(maxsize=100_000)
def gain(parameters: tuple[float, ...], stability: float, difficulty: float, days: int) -> float:
    """How much more is recalled over the coming month, on average, for reviewing this memory now rather than not."""
    again, _, good, _ = memory.after_each_rating(parameters, 0.9, stability, difficulty, days)
    chance = memory.recall(parameters, stability, days)
    middle = HORIZON / 2
    after = chance * memory.recall(parameters, good.stability, middle)
    after += (1 - chance) * memory.recall(parameters, again.stability, middle)
    return after - memory.recall(parameters, stability, days + middle)


def _day(connection: Connection, now: datetime) -> int:
    return study_day(now, store.within(connection).rollover_hour)


def _due(connection: Connection, now: datetime) -> int:
    due = select(func.count()).where(cards.c.due_day <= _day(connection, now), ACTIVE)
    return int(connection.execute(due).scalar_one())


def _done(connection: Connection, now: datetime) -> int:
    day = _day(connection, now)
    done = select(func.count()).where(cards.c.last_day == day, cards.c.first_day < day)
    return int(connection.execute(done).scalar_one())
