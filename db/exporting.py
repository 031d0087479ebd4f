"""All cards with their logs, one after the other, in the order of their notes: for files that other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, not_, or_, select

from cards.schedule import study_day
from db.engine import Database
from db.filters import narrowed
from db.records import Known, Review
from db.rows import IN_ORDER, LOG, chunks, known, known_cards, sound, sound_log
from db.schema import EPOCH, card_tags, cards, guids, note_tags, notes, reviews, versions, wordings
from db.settings import within
from db.versions import Face

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Exported:
    """A card as it leaves: its whole log, what other programs call it, the tags of itself and of its note, when it was
    made and when it last changed what it says.
    """

    card: Known
    log: list[Review]
    guid: str
    tags: tuple[str, ...]
    created_at: datetime
    changed_at: datetime


def exported(db: Database, now: datetime, filter: str = "", *, every: bool = False) -> Iterator[Exported]:
    """The cards that a filter finds, all without one. Held, rejected and retired ones only where `every` one is asked
    for. The names that other programs call them by are settled first, and stay.
    """
    with db.read() as connection:
        today = study_day(now, within(connection).rollover_hour)
    with db.begin() as connection:
        _name(connection, _wanted(select(cards.c.id), filter, every), today, now)
    with db.read() as connection:
        tags: dict[int, list[str]] = {}
        for note, tag in connection.execute(select(note_tags).order_by(note_tags.c.tag)):
            tags.setdefault(note, []).append(tag)
        ids = _wanted(select(cards.c.id).join(notes), filter, every)
        ids = ids.order_by(notes.c.path, cards.c.position, cards.c.id)
        for some in chunks(connection.execute(ids, {"today": today}).scalars().all(), AT_ONCE):
            yield from _some(connection, list(some), tags)


def _wanted(query: Select[Any], filter: str, every: bool) -> Select[Any]:
    if not every:
        query = query.where(not_(or_(cards.c.held, cards.c.rejected, cards.c.retired)))
    return narrowed(query, filter)


def _name(connection: Connection, ids: Select[Any], today: int, now: datetime) -> None:
    """Name the cards that have no name yet by what they are known by on every machine."""
    unnamed = ~select(guids.c.card_id).where(guids.c.card_id == cards.c.id).exists()
    columns = (cards.c.id, cards.c.kind, notes.c.path, cards.c.context, cards.c.fingerprint)
    query = select(*columns).join_from(cards, notes).where(cards.c.id.in_(ids), unnamed).order_by(cards.c.id)
    found = [Face(*row) for row in connection.execute(query, {"today": today})]
    if not found:
        return
    taken = set(connection.execute(select(guids.c.guid)).scalars())
    rows = []
    for face in found:
        name, number = face.key, 1
        while name in taken:
            number += 1
            name = f"{face.key}-{number}"
        taken.add(name)
        rows.append({"card_id": face.card_id, "guid": name, "at": now})
    connection.execute(insert(guids), rows)


def _some(connection: Connection, ids: list[int], tags: dict[int, list[str]]) -> Iterator[Exported]:
    extra = (cards.c.created_at.label("made_at"), guids.c.guid, versions.c.changed_at, wordings.c.at.label("worded_at"))
    query = known_cards().add_columns(*extra)
    query = query.outerjoin(guids, guids.c.card_id == cards.c.id)
    query = query.outerjoin(versions, versions.c.card_id == cards.c.id)
    rows = {row.id: row for row in connection.execute(query.where(cards.c.id.in_(ids)))}
    logs: dict[int, list[Review]] = {}
    order = (reviews.c.card_id, *IN_ORDER)
    for line in sound_log(connection.execute(LOG.where(reviews.c.card_id.in_(ids)).order_by(*order))):
        logs.setdefault(line.card_id, []).append(line)
    own: dict[int, list[str]] = {}
    tagged = select(card_tags).where(card_tags.c.card_id.in_(ids)).order_by(card_tags.c.tag)
    for card, tag in connection.execute(tagged):
        own.setdefault(card, []).append(tag)
    for number in ids:
        if (row := rows.get(number)) is None:
            continue
        for one in sound([row], known):  # what cannot be read is told by the doctor
            times = [at for at in (row.made_at, row.changed_at, row.worded_at) if isinstance(at, datetime)]
            yield Exported(
                one,
                logs.get(number, []),
                row.guid or str(number),
                tuple(dict.fromkeys([*own.get(number, ()), *tags.get(one.note_id, ())])),
                times[0] if times else EPOCH,
                max(times, default=EPOCH),
            )
