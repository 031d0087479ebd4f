"""The first sync with a file that is not there yet: the file is a copy of this database, less what is a machine's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from db.records import Event
from db.schema import NOTED, cards, doubts, folders, imports, meetings, micros, notes, reviews, set_aside, settings
from db.settings import SCHEDULE_KEY, TRAVELLING
from db.syncing.merging import Merged, Moved
from db.syncing.side import Side
from db.uids import uid
from db.versions import next_stamp


def begin(mine: Side, now: datetime) -> Merged:
    """Make this database ready to be copied: all it holds has a name, and the two have met. Says what the copy gets."""
    mine.prepare()
    connection = mine.connection
    values = {"uid": uid(micros(now)), "at": now, "review_id": mine.last_review}
    connection.execute(insert(meetings).values(**values, stamp=next_stamp(connection) - 1))

    def count(table: Table, *such: ColumnElement[bool]) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*such)).scalar_one())

    lines, new = count(reviews), count(cards, cards.c.retired.is_(False), NOTED)
    return Merged(Moved(), Moved(count(reviews, reviews.c.event == Event.RATING), lines, new))


def strip(copy: Connection) -> None:
    """Take out of the copy what is this machine's own: its folders and settings, what its imports did, its files."""
    for table in (imports, folders, doubts, set_aside):
        copy.execute(delete(table))
    copy.execute(delete(settings).where(settings.c.key.not_in([SCHEDULE_KEY, *TRAVELLING])))
    copy.execute(update(notes).values(missing=True, digest="", mtime_ns=-1, size=0))
