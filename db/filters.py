"""The words of a search, a session or a count, as SQL conditions on cards: one grammar everywhere.

Each word has to stand in what a card says, in its headings, or in the path or title of its note; "two words" in quotes
are one. A Korean word is found with and without its particle. Words with a name look at one thing alone: `kind:cloze`,
`note:heap`, `tag:db`, `folder:til/os`, `is:due`, `rated:7`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
)

from cards.language.particles import bare
from cards.schedule import State
from cards.translation import _
from db.records import Decision, Event, Problem
from db.schema import ACTIVE, WAITING, card_tags, card_texts, cards, note_tags, notes, reviews, stars

T = TypeVar("T")

TODAY: BindParameter[int] = bindparam("today", type_=Integer)  # the study day, given when the query is run
FREE = func.coalesce(cards.c.buried_until, 0) <= TODAY

NAMES = ("kind", "note", "tag", "folder", "is", "rated")
# A word, or several in quotes; either may have a name and a colon before it.
TERM = re.compile(rf'(?:(?P<name>{"|".join(NAMES)}):)?(?:"(?P<quoted>[^"]+)"?|(?P<word>\S+))', re.IGNORECASE)
MOST_WORDS = 100  # each is a condition of its own, and a database takes no thousand of them

_undo = reviews.alias("undo")
_one = cards.alias("one")
# Set aside as it was forgotten too often, and not asked again since.
LEECH = and_(
    cards.c.suspended.is_(True),
    exists().where(
        reviews.c.card_id == cards.c.id,
        reviews.c.event == Event.LEECH,
        ~exists().where(_undo.c.undoes == reviews.c.id),
    ),
)

# What `is:…` may ask for.
STANDING: dict[str, ColumnElement[bool]] = {
    "due": and_(ACTIVE, FREE, cards.c.due_day <= TODAY),
    "new": and_(ACTIVE, cards.c.first_day.is_(None)),
    "learning": and_(ACTIVE, or_(cards.c.state == State.LEARNING.value, cards.c.state == State.RELEARNING.value)),
    "held": WAITING,
    "dropped": cards.c.decision == Decision.DROPPED,
    "suspended": cards.c.suspended.is_(True),
    "buried": and_(ACTIVE, cards.c.buried_until > TODAY),
    "leech": LEECH,
    "starred": cards.c.id.in_(select(stars.c.card_id).where(stars.c.starred.is_(True))),
    "rejected": cards.c.rejected.is_(True),
    "retired": cards.c.retired.is_(True),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter, in lower case, with the name before its colon ("" where it has none)."""

    name: str
    text: str


def terms(filter: str) -> list[Term]:
    """The words of a filter, each once. Raises Problem where there are more than a search can hold."""
    found = []
    for match in TERM.finditer(unicodedata.normalize("NFC", filter)):
        text = (match["quoted"] if match["quoted"] is not None else match["word"]).lower()
        if text:
            found.append(Term((match["name"] or "").lower(), text))
    return list(few(list(dict.fromkeys(found))))


def few(words: Sequence[T]) -> Sequence[T]:
    """The words, unless they are more than a search can hold: Problem."""
    if len(words) > MOST_WORDS:
        raise Problem(
            _(
                "These are {words:,} words; a search takes at most {MOST_WORDS}. Give fewer of them.",
                words=len(words),
                MOST_WORDS=MOST_WORDS,
            )
        )
    return words


def unknown(filter: str) -> str:
    """The sentence for a word that asks for what there is not (`is:duu`); "" where there is none."""
    for term in terms(filter):
        if term.name == "is" and term.text not in STANDING:
            return _(
                "There is no is:{text}; there are {listed}.",
                text=term.text,
                listed=", ".join(f"is:{name}" for name in STANDING),
            )
        if term.name == "rated" and not term.text.isdecimal():
            return _(
                "rated:{text} is no number of days; rated:7 finds what was answered in the last seven.", text=term.text
            )
    return ""


class Way(Enum):
    """How a statement comes to the cards that a filter is asked of. What is quick for one way is slow for another."""

    ALL = "all"  # through all of them: what holds the words is listed once
    SOME = "some"  # in an order that ends early: each is asked by itself
    FEW = "few"  # from an index that gives few: no other index is to be walked instead


def narrowed(query: Select[Any], filter: str, way: Way = Way.ALL) -> Select[Any]:
    """The query over cards, with every word of the filter as a condition; the query itself where there is none.

    It may hold the parameter `today`.
    """
    return query.where(*(condition(term, way) for term in terms(filter)))


def condition(term: Term, way: Way = Way.SOME) -> ColumnElement[bool]:
    """What a word of a filter asks of a card."""
    if term.name in _NAMED:
        return _NAMED[term.name](term.text)
    return _WAYS[term.name](term.text, way)


def in_row(word: str, noted: bool) -> ColumnElement[bool]:
    """In what a card says, or with `noted` in the path or title of its note, in a query with `card_texts`."""
    # First the numbers: where a note is found, its cards' texts need not be read.
    return (
        or_(cards.c.note_id.in_(select(notes.c.id).where(in_note(word))), _in_texts(word)) if noted else _in_texts(word)
    )


def _in_texts(word: str) -> ColumnElement[bool]:
    texts = card_texts.c
    return or_(*(each.contains(word, autoescape=True) for each in (texts.rest, texts.question, texts.subject)))


def in_note(word: str) -> ColumnElement[bool]:
    """In the path or title of a note."""
    return or_(*(func.lowered(column).contains(word, autoescape=True) for column in (notes.c.path, notes.c.title)))


def _said(text: str, way: Way) -> ColumnElement[bool]:
    """In what a card says, or in the path or title of its note."""
    word = bare(text)
    if way is Way.ALL:
        holds: ColumnElement[bool] = cards.c.id.in_(select(card_texts.c.card_id).where(_in_texts(word)))
    else:
        holds = exists().where(card_texts.c.card_id == cards.c.id, _in_texts(word))
    return or_(_of_note(word, way), holds)


def _of_note(text: str, way: Way) -> ColumnElement[bool]:
    return _of(select(notes.c.id).where(in_note(text)), way)


def _of(found: Select[Any], way: Way) -> ColumnElement[bool]:
    """That a card is of one of these notes."""
    note = cards.c.note_id + literal_column("0") if way is Way.FEW else cards.c.note_id
    return note.in_(found)


def _of_kind(text: str, way: Way) -> ColumnElement[bool]:
    return cards.c.id.in_(select(_one.c.id).where(_one.c.kind == text)) if way is Way.ALL else cards.c.kind == text


def _in_folder(text: str, way: Way) -> ColumnElement[bool]:
    """Below a folder, named by the whole of its path or by any whole steps of it."""
    inside = f"/{text.replace(chr(92), '/').strip('/')}/"
    path = func.replace(func.lowered(notes.c.path), "\\", "/")
    return _of(select(notes.c.id).where(path.contains(inside, autoescape=True)), way)


def tagged(text: str) -> ColumnElement[bool]:
    """That a card or its note has this tag, or one below it: `db` finds `db/log`."""
    name = text.lower().removeprefix("#").strip("/")

    def said(tag: ColumnElement[str]) -> ColumnElement[bool]:
        return or_(tag == name, tag.startswith(f"{name}/", autoescape=True))

    of_note = select(note_tags.c.note_id).where(said(note_tags.c.tag))
    of_card = select(card_tags.c.card_id).where(said(card_tags.c.tag))
    return or_(cards.c.note_id.in_(of_note), cards.c.id.in_(of_card))


def _standing(text: str) -> ColumnElement[bool]:
    return STANDING.get(text, false())


def _rated(text: str) -> ColumnElement[bool]:
    """Answered within so many days, today included."""
    return cards.c.last_day > TODAY - min(int(text), 100_000) if text.isdecimal() else false()


_NAMED: dict[str, Callable[[str], ColumnElement[bool]]] = {"tag": tagged, "is": _standing, "rated": _rated}
_WAYS: dict[str, Callable[[str, Way], ColumnElement[bool]]] = {
    "": _said,
    "kind": _of_kind,
    "note": _of_note,
    "folder": _in_folder,
}
