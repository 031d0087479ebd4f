"""Two small indexes: the cards that somebody did something with, and the parts of split cards.

What a reader's decisions say, and how many cards the notes say, is asked with every saved note: both read all cards.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

DECIDED = "decision IS NOT NULL OR suspended IS {true} OR rejected IS {true} OR reps > 0"


def upgrade() -> None:
    """Make them."""
    op.create_index(
        "ix_cards_decided",
        "cards",
        ["shape", "decision", "suspended", "rejected", "lapses", "reps"],
        sqlite_where=sa.text(DECIDED.format(true="1")),
        postgresql_where=sa.text(DECIDED.format(true="true")),
    )
    parts = sa.text("rule = 'split'")
    op.create_index("ix_cards_split", "cards", ["note_id", "line"], sqlite_where=parts, postgresql_where=parts)
