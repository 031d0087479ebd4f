"""What a search reads: all that a card says, in lower case, in a narrow table that the database keeps by itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db import texts

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table, fill it, and have the database keep it."""
    op.create_table(
        "card_texts",
        sa.Column("card_id", sa.Integer, nullable=False, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("subject", "question", "rest")),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_card_texts")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["cards.id"], name=op.f("fk_card_texts_card_id_cards"), ondelete="CASCADE"
        ),
    )
    for statement in texts.keeping(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)
