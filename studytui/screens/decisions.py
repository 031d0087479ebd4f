"""What a decision of the look does in the database, and how it is taken back. All of it runs in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.records import Decision, Known

if TYPE_CHECKING:
    from db.engine import Database
    from db.splits import Split


@dataclass(frozen=True, slots=True)
class Act:
    """What was done here, so that it can be taken back: to which cards, by which events, and words that changed."""

    cards: tuple[int, ...]
    events: tuple[int, ...]
    said: str
    reworded: Known | None = None  # the card before it
    split: Split | None = None


def decide(
    db: Database, known: Known, decision: Decision, words: tuple[str, str] | None, clock: Callable[[], datetime]
) -> list[int]:
    """Decide on one card as it was seen, and put it into these words before; the events that did it."""
    from db import reviews, wordings

    seen = known
    if words is not None:
        seen = wordings.reword(db, known.id, *words, clock(), seen=known)
    return reviews.decide(db, [known.id], decision, clock(), seen=seen)


def decide_all(db: Database, cards: Sequence[int], decision: Decision, clock: Callable[[], datetime]) -> list[int]:
    """Decide on many cards at once; the events that did it."""
    from db import reviews

    return reviews.decide(db, cards, decision, clock())


def split(db: Database, known: Known, parts: list[tuple[str, str]], clock: Callable[[], datetime]) -> Split:
    """Make smaller cards of one as it was seen."""
    from db import splits

    return splits.split(db, known.id, parts, clock(), seen=known)


def take_back(db: Database, act: Act, clock: Callable[[], datetime]) -> None:
    """Make undone what was done."""
    from db import reviews, splits, wordings

    if act.split is not None:
        splits.take_back(db, act.split, clock())
        return
    reviews.undo_all(db, act.events, clock())
    if act.reworded is not None:
        wordings.put_back(db, act.reworded, clock())
