"""What cards bring along that came from another program or go to one: own tags, and the names they have there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "card_tags",
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("card_id", "tag", name=op.f("pk_card_tags")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_card_tags_card_id_cards"), ondelete="CASCADE"),
    )
    op.create_index("ix_card_tags_tag", "card_tags", ["tag", "card_id"])
    op.create_table(
        "guids",
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.Column("guid", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_guids")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_guids_card_id_cards"), ondelete="CASCADE"),
    )
    op.create_index("ix_guids_guid", "guids", ["guid"])
