"""Cards that are held: how much each is worth asking, whether it is held, what its reader decided, and its shape.

Every card of the version before was asked, so none of them is held.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ACTIVE = "suspended IS {false} AND rejected IS {false} AND retired IS {false} AND held IS {false}"


def where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, in the words of each database."""
    words = {"sqlite": condition.format(false="0"), "postgresql": condition.format(false="false")}
    return {f"{dialect}_where": sa.text(said) for dialect, said in words.items()}


def upgrade() -> None:
    """Add the columns, and make the indexes of today's queue anew: both leave out what is held."""
    op.add_column("cards", sa.Column("worth", sa.Float, nullable=False, server_default=sa.text("1")))
    op.add_column("cards", sa.Column("held", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("cards", sa.Column("shape", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("cards", sa.Column("decision", sa.Text))
    for name in ("ix_cards_due", "ix_cards_new"):
        op.drop_index(name, "cards", if_exists=True)
    due = ["due_day", "last_day", "stability", "id", "note_id", "line", "buried_until"]
    aside = ["suspended", "rejected", "retired", "held"]
    op.create_index("ix_cards_due", "cards", [*due, *aside], **where("due_day IS NOT NULL"))
    unasked = where(f"{ACTIVE} AND first_day IS NULL")
    op.create_index(
        "ix_cards_new", "cards", ["note_id", "position", "id", "line", "buried_until", "reverse"], **unasked
    )
    op.create_index("ix_cards_held", "cards", ["note_id", "decision", "retired"], **where("held IS NOT {false}"))
