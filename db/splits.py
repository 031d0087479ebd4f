"""Splitting a card: its reader makes smaller ones of it, which stand at its line, and it is asked no more.

No import makes or changes these parts, as no line says them. They have a schedule of their own
and travel like any card.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, bindparam, exists, insert, select, update

from cards.card import Kind
from cards.translation import _
from db import reviews, versions
from db.engines import take_ids
from db.records import NO_WORDS, Event, Known, Problem, Review, Stale, no_card
from db.rows import CARD, known, known_cards, still_says
from db.schema import SPLIT, cards
from db.schema import reviews as log
from db.wordings import LONGEST

if TYPE_CHECKING:
    from db.engine import Database

MARK = " :: "  # between the question and the answer of a part, on its line
SHORT = 40  # characters of a piece that is named in the questions for the others
SENTENCE = r"(?<=[^\d\s.]{2}[.!?])\s|。"  # where one ends
MOST = 12  # pieces that a draft makes
INSIDE = r"`[^`]*`|\$[^$]*\$|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}"  # code, a formula, brackets
ONE = known_cards().where(cards.c.id == bindparam("card"))


@dataclass(frozen=True, slots=True)
class Split:
    """What a split did: to which card, the new cards, and the events that took the old one away."""

    card: int
    parts: tuple[int, ...]
    events: tuple[int, ...]


def read(text: str) -> list[tuple[str, str]]:
    """The parts that are written, a line each: question :: answer. Raises Problem for a line that is none, and for
    fewer than two.
    """
    parts = []
    for line in unicodedata.normalize("NFC", text).splitlines():
        if not line.strip():
            continue
        question, _mark, answer = (piece.strip() for piece in f"{line} ".partition(MARK))
        if not question or not answer:
            raise Problem(_("A part is a line: question :: answer. This one is not: {line}", line=line.strip()))
        if max(len(question), len(answer)) > LONGEST:
            raise Problem(_("A side of a card takes {most:,} characters. Nothing was stored.", most=LONGEST))
        parts.append((question, answer))
    if len(parts) < 2:
        raise Problem(_("Write two lines or more, a card each; rewording is for one."))
    if len(set(parts)) < len(parts):
        raise Problem(_("Two of these cards are the same. Write into each what it asks alone."))
    return parts


def split(
    db: Database, card_id: int, parts: Sequence[tuple[str, str]], now: datetime, *, seen: Known | None = None
) -> Split:
    """Make these parts of a card, each a question and an answer, and ask the card itself no more.

    `seen` is the card as it was shown. Raises Problem for a card that is not there, that a demo asks or that is away
    already, and Stale where it says something else by now.
    """
    from cards.identity import fingerprint

    with db.begin() as connection:
        row = connection.execute(ONE, {"card": card_id}).first()
        if row is None:
            missing = no_card(card_id, db.name)
            raise Problem(missing) if seen is None else Stale(f"{missing} {_('Nothing was stored.')}")
        if seen is not None:
            still_says(row, seen)
        one = known(row)
        if one.card.kind is Kind.RUN:
            raise Problem(NO_WORDS)
        if one.rejected or one.retired:
            raise Problem(_("This card is not asked any more, so there is nothing to split."))
        whole = replace(one.card, kind=Kind.QUESTION, accepted=(), rule=SPLIT, reverse=False, worth=1.0, held=False)
        made = [replace(whole, question=question, answer=answer, shape="") for question, answer in parts]
        free = take_ids(connection, cards, len(made))
        rows = [
            {"id": free + place, "note_id": one.note_id, "position": row.position, **CARD.columns(card),
             "fingerprint": fingerprint(card), "created_at": now}
            for place, card in enumerate(made)
        ]  # fmt: skip
        connection.execute(insert(cards), rows)
        versions.remember(connection, [each["id"] for each in rows])
        event = reviews.have_within(connection, db, card_id, now)
    return Split(card_id, tuple(each["id"] for each in rows), (event,))


def take_back(db: Database, done: Split, now: datetime) -> None:
    """Ask the card itself again; parts that were not answered meanwhile are away."""
    reviews.undo_all(db, done.events, now)
    _take_away(db, cards.c.id.in_(done.parts), now)


def undone(db: Database, card: Known, event: Review, now: datetime) -> None:
    """What to do after an event of a card was taken back: where it was its split, its parts go as well."""
    if event.event is Event.HAVE:
        of_card = and_(cards.c.note_id == card.note_id, cards.c.line == card.card.line, cards.c.rule == SPLIT)
        _take_away(db, and_(of_card, cards.c.created_at == event.at), now)


def _take_away(db: Database, parts: ColumnElement[bool], now: datetime) -> None:
    with db.begin() as connection:
        unanswered = select(cards.c.id).where(
            parts, ~exists().where(log.c.card_id == cards.c.id), cards.c.retired.is_(False)
        )
        gone = list(connection.execute(unanswered).scalars())
        versions.remember(connection, gone)
        connection.execute(update(cards).where(cards.c.id.in_(gone)).values(retired=True))
        versions.changed(connection, now, {number: {"retired": True} for number in gone})


def draft(question: str, answer: str) -> str:
    """What a split begins with: a line for each piece of the answer. Short pieces are asked for beside the others, long
    ones and sentences by their number; of an answer in one piece the second line is left to be written.
    """
    asked, pieces = " ".join(question.split()), _pieces(answer)
    if len(pieces) < 2:
        return f"{asked}{MARK}{' '.join(answer.split())}\n"
    short = not any(len(piece) > SHORT or piece.endswith((".", "!", "?")) for piece in pieces)
    lines = []
    for place, piece in enumerate(pieces):
        others = ", ".join([*pieces[:place], "…", *pieces[place + 1 :]])
        beside = others if short else f"{place + 1}/{len(pieces)}"
        lines.append(f"{asked} ({beside}){MARK}{piece}")
    return "\n".join(lines)


def _pieces(answer: str) -> list[str]:
    """An answer parted at its lines, else where it says `;`, else at its sentences, else at its commas; the whole of it
    where none of these gives two to MOST pieces.
    """
    whole = " ".join(answer.split())
    lines = [line.strip().lstrip("-*0123456789.) ").strip() for line in answer.splitlines()]
    for parted in (lines, *(_apart(whole, sign) for sign in (r";|；", SENTENCE, r",\s|，|、"))):
        pieces = [piece for each in parted if (piece := each.strip())]
        if 2 <= len(pieces) <= MOST:
            return pieces
    return [whole]


def _apart(text: str, sign: str) -> list[str]:
    """The text parted at a sign, but not inside of brackets, a formula or code."""
    pieces, since = [], 0
    for found in re.finditer(rf"{INSIDE}|(?P<sign>{sign})", text):
        if found["sign"] is not None:
            pieces.append(text[since : found.start()])
            since = found.end()
    return [*pieces, text[since:]]
