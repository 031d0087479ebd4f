"""A person's own words for a card, above those of its note."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "wordings",
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.Column("question", sa.Text),
        sa.Column("answer", sa.Text),
        sa.Column("note_question", sa.Text, nullable=False),
        sa.Column("note_answer", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_wordings")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_wordings_card_id_cards")),
    )
