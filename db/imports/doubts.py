"""The doubtful matches of imports, to be decided later: two wordings of one card, or two cards."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, func, select

from cards.card import Change
from cards.identity import fingerprint, flagged
from cards.translation import N_, _
from db.engine import Database
from db.imports.apply import apply
from db.records import Doubt, Known, Plan, PlanRow, Stale
from db.rows import known_cards, noted, sound
from db.schema import cards
from db.schema import doubts as table

GONE = N_("This match was decided already, perhaps in another window, or one of the two cards has changed since.")

_other = cards.alias("other")
# Decided by itself: the new card is gone as well, or the other one has come back.
OPEN = table.c.card_id.in_(select(cards.c.id).where(cards.c.retired.is_(False))) & exists().where(
    _other.c.id == table.c.other_id, _other.c.retired.is_not(False)
)


def count(db: Database) -> int:
    """How many doubtful matches wait for a decision."""
    with db.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table).where(OPEN)).scalar_one())


def doubts(db: Database) -> list[Doubt]:
    """The doubtful matches that wait for a decision, the latest first."""
    with db.read() as connection:
        rows = connection.execute(select(table).where(OPEN).order_by(table.c.card_id.desc())).all()
        ids = [id for row in rows for id in (row.card_id, row.other_id)]
        rows_of_both = connection.execute(known_cards().where(cards.c.id.in_(ids)))
        found = {one.id: one for one in sound(rows_of_both, noted)}
    both = (row for row in rows if row.card_id in found and row.other_id in found)
    return [Doubt(found[row.card_id], found[row.other_id], row.likeness) for row in both]


def join(db: Database, doubt: Doubt, now: datetime) -> int:
    """The two are one card: the gone one, with its history, says what the new one says, which gives way to it.

    Where the new one was answered more often, it stays with its own history instead. Returns the number of the import
    that stands for it and can be taken back; 0 where there is nothing to take back. Raises Stale where the doubt is
    decided or was shown otherwise.
    """
    new, old = _as_shown(db, doubt)
    if new.schedule.reps > old.schedule.reps:
        part(db, doubt)
        return 0
    with db.read() as connection:
        position = connection.execute(select(cards.c.position).where(cards.c.id == new.id)).scalar_one()
    same = fingerprint(old.card) == fingerprint(new.card)
    row = PlanRow(
        Change.RETURNED,
        new.path,
        new.card,
        old,
        likeness=doubt.likeness,
        why=N_("joined by hand"),
        flag=flagged(old.card, new.card) if old.schedule.reps and not same else None,
        position=position,
        replaces=new,
    )
    return apply(db, Plan((), (row,)), now)


def part(db: Database, doubt: Doubt) -> None:
    """The two are different cards: each stays what it is, and nobody is asked again."""
    with db.begin() as connection:
        connection.execute(delete(table).where(table.c.card_id == doubt.card.id, table.c.other_id == doubt.other.id))


def _as_shown(db: Database, doubt: Doubt) -> tuple[Known, Known]:
    for each in doubts(db):
        if (each.card.id, each.other.id) == (doubt.card.id, doubt.other.id):
            if (each.card.card, each.other.card) != (doubt.card.card, doubt.other.card):
                break
            return each.card, each.other
    raise Stale(f"{_(GONE)} {_('Nothing was changed.')}")
