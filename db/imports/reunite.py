"""Cards that are gone × cards that were never answered: a line moved to a note that was imported first.

The new place then has a fresh double already. The gone card takes its place, so that its history goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, select

from cards.card import Change
from cards.identity import Match, fingerprint, match
from cards.matching.places import Placed
from db.records import Known, PlanRow, Unsound
from db.rows import chunks, known_cards, noted
from db.schema import NOTED, cards

FRESH = 3000  # so many cards that were never answered are compared, the latest ones
MOST_PAIRS = 3_000_000  # beyond, only cards with a history are looked for


def reunited(connection: Connection, rows: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
    """The rows with each gone card that certainly is a fresh one in the place of that one. Where it is not certain, the
    gone row is doubtful, and its guess is the fresh card.
    """
    gone = {row.known.id: number for number, row in enumerate(rows) if row.change is Change.GONE and row.known}
    if not gone:
        return tuple(rows)
    mine = {row.known.id: number for number, row in enumerate(rows) if row.known and row.card and not row.known.weight}
    known_ids = {row.known.id for row in rows if row.known}
    found = {one.id: (one, place) for one, place in _stored(connection, rows, gone) if one.id not in known_ids}
    news = [Placed(one.card, one.path, place, one.id) for one, place in found.values()]
    news += [_placed(rows[number], rows[number].card, id) for id, number in mine.items()]
    olds = [_placed(rows[number], None, id) for id, number in gone.items()]
    if len(olds) * len(news) > MOST_PAIRS:
        olds = [old for old in olds if old.weight]
    changed: list[PlanRow | None] = list(rows)
    taken = set()
    for one in match(olds, news):
        if one.old is None:
            continue
        place = gone[one.old.id]
        fresh = one.new or one.maybe
        double = found[fresh.id][0] if fresh and fresh.id in found else None
        if one.new is not None and one.new.id in mine:
            taken.add(one.old.id)
            changed[place] = None
            changed[mine[one.new.id]] = _joined(one, rows[place], rows[mine[one.new.id]].known)
        elif one.new is not None and double is not None and not double.weight:
            taken.add(one.old.id)
            changed[place] = _joined(one, rows[place], double)
        elif double is not None and not rows[place].doubtful:
            changed[place] = replace(rows[place], doubtful=True, guess=double, likeness=one.likeness)
    # A row that took one of these for a doubtful one of its own has lost it.
    return tuple(
        replace(row, guess=None, doubtful=False) if row.guess and row.guess.id in taken else row
        for row in changed
        if row is not None
    )


def _joined(one: Match, old: PlanRow, double: Known | None) -> PlanRow:
    assert one.new is not None
    assert old.known is not None
    return PlanRow(
        Change.MOVED if one.change is Change.KEPT else one.change,
        one.new.path,
        one.new.card,
        old.known,
        likeness=one.likeness,
        why=one.why,
        flag=one.flag if old.known.schedule.reps else None,
        position=one.new.position,
        replaces=double,
    )


def _placed(row: PlanRow, card: Any, id: int) -> Placed:
    assert row.known is not None
    return Placed(card or row.known.card, row.path, row.position, id, weight=row.known.weight)


def _stored(connection: Connection, rows: Sequence[PlanRow], gone: dict[int, int]) -> list[tuple[Known, int]]:
    """Fresh cards of all notes, each with its position: those that say what a gone one says, and the latest others."""
    never = and_(
        *(cards.c.suspended.is_(False), cards.c.rejected.is_(False), cards.c.retired.is_(False)),
        NOTED,
        *(cards.c.first_day.is_(None), cards.c.decision.is_(None)),
    )
    fresh = known_cards().where(never, cards.c.reps == 0)
    latest = select(cards.c.id).where(never).order_by(cards.c.id.desc()).limit(FRESH)
    found: dict[int, tuple[Known, int]] = {}
    take_sound(connection.execute(fresh.where(cards.c.id.in_(latest))), found)
    prints = {fingerprint(one.card) for number in gone.values() if (one := rows[number].known)}
    for some in chunks(sorted(prints)):
        take_sound(connection.execute(fresh.where(cards.c.fingerprint.in_(some))), found)
    return [found[id] for id in sorted(found)]


def take_sound(rows: Iterable[Any], found: dict[int, tuple[Known, int]]) -> None:
    """Add each card that can be read to `found`, by its id, with its position in its note."""
    for row in rows:
        with suppress(Unsound):
            found[row.id] = noted(row), row.position
