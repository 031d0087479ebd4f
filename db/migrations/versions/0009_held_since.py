"""Since when an import holds a card: what its reader did before that counts no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; empty means since the card was made."""
    op.add_column("versions", sa.Column("held_at", sa.BigInteger))
