"""The history of a card of Anki as answers of ours, so that its intervals go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from cards.schedule import Rating, State, day_start, study_day
from db.imports.brought import Answered
from db.packages.tables import AnswerRow, CardRow, Collection

NEW, LEARNING, REVIEW, RELEARNING = range(4)  # the types of cards
SUSPENDED = -1  # the queue of suspended cards
FILTERED = 3  # the type of answers that were given beside the schedule
STATES = {LEARNING: State.LEARNING, REVIEW: State.REVIEW, RELEARNING: State.RELEARNING}
LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Calendar:
    """How Anki's days are ours: the day its collection counts from, and where and when a day of ours begins."""

    first_day: int
    zone: tzinfo | None
    rollover: int
    learning_steps: int
    relearning_steps: int

    def day(self, at: datetime) -> int:
        """The study day of a moment."""
        return study_day(at.astimezone(self.zone), self.rollover)

    def due_day(self, due: int) -> int:
        """The study day that Anki counts as so many since the first one."""
        return min(max(1, self.first_day + due), LAST_DAY)


def calendar(of: Collection, now: datetime, rollover: int, steps: tuple[int, int]) -> Calendar:
    """The calendar of a collection. `now` has the time zone that study days are counted in."""
    zone = now.tzinfo if of.offset is None else timezone(timedelta(minutes=-of.offset))
    made = datetime.fromtimestamp(of.created_at, UTC).astimezone(zone)
    return Calendar(made.date().toordinal(), now.tzinfo, rollover, *steps)


def answers(card: CardRow, log: Sequence[AnswerRow], calendar: Calendar, guid: str) -> list[Answered]:
    """What was answered to a card since it was last made new; of what was answered last, the due day is the card's.

    A card that is in review without any answer in the file has one made: known when it was last due to be.
    """
    if card.type not in STATES:
        return []
    rated = _since_reset(log)
    state = STATES[card.type]
    due_day, due_at = _due(card, state, calendar)
    found: list[Answered] = []
    was = State.NEW
    for line, following in zip(rated, [*rated[1:], None], strict=True):
        at = datetime.fromtimestamp(line.id / 1000, UTC)
        rating = Rating(min(max(line.ease, 1), 4))
        if following is None:
            after, day, moment, step = state, due_day, due_at, _step(card, state, calendar)
        else:
            after, day, moment = _promised(line, was, rating, at, calendar)
            step = 0
        found.append(
            Answered(
                at, calendar.day(at), rating, max(0, line.time), was, after, step, day, moment, f"{guid} {line.id}"
            )
        )
        was = after
    return found or _known_once(card, state, due_day, due_at, calendar, guid)


def _since_reset(log: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The answers that count: none from before the card was made new again, none given beside the schedule."""
    kept: list[AnswerRow] = []
    for line in log:
        if line.ease == 0 and line.factor == 0 and line.type == 4:
            kept.clear()
        elif line.ease > 0 and not (line.type == FILTERED and line.factor == 0):
            kept.append(line)
    return kept


def _due(card: CardRow, state: State, calendar: Calendar) -> tuple[int | None, datetime | None]:
    """When a card comes back: the day of one in review, the moment of one that is being learnt."""
    due = card.odue if card.odid and card.odue else card.due  # a card in a filtered deck keeps its own date aside
    if state is State.REVIEW:
        return calendar.due_day(due), None
    if due > 1_000_000_000:  # seconds since 1970
        return None, datetime.fromtimestamp(min(due, 250_000_000_000), UTC)
    return None, day_start(calendar.due_day(due), calendar.zone, calendar.rollover).astimezone(UTC)


def _step(card: CardRow, state: State, calendar: Calendar) -> int:
    """Which learning step a card is in: Anki counts those that are left."""
    if state is State.REVIEW:
        return 0
    steps = calendar.learning_steps if state is State.LEARNING else calendar.relearning_steps
    return min(max(0, steps - card.left % 1000), max(0, steps - 1))


def _promised(
    line: AnswerRow, was: State, rating: Rating, at: datetime, calendar: Calendar
) -> tuple[State, int | None, datetime | None]:
    """What an answer led to: its interval is in days, or in seconds where it is negative."""
    if line.ivl > 0:
        return State.REVIEW, min(calendar.day(at) + line.ivl, LAST_DAY), None
    lapsed = was is State.RELEARNING or (was is State.REVIEW and rating is Rating.AGAIN)
    wait = timedelta(seconds=min(max(-line.ivl, 1), 10**9))
    return State.RELEARNING if lapsed or was is State.REVIEW else State.LEARNING, None, at + wait


def _known_once(
    card: CardRow, state: State, due_day: int | None, due_at: datetime | None, calendar: Calendar, guid: str
) -> list[Answered]:
    """One answer for a card whose own are not in the file: it keeps the day it is due on."""
    changed = datetime.fromtimestamp(min(max(card.mod, 0), 250_000_000_000), UTC)
    at = changed
    if due_day is not None:
        last = max(1, due_day - max(1, card.ivl))
        if last < calendar.day(changed):
            at = day_start(last, calendar.zone, calendar.rollover).astimezone(UTC)
    step = _step(card, state, calendar)
    line = Answered(at, calendar.day(at), Rating.GOOD, 0, State.NEW, state, step, due_day, due_at, f"{guid} once")
    return [line]
