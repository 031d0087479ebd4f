"""What several machines need to keep one memory: names for events and cards that hold on every machine, the time of
each change, and how far the last meeting with another database went.

Names of what is there already are made from what the rows say, so that two copies of one database that are brought up
to date apart arrive at the same ones.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.engines import hold_the_log, let_the_log_go
from db.uids import digest, uid, uid_of_undo

revision = "0007"
down_revision = "0006"

SOME = 5000


def upgrade() -> None:
    """Make the tables, and name the events and the cards that are there."""
    op.add_column("reviews", sa.Column("uid", sa.Text))
    op.create_table(
        "identities",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_identities")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["cards.id"], name=op.f("fk_identities_card_id_cards"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "versions",
        sa.Column("card_id", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("held", sa.Boolean, nullable=False),
        sa.Column("flag", sa.Text),
        sa.Column("flag_at", sa.BigInteger),
        sa.Column("rejected", sa.Boolean, nullable=False),
        sa.Column("rejected_at", sa.BigInteger),
        sa.Column("stamp", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_versions")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_versions_card_id_cards"), ondelete="CASCADE"),
    )
    op.create_table(
        "setting_times",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting_times")),
    )
    op.create_table(
        "clock_corrections",
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_clock_corrections")),
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("review_id", sa.Integer, nullable=False),
        sa.Column("stamp", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sqlite_autoincrement=True,
    )
    _name_events(op.get_bind())
    _name_cards(op.get_bind())
    op.create_index("ix_reviews_uid", "reviews", ["uid"], unique=True)
    op.create_index("ix_reviews_at", "reviews", ["at"])
    op.create_index("ix_identities_card_id", "identities", ["card_id"])
    op.create_index("ix_versions_stamp", "versions", ["stamp"])
    op.create_index("ix_meetings_uid", "meetings", ["uid"])


def _origin(connection: sa.Connection) -> str:
    """What copies of one database share and no two others do: the first import."""
    first = connection.exec_driver_sql("SELECT at, CAST(changes AS TEXT) FROM imports ORDER BY id LIMIT 1").first()
    return "" if first is None else digest(*first)


def _name_events(connection: sa.Connection) -> None:
    """Give each line of the log its name; in the order of the log, as that is how it was played until today."""
    origin, last = _origin(connection), dict[object, int]()
    columns = "id, card_id, event, rating, at, undoes"
    rows = connection.exec_driver_sql(f"SELECT {columns} FROM reviews ORDER BY id").fetchall()
    if not rows:
        return
    names: dict[int, str] = {}
    for id, card, event, rating, at, undoes in rows:
        target = names.get(undoes)
        if target is not None:
            names[id] = uid_of_undo(target)
            continue
        moment = max(at if type(at) is int else 0, last.get(card, -1) + 1)
        last[card] = moment
        names[id] = uid(moment, digest(origin, id, card, event, rating, at))
    let_the_log_go(connection)
    named = [{"id": id, "uid": name} for id, name in names.items()]
    for start in range(0, len(named), SOME):
        connection.execute(sa.text("UPDATE reviews SET uid = :uid WHERE id = :id"), named[start : start + SOME])
    hold_the_log(connection)


def _name_cards(connection: sa.Connection) -> None:
    """Give each card the name that it had in every copy of this database."""
    origin = _origin(connection)
    rows = connection.exec_driver_sql("SELECT id, created_at FROM cards").fetchall()
    named = [{"key": digest("card", origin, id, created), "card": id} for id, created in rows]
    for start in range(0, len(named), SOME):
        statement = sa.text("INSERT INTO identities (key, card_id) VALUES (:key, :card)")
        connection.execute(statement, named[start : start + SOME])
