"""What a wish costs: a year of reviews played beforehand, as a program of its own: JSON in and out.

Each card is played by itself with the engine's memory and this person's ratings, so that what is already known counts.
The engine's own `simulate` begins with no card, and its `optimal_retention` takes half a minute; a test holds this one
against it for cards that are all new. The chances of a card are the same for every wish, so that wishes are compared
and not their luck.

    {"cards": [[stability, difficulty, days since the last rating, days until it is due], …], "unasked": 120, "each": 1,
     "parameters": [], "first": [4 shares], "passed": [3 shares], "seconds": [new, known, forgotten],
     "maximum_interval": 36500, "wishes": [[retention, new cards a day, reviews a day], …]}
    → [{"minutes": [12 numbers, a day on average, month by month], "known": cards known after the year}, …]

`each` says how many cards one of them stands for.
"""

from __future__ import annotations

import heapq
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, TextIO

from cards import memory

DAYS, MONTHS = 365, 12


@dataclass(frozen=True, slots=True)
class Habits:
    """How a person rates, and how long it takes: shares of first ratings and of passed ones (hard, good, easy), seconds
    a new card takes on its first day, a review that was known, and one that was forgotten, learnt again."""

    parameters: tuple[float, ...]
    first: tuple[float, ...]
    passed: tuple[float, ...]
    seconds: tuple[float, float, float]
    maximum_interval: int


@dataclass(slots=True)
class _Card:
    """A card while its year is played; days count from today."""

    chances: random.Random
    stability: float | None = None
    difficulty: float | None = None
    last: int = 0

    def rated(self, habits: Habits, retention: float, day: int, rating: int) -> float:
        """Take a rating; what comes back within the day is then known. Returns the interval in days."""
        now = memory.after_each_rating(
            habits.parameters, retention, self.stability, self.difficulty, day - self.last if self.stability else 0
        )[rating - 1]
        if rating == 1 or (self.stability is None and rating < 4):
            now = memory.after_each_rating(habits.parameters, retention, now.stability, now.difficulty, 0)[2]
        self.stability, self.difficulty, self.last = now.stability, now.difficulty, day
        return now.interval

    def recall(self, habits: Habits, day: int) -> float:
        """The chance that it is known."""
        return 0.0 if self.stability is None else memory.recall(habits.parameters, self.stability, day - self.last)


@dataclass(slots=True)
class _Year:
    """One year under one wish."""

    habits: Habits
    retention: float
    each: float
    waiting: list[tuple[int, int]] = field(default_factory=list)  # (day it is due, number of the card)
    cards: list[_Card] = field(default_factory=list)
    seconds: list[float] = field(default_factory=lambda: [0.0] * DAYS)

    def known(self, known: Sequence[Sequence[float]]) -> None:
        """Begin with these cards."""
        for number, (stability, difficulty, since, due) in enumerate(known):
            self.cards.append(_Card(random.Random(number), stability, difficulty, -int(since)))
            self.waiting.append((max(0, int(due)), number))
        heapq.heapify(self.waiting)

    def begin(self, day: int) -> None:
        """A new card."""
        number = len(self.cards)
        card = _Card(random.Random(number))
        self.cards.append(card)
        self._ask(day, number, card, 1 + _drawn(self.habits.first, card.chances.random()), self.habits.seconds[0])

    def review(self, day: int, most: int) -> None:
        """What is due, at most so many; of a backlog first what is known best, which saves most."""
        due = []
        while self.waiting and self.waiting[0][0] <= day:
            due.append(heapq.heappop(self.waiting)[1])
        if len(due) > most:
            due.sort(key=lambda number: -self.cards[number].recall(self.habits, day))
            for number in due[most:]:
                heapq.heappush(self.waiting, (day + 1, number))
        for number in due[:most]:
            card = self.cards[number]
            if card.chances.random() < card.recall(self.habits, day):
                rating, took = 2 + _drawn(self.habits.passed, card.chances.random()), self.habits.seconds[1]
            else:
                rating, took = 1, self.habits.seconds[2]
            self._ask(day, number, card, rating, took)

    def _ask(self, day: int, number: int, card: _Card, rating: int, took: float) -> None:
        interval = card.rated(self.habits, self.retention, day, rating)
        self.seconds[day] += took * self.each
        days = max(1, min(round(interval), self.habits.maximum_interval))
        heapq.heappush(self.waiting, (day + days, number))

    def told(self) -> dict[str, Any]:
        """What became of it."""
        ends = [DAYS * month // MONTHS for month in range(MONTHS + 1)]
        minutes = [sum(self.seconds[a:b]) / 60 / (b - a) for a, b in pairwise(ends)]
        return {"minutes": minutes, "known": self.each * sum(card.recall(self.habits, DAYS) for card in self.cards)}


def year(
    habits: Habits, known: Sequence[Sequence[float]], unasked: int, each: float, wish: tuple[float, float, float]
) -> dict[str, Any]:
    """A year under a wish: desired retention, new cards a day, reviews a day."""
    retention, new, most = wish
    played = _Year(habits, retention, each)
    played.known(known)
    for day in range(DAYS):
        played.review(day, _of_day(day, most / each))
        for _ in range(min(_of_day(day, new / each), len(known) + unasked - len(played.cards))):
            played.begin(day)
    return played.told()


def _of_day(day: int, a_day: float) -> int:
    """How many fall on a day, of a number a day that may be broken."""
    return int((day + 1) * a_day + 1e-9) - int(day * a_day + 1e-9)


def _drawn(shares: Sequence[float], chance: float) -> int:
    sums = list(accumulate(shares))
    return next((place for place, upto in enumerate(sums) if chance * sums[-1] < upto), len(sums) - 1)


def main(source: TextIO, target: TextIO) -> None:
    """Read one request, write one answer."""
    asked = json.load(source)
    parameters, first, passed, seconds = (tuple(asked[name]) for name in ("parameters", "first", "passed", "seconds"))
    habits = Habits(parameters, first, passed, seconds, asked["maximum_interval"])
    found = [year(habits, asked["cards"], asked["unasked"], asked["each"], tuple(wish)) for wish in asked["wishes"]]
    json.dump(found, target)


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
