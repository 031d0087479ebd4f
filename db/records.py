"""What the memory gives and takes: frozen dataclasses, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cards.card import Card, Unused
from cards.schedule import Rating, Schedule


class Problem(Exception):
    """Something a person has to know about; the message is a sentence that says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """A card as it is remembered."""

    id: int
    card: Card
    note_id: int
    path: str
    schedule: Schedule
    suspended: bool = False
    buried_until: int | None = None  # study day
    retired: bool = False


@dataclass(frozen=True, slots=True)
class NoteSummary:
    """A note in the list of notes."""

    id: int
    path: str
    title: str
    cards: int
    due: int
    new: int
    imported_at: datetime
    missing: bool = False


class Change(StrEnum):
    """What an import does to a card."""

    NEW = "new"
    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Source:
    """A note that was read, ready to be planned: where it is, its fingerprint, and what it gave."""

    path: str
    title: str
    digest: str
    mtime_ns: int
    size: int
    cards: tuple[Card, ...]
    unused: tuple[Unused, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One card of a plan. `card` is today's form (None when gone), `known` yesterday's (None when new)."""

    change: Change
    path: str
    card: Card | None
    known: Known | None
    likeness: float = 1.0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. Nothing is written until it is applied."""

    sources: tuple[Source, ...]
    rows: tuple[PlanRow, ...]
    failed: tuple[Failure, ...] = ()
    unchanged: int = 0

    def count(self, change: Change) -> int:
        """How many cards change so."""
        return sum(row.change is change for row in self.rows)

    @property
    def empty(self) -> bool:
        """True when applying would change no card."""
        return all(row.change is Change.KEPT for row in self.rows)


@dataclass(frozen=True, slots=True)
class Counts:
    """Today in numbers. `next_due` is the instant the next card comes when nothing is due now."""

    due: int
    new: int
    learning: int
    review: int
    total: int
    next_due: datetime | None


class Event(StrEnum):
    """What the log holds. An undo names the event it takes back."""

    RATING = "rating"
    UNDO = "undo"
    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"


@dataclass(frozen=True, slots=True)
class Review:
    """One line of the append-only log."""

    id: int
    card_id: int
    event: Event
    rating: Rating | None
    at: datetime
    study_day: int
    duration_ms: int
    undoes: int | None = None
