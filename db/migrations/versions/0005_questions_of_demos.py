"""Questions that demos ask: which card leads to which demo, each draw with its answer, and one card a question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the two tables, and have the database refuse a second card of one question."""
    op.create_table(
        "leads",
        sa.Column("card_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("demo", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_leads")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_leads_card_id_cards"), ondelete="CASCADE"),
    )
    op.create_index("ix_leads_demo", "leads", ["demo"])
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.Column("repetition", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("correct", sa.Boolean, nullable=False),
        sa.Column("misconception", sa.Text),
        sa.Column("review_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_answers_card_id_cards")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_answers_review_id_reviews"), ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answers_card", "answers", ["card_id"])
    op.create_index("ix_answers_review", "answers", ["review_id"])
    asked = sa.text("kind = 'run'")
    op.create_index("ix_cards_run", "cards", ["subject"], unique=True, sqlite_where=asked, postgresql_where=asked)
