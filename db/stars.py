"""Stars: a person's own mark on a card, to find it by. Nothing else follows from one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from db.records import Problem, no_card
from db.schema import MICROSECOND, cards, stars

if TYPE_CHECKING:
    from db.engine import Database


def star(db: Database, card_id: int, starred: bool, now: datetime) -> None:
    """Give a card a star, or take it away. Raises Problem where the card is not there."""
    with db.begin() as connection:
        if connection.execute(select(cards.c.id).where(cards.c.id == card_id)).first() is None:
            raise Problem(no_card(card_id, db.name))
        before = connection.execute(select(stars.c.at).where(stars.c.card_id == card_id)).scalar()
        if before is None:
            connection.execute(insert(stars).values(card_id=card_id, starred=starred, at=now))
        else:  # later than before by any clock: the latest change holds
            values = {"starred": starred, "at": max(now, before + MICROSECOND)}
            connection.execute(update(stars).where(stars.c.card_id == card_id).values(**values))
