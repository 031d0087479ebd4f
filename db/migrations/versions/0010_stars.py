"""Stars that a person gives cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "stars",
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.Column("starred", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_stars")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_stars_card_id_cards"), ondelete="CASCADE"),
    )
