"""What is due today, read from a few covering indexes, so that the cost does not grow with the number of cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    FromClause,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    type_coerce,
)

from cards.card import Kind
from cards.schedule import Settings, State, day_start, study_day
from db import calm, scopes
from db.domains import LAST_DAY, LAST_INSTANT
from db.filters import FREE, TODAY, Way, narrowed
from db.prepared import Prepared
from db.schema import ACTIVE, BY_DEMO, EPOCH, MICROSECOND, RUN, active, cards, leads, micros
from db.scopes import Scope, finds

AHEAD = timedelta(minutes=20)

# Where more reviews than this are due, those due longest are put in order first and the others wait behind them: a
# backlog of thousands costs no more than a full day.
WINDOW = 256
SOON = 7  # days in which the next card of most filters comes

_run = cards.alias("run")

KNOWN = 21.0  # days of stability from which a card counts as known well enough to be asked backwards
MARKED = "explicit"  # the rule of the cards that their writer marked as cards

# Ranges rather than "is not null", which SQLite does not always answer from an index.
IN_A_STEP = type_coerce(cards.c.due_at, BigInteger) >= 0
# By their ids, of which there are few: the covering indexes need not hold the kind.
_BY_DEMO = cards.c.id.in_(select(_run.c.id).where(_run.c.kind == literal_column(f"'{RUN}'")))


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that may come today, each part in its own order: ids of cards, and how much of the day is done."""

    learning: list[int]
    ahead: list[int]  # learning cards whose time comes within AHEAD
    reviews: list[int]  # the first WINDOW of them
    behind: int  # how many reviews wait behind those
    new: list[int]
    reviewed: int  # old cards answered today
    introduced: int  # new ones
    put_off: bool  # a sibling waits for tomorrow
    next_step: int | None  # when the first learning card comes that is not among `ahead`

    def __iter__(self) -> Iterator[int]:
        """The ids in the order they are asked, without the reviews behind."""
        yield from self.learning
        if not (self.reviews or self.new):
            yield from () if self.learning else self.ahead
            return
        # New cards are spread evenly over the whole day, counting what is done: the next card follows from the
        # database alone, whatever this process asked before.
        old, fresh = self.reviewed, self.introduced
        all_old, all_fresh = old + len(self.reviews) + self.behind, fresh + len(self.new)
        reviews, new = iter(self.reviews), iter(self.new)
        last = self.reviewed + len(self.reviews)
        while old < last or fresh < all_fresh:
            if fresh < all_fresh and (old >= last or (2 * fresh + 1) * all_old <= 2 * old * all_fresh):
                yield next(new)
                fresh += 1
            else:
                yield next(reviews)
                old += 1


class Questions:
    """The statements of a look at today, narrowed by a filter, for the parts of the cards that a person chose.

    A paused part comes only where its own filter asks for it.
    """

    def __init__(self, filter: str, parts: tuple[Scope, ...] = (), order: str = "note") -> None:
        self._filter = filter
        self._paused = [finds(part) for part in parts if part.paused and part.filter != filter]
        self.answered = Prepared(
            select(cards.c.first_day, cards.c.note_id, cards.c.line).where(cards.c.last_day == TODAY)
        )
        self.learning = Prepared(
            self._cards(IN_A_STEP, (cards.c.id, cards.c.due_at), Way.FEW).order_by(cards.c.due_at, cards.c.id)
        )
        due = (cards.c.id, cards.c.note_id, cards.c.line, cards.c.due_day, cards.c.last_day, cards.c.stability)
        in_order = (cards.c.due_day, cards.c.last_day, cards.c.stability, cards.c.id)
        is_due = cards.c.due_day <= TODAY
        # Those due longest first: a walk along the index that ends after WINDOW rows.
        self.due = Prepared(self._cards(is_due, due, Way.FEW).order_by(*in_order).limit(WINDOW))
        self.all_of_due = Prepared(self._cards(is_due, due, Way.FEW))
        self.all_due = Prepared(self._cards(is_due, (func.count(),), Way.FEW))
        behind = self._cards(is_due, way=Way.FEW).order_by(*in_order)
        self.behind = Prepared(behind.limit(1_000_000_000).offset(WINDOW))
        # Cards that are asked again although they are not due, because what their note says has changed. In the order
        # of their flags, as SQLite would walk all cards to give them by id.
        flagged = self._cards(and_(cards.c.flag > "", cards.c.due_day > TODAY), way=Way.FEW)
        self.flagged = Prepared(flagged.order_by(cards.c.flag, cards.c.id))
        fresh = and_(cards.c.first_day.is_(None), ~_waits_for_its_forward_card(cards), ~_BY_DEMO)
        teaching = (cards.c.note_id, cards.c.position, cards.c.id)
        # A part with a number or an order of its own has a queue of its own; all other cards share one.
        self.parts = [part for part in parts if part.new_per_day is not None or part.order is not None]
        first_of: list[Any] = [
            and_(finds(part), *(~finds(before) for before in self.parts[:place]))
            for place, part in enumerate(self.parts)
        ]
        self.introduced = [Prepared(select(func.count()).where(cards.c.first_day == TODAY, one)) for one in first_of]
        orders = [*(part.order or order for part in self.parts), order]
        others = and_(*(~finds(part) for part in self.parts)) if self.parts else true()
        self.new = [self._new(fresh, which, how) for which, how in zip([*first_of, others], orders, strict=True)]
        capped = (cards.c.id, cards.c.last_day, cards.c.stability, cards.c.difficulty)
        self.by_use = Prepared(self._cards(is_due, capped, Way.FEW))
        self.unasked = Prepared(self._cards(fresh).limit(1))
        # Questions of demos, of concepts that are known: so many a day of their own.
        # Few: SQLite would go through all new cards to find them.
        asked = cards.c.id.in_(select(cards.c.id).where(BY_DEMO))
        open_ = and_(asked, cards.c.first_day.is_(None), _its_concept_is_known())
        runs = self._cards(open_, (cards.c.id, cards.c.note_id, cards.c.line)).where(~_line_is_asked())
        self.runs = Prepared(runs.order_by(*teaching))
        self.unasked_runs = Prepared(self._cards(open_).limit(1))
        self.runs_begun = Prepared(select(func.count()).where(BY_DEMO, cards.c.first_day == TODAY))
        # Most filters find a card of the coming days; for one that finds none all later cards would be asked one by
        # one.
        first = (func.min(cards.c.due_day),)
        self.soon = Prepared(self._cards(cards.c.due_day.between(TODAY + 1, TODAY + SOON), first, Way.FEW))
        later = cards.c.due_day.between(TODAY + SOON + 1, LAST_DAY)
        self.later = Prepared(self._cards(later, first, Way.ALL if filter else Way.SOME))
        self.any = Prepared(narrowed(select(cards.c.id), filter).limit(1))
        back = case((cards.c.due_day > cards.c.buried_until, cards.c.due_day), else_=cards.c.buried_until)
        buried = select(func.min(back)).where(cards.c.buried_until.between(TODAY + 1, LAST_DAY), ACTIVE)
        self.buried = Prepared(narrowed(buried, filter, Way.FEW))

    def _cards(self, condition: Any, columns: tuple[Any, ...] = (cards.c.id,), way: Way = Way.SOME) -> Select[Any]:
        query = select(*columns).where(condition, ACTIVE, FREE, *(~paused for paused in self._paused))
        return narrowed(query, self._filter, way)

    def _new(self, fresh: Any, which: Any, order: str) -> Prepared:
        """New cards of a part in an order; in any but the notes' own the likeliest are looked at alone, for what keeps
        a card from coming is costly to ask."""
        room = bindparam("room", type_=Integer)
        query = self._cards(fresh).where(which)
        if order != "note":
            likely = self._cards(cards.c.first_day.is_(None)).where(which).order_by(*_ORDERS[order])
            query = query.where(cards.c.id.in_(likely.limit(room * 20 + 200)))
        return Prepared(query.where(~_line_is_asked()).order_by(*_ORDERS[order]).limit(room))


_ORDERS: dict[str, tuple[Any, ...]] = {
    "note": (cards.c.note_id, cards.c.position, cards.c.id),
    "newest": (cards.c.note_id.desc(), cards.c.position, cards.c.id),
    "worth": (cards.c.worth.desc(), cards.c.note_id, cards.c.position, cards.c.id),
    "mixed": (cards.c.id % 10007 * 7919 % 10007, cards.c.id),  # the same on each look, and in no order of notes
}


@lru_cache(maxsize=32)
def questions(filter: str, parts: tuple[Scope, ...] = (), order: str = "note") -> Questions:
    """The statements for this filter and these parts, made once."""
    return Questions(filter, parts, order)


def look(connection: Connection, now: datetime, settings: Settings, filter: str) -> Waiting:
    """All that waits at this moment."""
    ask = questions(filter, scopes.within(connection), settings.new_order)
    day, instant = study_day(now, settings.rollover_hour), micros(now)
    answered = ask.answered.rows(connection, today=day)
    introduced = sum(first == day for first, _, _ in answered)
    learning, ahead, next_step = [], [], None
    for card_id, due_at in ask.learning.rows(connection, today=day):
        if type(due_at) is not int or due_at > LAST_INSTANT:
            continue
        if due_at <= instant:
            learning.append(card_id)
        elif due_at <= instant + AHEAD // MICROSECOND:
            ahead.append(card_id)
        else:
            next_step = due_at
            break
    rows = ask.due.rows(connection, today=day)
    behind = ask.all_due.first(connection, today=day) - WINDOW if len(rows) == WINDOW else 0
    flagged = [card_id for (card_id,) in ask.flagged.rows(connection, today=day)]
    reviews, put_off = _without_siblings(rows, {(note, line) for _, note, line in answered}, day)
    old = len(answered) - introduced
    # A filter asks for what it finds, whatever the day has had; a day as a whole has its measure.
    calmly = 0 if filter else calm.a_day(connection)
    if calmly and len(rows) + behind + old <= calmly:
        calmly = 0  # the backlog is gone
    new = [] if calmly else _new(connection, ask, day, settings, introduced)
    cap = min(calmly or settings.reviews_per_day, settings.reviews_per_day)
    if not filter and len(reviews) + behind + old > cap:
        useful = calm.most_useful(ask.by_use.rows(connection, today=day), day, settings.parameters)
        reviews, behind = useful[: max(0, cap - old)], 0
    return Waiting(learning, ahead, flagged + reviews, behind, new, old, introduced, put_off, next_step)


def _new(connection: Connection, ask: Questions, day: int, settings: Settings, introduced: int) -> list[int]:
    """The new cards that still come today: of each part as many as were chosen for it, then of all others."""
    begun = ask.runs_begun.first(connection, today=day)
    more = scopes.extra(connection, day)
    new = _runs(connection, ask, day, settings.runs_per_day - begun) if settings.new_per_day else []
    found: list[list[int]] = []
    left = settings.new_per_day + more - (introduced - begun)
    for part, count, cards_of in zip(ask.parts, ask.introduced, ask.new, strict=False):
        room = left
        if part.new_per_day is not None:  # what it has of its own is not taken from the others
            done = count.first(connection, today=day)
            room, left = part.new_per_day - done, left + done
        rows = cards_of.rows(connection, today=day, room=room) if room > 0 else []
        found.append([card_id for (card_id,) in rows])
        if part.new_per_day is None:
            left -= len(rows)
    rows = ask.new[-1].rows(connection, today=day, room=left) if left > 0 else []
    return [*new, *(card_id for (card_id,) in rows), *(card_id for each in found for card_id in each)]


def rest(connection: Connection, now: datetime, settings: Settings, filter: str) -> list[int]:
    """The reviews behind the first WINDOW."""
    day = study_day(now, settings.rollover_hour)
    ask = questions(filter, scopes.within(connection), settings.new_order)
    return [card_id for (card_id,) in ask.behind.rows(connection, today=day)]


def next_due(
    connection: Connection, now: datetime, settings: Settings, waiting: Waiting, filter: str
) -> datetime | None:
    """When the next card comes, as nothing is left now; None when there is none at all."""
    ask = questions(filter, scopes.within(connection), settings.new_order)
    day = study_day(now, settings.rollover_hour)
    if filter and ask.any.first(connection, today=day) is None:
        return None
    days = [question.first(connection, today=day) for question in (ask.soon, ask.buried)]
    if days[0] is None:
        days[0] = ask.later.first(connection, today=day)
    fresh = (ask.unasked, ask.unasked_runs) if settings.runs_per_day else (ask.unasked,)
    unasked = settings.new_per_day and any(each.first(connection, today=day) for each in fresh)
    if waiting.put_off or unasked:
        days.append(day + 1)
    starts = [
        day_start(each, now.tzinfo, settings.rollover_hour) for each in days if type(each) is int and each <= LAST_DAY
    ]
    if waiting.next_step is not None:
        starts.append(EPOCH + waiting.next_step * MICROSECOND)
    return min(starts, default=None)


def _runs(connection: Connection, ask: Questions, day: int, room: int) -> list[int]:
    """The new questions of demos that come today: one of a line, and no more than there is room for."""
    found: dict[tuple[int, int], int] = {}
    for card_id, note, line in ask.runs.rows(connection, today=day) if room > 0 else ():
        if len(found) < room:
            found.setdefault((note, line), card_id)
    return list(found.values())


def put_off(connection: Connection, day: int, filter: str = "") -> Counter[int]:
    """How many reviews of each note wait behind one of their own line until tomorrow: due, and not asked today."""
    rows, shown = _due(connection, questions(filter), day)
    return Counter(note for card_id, note, *_ in rows if card_id not in shown)


def backlog(connection: Connection, day: int) -> int:
    """How many reviews are due, whatever a day may take of them."""
    return len(_due(connection, questions("", scopes.within(connection)), day)[1])


def _due(connection: Connection, ask: Questions, day: int) -> tuple[list[Any], set[int]]:
    """The rows of all reviews that are due, and the ids of those that no sibling puts off."""
    rows = ask.all_of_due.rows(connection, today=day)
    answered = {(note, line) for _, note, line in ask.answered.rows(connection, today=day)}
    return rows, set(_without_siblings(rows, answered, day)[0])


def _its_concept_is_known() -> Any:
    """That the concept a demo asks about was learnt from a note: one of its definitions has left its learning steps,
    or any card that leads to the demo where no definition of it is asked.
    """
    mine, its, other = leads.alias("mine"), leads.alias("its"), cards.alias("told")
    of_it = and_(
        *(mine.c.card_id == cards.c.id, its.c.demo == mine.c.demo, other.c.id == its.c.card_id),
        *(other.c.kind != RUN, other.c.retired.is_(False)),
    )
    learnt = or_(other.c.state == State.REVIEW, other.c.state == State.RELEARNING)
    defines = and_(other.c.kind == Kind.DEFINITION.value, active(other))
    return or_(
        exists().where(of_it, defines, learnt), and_(exists().where(of_it, learnt), ~exists().where(of_it, defines))
    )


def _line_is_asked() -> Any:
    """That a card of the same line was asked today or will be, or is new as well and stands before this one."""
    other = cards.alias("other")
    of_one_line = and_(other.c.note_id == cards.c.note_id, other.c.line == cards.c.line, other.c.id != cards.c.id)
    before = or_(
        other.c.position < cards.c.position, and_(other.c.position == cards.c.position, other.c.id < cards.c.id)
    )
    by_note = other.c.kind != RUN  # a question of a demo holds up no other card before it is asked itself
    fresh = and_(other.c.first_day.is_(None), before, by_note, ~_waits_for_its_forward_card(other))
    comes = or_(other.c.due_at.is_not(None), other.c.due_day <= TODAY, fresh)
    free = func.coalesce(other.c.buried_until, 0) <= TODAY
    return exists().where(of_one_line, or_(other.c.last_day == TODAY, and_(active(other), free, comes)))


def _waits_for_its_forward_card(one: FromClause) -> Any:
    """That a new card asks backwards (meaning → term) for what is not yet known forwards.

    Its forward cards are those of the same line about the same subject; one of them has to be known. What a writer
    marked for both ways, and what a reader took although its forward card is not asked at all, waits for nothing.
    """
    forward = cards.alias("forward")
    of_it = and_(
        *(forward.c.note_id == one.c.note_id, forward.c.line == one.c.line, forward.c.subject == one.c.subject),
        *(forward.c.reverse.is_(False), forward.c.retired.is_(False)),
    )
    there = exists().where(of_it, or_(one.c.decision.is_(None), active(forward)))
    known = exists().where(of_it, forward.c.stability >= KNOWN)
    return and_(one.c.reverse.is_(True), one.c.rule != MARKED, there, ~known)


def _without_siblings(rows: list[Any], answered: set[tuple[int, int]], day: int) -> tuple[list[int], bool]:
    """The reviews of today, nearest to being forgotten first, and whether a sibling was put off.

    Of one line one card is asked a day. A card can wait for that by a tenth of its interval, one day at least; the one
    that can wait least is asked, and so is whatever has waited as long as it can.
    """
    shown: list[tuple[float, int]] = []
    may: dict[tuple[int, int], tuple[int, int, float]] = {}
    for card_id, note, line, due_day, last_day, stability in rows:
        if type(due_day) is not int or type(last_day) is not int or not isinstance(stability, float) or stability <= 0:
            continue  # a damaged row, which the doctor tells of; the day goes on without it
        place, latest = (note, line), due_day + max(1, (due_day - last_day) // 10)
        # The chance of recall falls with days over stability, so that gives the order without computing it.
        urgency = (last_day - day) / stability
        if latest <= day:
            shown.append((urgency, card_id))
            answered.add(place)
        elif place in may:
            may[place] = min(may[place], (latest, card_id, urgency))
        else:
            may[place] = (latest, card_id, urgency)
    put_off = False  # matters only when nothing is left, and so only for lines that were answered
    for place, (_, card_id, urgency) in may.items():
        if place in answered:
            put_off = True
        else:
            shown.append((urgency, card_id))
    shown.sort()
    return [card_id for _, card_id in shown], put_off
