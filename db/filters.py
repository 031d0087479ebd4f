"""The filter of a review or a search, as SQL conditions on cards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Text, cast, func, or_, select

from db.records import Problem
from db.schema import cards, note_tags, notes

T = TypeVar("T")

# A word, or several in quotes; either may have a name and a colon before it.
TERM = re.compile(r'(?:(?P<name>kind|note|tag):)?(?:"(?P<quoted>[^"]*)"?|(?P<word>\S+))', re.IGNORECASE)


MOST_WORDS = 100  # each is a condition of its own, and a database takes no thousand of them


def few(words: Sequence[T]) -> Sequence[T]:
    """The words, unless they are more than a search can hold: Problem."""
    if len(words) > MOST_WORDS:
        raise Problem(f"These are {len(words):,} words; a search takes at most {MOST_WORDS}. Give fewer of them.")
    return words


def narrowed(query: Select[Any], filter: str) -> Select[Any]:
    """The query over cards, with every term of the filter as a condition; the query itself where there is none."""
    for match in few(list(TERM.finditer(unicodedata.normalize("NFC", filter)))):
        text = match["quoted"] if match["quoted"] is not None else match["word"]
        if text:
            query = query.where(_condition((match["name"] or "").lower(), text.lower()))
    return query


def _condition(name: str, text: str) -> ColumnElement[bool]:
    if name == "kind":
        return cards.c.kind == text
    if name == "tag":
        return tagged(text)
    of_note = [notes.c.path, notes.c.title]
    in_note = cards.c.note_id.in_(select(notes.c.id).where(or_(*(_holds(column, text) for column in of_note))))
    if name == "note":
        return in_note
    return or_(in_note, _holds(cards.c.question, text), _holds(cast(cards.c.context, Text), text))


def tagged(tag: str) -> ColumnElement[bool]:
    """That a card's note has this tag, or one below it: `db` finds `db/log`."""
    name = tag.lower().removeprefix("#").strip("/")
    below = note_tags.c.tag.startswith(f"{name}/", autoescape=True)
    return cards.c.note_id.in_(select(note_tags.c.note_id).where(or_(note_tags.c.tag == name, below)))


def _holds(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    return func.lower(column).contains(text, autoescape=True)
