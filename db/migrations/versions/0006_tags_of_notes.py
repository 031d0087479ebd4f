"""The tags of notes.

Notes that are known were read without them: a time of change that cannot be makes the next look read each file again,
which finds its text unchanged and takes its tags alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table, and have every note looked at once."""
    op.create_table(
        "note_tags",
        sa.Column("note_id", sa.Integer, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("note_id", "tag", name=op.f("pk_note_tags")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_note_tags_note_id_notes")),
    )
    op.create_index("ix_note_tags_tag", "note_tags", ["tag", "note_id"])
    op.execute("UPDATE notes SET mtime_ns = -1")
