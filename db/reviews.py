"""The review log: rate, undo, put aside, decide. The log is the truth; a card's row follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, exists, func, select

from cards.schedule import Rating, Schedule, Settings, after, is_set_aside, study_day
from cards.translation import _
from db import answers
from db import settings as chosen
from db.load import Loads
from db.prepared import Prepared
from db.records import Decision, Event, Known, Problem, Review, Stale, no_card
from db.replay import ASIDE, REJECTING, Projection, decided, rebuild_within, replay, row_of, update_of
from db.rows import IN_ORDER, LOG, REVIEW, SCHEDULE, check, known, known_cards, sound_log, still_says
from db.schema import RUN, cards, micros, reviews, versions
from db.uids import is_uid, moment_of, uid, uid_of_undo
from db.versions import base_of, remember

if TYPE_CHECKING:
    from db.engine import Database

ONE = (
    known_cards()
    .add_columns(
        chosen.STORED.scalar_subquery().label("settings"),
        select(func.max(reviews.c.uid)).where(reviews.c.card_id == cards.c.id).scalar_subquery().label("last_uid"),
        *(versions.c[name] for name in ("flag_at", "held_at", "rejected_at")),
    )
    .outerjoin(versions, versions.c.card_id == cards.c.id)
    .where(cards.c.id == bindparam("card"))
)
LOG_OF_ONE = LOG.where(reviews.c.card_id == bindparam("card")).order_by(*IN_ORDER)
_undo = reviews.alias("undo")
STANDING = LOG.where(reviews.c.event != Event.UNDO, ~exists().where(_undo.c.undoes == reviews.c.id))
LAST = STANDING.order_by(reviews.c.at.desc(), reviews.c.id.desc()).limit(1)
NEWEST = select(func.max(reviews.c.id))
# What is logged for a decision about a card that is asked, and about one that is held.
EVENTS = {
    Decision.TAKEN: (Event.KEEP, Event.TAKE),
    Decision.DROPPED: (Event.REJECT, Event.DROP),
    Decision.HAD: (Event.HAVE, Event.HAVE),
}
LINE = tuple(column.name for column in reviews.c if column.name != "id")


_add = Prepared(reviews.insert().inline().values({name: bindparam(name) for name in LINE}))
_change_all = Prepared(update_of(*SCHEDULE.names, *ASIDE.names, "flag", "held", "rejected"))
# A column that is named is written into every index that holds it, changed or not; most ratings change these alone.
_change_schedule = Prepared(update_of(*SCHEDULE.names))


def record(
    db: Database,
    card_id: int,
    rating: Rating,
    now: datetime,
    duration_ms: int = 0,
    *,
    seen: Known | None = None,
    shown: Settings | None = None,
    loads: Loads | None = None,
) -> Known:
    """Rate a card: one durable transaction. Returns the card after it.

    `now` is aware; the study day it falls into is stored with the rating. `seen` is the card as it was shown, with the
    schedule whose intervals the person chose from, `shown` the settings and `loads` the counts of other cards that
    these were made by: what was promised is stored, also where another window changed a setting or rated a card since.
    Raises Stale when the card says something else now, was answered since or is gone, and when the scheduler was fitted
    anew; without `seen`, Problem when the card is not there. A card that was forgotten too often by now is set aside:
    it is suspended, and undoing the rating takes that back as well.
    """
    with db.begin() as connection:
        row = _row(connection, db, card_id, seen)
        settings = chosen.parsed(row.settings)
        if shown is not None and shown != settings:
            if shown.parameters != settings.parameters:
                raise Stale(
                    _(
                        "The scheduler was fitted anew since this card was shown, so its intervals are others now. "
                        "Nothing was stored; look at it again."
                    )
                )
            settings = shown
        before = SCHEDULE.of(row)
        if seen is not None and before != seen.schedule:
            raise Stale(
                _("This card was answered in another window meanwhile. That answer stands; yours was not stored.")
            )
        load = loads.of_others(connection, card_id) if loads is not None else None
        schedule = after(before, rating, now, settings, seed=card_id, load=load)
        day = study_day(now, settings.rollover_hour)
        values = _plain(SCHEDULE.columns(schedule))
        promise = {name: values[name] for name in ("state", "step", "due_day", "due_at")}
        answer = {"rating": int(rating), "duration_ms": max(0, duration_ms), "was": row.state, "flag": row.flag}
        if row.held or row.flag is not None:
            remember(connection, [card_id])
        _log_event(connection, card_id, Event.RATING, now, day, _next_uid(row, now), **answer, **promise)
        if row.first_day is None or row.buried_until is not None or row.flag is not None or row.held:
            first = day if row.first_day is None else row.first_day
            aside = {"first_day": first, "suspended": row.suspended, "buried_until": None, "decision": row.decision}
            _change_all.run(connection, card=card_id, **values, **aside, flag=None, held=False, rejected=row.rejected)
        else:
            _change_schedule.run(connection, card=card_id, **values)
        if row.kind == RUN:
            answers.rated(connection, card_id, before)
        if schedule.lapses > before.lapses and is_set_aside(schedule.lapses, settings):
            return _put(connection, _row(connection, db, card_id), Event.LEECH, now)
    after_it = known(row)
    asked = replace(after_it.card, held=False)
    return replace(after_it, card=asked, schedule=schedule, buried_until=None, flag=None)


def undo(db: Database, now: datetime) -> Known | None:
    """Take back the last event that still stands, whoever made it, whenever and on which machine; None when there is
    none. What a wrong clock dated after now comes last.

    The card is again what the rest of its log says. Returns the card after it.
    """
    undone = undo_last(db, now)
    return None if undone is None else undone[0]


def undo_last(db: Database, now: datetime) -> tuple[Known, Review] | None:
    """The same; returns the card and the event that was taken back."""
    with db.begin() as connection:
        last = connection.execute(LAST.where(reviews.c.at <= now)).first() or connection.execute(LAST).first()
        if last is None:
            return None
        card = _take_back(connection, db, last, now)
        if last.event == Event.LEECH:  # the answer that led to it goes with it
            of_it = STANDING.where(reviews.c.card_id == last.card_id, reviews.c.id < last.id)
            last = connection.execute(of_it.order_by(reviews.c.id.desc()).limit(1)).first() or last
            if last.event == Event.RATING:
                card = _take_back(connection, db, last, now)
        return card, REVIEW.of(last)


def undo_all(db: Database, events: Sequence[int], now: datetime) -> int:
    """Take back these events, those that still stand, in one transaction; returns how many that were."""
    count = 0
    with db.begin() as connection:
        for event in sorted(events, reverse=True):
            line = connection.execute(STANDING.where(reviews.c.id == event)).first()
            if line is not None:
                _take_back(connection, db, line, now)
                count += 1
    return count


def _take_back(connection: Connection, db: Database, line: Row[Any], now: datetime) -> Known:
    """Log that an event is taken back, and write its card's row as the rest of the log has it."""
    row = _row(connection, db, line.card_id)
    settings = chosen.parsed(row.settings)
    day = study_day(now, settings.rollover_hour)
    name = _next_uid(row, now) if line.uid is None else uid_of_undo(line.uid)
    remember(connection, [row.id])
    _log_event(connection, line.card_id, Event.UNDO, now, day, name, undoes=line.id)
    rest = _log(connection, line.card_id)
    projection = replay(rest, settings.parameters)
    base = base_of(connection, line.card_id)
    beside = decided(base, rest)
    if base.flag is None and line.flag is not None:  # answered before such a flag was kept apart
        beside["flag"] = line.flag
    _change_all.run(connection, card=line.card_id, **beside, **_plain(row_of(projection)))
    return _projected(row, projection, **beside)


def suspend(db: Database, card_id: int, now: datetime, *, seen: Known | None = None) -> Known:
    """Never ask this card again until it is resumed. `seen` is the card as it was shown, as in `record`."""
    return _put_aside(db, card_id, Event.SUSPEND, now, seen)


def resume(db: Database, card_id: int, now: datetime, *, seen: Known | None = None) -> Known:
    """Ask a suspended or buried card again. `seen` is the card as it was shown, as in `record`."""
    return _put_aside(db, card_id, Event.RESUME, now, seen)


def bury(db: Database, card_id: int, now: datetime, *, seen: Known | None = None) -> Known:
    """Leave this card alone until the next study day. `seen` is the card as it was shown, as in `record`."""
    return _put_aside(db, card_id, Event.BURY, now, seen)


def latest(db: Database) -> datetime | None:
    """When the event stored last happened, by the clock of that moment; None where there is none."""
    with db.read() as connection:
        at = connection.execute(select(reviews.c.at).order_by(reviews.c.id.desc()).limit(1)).scalar()
    return at if isinstance(at, datetime) else None


def take(db: Database, card_id: int, now: datetime, *, seen: Known | None = None) -> Known:
    """Ask a held card from now on, whatever a later import thinks of it; also one that was dropped.

    `seen` is the card as it was shown, as in `record`. Raises Problem for a card that is asked already.
    """
    return _put_aside(db, card_id, Event.TAKE, now, seen)


def drop(db: Database, card_id: int, now: datetime, *, seen: Known | None = None) -> Known:
    """Never offer a held card again, whatever becomes of its line. The rest is as in `take`."""
    return _put_aside(db, card_id, Event.DROP, now, seen)


def reject(db: Database, card_id: int, now: datetime, *, seen: Known | None = None) -> Known:
    """Never ask this card, whatever becomes of its line; it stays in the list of its note and can be taken back.

    `seen` is the card as it was shown, as in `record`.
    """
    return _put_aside(db, card_id, Event.REJECT, now, seen)


def accept(db: Database, card_id: int, now: datetime, *, seen: Known | None = None) -> Known:
    """Ask a rejected card after all. `seen` is the card as it was shown, as in `record`."""
    return _put_aside(db, card_id, Event.ACCEPT, now, seen)


def decide(
    db: Database, card_ids: Sequence[int], decision: Decision, now: datetime, *, seen: Known | None = None
) -> list[int]:
    """Store what their reader said of these cards, held or asked, in one transaction.

    Cards that were decided or are gone by now are left out. Returns the ids of the events, for `undo_all`. `seen` is
    the card as it was shown, where there is one alone.
    """
    events = []
    with db.begin() as connection:
        for card_id in card_ids:
            row = _row(connection, db, card_id, seen)
            if row.decision is None and not row.retired and not row.rejected:
                _put(connection, row, EVENTS[decision][bool(row.held)], now)
                events.append(connection.execute(NEWEST).scalar_one())
    return events


def have_within(connection: Connection, db: Database, card_id: int, now: datetime) -> int:
    """Store, inside a transaction, that a card is had otherwise, whatever was decided before. Returns the event."""
    _put(connection, _row(connection, db, card_id), Event.HAVE, now)
    return int(connection.execute(NEWEST).scalar_one())


def log(db: Database, card_id: int) -> list[Review]:
    """The whole log of a card, oldest first, undone events included."""
    with db.read() as connection:
        return _log(connection, card_id)


def replayed(db: Database, card_id: int) -> Schedule:
    """The schedule that the log alone gives a card."""
    with db.read() as connection:
        return replay(_log(connection, card_id), chosen.within(connection).parameters).schedule


def rebuild(db: Database) -> int:
    """Write every card's row anew from the log; returns how many cards have a log."""
    with db.begin() as connection:
        return rebuild_within(connection, chosen.within(connection).parameters)


def _put_aside(db: Database, card_id: int, event: Event, now: datetime, seen: Known | None) -> Known:
    with db.begin() as connection:
        row = _row(connection, db, card_id, seen)
        if event in (Event.TAKE, Event.DROP) and not row.held:
            raise Problem(_("This card is asked already. Suspend or reject it if it should not be."))
        return _put(connection, row, event, now)


def _put(connection: Connection, row: Row[Any], event: Event, now: datetime) -> Known:
    """Log an event that rates nothing, and write the row of its card."""
    settings: Settings = chosen.parsed(row.settings)
    day = study_day(now, settings.rollover_hour)
    ends = {"due_day": day + 1} if event is Event.BURY else {}
    if event is Event.TAKE or event in REJECTING:
        remember(connection, [row.id])
    _log_event(connection, row.id, event, now, day, _next_uid(row, now), **ends)
    projection = replay(_log(connection, row.id), settings.parameters)
    beside = {
        "flag": row.flag,
        "held": row.held and event is not Event.TAKE,
        "rejected": REJECTING.get(event, row.rejected),
    }
    _change_all.run(connection, card=row.id, **beside, **_plain(row_of(projection)))
    return _projected(row, projection, **beside)


def _row(connection: Connection, db: Database, card_id: int, seen: Known | None = None) -> Row[Any]:
    """The row of a card, which has to say what was `seen` of it."""
    row = connection.execute(ONE, {"card": card_id}).first()
    if row is None:
        missing = no_card(card_id, db.name)
        raise Problem(missing) if seen is None else Stale(f"{missing} {_('Nothing was stored.')}")
    check(row)
    if seen is not None:
        still_says(row, seen)
    return row


def _log(connection: Connection, card_id: int) -> list[Review]:
    return list(sound_log(connection.execute(LOG_OF_ONE, {"card": card_id})))


def _next_uid(row: Row[Any], now: datetime) -> str:
    """The name of what happens to a card now: it comes after all that happened to the card before, by any clock."""
    last = moment_of(row.last_uid) if is_uid(row.last_uid) else -1
    said = [micros(at) for at in (row.flag_at, row.held_at, row.rejected_at) if isinstance(at, datetime)]
    return uid(1 + max(micros(now) - 1, last, *said))


def _log_event(
    connection: Connection, card_id: int, event: Event, now: datetime, day: int, name: str, **more: Any
) -> None:
    line = dict.fromkeys(LINE) | {"card_id": card_id, "event": str(event), "at": micros(now), "study_day": day}
    line["uid"] = name
    _add.run(connection, **line | {"duration_ms": 0} | more)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values of columns as a prepared statement takes them."""
    at = values["due_at"]
    return values | {"due_at": None if at is None else micros(at)}


def _projected(row: Row[Any], projection: Projection, *, flag: str | None, held: bool, rejected: bool) -> Known:
    before = known(row)
    return replace(
        before,
        card=replace(before.card, held=held),
        schedule=projection.schedule,
        suspended=projection.suspended,
        buried_until=projection.buried_until,
        decision=projection.decision,
        rejected=rejected,
        flag=flag,
    )
