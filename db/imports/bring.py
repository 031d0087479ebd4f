"""Importing cards of another program in one transaction: what they say, what they are called there, their answers.

A card is known again by the name it has there. Its answers become lines of our log, each once, so that a second file
adds what happened since; the card's row is what the log then says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from cards.card import Change
from cards.schedule import Rating, State, study_day
from db import settings, versions
from db.engine import Database
from db.imports.apply import Writing
from db.imports.brought import Answered, Brought, Came
from db.records import Event, Known, Plan, PlanRow, Review, Source, is_collection
from db.replay import ASIDE, Projection, decided, replay, row_of, update_of
from db.rows import IN_ORDER, LOG, SCHEDULE, chunks, known_cards, noted, sound, sound_log
from db.schema import card_tags, cards, guids, micros, reviews, stars
from db.uids import digest, moment_of, uid

MILLISECOND = timedelta(milliseconds=1)
LATEST = timedelta(seconds=2)  # nobody gives a card the same rating twice so quickly
_change = update_of(*SCHEDULE.names, *ASIDE.names, "flag", "held", "rejected")


def bring(db: Database, brought: Iterable[Brought], file: str, now: datetime, *, dry: bool = False) -> Came:
    """Import these cards; the counts of what came of them. One import, which can be taken back as a whole.

    `file` is a digest of the file they came in. A `dry` import counts, and leaves everything as it was.
    """
    wanted: dict[str, Brought] = {}
    count = 0
    for one in brought:
        wanted.setdefault(one.guid, one)
        count += 1
    with db.begin() as connection:
        tried = connection.begin_nested()
        came = _Bringing(connection, list(wanted.values()), file, now).done()
        (tried.rollback if dry else tried.commit)()
        return replace(came, doubles=count - len(wanted))


class _Bringing:
    """One such import being written."""

    def __init__(self, connection: Connection, brought: Sequence[Brought], file: str, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.settings = settings.within(connection)
        self.known = _known(connection, [one.guid for one in brought])
        self.new = [one for one in brought if one.guid not in self.known]
        self.there = [one for one in brought if one.guid in self.known]
        ours = [one for one in self.there if is_collection(self.known[one.guid].path)]
        rows = [*map(self._row, self.new), *map(self._row, ours)]
        titles = {one.path: one.title for one in [*self.new, *ours]}
        sources = tuple(Source(path, title, file, 0, 0, ()) for path, title in titles.items())
        self.noted = len(self.there) - len(ours)
        self.changed = sum(row.change is not Change.KEPT for row in rows if row.known)
        self.writing = Writing(connection, Plan(sources, tuple(rows)), now)
        self.lines = 0

    def done(self) -> Came:
        """Write all of it."""
        before = self.connection.execute(select(func.coalesce(func.max(reviews.c.id), 0))).scalar_one()
        self.writing.notes()
        self.writing.cards()
        made = [number for first, last in self.writing.changes["made"] for number in range(first, last + 1)]
        ids = {one.guid: number for one, number in zip(self.new, made, strict=True)}
        self._name(ids)
        self._date(ids)
        self._made(ids)
        self._more()
        self.writing.rest()
        added = self.connection.execute(select(reviews.c.id).where(reviews.c.id > before)).scalars().all()
        number = self.writing.record(added)
        same = len(self.there) - self.noted - self.changed
        return Came(len(self.new), self.changed, same, self.noted, self.lines, 0, number)

    def _row(self, one: Brought) -> PlanRow:
        known = self.known.get(one.guid)
        if known is None:
            return PlanRow(Change.NEW, one.path, one.card, None, position=one.card.line)
        said = (known.card.question, known.card.answer) == (one.card.question, one.card.answer)
        change = Change.RETURNED if known.retired else Change.KEPT if said else Change.REWORDED
        return PlanRow(change, one.path, one.card, known, position=one.card.line)

    def _date(self, ids: dict[str, int]) -> None:
        """A card is as old as its first answer: what was answered before a card was made would be a wrong clock's."""
        first = [{"card": ids[one.guid], "at": min(a.at for a in one.answers)} for one in self.new if one.answers]
        if first:
            dated = update(cards).where(cards.c.id == bindparam("card")).values(created_at=bindparam("at"))
            self.connection.execute(dated, first)

    def _name(self, ids: dict[str, int]) -> None:
        """What the new cards are called there, their tags and stars."""
        rows: list[dict[str, Any]] = [{"card_id": card, "guid": guid, "at": self.now} for guid, card in ids.items()]
        _many(self.connection, guids, rows)
        marked = [{"card_id": ids[one.guid], "starred": True, "at": self.now} for one in self.new if one.starred]
        _many(self.connection, stars, marked)
        self._tag([(ids[one.guid], one) for one in self.new])
        self._tag([(self.known[one.guid].id, one) for one in self.there if is_collection(self.known[one.guid].path)])

    def _tag(self, found: Sequence[tuple[int, Brought]]) -> None:
        for some in chunks(found):
            ids = [card for card, _ in some]
            had = {tuple(row) for row in self.connection.execute(select(card_tags).where(card_tags.c.card_id.in_(ids)))}
            wanted = {(card, tag.lower()) for card, one in some for tag in one.tags} - had
            _many(self.connection, card_tags, [{"card_id": card, "tag": tag} for card, tag in sorted(wanted)])

    def _made(self, ids: dict[str, int]) -> None:
        """The answers of new cards, and the rows they lead to."""
        parameters = self.settings.parameters
        for some in chunks((one for one in self.new if one.answers or one.suspended), 2000):
            lines, rows = [], []
            for one in some:
                log = [_line(ids[one.guid], answer) for answer in one.answers]
                if one.suspended:
                    log.append(self._aside(ids[one.guid], Event.SUSPEND, one, [line["uid"] for line in log]))
                lines += log
                projection = replay(map(_review, log), parameters)
                rows.append({"card": ids[one.guid], **_values(projection)})
                self.lines += len(one.answers)
            _many(self.connection, reviews, lines)
            self.connection.execute(_change, rows)

    def _more(self) -> None:
        """What happened since to cards that are known: answers that are not in the log, and suspending."""
        parameters = self.settings.parameters
        for some in chunks(self.there):
            logs: dict[int, list[Review]] = {self.known[one.guid].id: [] for one in some}
            for line in _log(self.connection, logs):
                logs[line.card_id].append(line)
            for one in some:
                known = self.known[one.guid]
                log = logs[known.id]
                if not (lines := self._missing(known, one, log)):
                    continue
                versions.remember(self.connection, [known.id])
                _many(self.connection, reviews, lines)
                self.lines += sum(line["rating"] is not None for line in lines)
                log = list(_log(self.connection, [known.id]))
                beside = decided(versions.base_of(self.connection, known.id), log)
                self.connection.execute(_change, {"card": known.id, **_values(replay(log, parameters)), **beside})
                self.writing.lasting = True

    def _missing(self, known: Known, one: Brought, log: Sequence[Review]) -> list[dict[str, Any]]:
        """The lines that a card's log lacks."""
        names = {line.uid for line in log if line.uid}
        rated = [line for line in log if line.event is Event.RATING]
        lines = [_line(known.id, answer) for answer in one.answers if not any(_same(answer, line) for line in rated)]
        lines = [line for line in lines if line["uid"] not in names]
        last = max((line.at for line in log), default=None)
        later = one.changed_at is not None and (last is None or one.changed_at > last)
        if later and one.suspended is not known.suspended:
            event = Event.SUSPEND if one.suspended else Event.RESUME
            lines.append(self._aside(known.id, event, one, [*names, *(line["uid"] for line in lines)]))
        return lines

    def _aside(self, card: int, event: Event, one: Brought, before: Iterable[str]) -> dict[str, Any]:
        """That a card was put aside there, or taken up again: after all that happened to it `before`."""
        at = min(one.changed_at or self.now, self.now)
        moment = max([micros(at), *(moment_of(name) + 1 for name in before)])
        day = study_day(at.astimezone(self.now.tzinfo), self.settings.rollover_hour)
        return {
            **dict.fromkeys(("rating", "was", "state", "step", "due_day", "due_at")),
            **{"card_id": card, "event": event.value, "at": at, "study_day": day, "duration_ms": 0},
            "uid": uid(moment, digest(event.value, one.guid, moment)),
        }


def _known(connection: Connection, names: Sequence[str]) -> dict[str, Known]:
    """Name → the card that is called so, in its note's words."""
    ids: dict[int, str] = {}
    for some in chunks(names):
        for card, guid in connection.execute(select(guids.c.card_id, guids.c.guid).where(guids.c.guid.in_(some))):
            ids[card] = guid
    found: dict[str, Known] = {}
    for some_ids in chunks(sorted(ids)):
        rows = connection.execute(known_cards().where(cards.c.id.in_(some_ids)))
        found |= {ids[one.id]: one for one in sound(rows, noted)}
    return found


def _log(connection: Connection, ids: Iterable[int]) -> Iterable[Review]:
    return sound_log(connection.execute(LOG.where(reviews.c.card_id.in_(list(ids))).order_by(*IN_ORDER)))


def _same(answer: Answered, line: Review) -> bool:
    """Whether an answer went from here to the other program, which counts milliseconds and gives each to one answer."""
    return line.rating is answer.rating and -MILLISECOND < answer.at - line.at < LATEST


def _line(card: int, answer: Answered) -> dict[str, Any]:
    """An answer as a line of the log. Its name is the same wherever the file is imported."""
    return {
        **{"card_id": card, "event": Event.RATING.value, "rating": int(answer.rating), "at": answer.at},
        **{"study_day": answer.study_day, "duration_ms": answer.duration_ms, "was": answer.was.value},
        **{"state": answer.state.value, "step": answer.step, "due_day": answer.due_day, "due_at": answer.due_at},
        "uid": uid(micros(answer.at), digest("brought", answer.key)),
    }


def _review(line: dict[str, Any]) -> Review:
    """A line as it will be read; it has no number yet, and none refers to it."""
    state, was = line["state"], line["was"]
    return Review(
        **{"id": 0, "card_id": line["card_id"], "event": Event(line["event"]), "at": line["at"], "uid": line["uid"]},
        **{"rating": line["rating"] and Rating(line["rating"]), "study_day": line["study_day"]},
        **{"duration_ms": line["duration_ms"], "was": was and State(was), "state": state and State(state)},
        **{"step": line["step"], "due_day": line["due_day"], "due_at": line["due_at"]},
    )


def _values(projection: Projection) -> dict[str, Any]:
    return {**row_of(projection), "flag": None, "held": False, "rejected": False}


def _many(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
