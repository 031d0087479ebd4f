"""The first tables: notes, cards, the review log with the triggers that hold it, settings, imports and folders."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# The log is the truth, so nothing may change or shorten it, not even by accident.
REFUSALS = (("update", "changed"), ("delete", "deleted"))
SENTENCE = "The review log is append-only: nothing in it may be {}."

FALSE, ZERO, EMPTY = sa.false(), sa.text("0"), sa.text("''")
ACTIVE = "suspended IS {false} AND rejected IS {false} AND retired IS {false}"


def where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, in the words of each database."""
    words = {"sqlite": condition.format(false="0"), "postgresql": condition.format(false="false")}
    return {f"{dialect}_where": sa.text(said) for dialect, said in words.items()}


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("mtime_ns", sa.BigInteger, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("imported_at", sa.BigInteger, nullable=False),
        sa.Column("missing", sa.Boolean, nullable=False, server_default=FALSE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("path", name=op.f("uq_notes_path")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cards",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("note_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("accepted", sa.JSON, nullable=False),
        sa.Column("context", sa.JSON, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False, server_default=EMPTY),
        sa.Column("rule", sa.Text, nullable=False, server_default=EMPTY),
        sa.Column("directive", sa.Text),
        sa.Column("reverse", sa.Boolean, nullable=False, server_default=FALSE),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("suspended", sa.Boolean, nullable=False, server_default=FALSE),
        sa.Column("rejected", sa.Boolean, nullable=False, server_default=FALSE),
        sa.Column("retired", sa.Boolean, nullable=False, server_default=FALSE),
        sa.Column("buried_until", sa.Integer),
        sa.Column("flag", sa.Text),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False, server_default=sa.text("'new'")),
        sa.Column("step", sa.Integer, nullable=False, server_default=ZERO),
        sa.Column("stability", sa.Float),
        sa.Column("difficulty", sa.Float),
        sa.Column("due_day", sa.Integer),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("first_day", sa.Integer),
        sa.Column("last_day", sa.Integer),
        sa.Column("reps", sa.Integer, nullable=False, server_default=ZERO),
        sa.Column("lapses", sa.Integer, nullable=False, server_default=ZERO),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_cards_note_id_notes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cards_place", "cards", ["note_id", "position"])
    op.create_index("ix_cards_siblings", "cards", ["note_id", "line"])
    op.create_index("ix_cards_fingerprint", "cards", ["fingerprint"])
    due = ["due_day", "last_day", "stability", "id", "note_id", "line", "buried_until"]
    op.create_index("ix_cards_due", "cards", [*due, "suspended", "rejected", "retired"], **where("due_day IS NOT NULL"))
    unasked = where(f"{ACTIVE} AND first_day IS NULL")
    op.create_index("ix_cards_new", "cards", ["note_id", "position", "id", "line", "buried_until"], **unasked)
    for name, column in (("learning", "due_at"), ("flag", "flag"), ("buried", "buried_until")):
        op.create_index(f"ix_cards_{name}", "cards", [column], **where(f"{column} IS NOT NULL"))
    op.create_index("ix_cards_retired", "cards", ["id", "note_id"], **where("retired IS NOT {false}"))
    op.create_index("ix_cards_last_day", "cards", ["last_day", "first_day", "note_id", "line"])
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("rating", sa.Integer),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("study_day", sa.Integer, nullable=False),
        sa.Column("duration_ms", sa.Integer, nullable=False, server_default=ZERO),
        sa.Column("undoes", sa.Integer),
        sa.Column("was", sa.Text),
        sa.Column("state", sa.Text),
        sa.Column("step", sa.Integer),
        sa.Column("due_day", sa.Integer),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("flag", sa.Text),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_reviews_card_id_cards")),
        sa.ForeignKeyConstraint(["undoes"], ["reviews.id"], name=op.f("fk_reviews_undoes_reviews")),
        sa.UniqueConstraint("undoes", name=op.f("uq_reviews_undoes")),
        sa.CheckConstraint("(event = 'rating') = (rating IS NOT NULL)", name=op.f("ck_reviews_rating")),
        sa.CheckConstraint("(event = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_reviews_undoes")),
    )
    op.create_index("ix_reviews_card", "reviews", ["card_id"])
    op.create_index("ix_reviews_study_day", "reviews", ["study_day"])
    op.create_table(
        "settings",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "folders",
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_folders")),
    )
    hold_the_log()


def hold_the_log() -> None:
    """Make the database itself refuse a change of the log, in the words of the database it is."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for act, done in REFUSALS:
        sentence = SENTENCE.format(done)
        if sqlite:
            op.execute(
                f"CREATE TRIGGER reviews_no_{act} BEFORE {act.upper()} ON reviews "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
        else:
            op.execute(
                f"CREATE FUNCTION reviews_no_{act}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{sentence}'; END $$"
            )
            op.execute(
                f"CREATE TRIGGER reviews_no_{act} BEFORE {act.upper()} ON reviews "
                f"FOR EACH ROW EXECUTE FUNCTION reviews_no_{act}()"
            )
