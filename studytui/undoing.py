"""What was done in a study session, so that it can be taken back, the last of it first.

Ratings and cards put away are in the log, which takes back what an earlier session did as well. A card's own words and
its parts are not: they are kept here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from cards.schedule import Rating
from cards.translation import _
from db import queue, reviews, splits, wordings
from db.records import Known, Review
from studytui.plaintext import named, taken_back

if TYPE_CHECKING:
    from db.engine import Database
    from db.splits import Split


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A card as it is again, what to say of it, and what was taken back: an event of the log, or its words."""

    card: Known
    said: str
    event: Review | None = None
    rating: Rating | None = None  # one of this session
    reworded: bool = False


@dataclass(slots=True)
class Acts:
    """What was done in this session."""

    _acts: list[Rating | Known | Split | None] = field(default_factory=list)

    def rated(self, rating: Rating) -> None:
        """A card was rated."""
        self._acts.append(rating)

    def put_away(self) -> None:
        """A card was suspended, buried or rejected."""
        self._acts.append(None)

    def reworded(self, before: Known) -> None:
        """A card was put into other words; `before` is the card as it was."""
        self._acts.append(before)

    def split(self, done: Split) -> None:
        """A card was split into smaller ones."""
        self._acts.append(done)

    def take_back(self, db: Database, now: datetime) -> TakenBack | None:
        """Take back the last thing done, also one of an earlier session; None where there is nothing."""
        last = self._acts[-1] if self._acts else None
        if isinstance(last, Known):
            self._acts.pop()
            card = wordings.put_back(db, last, now)
            return TakenBack(card, taken_back(card, None), reworded=True)
        if isinstance(last, splits.Split):
            self._acts.pop()
            splits.take_back(db, last, now)
            card = queue.card(db, last.card)
            return TakenBack(card, _("Taken back: {card} is whole again.", card=named(card)))
        undone = reviews.undo_last(db, now)
        if undone is None:
            return None
        card, event = undone
        splits.undone(db, card, event, now)
        if self._acts:
            self._acts.pop()
        return TakenBack(card, taken_back(card, event), event, last)
