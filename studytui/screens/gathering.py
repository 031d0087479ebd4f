"""What the first screen reads from the database, a step at a time: the numbers first, then what may take longer.

Each step runs in a thread and imports what it needs itself, so that the first paint waits for none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from studytui.screens.overview import Overview

if TYPE_CHECKING:
    from db.engine import Database
    from db.records import Counts
    from studytui.parts import Part


def counts_as_kept(kept: Mapping[str, Any]) -> Counts:
    """The counts of the last time, as they were kept for the next start."""
    from db.counts import Counts

    comes = kept["next_due"]
    return Counts(**{**kept, "next_due": datetime.fromisoformat(comes) if comes else None})


def gather(db: Database, now: datetime) -> Counts:
    """Count today's cards; runs in a thread. Alone, because statistics need more modules than the counts do."""
    from db import queue

    return queue.counts(db, now)


def gather_more(db: Database, now: datetime, counts: Counts) -> Overview:
    """What stands beside the counts: how long it takes, the days ahead, the days in a row, and a way back."""
    from db import calm, queue, stats

    calm.settle(db, now)
    minutes, ahead = stats.minutes(db, now, counts), tuple(queue.forecast(db, now, days=8))
    a_day = calm.present(db)
    backlog = queue.backlog(db, now) if a_day else 0
    return Overview(counts, minutes, ahead, stats.streak(db, now), calm.offer(db, now), a_day, backlog)


def gather_doubts(db: Database) -> int:
    """How many doubtful matches wait for a decision."""
    from db.imports import doubts

    return doubts.count(db)


def gather_questions(db: Database, now: datetime, left: Callable[[], bool]) -> bool:
    """Find the questions that demos ask about what the notes say; whether there are others now."""
    from studytui.asking import attend

    return attend(db, now, left=left)


def gather_held(db: Database) -> int:
    """How many held cards wait to be looked at."""
    from db import looking

    return looking.count(db)


def gather_parts(db: Database, now: datetime, counts: Counts) -> list[Part]:
    """What may be studied. Apart from the numbers, which are on the screen before this is even imported."""
    from db import library, queue, scopes
    from studytui.parts import parts

    def count(filter: str) -> tuple[int, int, int]:
        return library.tally(db, filter, now)

    due = max(counts.due, queue.backlog(db, now) + counts.learning)  # a day's measure may let fewer come
    return parts(library.notes(db, now), library.folders(db), library.tags(db), scopes.load(db), count, due)


def gather_sync(db: Database, now: datetime) -> str:
    """When this machine synced last, in a line."""
    from studytui.syncing import line

    return line(db, now)
