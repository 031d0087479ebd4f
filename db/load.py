"""How many cards come on the days that a rating may choose from, as it was when it was first asked.

The intervals on the buttons are drawn from these counts. They are kept with the card that is shown, so that an answer
in another window changes nothing that was promised. A replay needs none of it: the log holds the day that was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from cards.spread import Load
from db.prepared import Prepared
from db.schema import ACTIVE, cards

_of_days = Prepared(
    select(cards.c.due_day, func.count())
    .where(cards.c.due_day.between(bindparam("first"), bindparam("last")), cards.c.id != bindparam("but"), ACTIVE)
    .group_by(cards.c.due_day)
)


class Loads:
    """The counts for one card that is shown."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, int], Sequence[int]] = {}

    def of_others(self, connection: Connection, card_id: int) -> Load:
        """How many other cards come on each day; what was asked before is answered as before."""

        def load(first: int, last: int) -> Sequence[int]:
            if (first, last) not in self._seen:
                rows = _of_days.rows(connection, first=first, last=last, but=card_id)
                found = {day: count for day, count in rows if type(day) is int}
                self._seen[first, last] = [found.get(day, 0) for day in range(first, last + 1)]
            return self._seen[first, last]

        return load
