"""Statistics: days in a row, ratings a day, retention, how long today will take."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Integer, case, exists, func, literal, or_, select

from cards.schedule import State, study_day
from db import answers, queue
from db import settings as chosen
from db.filters import LEECH
from db.records import LONGEST_LOOK_S, Counts, Event
from db.schema import ACTIVE, WAITING, cards, reviews

if TYPE_CHECKING:
    from db.engine import Database

SECONDS_A_CARD = 10.0  # until there are ratings to go by
LATEST = 300  # ratings that say how long a card takes now
LONGEST_MS = round(LONGEST_LOOK_S * 1000)
RATINGS_OF_A_NEW_CARD = 2  # it comes again in its learning steps
MATURE_DAYS = 21  # from this interval on a card counts as mature, as in Anki

_undo = reviews.alias("undo")
STANDING: ColumnElement[bool] = (reviews.c.event == Event.RATING) & ~exists().where(_undo.c.undoes == reviews.c.id)


@dataclass(frozen=True, slots=True)
class Retention:
    """How many reviews there were, and in how many the card was known; `share` is 0–1, None without reviews."""

    asked: int
    known: int

    @property
    def share(self) -> float | None:
        """Known among asked."""
        return self.known / self.asked if self.asked else None


def minutes(db: Database, now: datetime, counts: Counts) -> float:
    """How long today's cards will take, going by the latest ratings."""
    del now  # the estimate goes by ratings, whenever they were
    with db.read() as connection:
        pace = _seconds_a_card(connection)
    ratings = counts.due + RATINGS_OF_A_NEW_CARD * counts.new
    return ratings * pace / 60


def streak(db: Database, now: datetime) -> int:
    """Days in a row with at least one rating that stands, up to today; a day not yet begun does not break it.

    Nor does a day that a flight took away: none was missed where less than a day lies between the answers around it.
    Where a flight gave a day twice, the later one counts already.
    """
    with db.read() as connection:
        day, count = _day(connection, now), 0
        last = next((each for each in (day + 1, day, day - 1) if _rated_on(connection, each)), None)
        while last is not None:
            # Backwards one day at a time: each day is one index lookup, however long the log.
            days = select(literal(last, Integer).label("day")).cte("days", recursive=True)
            before = exists().where(reviews.c.study_day == days.c.day - 1, STANDING)
            days = days.union_all(select(days.c.day - 1).where(before))
            run = connection.execute(select(func.count()).select_from(days)).scalar_one()
            count, first = count + run, last - run + 1
            last = first - 2 if _flown(connection, first) else None
    return count


def _rated_on(connection: Connection, day: int) -> bool:
    asked = select(literal(1)).where(reviews.c.study_day == day, STANDING).limit(1)
    return connection.execute(asked).first() is not None


def _flown(connection: Connection, day: int) -> bool:
    """Whether the day before this one never was: less than a day lies between the answers around it."""
    of_day = select(func.min(reviews.c.at)).where(reviews.c.study_day == day, STANDING)
    before = select(func.max(reviews.c.at)).where(reviews.c.study_day == day - 2, STANDING)
    first, last = connection.execute(of_day).scalar(), connection.execute(before).scalar()
    return first is not None and last is not None and first - last < timedelta(days=1)


def heatmap(db: Database, now: datetime, days: int) -> dict[int, int]:
    """Ratings on each of the last `days` study days, today included, oldest first; 0 where none was given."""
    with db.read() as connection:
        day = _day(connection, now)
        first = day - days + 1
        span = reviews.c.study_day.between(first, day)
        query = select(reviews.c.study_day, func.count().label("ratings")).where(span, STANDING)
        found = {row.study_day: row.ratings for row in connection.execute(query.group_by(reviews.c.study_day))}
    return {each: found.get(each, 0) for each in range(first, day + 1)}


def retention(db: Database, now: datetime, days: int) -> Retention:
    """Retention over the last `days` study days; learning steps do not count."""
    with db.read() as connection:
        return _retention(connection, _day(connection, now), days)


def summary(db: Database, now: datetime) -> dict[str, Any]:
    """Everything above as plain values for JSON; days are ISO dates."""
    counts = queue.counts(db, now)
    ahead = queue.forecast(db, now, 30)
    ahead[0] = (ahead[0][0], counts.due)  # of today what is asked today, as everywhere else
    past = heatmap(db, now, 365)
    with db.read() as connection:
        settings = chosen.within(connection)
        day = study_day(now, settings.rollover_hour)
        done = func.coalesce(func.sum(capped()), 0)
        first = func.coalesce(func.sum(case((reviews.c.was == State.NEW, 1), else_=0)), 0)
        today = connection.execute(select(func.count(), first, done).where(reviews.c.study_day == day, STANDING)).one()
        kept = {f"{span}_days": _retention(connection, day, span) for span in (7, 30, 365)}
        collection = _collection(connection, settings.leech_lapses)
        total = connection.execute(select(func.count()).where(STANDING)).scalar_one()
    return {
        "day": date.fromordinal(day).isoformat(),
        "streak": streak(db, now),
        "today": {
            "ratings": today[0],
            "introduced": int(today[1]),
            "minutes": int(today[2]) / 60_000,
            "left": counts.total,
            "minutes_left": minutes(db, now, counts),
        },
        "cards": collection,
        "ratings": total,
        "retention": {span: asdict(found) | {"share": found.share} for span, found in kept.items()},
        "forecast": [{"day": date.fromordinal(each).isoformat(), "due": due} for each, due in ahead],
        "history": {date.fromordinal(each).isoformat(): count for each, count in past.items() if count},
        "misconceptions": [_told(each) for each in answers.misconceptions(db)],
    }


def _told(met: answers.Misconception) -> dict[str, Any]:
    """A misconception with its own sentence in each language, as it was said when it was met last."""
    said = met.asked.get("sentences")
    sentence = said.get(met.name) if isinstance(said, dict) else None
    return {
        "name": met.name,
        "times": met.times,
        "demo": str(met.asked.get("demo", "")),
        "question": met.question,
        "sentence": {str(k): str(v) for k, v in sentence.items()} if isinstance(sentence, dict) else {},
    }


def _day(connection: Connection, now: datetime) -> int:
    return study_day(now, chosen.within(connection).rollover_hour)


def capped() -> ColumnElement[Any]:
    """How long a look took, at most LONGEST_MS."""
    return case((reviews.c.duration_ms > LONGEST_MS, LONGEST_MS), else_=reviews.c.duration_ms)


def _seconds_a_card(connection: Connection) -> float:
    latest = select(capped().label("ms")).where(STANDING, reviews.c.duration_ms > 0)
    rows = latest.order_by(reviews.c.id.desc()).limit(LATEST).subquery()
    average = connection.execute(select(func.avg(rows.c.ms))).scalar()
    return SECONDS_A_CARD if average is None else float(average) / 1000


def _retention(connection: Connection, day: int, days: int) -> Retention:
    known = func.coalesce(func.sum(case((reviews.c.rating > 1, 1), else_=0)), 0)
    span = reviews.c.study_day.between(day - days + 1, day)
    query = select(func.count(), known).where(span, reviews.c.was == State.REVIEW, STANDING)
    asked, right = connection.execute(query).one()
    return Retention(asked, int(right))


def _collection(connection: Connection, leech_lapses: int) -> dict[str, int]:
    """How many cards there are of each sort; those put aside are counted apart."""
    interval = cards.c.due_day - cards.c.last_day
    sorts: dict[str, ColumnElement[bool]] = {
        "new": ACTIVE & (cards.c.state == State.NEW),
        "learning": ACTIVE & cards.c.state.in_([State.LEARNING, State.RELEARNING]),
        "young": ACTIVE & (cards.c.state == State.REVIEW) & (interval < MATURE_DAYS),
        "mature": ACTIVE & (cards.c.state == State.REVIEW) & (interval >= MATURE_DAYS),
        "suspended": cards.c.suspended & ~cards.c.retired & ~cards.c.rejected,
        "rejected": cards.c.rejected & ~cards.c.retired,
        "held": WAITING & ~cards.c.rejected & ~cards.c.retired,
        "retired": cards.c.retired,
    }
    often: ColumnElement[bool] = LEECH & ~cards.c.retired & ~cards.c.rejected
    if leech_lapses > 0:  # also those that were forgotten so often before they were set aside for it
        often = or_(often, ACTIVE & (cards.c.lapses >= leech_lapses))
    sorts["leeches"] = often
    sums = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in sorts.values()]
    found = connection.execute(select(func.count(), *sums).select_from(cards)).one()
    return {"total": found[0], **{name: int(count) for name, count in zip(sorts, found[1:], strict=True)}}
