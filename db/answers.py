"""What was answered to the questions of demos, beside the log: the draw, the answer and the mark.

An answer is on disk before its mark is shown. The rating that follows names it; until then it waits for that rating,
also after a restart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, exists, func, insert, or_, select, update

from cards.schedule import Rating, Schedule
from cards.translation import _
from db.records import Known, Stale
from db.rows import Columns
from db.schema import answers, cards, reviews

if TYPE_CHECKING:
    from db.engine import Database

MET = 3  # times a misconception is met before it is told


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `asked` is the question as it was drawn, with its right answer; `repetition` counts the ratings
    before it, `review_id` is the line of the log that rated it.
    """

    id: int
    card_id: int
    repetition: int
    at: datetime
    seed: int
    asked: dict[str, Any]
    given: str
    correct: bool
    misconception: str | None = None
    review_id: int | None = None


@dataclass(frozen=True, slots=True)
class Misconception:
    """A misconception that was met several times: its name, how often, the last question it was met in, and the text of
    that question's card.
    """

    name: str
    times: int
    asked: dict[str, Any]
    question: str


_ANSWER = Columns(Answer)
_undo = reviews.alias("undo")
# An answer whose rating was taken back waits for another one.
_UNDONE = select(_undo.c.undoes).where(_undo.c.undoes == answers.c.review_id).exists()
_UNRATED = or_(answers.c.review_id.is_(None), _UNDONE)


def put(
    db: Database,
    card: Known,
    given: str,
    now: datetime,
    *,
    seed: int,
    asked: dict[str, Any],
    correct: bool,
    misconception: str | None = None,
) -> Answer:
    """Keep an answer: one durable transaction. An answer that waits for its rating already stands, and is returned.

    Raises Stale where the card was rated since it was shown, or is gone.
    """
    with db.begin() as connection:
        reps = connection.execute(select(cards.c.reps).where(cards.c.id == card.id)).scalar()
        if reps != card.schedule.reps:
            raise Stale(
                _("This card was answered in another window meanwhile. That answer stands; yours was not stored.")
            )
        if (before := _waiting(connection, card.id, card.schedule)) is not None:
            return before
        values = {"card_id": card.id, "repetition": reps, "at": now, "seed": seed, "asked": asked, "given": given}
        values |= {"correct": correct, "misconception": misconception, "review_id": None}
        made = connection.execute(insert(answers).values(**values))
        assert made.inserted_primary_key is not None
        return Answer(int(made.inserted_primary_key[0]), **values)


def waiting(db: Database, card: Known) -> Answer | None:
    """The answer that was given to a card and is not rated, None where there is none."""
    with db.read() as connection:
        return _waiting(connection, card.id, card.schedule)


def of_card(db: Database, card_id: int) -> list[Answer]:
    """Every answer that was given to a card, oldest first."""
    with db.read() as connection:
        rows = connection.execute(select(answers).where(answers.c.card_id == card_id).order_by(answers.c.id))
        return [_ANSWER.of(row) for row in rows if isinstance(row.asked, dict)]


def rated(connection: Connection, card_id: int, before: Schedule) -> None:
    """Name the line of the log that was just written in the answer it rates, where there is one."""
    found = _waiting(connection, card_id, before)
    if found is None:
        return
    line = select(func.max(reviews.c.id)).where(reviews.c.card_id == card_id).scalar_subquery()
    connection.execute(update(answers).where(answers.c.id == found.id).values(review_id=line))


def misconceptions(db: Database, *, least: int = MET) -> list[Misconception]:
    """The misconceptions that wrong answers betrayed `least` times or more, the most frequent first. An answer that a
    person rated as known in spite of its mark betrayed none.
    """
    overruled = exists().where(reviews.c.id == answers.c.review_id, reviews.c.rating > Rating.AGAIN, ~_UNDONE)
    wrong = answers.c.correct.is_(False) & answers.c.misconception.is_not(None) & ~overruled
    asked_by = (answers.c.card_id, answers.c.misconception)
    times = func.count().label("times")
    met = select(*asked_by, times, func.max(answers.c.id).label("last")).where(wrong).group_by(*asked_by)
    found = met.having(times >= least).subquery()
    last = select(found.c.misconception, found.c.times, answers.c.asked, cards.c.question)
    query = last.join_from(found, answers, answers.c.id == found.c.last).join(cards, cards.c.id == answers.c.card_id)
    with db.read() as connection:
        rows = connection.execute(query.order_by(found.c.times.desc(), found.c.last.desc())).all()
    return [Misconception(*row) for row in rows if isinstance(row.asked, dict)]


def _waiting(connection: Connection, card_id: int, schedule: Schedule) -> Answer | None:
    mine = (answers.c.card_id == card_id, answers.c.repetition == schedule.reps)
    query = select(answers).where(*mine, _UNRATED).order_by(answers.c.id.desc()).limit(1)
    row = connection.execute(query).first()
    return _ANSWER.of(row) if row is not None and isinstance(row.asked, dict) else None
