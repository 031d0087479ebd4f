"""Cards that come from another program with their history, as an import takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cards.card import Card
from cards.schedule import Rating, State


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer given elsewhere: when, what it found the card in, and what it promised.

    `key` tells it from others given at the same moment; wherever this file is imported, the answer is the same event.
    """

    at: datetime
    study_day: int
    rating: Rating
    duration_ms: int
    was: State
    state: State
    step: int
    due_day: int | None
    due_at: datetime | None
    key: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A card of another program: what it is called there, the collection it lies in, what it says, its answers.

    `changed_at` is when anything about it changed there; whether it is suspended counts from then.
    """

    guid: str
    path: str
    title: str
    card: Card
    tags: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    suspended: bool = False
    starred: bool = False
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """What an import of such cards did. `noted` are cards that a note says: their words are the note's, and stay."""

    new: int = 0
    changed: int = 0
    same: int = 0
    noted: int = 0
    answers: int = 0
    doubles: int = 0
    import_id: int = 0
