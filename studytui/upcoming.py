"""Which card of a study session comes next: what is due, what was left for later, and what does not wait at all.

The queue of the day is in db/queue.py; here is what one sitting adds to it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from cards.schedule import study_day
from db import queue
from db.records import Known

if TYPE_CHECKING:
    from db.engine import Database


@dataclass(slots=True)
class Upcoming:
    """The cards of one sitting that are still to come. `filter` narrows the queue."""

    db: Database
    filter: str = ""
    everything: bool = False  # after what waits, also what the filter finds and does not wait today
    or_all: bool = False  # the same, where nothing waits
    waits: str = ""  # why no demo can ask just now; its cards wait then
    _skipped: set[int] = field(default_factory=set)
    _others: list[int] | None = None  # what does not wait, once it is asked for

    def begin(self, now: datetime) -> None:
        """Start from the first card; what no demo could ask is tried again."""
        self.waits = ""
        if self.everything:
            self._others = self.beyond(now)

    def beyond(self, now: datetime) -> list[int]:
        """The cards the filter finds that do not wait today."""
        return queue.others(self.db, now, self.filter)

    def skip(self, card: int) -> None:
        """Leave a card until all the others had their turn."""
        self._skipped.add(card)

    def unskip(self, card: int) -> None:
        """Its turn may come at once."""
        self._skipped.discard(card)

    def take(self, now: datetime, after: int | None, *, rollover_hour: int, first: bool) -> tuple[Known | None, int]:
        """The card that comes after the card `after`, and how many are left with it; `first` before any was rated."""
        counts, card = queue.glance(self.db, now, filter=self.filter, after=after)
        total = counts.total
        if card is not None and (card.id in self._skipped or self.waits):
            due = queue.today(self.db, now, filter=self.filter)
            left = [each for each in due if each not in self._kept_waiting()]
            total -= len(due) - len(left)
            fresh = next((each for each in left if each not in self._skipped), None)
            if fresh is None:  # only skipped ones are left: their turn has come
                self._skipped.clear()
                fresh = card.id if card.id in left else next(iter(left), None)
            if fresh != card.id:
                card = None if fresh is None else queue.card(self.db, fresh)
        if card is None and self.or_all and first:
            self.everything, self.or_all = True, False
            self._others = self.beyond(now)
        if card is None and self.everything:
            return self._other(now, rollover_hour)
        if self.everything:
            total += len(self._others or ())
        return card, total

    def _other(self, now: datetime, rollover_hour: int) -> tuple[Known | None, int]:
        """The next card that does not wait, and how many there are with it."""
        while self._others:
            card = queue.card(self.db, self._others.pop(0))
            away = card.suspended or card.rejected or card.retired or card.card.held or card.buried_until is not None
            today = study_day(now, rollover_hour)
            if not away and card.schedule.last_day != today and card.id not in self._kept_waiting():
                return card, 1 + len(self._others)
        return None, 0

    def _kept_waiting(self) -> Collection[int]:
        """The cards that demos ask, where none can."""
        if not self.waits:
            return ()
        from db.runs import every

        return every(self.db).keys()
