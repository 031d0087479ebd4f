"""A wider index of the places of cards: a search reads no whole card before it knows which ones it shows."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the index anew."""
    op.drop_index("ix_cards_place", "cards")
    op.create_index("ix_cards_place", "cards", ["note_id", "position", "held", "retired"])
