"""Asking more or less of the notes that are there: held cards chosen anew, from the worth that is stored with each."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, select, update

from cards.asking.taste import chosen
from cards.card import Card, Kind
from db import versions
from db.rows import chunks
from db.schema import NOTED, cards
from db.versions import remember

KINDS = frozenset(Kind)


def choose_again(connection: Connection, amount: str, at: datetime) -> None:
    """Ask or hold the cards of every note as this amount has it; what a person did anything with stays as it is."""
    c = cards.c
    said = (c.kind, c.question, c.answer, c.rule, c.shape, c.worth)
    columns = (c.id, c.note_id, *said, c.held, c.reps, c.suspended, c.rejected, c.decision)
    query = select(*columns).where(c.retired.is_(False), NOTED).order_by(c.note_id, c.position, c.id)
    changed = []
    for _, note in groupby(connection.execute(query), key=lambda row: row.note_id):
        # A damaged one is the doctor's.
        rows = [
            row for row in note if isinstance(row.worth, float) and row.kind in KINDS and isinstance(row.answer, str)
        ]
        drafts = [
            Card(Kind(r.kind), r.question, r.answer, (), 0, rule=r.rule, worth=r.worth, shape=r.shape) for r in rows
        ]
        for row, now in zip(rows, chosen(drafts, amount), strict=True):
            touched = row.reps or row.suspended or row.rejected or row.decision is not None
            if now.held != row.held and not touched:
                changed.append({"card": row.id, "now": now.held})
    remember(connection, [each["card"] for each in changed])
    for some in chunks(changed):
        connection.execute(update(cards).where(c.id == bindparam("card")).values(held=bindparam("now")), list(some))
    versions.changed(connection, at, {each["card"]: {"held": each["now"]} for each in changed})
