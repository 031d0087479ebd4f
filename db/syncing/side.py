"""One of the two databases that meet: its connection, and how far it was known at their last meeting."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from db.engines import hold_the_log, let_the_log_go
from db.schema import EPOCH, cards, meetings, micros, reviews, versions
from db.uids import digest, uid
from db.versions import next_stamp, remember

KEPT = 200  # so many meetings are remembered


@dataclass(slots=True)
class Side:
    """A database that meets another one. `here` says that its folders are those of this machine.

    Lines of the log up to `known_reviews` and changes up to `known_stamp` were exchanged when the two met last;
    `last_review` is where the log ended when this meeting began. `touched` are the cards whose rows have to be computed
    anew, `stamp` is given to whatever changes now.
    """

    connection: Connection
    name: str
    here: bool
    known_reviews: int = 0
    known_stamp: int = 0
    last_review: int = 0
    stamp: int = 0
    touched: set[int] = field(default_factory=set)
    written: bool = False

    def prepare(self) -> None:
        """Write down what cards and lines of the log are known by, where that is not yet done."""
        counts = [select(func.count()).select_from(table).scalar_subquery() for table in (cards, versions)]
        if len(set(self.connection.execute(select(*counts)).one())) > 1:
            remember(self.connection)
        if self.connection.execute(select(exists().where(reviews.c.uid.is_(None)))).scalar():
            self._name_lines()
        self.last_review = self.connection.execute(select(func.coalesce(func.max(reviews.c.id), 0))).scalar_one()
        self.stamp = next_stamp(self.connection)

    def _name_lines(self) -> None:
        """Name lines of the log that another program wrote."""
        columns = (reviews.c.id, reviews.c.card_id, reviews.c.event, reviews.c.rating, reviews.c.at)
        rows = self.connection.execute(select(*columns).where(reviews.c.uid.is_(None)).order_by(reviews.c.id)).all()
        let_the_log_go(self.connection)
        for row in rows:
            at = row.at if isinstance(row.at, datetime) else EPOCH
            name = uid(micros(at), digest(*row))
            self.connection.execute(update(reviews).where(reviews.c.id == row.id).values(uid=name))
        hold_the_log(self.connection)


def recall(mine: Side, theirs: Side) -> bool:
    """Find how far the two knew each other when they met last; False where they never did.

    A meeting has the same name on both sides and stands in the file itself: a file that was copied, restored or
    replaced by an older one since holds only the meetings that it knows of.
    """
    columns = (meetings.c.uid, meetings.c.review_id, meetings.c.stamp)
    known = {row.uid: row for row in theirs.connection.execute(select(*columns))}
    for row in mine.connection.execute(select(*columns).order_by(meetings.c.id.desc())):
        if row.uid in known:
            other = known[row.uid]
            mine.known_reviews, mine.known_stamp = row.review_id, row.stamp
            theirs.known_reviews, theirs.known_stamp = other.review_id, other.stamp
            return True
    return False


def meet(mine: Side, theirs: Side, now: datetime) -> None:
    """Write down on both sides that they met, and how far each goes now."""
    name = uid(micros(now))
    for side in (mine, theirs):
        last = side.connection.execute(select(func.coalesce(func.max(reviews.c.id), 0))).scalar_one()
        values = {"uid": name, "at": now, "review_id": last, "stamp": next_stamp(side.connection) - 1}
        made = side.connection.execute(insert(meetings).values(**values))
        assert made.inserted_primary_key is not None
        oldest = int(made.inserted_primary_key[0]) - KEPT
        side.connection.execute(delete(meetings).where(meetings.c.id <= oldest))
