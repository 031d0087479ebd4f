"""Searching cards: the ids of all that are found, best first, and then what those say that are shown.

The ids come from one pass over narrow rows: an index with what cards are ordered by, and the texts beside it. What a
card says is read apart, as a list shows some twenty of the thousand that a word finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, select

from cards.language.particles import bare
from cards.schedule import study_day
from db.engine import Database
from db.filters import Term, condition, in_note, in_row, terms
from db.records import Known
from db.rows import chunks, known_cards, sound
from db.schema import card_texts, cards, notes
from db.settings import within


def search(
    db: Database, text: str, now: datetime, limit: int = 200, *, retired: bool = False, note: int | None = None
) -> list[Known]:
    """The cards that `ids` finds."""
    return those(db, ids(db, text, now, limit, retired=retired, note=note))


def ids(
    db: Database, text: str, now: datetime, limit: int = 200, *, retired: bool = False, note: int | None = None
) -> list[int]:
    """The cards that every word of `text` finds (`db.filters` says how), of one `note` where one is given.

    Those with the words in their subject come first, then those with the words in their question; held ones stand
    behind all that are asked. An empty text finds all.
    """
    found = terms(text)
    words = [bare(term.text) for term in found if not term.name]
    query, shown = select(cards.c.id), select(cards.c.id).join(notes)
    if words:
        query, shown = query.join(card_texts), shown.join(card_texts)
    if note is not None:
        query = query.where(cards.c.note_id == note)
    if not retired and Term("is", "retired") not in found:
        query = query.where(cards.c.retired.is_(False))
    order: list[Any] = [cards.c.held]
    for place in (card_texts.c.subject, card_texts.c.question) if words else ():
        order.append(and_(*(place.contains(word, autoescape=True) for word in words)).desc())
    with db.read() as connection:
        of_notes = _in_notes(connection, words)
        for term in found:
            query = query.where(condition(term) if term.name else in_row(word := bare(term.text), word in of_notes))
        first = query.order_by(*order, cards.c.note_id, cards.c.position, cards.c.id).limit(limit)
        # The paths of those alone that are left: a note can have any number, and its path is to be looked up.
        last = shown.where(cards.c.id.in_(first)).order_by(*order, notes.c.path, cards.c.position, cards.c.id)
        today = study_day(now, within(connection).rollover_hour)
        return list(connection.execute(last, {"today": today}).scalars())


def those(db: Database, ids: Sequence[int]) -> list[Known]:
    """What these cards say, in their order, without those that are gone meanwhile or hold what cannot be."""
    found: dict[int, Known] = {}
    with db.read() as connection:
        for some in chunks(ids):
            found |= {one.id: one for one in sound(connection.execute(known_cards().where(cards.c.id.in_(some))))}
    return [found[id] for id in ids if id in found]


def _in_notes(connection: Connection, words: Sequence[str]) -> set[str]:
    """The words that are in the path or the title of a note: where a word is in none, no card's note is looked at."""
    if not words:
        return set()
    asked = [select(notes.c.id).where(in_note(word)).exists() for word in words]
    return {word for word, there in zip(words, connection.execute(select(*asked)).one(), strict=True) if there}
