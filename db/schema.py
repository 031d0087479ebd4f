"""The tables, as SQLAlchemy Core. Only portable SQL stands here; a change needs a migration beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Dialect,
    Float,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    false,
    literal_column,
    or_,
    text,
)
from sqlalchemy.types import TypeDecorator

from cards.card import Kind

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(value: datetime) -> int:
    """An instant as whole microseconds since 1970 UTC. A naive datetime is refused: nobody knows which it means."""
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return (value - EPOCH) // MICROSECOND


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as whole microseconds since 1970 UTC: exact, sortable, and the same in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Give the database an integer."""
        return None if value is None else micros(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Give back the same instant, in UTC."""
        try:
            return None if value is None else EPOCH + timedelta(microseconds=value)
        except (TypeError, OverflowError):
            return value  # no instant at all: told by whoever reads the row, which is not lost for the others


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("missing", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)

cards = Table(
    "cards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("note_id", Integer, ForeignKey("notes.id"), nullable=False),
    Column("position", Integer, nullable=False),  # the order the note teaches in
    # What the note says.
    Column("kind", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("accepted", JSON, nullable=False),
    Column("context", JSON, nullable=False),
    Column("line", Integer, nullable=False),
    Column("subject", Text, nullable=False, server_default=text("''")),
    Column("rule", Text, nullable=False, server_default=text("''")),
    Column("directive", Text),
    Column("reverse", Boolean, nullable=False, server_default=false()),
    Column("worth", Float, nullable=False, server_default=text("1")),
    Column("held", Boolean, nullable=False, server_default=false()),  # in no queue until its reader takes it
    Column("shape", Text, nullable=False, server_default=text("''")),
    Column("fingerprint", Text, nullable=False),
    # What became of it.
    Column("suspended", Boolean, nullable=False, server_default=false()),
    Column("rejected", Boolean, nullable=False, server_default=false()),
    Column("retired", Boolean, nullable=False, server_default=false()),
    Column("buried_until", Integer),  # the study day it comes back on
    Column("decision", Text),  # what its reader said of it when it was held: taken or dropped
    Column("flag", Text),  # a sentence that says why it is asked again soon
    Column("created_at", Instant, nullable=False),
    # Its schedule: the projection of its reviews.
    Column("state", Text, nullable=False, server_default=text("'new'")),
    Column("step", Integer, nullable=False, server_default=text("0")),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("due_day", Integer),
    Column("due_at", Instant),
    Column("first_day", Integer),  # the study day of the first rating
    Column("last_day", Integer),
    Column("reps", Integer, nullable=False, server_default=text("0")),
    Column("lapses", Integer, nullable=False, server_default=text("0")),
    sqlite_autoincrement=True,
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card_id", Integer, ForeignKey("cards.id"), nullable=False),
    Column("event", Text, nullable=False),
    Column("rating", Integer),
    Column("at", Instant, nullable=False),
    Column("study_day", Integer, nullable=False),
    Column("duration_ms", Integer, nullable=False, server_default=text("0")),
    Column("undoes", Integer, ForeignKey("reviews.id"), unique=True),
    Column("was", Text),  # the state a rating found the card in
    # What was promised, so that the log can be replayed when the settings have changed since.
    Column("state", Text),
    Column("step", Integer),
    Column("due_day", Integer),
    Column("due_at", Instant),
    Column("flag", Text),  # what the card was flagged with until this rating
    Column("uid", Text),  # its name on every machine, in whose order the log is played (db/uids.py)
    CheckConstraint("(event = 'rating') = (rating IS NOT NULL)", name="rating"),
    CheckConstraint("(event = 'undo') = (undoes IS NOT NULL)", name="undoes"),
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("undone_at", Instant),
    Column("changes", JSON, nullable=False),
    sqlite_autoincrement=True,
)

folders = Table(
    "folders",
    metadata,
    Column("path", Text, primary_key=True),
    Column("added_at", Instant, nullable=False),
)

# Matches of an import that stayed doubtful: a new card that may be another wording of one that is gone.
doubts = Table(
    "doubts",
    metadata,
    Column("card_id", Integer, ForeignKey("cards.id"), primary_key=True, autoincrement=False),
    Column("other_id", Integer, ForeignKey("cards.id"), nullable=False),
    Column("likeness", Float, nullable=False),
)

# A person's own words for a card, above those of its note; a side without own words is said in the note's. The row
# stays when both are taken back: the latest change counts where two databases meet.
wordings = Table(
    "wordings",
    metadata,
    Column("card_id", Integer, ForeignKey("cards.id"), primary_key=True, autoincrement=False),
    Column("question", Text),
    Column("answer", Text),
    Column("note_question", Text, nullable=False),  # what the note said when they were written
    Column("note_answer", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# What a search reads (`db.texts`): all that a card says, in lower case. The database keeps it by itself.
card_texts = Table(
    "card_texts",
    metadata,
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("subject", "question", "rest")),
)

# The demo a card leads to. A card that a demo asks (kind "run") leads to that demo.
leads = Table(
    "leads",
    metadata,
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("demo", Text, nullable=False),
)

# What was answered to a demo's question, and the draw it was asked with: `asked` is the whole question with its right
# answer. It is kept before the mark is shown, and names its line of the log once it is rated.
answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card_id", Integer, ForeignKey("cards.id"), nullable=False),
    Column("repetition", Integer, nullable=False),  # how often the card had been rated
    Column("at", Instant, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("asked", JSON, nullable=False),
    Column("given", Text, nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("misconception", Text),
    Column("review_id", Integer, ForeignKey("reviews.id", ondelete="SET NULL")),
    sqlite_autoincrement=True,
)

# A person's own marks on cards. The row stays when a star is taken away: the latest change counts where two databases
# meet.
stars = Table(
    "stars",
    metadata,
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("starred", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

# The tags of a note, in lower case; they are the note's, and an import writes them.
note_tags = Table(
    "note_tags",
    metadata,
    Column("note_id", Integer, ForeignKey("notes.id"), primary_key=True, autoincrement=False),
    Column("tag", Text, primary_key=True),
)

# A card's own tags, in lower case, beside those of its note: cards of a collection have some.
card_tags = Table(
    "card_tags",
    metadata,
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("tag", Text, primary_key=True),
)

# What a card is called in files that other programs take in: it stays when the card is reworded, so that a second file
# changes what the first one brought. A card that came in such a file keeps the name it had there.
guids = Table(
    "guids",
    metadata,
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("guid", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# What a repair took out of its place, as it was: a row whose values say nothing the program could go by.
set_aside = Table(
    "set_aside",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row", JSON, nullable=False),
    Column("why", Text, nullable=False),
    sqlite_autoincrement=True,
)

# -- several machines --------------------------------------------------------------------------------------------------

# What a card is known by on other machines: each form it ever had. Two cards that share one are one card.
identities = Table(
    "identities",
    metadata,
    Column("key", Text, primary_key=True),
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), nullable=False),
    sqlite_with_rowid=False,
)

# When a card last changed what it says, and what an import said of it, whatever its reader did since.
versions = Table(
    "versions",
    metadata,
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("changed_at", Instant, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("flag", Text),
    Column("flag_at", Instant),
    Column("rejected", Boolean, nullable=False),
    Column("rejected_at", Instant),
    Column("stamp", Integer, nullable=False),  # grows with every change, so that what changed since is found at once
    Column("held_at", Instant),
)

# When each setting that travels was last chosen.
setting_times = Table(
    "setting_times",
    metadata,
    Column("name", Text, primary_key=True),
    Column("changed_at", Instant, nullable=False),
)

# By how many days the clock was ahead when an event was written: its days are counted back by so many.
clock_corrections = Table(
    "clock_corrections",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("days", Integer, nullable=False),
)

# One sync with another database: the name both gave it, and how far the log and the changes of this one went then.
meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("review_id", Integer, nullable=False),
    Column("stamp", Integer, nullable=False),
    sqlite_autoincrement=True,
)


def active(one: FromClause) -> ColumnElement[bool]:
    """That a card may be asked at all. With literals, so that queries with it can use the partial indexes."""
    return and_(one.c.suspended.is_(False), one.c.rejected.is_(False), one.c.retired.is_(False), one.c.held.is_(False))


ACTIVE = active(cards)

RUN = Kind.RUN.value
# That a demo asks the card, and that a note says it, and nobody else: an import compares these alone. With literals,
# as above.
BY_DEMO = cards.c.kind == literal_column(f"'{RUN}'")
SPLIT = "split"  # the rule of a card that its reader made of another one
IN_PARTS = cards.c.rule == literal_column(f"'{SPLIT}'")
NOTED = and_(~BY_DEMO, ~IN_PARTS)

# That its reader did anything with it.
DECIDED = or_(
    cards.c.decision.is_not(None),
    cards.c.suspended.is_(True),
    cards.c.rejected.is_(True),
    cards.c.reps > literal_column("0"),
)

# A held card that waits for its reader.
WAITING = and_(cards.c.held.is_not(False), cards.c.decision.is_(None))

# Covers what a search looks at beside the texts. Began it with `held`, today's queue would be read from it.
Index("ix_cards_place", cards.c.note_id, cards.c.position, cards.c.held, cards.c.retired)
Index("ix_cards_siblings", cards.c.note_id, cards.c.line)
Index("ix_cards_fingerprint", cards.c.fingerprint)
# Covering indexes for today's queue: its queries read no table, however many cards there are.
# Their conditions for PostgreSQL are in the migration: naming them here would load that dialect at every start.
Index(
    "ix_cards_due",
    *(cards.c.due_day, cards.c.last_day, cards.c.stability, cards.c.id, cards.c.note_id, cards.c.line),
    *(cards.c.buried_until, cards.c.suspended, cards.c.rejected, cards.c.retired, cards.c.held),
    sqlite_where=cards.c.due_day.is_not(None),
)
Index(
    "ix_cards_new",
    *(cards.c.note_id, cards.c.position, cards.c.id, cards.c.line, cards.c.buried_until, cards.c.reverse),
    sqlite_where=and_(ACTIVE, cards.c.first_day.is_(None)),
)
for _name, _column in (("learning", cards.c.due_at), ("flag", cards.c.flag), ("buried", cards.c.buried_until)):
    Index(
        f"ix_cards_{_name}",
        _column,
        sqlite_where=_column.is_not(None),
    )
Index("ix_cards_held", cards.c.note_id, cards.c.decision, cards.c.retired, sqlite_where=cards.c.held.is_not(False))
# Removed cards are compared with the new ones of each import.
Index("ix_cards_retired", cards.c.id, cards.c.note_id, sqlite_where=cards.c.retired.is_not(False))
# A question of a demo is one card, whatever names its concept; its subject is `demo/question`.
Index("ix_cards_run", cards.c.subject, unique=True, sqlite_where=BY_DEMO)
Index("ix_cards_split", cards.c.note_id, cards.c.line, sqlite_where=IN_PARTS)
# What a person's decisions say is asked with every note that is saved.
Index(
    "ix_cards_decided",
    *(cards.c.shape, cards.c.decision, cards.c.suspended, cards.c.rejected, cards.c.lapses, cards.c.reps),
    sqlite_where=DECIDED,
)
Index("ix_cards_last_day", cards.c.last_day, cards.c.first_day, cards.c.note_id, cards.c.line)
Index("ix_doubts_other_id", doubts.c.other_id)
Index("ix_leads_demo", leads.c.demo)
Index("ix_answers_card", answers.c.card_id)
Index("ix_answers_review", answers.c.review_id)
Index("ix_note_tags_tag", note_tags.c.tag, note_tags.c.note_id)
Index("ix_card_tags_tag", card_tags.c.tag, card_tags.c.card_id)
Index("ix_guids_guid", guids.c.guid)
Index("ix_reviews_card", reviews.c.card_id)
Index("ix_reviews_study_day", reviews.c.study_day)
Index("ix_reviews_uid", reviews.c.uid, unique=True)
Index("ix_reviews_at", reviews.c.at)
Index("ix_identities_card_id", identities.c.card_id)
Index("ix_versions_stamp", versions.c.stamp)
Index("ix_meetings_uid", meetings.c.uid)
