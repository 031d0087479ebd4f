"""What a person's own decisions say about shapes of cards: later cards of a shape are worth more or less to them.

A shape is what was asked of what kind of line ("sentence/gap/number"). Taking a held card speaks for its shape.
Dropping one speaks against it, and so does suspending or rejecting a card, or forgetting it so often that it is a
leech. Cards that were learnt without any of that make the figure steadier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, case, func, not_, or_, select

from cards.asking.taste import Taste
from db import settings
from db.records import Decision
from db.schema import DECIDED, cards

if TYPE_CHECKING:
    from db.engine import Database

MOST = 0.3  # no shape's worth moves by more
PRIOR = 8  # the figure starts from so many cards that balance each other: one decision alone moves little
LEARNT = 3  # ratings after which a card that nothing speaks against was worth asking


def taste(db: Database) -> Taste:
    """How much this person wants to be asked, and by how much the worth of each shape moves for them."""
    c = cards.c
    with db.read() as connection:
        chosen = settings.within(connection)
        had = c.decision.is_not_distinct_from(Decision.HAD)
        refused = or_(
            *(c.decision.is_not_distinct_from(Decision.DROPPED), c.suspended.is_(True)),
            and_(c.rejected.is_(True), not_(had)),
            *([c.lapses >= chosen.leech_lapses] if chosen.leech_lapses else []),  # 0: no card is forgotten too often
        )
        taken = and_(c.decision == Decision.TAKEN, not_(refused))
        learnt = and_(c.reps >= LEARNT, not_(refused))
        sums = [func.sum(case((such, 1), else_=0)) for such in (taken, refused, or_(taken, refused, learnt))]
        rows = connection.execute(select(c.shape, *sums).where(DECIDED, c.shape != "").group_by(c.shape)).all()
    shifts = {shape: moved(int(kept), int(against), int(seen)) for shape, kept, against, seen in rows}
    return Taste(chosen.questions_per_note, {shape: by for shape, by in shifts.items() if by})


def moved(kept: int, refused: int, seen: int) -> float:
    """By how much a shape's worth moves: what was kept less what was refused, as a share of all that was seen."""
    return round(MOST * (kept - refused) / (PRIOR + seen), 3)
