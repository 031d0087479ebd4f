"""When a card comes back: FSRS-6 over study days, with learning steps and seeded fuzz; the four outcomes beforehand."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import IntEnum, StrEnum

from cards import memory
from cards.spread import Load, spread
from cards.translation import N_, _, ngettext

DAY_MINUTES = 24 * 60
MONTH_DAYS = 365.25 / 12


# In which order new cards come: as their notes have them, from the newest note on, the most worth first, or mixed.
ORDERS = ("note", "newest", "worth", "mixed")


class Rating(IntEnum):
    """How well it was known."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """What a person reads: `again`, `hard`, `good`, `easy`; to be translated where it is shown."""
        return (N_("again"), N_("hard"), N_("good"), N_("easy"))[self - 1]


class State(StrEnum):
    """Where a card stands."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may choose: when cards come, and how much of a note is asked. Times of steps are in minutes."""

    desired_retention: float = 0.9
    learning_steps: tuple[float, ...] = (1.0, 10.0)
    relearning_steps: tuple[float, ...] = (10.0,)
    new_per_day: int = 20
    reviews_per_day: int = 9999
    new_order: str = "note"  # one of ORDERS
    runs_per_day: int = 2  # of the questions that demos ask, so many new ones a day
    rollover_hour: int = 4
    maximum_interval: int = 36500
    fuzz: bool = True
    leech_lapses: int = 8
    questions_per_note: str = "normal"  # few, normal or many: see cards/asking/taste.py
    parameters: tuple[float, ...] = ()  # empty: the engine's defaults


@dataclass(frozen=True, slots=True)
class Schedule:
    """A card's memory: the projection of its reviews.

    `due_day` is a study day (see `study_day`); `due_at` an instant (UTC), set while in a learning step.
    Stability is in days, difficulty 1–10. `last_day` is the study day of the last rating.
    """

    state: State = State.NEW
    step: int = 0
    stability: float | None = None
    difficulty: float | None = None
    due_day: int | None = None
    due_at: datetime | None = None
    last_day: int | None = None
    reps: int = 0
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rating would do: the schedule after it, and the interval in words ("10m", "3d")."""

    rating: Rating
    schedule: Schedule
    interval: str


def study_day(at: datetime, rollover_hour: int = 4) -> int:
    """The date ordinal of the study day that `at` falls into: the local date, where a day turns at `rollover_hour`.

    `at` must be aware; its own time zone is what "local" means. Reckoned on the wall clock, so that a day of 23 or 25
    hours turns at the same hour as any other.
    """
    if at.tzinfo is None:
        raise ValueError("a study day needs a time with its time zone")
    day = at.date().toordinal()
    return day if at.hour >= rollover_hour else day - 1


def day_start(day: int, tz: tzinfo | None, rollover_hour: int = 4) -> datetime:
    """The instant a study day begins in `tz`; None means the time zone of this machine."""
    start = datetime.combine(date.fromordinal(day), time(rollover_hour), tz)
    return start if tz is not None else start.astimezone()


def outcomes(
    schedule: Schedule, now: datetime, settings: Settings, *, seed: int, load: Load | None = None
) -> tuple[Outcome, Outcome, Outcome, Outcome]:
    """What each of the four ratings would do now, Again first; a better rating never comes back sooner.

    A review that is passed before it was due is never given a shorter interval than it had, up to the longest one.
    `seed` is the card's id: with the number of its repetitions it settles the fuzz, so that what is shown is what a
    rating then does, as long as `load` (how many other cards come on which day) says the same. Raises ValueError for
    FSRS parameters the engine cannot use.
    """
    today = study_day(now, settings.rollover_hour)
    elapsed = 0 if schedule.last_day is None else today - schedule.last_day
    memories = memory.after_each_rating(
        settings.parameters, settings.desired_retention, schedule.stability, schedule.difficulty, elapsed
    )
    chance = random.Random(seed * 1_000_003 + schedule.reps).random() if settings.fuzz else None
    # The interval it had: a passed review never comes back sooner than the memory's growth would have it.
    had, early = 0, False
    if schedule.state is State.REVIEW and schedule.due_day is not None and schedule.last_day is not None:
        had, early = schedule.due_day - schedule.last_day, today < schedule.due_day
    result: list[Outcome] = []
    minutes, at, days = 0.0, now.astimezone(UTC), 0
    for rating, remembered in zip(Rating, memories, strict=True):
        lapsed = schedule.state is State.REVIEW and rating is Rating.AGAIN
        shared = replace(
            schedule,
            stability=remembered.stability,
            difficulty=remembered.difficulty,
            last_day=today,
            reps=schedule.reps + 1,
            lapses=schedule.lapses + lapsed,
        )
        place = _step_after(schedule, rating, settings)
        if place is not None:
            state, step, wait = place
            minutes = max(minutes, wait)
            at = max(at, _no_longer(_later(now, minutes, settings.rollover_hour), now, settings))
            days = max(days, study_day(at.astimezone(now.tzinfo), settings.rollover_hour) - today)
            after_it = replace(shared, state=state, step=step, due_day=None, due_at=at)
            result.append(Outcome(rating, after_it, words(min(minutes, max(1.0, (at - now).total_seconds() / 60)))))
        else:
            least = days + 1
            if rating is not Rating.AGAIN:
                grows = round(remembered.interval) > had
                least = max(least, had + 1 if grows else had if early else 0)
            days = spread(remembered.interval, least, settings.maximum_interval, chance, today, load)
            after_it = replace(shared, state=State.REVIEW, step=0, due_day=today + days, due_at=None)
            result.append(Outcome(rating, after_it, words(days * DAY_MINUTES)))
    again, hard, good, easy = result
    return again, hard, good, easy


def after(
    schedule: Schedule, rating: Rating, now: datetime, settings: Settings, *, seed: int, load: Load | None = None
) -> Schedule:
    """The schedule after a rating: exactly what `outcomes` shows for it."""
    return outcomes(schedule, now, settings, seed=seed, load=load)[rating - 1].schedule


def retrievability(schedule: Schedule, day: int, settings: Settings) -> float | None:
    """The chance (0–1) that the card is still remembered on study day `day`; None while it was never rated."""
    if schedule.stability is None or schedule.last_day is None:
        return None
    return memory.recall(settings.parameters, schedule.stability, day - schedule.last_day)


def why_due(schedule: Schedule, now: datetime, settings: Settings) -> str:
    """Why the card comes when it comes, in a sentence."""
    if schedule.state is State.NEW:
        return _("This card is new: it was never asked.")
    if schedule.due_at is not None:
        steps = settings.learning_steps if schedule.state is State.LEARNING else settings.relearning_steps
        wait = (schedule.due_at - now).total_seconds() / 60
        if wait > 0:
            comes = _("it comes in {time}", time=words(wait))
        else:
            comes = _("it was due {time} ago", time=words(-wait)) if wait <= -1 else _("it is due now")
        text = (
            N_("You are learning this card (step {step} of {steps}); {comes}.")
            if schedule.state is State.LEARNING
            else N_("You are learning this card again (step {step} of {steps}); {comes}.")
        )
        return _(text, step=schedule.step + 1, steps=max(len(steps), schedule.step + 1), comes=comes)
    today = study_day(now, settings.rollover_hour)
    chance = retrievability(schedule, today, settings)
    if schedule.due_day is None or chance is None:
        return _("This card has no date yet.")
    ahead = schedule.due_day - today
    known = _(
        "the chance that you still know it is about {chance:.0%}, and you asked for {wanted:.0%}",
        chance=chance,
        wanted=settings.desired_retention,
    )
    if ahead > 0:
        return ngettext(
            "This card is not due for {count} day: {known}.",
            "This card is not due for {count} days: {known}.",
            ahead,
            known=known,
        )
    if ahead < 0:
        return ngettext(
            "This card has been due for {count} day: {known}.",
            "This card has been due for {count} days: {known}.",
            -ahead,
            known=known,
        )
    return _("This card is due today: {known}.", known=known)


def is_set_aside(lapses: int, settings: Settings) -> bool:
    """Whether this lapse sets a card aside: at so many of them, and again after half as many more.

    >>> [n for n in range(20) if is_set_aside(n, Settings())]
    [8, 12, 16]
    """
    most = settings.leech_lapses
    return most > 0 and lapses >= most and (lapses - most) % max(most // 2, 1) == 0


def words(minutes: float) -> str:
    """A length of time as short as a key hint needs it: "10m", "1.5h", "3d", "2.1mo", "1.4y"; Korean: "10분", "3일"."""
    days = minutes / DAY_MINUTES
    if minutes < 1:
        return _("<1m")
    if minutes < 59.5:
        return _("{minutes}m", minutes=f"{minutes:.0f}")
    if days < 1:
        return _("{hours}h", hours=f"{minutes / 60:.1f}".removesuffix(".0"))
    if days < MONTH_DAYS:
        return _("{days}d", days=f"{days:.0f}")
    if days < 365:
        return _("{months}mo", months=f"{days / MONTH_DAYS:.1f}".removesuffix(".0"))
    return _("{years}y", years=f"{days / 365.25:.1f}".removesuffix(".0"))


def _step_after(schedule: Schedule, rating: Rating, settings: Settings) -> tuple[State, int, float] | None:
    """The learning step a rating leads to, with its wait in minutes; None where it leads to a review."""
    if schedule.state is State.REVIEW:
        if rating is not Rating.AGAIN or not settings.relearning_steps:
            return None
        return State.RELEARNING, 0, settings.relearning_steps[0]
    relearning = schedule.state is State.RELEARNING
    state = State.RELEARNING if relearning else State.LEARNING
    steps = settings.relearning_steps if relearning else settings.learning_steps
    if not steps or rating is Rating.EASY:
        return None
    step = min(schedule.step, len(steps) - 1)  # there may be fewer steps than yesterday
    if rating is Rating.AGAIN:
        return state, 0, steps[0]
    if rating is Rating.GOOD:
        return (state, step + 1, steps[step + 1]) if step + 1 < len(steps) else None
    if step:
        return state, step, steps[step]
    # Hard on the first step lies between Again and Good.
    return state, 0, (steps[0] + steps[1]) / 2 if len(steps) > 1 else min(steps[0] * 1.5, steps[0] + DAY_MINUTES)


def _later(now: datetime, minutes: float, rollover_hour: int) -> datetime:
    """The instant a step ends, in UTC; one of a day or more ends with the night before, as every day does."""
    at = now.astimezone(UTC) + timedelta(minutes=minutes)
    if minutes < DAY_MINUTES:
        return at
    day = study_day(at.astimezone(now.tzinfo), rollover_hour)
    return day_start(day, now.tzinfo, rollover_hour).astimezone(UTC)


def _no_longer(at: datetime, now: datetime, settings: Settings) -> datetime:
    """The end of a step, or the start of the last day a review could be given: a step of half a day may reach beyond
    the longest interval.
    """
    last = study_day(now, settings.rollover_hour) + max(1, settings.maximum_interval)
    if study_day(at.astimezone(now.tzinfo), settings.rollover_hour) < last:
        return at
    return min(at, day_start(last, now.tzinfo, settings.rollover_hour).astimezone(UTC))
