"""Undoing a whole import exactly, while reviews made since then are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from cards.translation import _
from db import settings, versions
from db.domains import faults
from db.engine import Database
from db.engines import hold_the_log, let_the_log_go
from db.imports.apply import declined, put_declined
from db.records import Problem
from db.replay import ASIDE, decided, replay, row_of, update_of
from db.rows import IN_ORDER, LOG, SCHEDULE, chunks, sound_log
from db.schema import NOTED, answers, cards, doubts, folders, imports, note_tags, notes, reviews, stars, wordings


def undo_import(db: Database, import_id: int, now: datetime) -> None:
    """Take a whole import back: every card, note and folder is as it was before. Reviews made since then are kept;
    a card the import made and that was answered or reworded since is retired instead of removed. Answers that came
    with it go with it.

    What the undone import had read is not read again by itself until it is saved anew. Raises Problem when there is no
    such import, or a later one built on it.
    """
    with db.begin() as connection:
        found = connection.execute(select(imports).where(imports.c.id == import_id)).one_or_none()
        if found is None:
            raise Problem(_("There is no import number {import_id}. Nothing was changed.", import_id=import_id))
        if found.undone_at is not None:
            raise Problem(
                _("Import number {import_id} was taken back already. Nothing was changed.", import_id=import_id)
            )
        if faults("imports", found._mapping):
            raise Problem(
                _(
                    "What import number {import_id} changed cannot be read, so it cannot be taken back.",
                    import_id=import_id,
                )
            )
        # Older versions kept less.
        changes = {"doubts": [], "doubts_before": [], "tags": {}, "log": [], **found.changes}
        _refuse_when_built_upon(connection, import_id, changes)
        for some in chunks(changes["doubts"]):
            connection.execute(delete(doubts).where(doubts.c.card_id.in_(some)))
        for card, other, likeness in changes["doubts_before"]:
            connection.execute(insert(doubts).values(card_id=card, other_id=other, likeness=likeness))
        made = _ids(changes["made"])
        _undo_log(connection, _ids(changes["log"]), set(made))
        for some in chunks(made):  # stars that came with it
            connection.execute(delete(stars).where(stars.c.card_id.in_(some), stars.c.at == found.at))
        _undo_made(connection, made, now)
        _undo_cards(connection, changes["cards"], now)
        _leave(connection, _ids(changes["notes_made"]))
        _undo_tags(connection, changes["tags"])
        _undo_notes(connection, changes["notes"], _ids(changes["notes_made"]))
        for some in chunks(changes["folders"]):
            connection.execute(delete(folders).where(folders.c.path.in_(some)))
        put_declined(connection, declined(connection) | changes["read"])
        connection.execute(update(imports).where(imports.c.id == import_id).values(undone_at=now))


def _refuse_when_built_upon(connection: Connection, import_id: int, changes: dict[str, Any]) -> None:
    mine = {*map(int, changes["cards"]), *_ids(changes["made"])}
    files = {*map(int, changes["notes"]), *_ids(changes["notes_made"])}
    later = select(imports).where(imports.c.id > import_id, imports.c.undone_at.is_(None)).order_by(imports.c.id.desc())
    for row in connection.execute(later):
        if faults("imports", row._mapping):
            continue
        touched = set(map(int, row.changes["cards"]))
        if not mine.isdisjoint(touched) or not files.isdisjoint(map(int, row.changes["notes"])):
            raise Problem(
                _("A later import (number {id}) changed the same notes. Take that one back first.", id=row.id)
            )


def _undo_log(connection: Connection, lines: Sequence[int], made: set[int]) -> None:
    """Take out the lines of the log that came with an import, unless another machine may have them by now.

    A line that was taken back since stays, with the line that says so.
    """
    if not lines or versions.shared(connection):
        return
    touched: set[int] = set()
    undone = select(reviews.c.undoes).where(reviews.c.undoes.is_not(None))
    let_the_log_go(connection)
    for some in chunks(lines):
        here = reviews.c.id.in_(some)
        touched.update(connection.execute(select(reviews.c.card_id).where(here)).scalars())
        connection.execute(delete(reviews).where(here, reviews.c.id.not_in(undone)))
    hold_the_log(connection)
    parameters = settings.within(connection).parameters
    change = update_of(*SCHEDULE.names, *ASIDE.names, "flag", "held", "rejected")
    touched -= made
    versions.remember(connection, touched)
    for card in sorted(touched):
        log = list(sound_log(connection.execute(LOG.where(reviews.c.card_id == card).order_by(*IN_ORDER))))
        beside = decided(versions.base_of(connection, card), log)
        connection.execute(change, {"card": card, **row_of(replay(log, parameters)), **beside})


def _undo_made(connection: Connection, made: Sequence[int], now: datetime) -> None:
    known_elsewhere = versions.shared(connection)  # a card that is only taken out here would come back from there
    for some in chunks(made):
        touched: set[int] = set(some) if known_elsewhere else set()
        for table in (reviews, wordings, stars):
            touched.update(connection.execute(select(table.c.card_id).where(table.c.card_id.in_(some))).scalars())
        removed = set(some) - touched
        kept = select(cards.c.id).where(cards.c.id.in_(touched), cards.c.retired.is_(False))
        staying = list(connection.execute(kept).scalars())
        versions.remember(connection, staying)
        connection.execute(update(cards).where(cards.c.id.in_(staying)).values(retired=True))
        versions.changed(connection, now, {number: {"retired": True} for number in staying})
        connection.execute(delete(doubts).where(or_(doubts.c.card_id.in_(removed), doubts.c.other_id.in_(removed))))
        connection.execute(delete(cards).where(cards.c.id.in_(removed)))


def _leave(connection: Connection, made: Sequence[int]) -> None:
    """Take what no note says out of notes that go: what was never answered is removed, the rest is retired. A question
    of a demo comes back where another note names its concept.
    """
    for some in chunks(made):
        here = (cards.c.note_id.in_(some), ~NOTED)
        told = [exists().where(table.c.card_id == cards.c.id) for table in (reviews, answers, wordings, stars)]
        connection.execute(delete(cards).where(*here, ~or_(*told)))
        connection.execute(update(cards).where(*here).values(retired=True))


def _undo_cards(connection: Connection, before: dict[str, dict[str, Any]], at: datetime) -> None:
    versions.remember(connection, map(int, before))
    there = set(_there(connection, map(int, before)))
    for number, values in before.items():
        if int(number) not in there:
            continue  # it became one with another card
        values = dict(values)
        flag_set = values.pop("flag_set", None)
        if "flag" in values:
            # A flag that was cleared by an answer since stays cleared.
            now = connection.execute(select(cards.c.flag).where(cards.c.id == int(number))).scalar()
            if now != flag_set:
                del values["flag"]
        if "held" in values:
            # What was answered, taken or dropped since stays as it was decided.
            row = connection.execute(select(cards.c.reps, cards.c.decision).where(cards.c.id == int(number))).one()
            if row.reps or row.decision is not None:
                del values["held"]
        if values:
            connection.execute(update(cards).where(cards.c.id == int(number)).values(**values))
            versions.changed(connection, at, {int(number): values})


def _there(connection: Connection, ids: Iterable[int]) -> Iterable[int]:
    for some in chunks(ids):
        yield from connection.execute(select(cards.c.id).where(cards.c.id.in_(some))).scalars()


def _undo_tags(connection: Connection, before: dict[str, list[str]]) -> None:
    for some in chunks(map(int, before)):
        connection.execute(delete(note_tags).where(note_tags.c.note_id.in_(some)))
    rows = [{"note_id": int(number), "tag": tag} for number, tags in before.items() for tag in tags]
    if rows:
        connection.execute(insert(note_tags), rows)


def _undo_notes(connection: Connection, before: dict[str, dict[str, Any]], made: Sequence[int]) -> None:
    for number, values in before.items():
        values = {**values, "imported_at": datetime.fromisoformat(values["imported_at"])}
        connection.execute(update(notes).where(notes.c.id == int(number)).values(**values))
    for some in chunks(made):
        holding = set(connection.execute(select(cards.c.note_id).where(cards.c.note_id.in_(some))).scalars())
        connection.execute(delete(note_tags).where(note_tags.c.note_id.in_(set(some) - holding)))
        connection.execute(delete(notes).where(notes.c.id.in_(set(some) - holding)))
        # A note that stays for its answered cards counts as unread, so that it is read again.
        connection.execute(update(notes).where(notes.c.id.in_(holding)).values(digest="", mtime_ns=0, size=0))


def _ids(runs: Iterable[Sequence[int]]) -> list[int]:
    return [number for first, last in runs for number in range(first, last + 1)]
