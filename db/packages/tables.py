"""What stands in the tables of an Anki collection, row by row, without what it means (`studytui/anki`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Template(NamedTuple):
    """One card that a type of notes makes: how its front and its back are put together from fields."""

    name: str
    front: str
    back: str


class NoteType(NamedTuple):
    """A type of notes."""

    id: int
    name: str
    cloze: bool
    fields: Sequence[str]
    templates: Sequence[Template]
    css: str = ""


class NoteRow(NamedTuple):
    """A note: its fields are HTML. `changed_at` is in seconds since 1970."""

    id: int
    guid: str
    type: int
    changed_at: int
    tags: str
    fields: Sequence[str]


class CardRow(NamedTuple):
    """A card, with Anki's names for its columns. `data` is a JSON document."""

    id: int
    nid: int
    did: int
    ord: int
    mod: int
    type: int
    queue: int
    due: int
    ivl: int
    factor: int
    reps: int
    lapses: int
    left: int
    odue: int
    odid: int
    flags: int
    data: str


class AnswerRow(NamedTuple):
    """A line of the log. Its id is the moment of the answer, in milliseconds since 1970."""

    id: int
    cid: int
    ease: int
    ivl: int
    last_ivl: int
    factor: int
    time: int
    type: int


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection. `created_at` is the start of its first day, in seconds since 1970, from which due days are counted;
    `offset` is how many minutes west of UTC it was made, None where that is not known.
    """

    created_at: int
    offset: int | None
    rollover: int
    types: Sequence[NoteType]
    decks: dict[int, str]  # names with "::" between their levels
    notes: Sequence[NoteRow]
    cards: Sequence[CardRow]
    answers: Sequence[AnswerRow]
    conf: dict[str, Any] = field(default_factory=dict)


SEPARATOR = "\x1f"  # between the fields of a note, and the levels of a deck in newer tables

SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
