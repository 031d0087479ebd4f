"""A person's own words for a card: above the note's, without touching the note."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, insert, select, update

from cards.card import Kind
from cards.translation import _
from db.records import NO_WORDS, Known, Problem, Stale, no_card
from db.rows import known, known_cards, still_says
from db.schema import MICROSECOND, cards, wordings

if TYPE_CHECKING:
    from db.engine import Database

LONGEST = 20_000  # characters of a side
ONE = known_cards().where(cards.c.id == bindparam("card"))


def reword(
    db: Database, card_id: int, question: str, answer: str, now: datetime, *, seen: Known | None = None
) -> Known:
    """Have a card say this from now on. A side that is empty, or what the note says, is in the note's words again.

    `seen` is the card as it was shown. Returns the card after it. Raises Problem for a side that is too long, a card
    that is not there or one that a demo asks, Stale where it says something else by now.
    """
    with db.begin() as connection:
        one = _read(connection, db, card_id, seen)
        if one.card.kind is Kind.RUN:
            raise Problem(NO_WORDS)
        noted = note_says(one)
        own = [_own(text, there) for text, there in zip((question, answer), noted, strict=True)]
        _write(connection, card_id, own[0], own[1], noted, now)
        return _read(connection, db, card_id)


def keep(db: Database, card_id: int, now: datetime, *, seen: Known | None = None) -> Known:
    """Keep one's own words although the note says something else by now: the card no longer says so."""
    with db.begin() as connection:
        one = _read(connection, db, card_id, seen)
        if one.own is not None:
            _write(connection, card_id, one.own.question, one.own.answer, one.own.noted, now)
        return _read(connection, db, card_id)


def put_back(db: Database, before: Known, now: datetime) -> Known:
    """Give a card the own words it had `before`, or none: what a rewording changed is taken back."""
    with db.begin() as connection:
        one, own = _read(connection, db, before.id), before.own
        question, answer, above = (own.question, own.answer, own.above) if own else (None, None, note_says(one))
        _write(connection, before.id, question, answer, above, now)
        return _read(connection, db, before.id)


def note_says(one: Known) -> tuple[str, str]:
    """Question and answer of a card in its note's words."""
    return one.own.noted if one.own else (one.card.question, one.card.answer)


def _own(text: str, noted: str) -> str | None:
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > LONGEST:
        raise Problem(
            _(
                "That is {text:,} characters long; a side of a card takes {LONGEST:,}. Nothing was stored.",
                text=len(text),
                LONGEST=LONGEST,
            )
        )
    return None if not text or text == noted.strip() else text


def _read(connection: Connection, db: Database, card_id: int, seen: Known | None = None) -> Known:
    row = connection.execute(ONE, {"card": card_id}).first()
    if row is None:
        missing = no_card(card_id, db.name)
        raise Problem(missing) if seen is None else Stale(f"{missing} {_('Nothing was stored.')}")
    if seen is not None:
        still_says(row, seen)
    return known(row)


def _write(
    connection: Connection,
    card_id: int,
    question: str | None,
    answer: str | None,
    above: tuple[str, str],
    now: datetime,
) -> None:
    values: dict[str, Any] = {"question": question, "answer": answer, "at": now}
    values |= {"note_question": above[0], "note_answer": above[1]}
    there = connection.execute(select(wordings.c.at).where(wordings.c.card_id == card_id)).first()
    if there is not None:
        values["at"] = max(now, there.at + MICROSECOND)  # later than before by any clock: the latest change holds
        connection.execute(update(wordings).where(wordings.c.card_id == card_id).values(**values))
    elif question is not None or answer is not None:
        connection.execute(insert(wordings).values(card_id=card_id, **values))
