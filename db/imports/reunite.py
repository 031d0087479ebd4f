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
    # Fresh cards, by their ids: those of the plan, with their rows, and those of other notes, with their positions.
    planned = {
        row.known.id: number for number, row in enumerate(rows) if row.known and row.card and not row.known.weight
    }
    in_plan = {row.known.id for row in rows if row.known}
    stored = {card.id: (card, place) for card, place in _stored(connection, rows, gone) if card.id not in in_plan}
    fresh = [Placed(card.card, card.path, place, card.id) for card, place in stored.values()]
    fresh += [_placed(rows[number], rows[number].card, id) for id, number in planned.items()]
    olds = [_placed(rows[number], None, id) for id, number in gone.items()]
    if len(olds) * len(fresh) > MOST_PAIRS:
        olds = [old for old in olds if old.weight]
    changed: list[PlanRow | None] = list(rows)
    reunited_ids = set()
    for pair in match(olds, fresh):
        double = pair.new or pair.maybe
        if pair.old is None or double is None:
            continue
        place = gone[pair.old.id]
        known = rows[planned[double.id]].known if double.id in planned else stored[double.id][0]
        assert known is not None
        if pair.new is not None and not known.weight:
            reunited_ids.add(pair.old.id)
            if double.id in planned:
                changed[place] = None
                changed[planned[double.id]] = _joined(pair, rows[place], known)
            else:
                changed[place] = _joined(pair, rows[place], known)
        elif not rows[place].doubtful:
            changed[place] = replace(rows[place], doubtful=True, guess=known, likeness=pair.likeness)
    # A new card that seemed to be one of these in other words has lost it.
    return tuple(
        replace(row, guess=None, doubtful=False) if row.guess and row.guess.id in reunited_ids else row
        for row in changed
        if row is not None
    )


def _joined(pair: Match, old: PlanRow, double: Known) -> PlanRow:
    """The row of a gone card that goes on in the place of its fresh double."""
    assert pair.new is not None
    assert old.known is not None
    return PlanRow(
        Change.MOVED if pair.change is Change.KEPT else pair.change,
        pair.new.path,
        pair.new.card,
        old.known,
        likeness=pair.likeness,
        why=pair.why,
        flag=pair.flag if old.known.schedule.reps else None,
        position=pair.new.position,
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
