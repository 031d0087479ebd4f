"""What a wish would cost: this person's cards, ratings and pace, as cards/pricing.py takes them, and what it gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, case, func, select

from cards.schedule import Rating, Settings, State, study_day
from cards.translation import _
from db import settings as chosen
from db.records import Problem
from db.schema import ACTIVE, BY_DEMO, cards, reviews
from db.stats import SECONDS_A_CARD, STANDING, capped

if TYPE_CHECKING:
    from datetime import datetime

    from db.engine import Database

MOST = 1500  # cards that are played; of more than these each one stands for several
ENOUGH = 50  # ratings from which on a person's own are taken instead of the engine's
FIRST = (0.24, 0.094, 0.495, 0.171)  # first ratings, as the engine's simulator has them
PASSED = (0.224, 0.631, 0.145)  # ratings of a review that was known
LOOKS = (3.0, 1.0, 2.5)  # how often a card is looked at on its first day, when known, and when forgotten


@dataclass(frozen=True, slots=True)
class Wish:
    """What is changed: the desired retention, new cards a day, reviews a day at most."""

    retention: float
    new: int
    reviews: int

    @classmethod
    def of(cls, settings: Settings) -> Wish:
        """What is wished for now."""
        return cls(settings.desired_retention, settings.new_per_day, settings.reviews_per_day)


@dataclass(frozen=True, slots=True)
class Price:
    """What a wish costs over a year: minutes a day in each month, and how many cards are known after it."""

    minutes: tuple[float, ...]
    known: float

    @property
    def a_day(self) -> float:
        """Minutes a day on average."""
        return sum(self.minutes) / len(self.minutes)


def request(db: Database, wishes: Sequence[Wish], now: datetime) -> str:
    """What cards/pricing.py has to know to play these wishes. Raises Problem where there is no card to play."""
    with db.read() as connection:
        settings = chosen.within(connection)
        day = study_day(now, settings.rollover_hour)
        known = _known(connection, day)
        fresh = select(func.count()).where(ACTIVE, ~BY_DEMO, cards.c.first_day.is_(None))
        unasked = min(connection.execute(fresh).scalar_one(), 366 * max((wish.new for wish in wishes), default=0))
        first = _shares(connection, State.NEW, tuple(Rating), FIRST)
        passed = _shares(connection, State.REVIEW, tuple(Rating)[1:], PASSED)
        seconds = _seconds(connection)
    if not known and not unasked:
        raise Problem(_("There is no card yet whose year could be played."))
    each = max(1, -(-(len(known) + unasked) // MOST))
    return json.dumps(
        {
            "cards": known[::each],
            "unasked": round(unasked / each),
            "each": each,
            "parameters": settings.parameters,
            "first": first,
            "passed": passed,
            "seconds": seconds,
            "maximum_interval": settings.maximum_interval,
            "wishes": [[wish.retention, wish.new, wish.reviews] for wish in wishes],
        }
    )


def prices(answer: str) -> list[Price]:
    """What cards/pricing.py said, one for each wish. Raises Problem."""
    try:
        return [Price(tuple(each["minutes"]), each["known"]) for each in json.loads(answer)]
    except (ValueError, KeyError, TypeError) as error:
        raise Problem(_("What this would cost could not be reckoned. Nothing was changed.")) from error


def _known(connection: Connection, day: int) -> list[tuple[float, float, int, int]]:
    """Stability, difficulty, days since the last rating and until the next one, of every card that was rated."""
    rated = (ACTIVE, cards.c.last_day.is_not(None))
    query = select(cards.c.stability, cards.c.difficulty, cards.c.last_day, cards.c.due_day).where(*rated)
    found = []
    for stability, difficulty, last, due in connection.execute(query.order_by(cards.c.due_day, cards.c.id)):
        if isinstance(stability, float) and isinstance(difficulty, float) and stability > 0 and type(last) is int:
            found.append((stability, difficulty, max(0, day - last), max(0, due - day) if type(due) is int else 0))
    return found


def _shares(
    connection: Connection, state: State, ratings: Sequence[Rating], usual: tuple[float, ...]
) -> tuple[float, ...]:
    """How often each of these ratings was given to a card in this state."""
    query = select(reviews.c.rating, func.count()).where(STANDING, reviews.c.was == state.value)
    found: dict[Any, int] = {row[0]: row[1] for row in connection.execute(query.group_by(reviews.c.rating))}
    counts = [found.get(int(rating), 0) for rating in ratings]
    return tuple(count / sum(counts) for count in counts) if sum(counts) >= ENOUGH else usual


def _seconds(connection: Connection) -> tuple[float, float, float]:
    """How long a new card takes on its first day, a review that was known, and one that was forgotten."""
    steps = {State.NEW: 0, State.LEARNING: 0, State.RELEARNING: 2}
    passed = case((reviews.c.rating > 1, 1), else_=2)
    kind = case(*((reviews.c.was == state.value, place) for state, place in steps.items()), else_=passed)
    begins = func.sum(case((reviews.c.was.in_([State.NEW.value, State.REVIEW.value]), 1), else_=0))
    query = select(kind, func.sum(capped()), func.count(), begins).where(STANDING, reviews.c.duration_ms > 0)
    found = {row[0]: row[1:] for row in connection.execute(query.group_by(kind))}
    total, count = (sum(int(row[place]) for row in found.values()) for place in (0, 1))
    pace = total / 1000 / count if count >= ENOUGH else SECONDS_A_CARD
    taken = []
    for place, looks in enumerate(LOOKS):
        milliseconds, _, cards_of = found.get(place, (0, 0, 0))
        taken.append(int(milliseconds) / 1000 / int(cards_of) if cards_of >= ENOUGH else looks * pace)
    return taken[0], taken[1], taken[2]
