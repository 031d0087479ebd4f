"""Doubtful matches that wait for a person, and what a repair took out of its place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "doubts",
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.Column("other_id", sa.Integer, nullable=False),
        sa.Column("likeness", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_doubts")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_doubts_card_id_cards")),
        sa.ForeignKeyConstraint(["other_id"], ["cards.id"], name=op.f("fk_doubts_other_id_cards")),
    )
    op.create_index("ix_doubts_other_id", "doubts", ["other_id"])
    op.create_table(
        "set_aside",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("row", sa.JSON, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside")),
        sqlite_autoincrement=True,
    )
