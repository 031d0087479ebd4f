"""When a card comes back: FSRS-6 over study days, with learning steps, seeded fuzz, and the four outcomes before you choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class Rating(IntEnum):
    """How well it was known."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """Where a card stands."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may choose about scheduling. Times of steps are in minutes."""

    desired_retention: float = 0.9
    learning_steps: tuple[float, ...] = (1.0, 10.0)
    relearning_steps: tuple[float, ...] = (10.0,)
    new_per_day: int = 20
    rollover_hour: int = 4
    maximum_interval: int = 36500
    fuzz: bool = True
    leech_lapses: int = 8
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
