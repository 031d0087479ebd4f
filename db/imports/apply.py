"""Applying a plan in one transaction, and recording what undoing it needs (db/imports/undo.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, exists, insert, select, update

from cards.card import Change
from cards.identity import fingerprint, flagged
from cards.translation import _
from db import versions
from db.engine import Database
from db.engines import take_ids
from db.imports.basis import basis
from db.records import Known, Plan, PlanRow, Problem, Source, is_collection
from db.rows import CARD, CONTENT, chunks
from db.schema import cards, doubts, folders, imports, note_tags, notes, settings, wordings

NOTE = ("title", "digest", "mtime_ns", "size", "imported_at", "missing")
WRITTEN = (*CONTENT, "rejected")  # the columns of a card that an import may change
AT_ONCE = 2000
other = notes.alias("other")
DECLINED = "declined"  # the key in settings: path → digest of what an undone import had read


def apply(db: Database, plan: Plan, now: datetime) -> int:
    """Write what the plan says in one transaction; the id of the import, 0 when there was nothing to remember.

    Raises Problem when something was imported since the plan was made; nothing is written then.
    """
    if not (plan.sources or plan.rows or plan.missing or plan.touched or plan.folders):
        return 0
    with db.begin() as connection:
        if plan.basis and plan.basis != basis(connection):
            raise Problem(
                _("Notes were imported since this plan was made, perhaps in another window. Make the plan again.")
            )
        writing = Writing(connection, plan, now)
        writing.notes()
        writing.cards()
        writing.rest()
        return writing.record()


class Writing:
    """One import being written. `changes` is what undoing it needs."""

    def __init__(self, connection: Connection, plan: Plan, now: datetime) -> None:
        self.connection = connection
        self.plan = plan
        self.now = now
        self.ids: dict[str, int] = {}
        self.changes: dict[str, Any] = {"made": [], "notes_made": [], "cards": {}, "notes": {}, "folders": []}
        self.changes |= {"doubts": [], "doubts_before": [], "tags": {}}
        self.words: list[tuple[int, PlanRow]] = []  # cards that a person put into their own words
        self.lasting = False  # whether it changes more than lines and dates

    def notes(self) -> None:
        """Write the notes: those that were read, those that were merely saved again, and those that are missing."""
        sources = {source.path: source for source in self.plan.sources}
        paths = {*sources, *self.plan.missing, *(row.path for row in self.plan.rows)}
        for number, path in self.plan.adopted:
            not_taken = ~exists().where(other.c.path == path)
            self.connection.execute(update(notes).where(notes.c.id == number, not_taken).values(path=path))
        before: dict[str, Row[Any]] = {}
        for some in chunks(sorted(paths)):
            for row in self.connection.execute(select(notes).where(notes.c.path.in_(some))):
                before[row.path] = row
                self.ids[row.path] = row.id
        made, kept, missing = [], [], []
        free = take_ids(self.connection, notes, len(sources.keys() - before.keys()))
        for path, source in sources.items():
            values = {**_file(source), "imported_at": self.now, "missing": is_collection(path)}
            if path in before:
                kept.append({"note": before[path].id, **values})
                self._note_before(before[path])
            else:
                made.append({"id": free, "path": path, **values})
                self.ids[path] = free
                self.changes["notes_made"].append(free)
                self.lasting = True
                free += 1
        for path in self.plan.missing:
            if path in before and not before[path].missing:
                missing.append(before[path].id)
                self._note_before(before[path])
                self.lasting = True
        _many(self.connection, insert(notes), made)
        _many(
            self.connection,
            _update(notes, "note", NOTE),
            kept,
        )
        for some in chunks(missing):
            self.connection.execute(update(notes).where(notes.c.id.in_(some)).values(missing=True))
        for some in chunks(source.path for source in self.plan.touched):
            for row in self.connection.execute(select(notes).where(notes.c.path.in_(some))):
                self._note_before(row)
                self.ids[row.path] = row.id
        touched = [{"at": s.path, "mtime_ns": s.mtime_ns, "size": s.size} for s in self.plan.touched]
        by_path = update(notes).where(notes.c.path == bindparam("at"))
        _many(self.connection, by_path.values(mtime_ns=bindparam("mtime_ns"), size=bindparam("size")), touched)
        self._tags([*sources.values(), *self.plan.touched])

    def _tags(self, sources: Sequence[Source]) -> None:
        """Give each note the tags it was read with; what it had is remembered where that differs."""
        wanted = {self.ids[one.path]: {tag.lower() for tag in one.tags} for one in sources if one.path in self.ids}
        had: dict[int, set[str]] = {}
        for some in chunks(wanted):
            for number, tag in self.connection.execute(select(note_tags).where(note_tags.c.note_id.in_(some))):
                had.setdefault(number, set()).add(tag)
        differing = [number for number, tags in wanted.items() if tags != had.get(number, set())]
        for some in chunks(number for number in differing if number in had):
            self.connection.execute(delete(note_tags).where(note_tags.c.note_id.in_(some)))
        rows = [{"note_id": number, "tag": tag} for number in differing for tag in sorted(wanted[number])]
        _many(self.connection, insert(note_tags), rows)
        self.changes["tags"] |= {str(number): sorted(had.get(number, ())) for number in differing}

    def _note_before(self, row: Row[Any]) -> None:
        before = {name: getattr(row, name) for name in NOTE}
        before["imported_at"] = row.imported_at.isoformat()
        self.changes["notes"][str(row.id)] = before

    def cards(self) -> None:
        """Write the cards: new ones with free ids, matched ones where anything differs, gone ones retired.

        Some at a time: a first import of a large folder is a hundred thousand cards.
        """
        new = [row for row in self.plan.rows if row.known is None]
        free = take_ids(self.connection, cards, len(new))
        for some in chunks(new, AT_ONCE):
            self._make(some, free)
            free += len(some)
        for some in chunks((row for row in self.plan.rows if row.known is not None), AT_ONCE):
            self._change(some)
        self._words()

    def _words(self) -> None:
        """Write what a person put into their own words in the plan; a later wording takes an earlier one's place."""
        rows = []
        for number, row in self.words:
            assert row.card is not None
            assert row.words is not None
            noted = (row.card.question, row.card.answer)
            own = [None if mine == there else mine for mine, there in zip(row.words, noted, strict=True)]
            sides = {"question": own[0], "answer": own[1], "note_question": noted[0], "note_answer": noted[1]}
            rows.append({"card_id": number, **sides, "at": self.now})
            self.lasting = True
        for some in chunks(row["card_id"] for row in rows):
            self.connection.execute(delete(wordings).where(wordings.c.card_id.in_(some)))
        _many(self.connection, insert(wordings), rows)

    def _make(self, rows: Sequence[PlanRow], free: int) -> None:
        """Add new cards, the first with the id `free`."""
        ids = range(free, free + len(rows))
        added = [
            {"id": number, **self._content(row), "held": row.held, "retired": False, "flag": None,
             "rejected": row.rejected, "created_at": self.now}
            for number, row in zip(ids, rows, strict=True)
        ]  # fmt: skip
        _many(self.connection, insert(cards), added)
        self.words += [(number, row) for number, row in zip(ids, rows, strict=True) if row.words]
        self.changes["made"].append([ids[0], ids[-1]])
        self.lasting = True
        self._doubt((number, row.guess, row.likeness) for number, row in zip(ids, rows, strict=True) if row.undecided)

    def _change(self, rows: Sequence[PlanRow]) -> None:
        """Bring known cards to what the plan says of them, and retire the doubles that give way to one of them."""
        doubles = {row.replaces.id: row.replaces for row in rows if row.replaces is not None}
        wanted = [*(row.known.id for row in rows if row.known), *doubles]
        before = self._stored(wanted)
        if not before.keys() >= set(wanted):  # a sync has found that a card is another one in other words
            raise Problem(_("Cards were changed by a sync since this plan was made. Make the plan again."))
        # A double that was answered since the plan was made has a history of its own: both stay, and a person decides.
        answered = {number for number, double in doubles.items() if before[number].reps != double.schedule.reps}
        changed, differing = [], dict[int, dict[str, Any]]()
        self.words += [(row.known.id, row) for row in rows if row.words and row.known and row.card]
        for row in rows:
            assert row.known is not None
            old = before[row.known.id]
            now = {name: getattr(old, name) for name in WRITTEN}
            if row.card is None or (row.replaces is not None and row.replaces.id in answered):
                now["retired"] = True
                other = row.replaces or row.guess
                if other is not None:
                    self._doubt([(other.id, row.known, row.likeness)])
            else:
                now |= self._content(row) | {"held": row.held, "retired": False}
                now["flag"] = _flag(row, old) or old.flag
                now["rejected"] = row.rejected or old.rejected
            if before_it := _differing(old, now):
                changed.append({"card": old.id, **now})
                differing[old.id] = {name: now[name] for name in before_it}
                self._card_before(old, now)
                self.lasting |= row.change is not Change.KEPT or row.rejected or old.held != now["held"]
        for number in sorted(doubles.keys() - answered):
            now = {name: getattr(before[number], name) for name in WRITTEN} | {"retired": True}
            changed.append({"card": number, **now})
            differing[number] = {"retired": True}
            self._card_before(before[number], now)
        versions.remember(self.connection, differing)
        _many(self.connection, _update(cards, "card", WRITTEN), changed)
        versions.changed(self.connection, self.now, differing)

    def _doubt(self, found: Iterable[tuple[int, Known | None, float]]) -> None:
        """Keep matches that stayed doubtful, until a person decides: (new card, the other one, likeness)."""
        wanted = {number: (other, likeness) for number, other, likeness in found if other is not None}
        new, other = cards.alias(), cards.alias()
        there = (
            select(doubts, other.c.reps, new.c.question, (other.c.question == new.c.question).label("same"))
            .join(new, new.c.id == doubts.c.card_id)
            .join(other, other.c.id == doubts.c.other_id)
        )
        for some in chunks(sorted(wanted)):
            before = {row.card_id: row for row in self.connection.execute(there.where(doubts.c.card_id.in_(some)))}
            # A card has one doubt: rather about one with a history, one of the same question, and the likest of these.
            kept = set()
            for number, row in before.items():
                old, likeness = wanted[number]
                rank = (old.weight > 0, old.card.question == row.question, likeness)
                if (row.reps > 0, row.same, row.likeness) >= rank:
                    kept.add(number)
            added = [
                {"card_id": number, "other_id": wanted[number][0].id, "likeness": wanted[number][1]}
                for number in some
                if number not in kept
            ]
            replaced = [before[number] for number in before.keys() - kept]
            self.connection.execute(delete(doubts).where(doubts.c.card_id.in_([row.card_id for row in replaced])))
            _many(self.connection, insert(doubts), added)
            self.changes["doubts"] += [each["card_id"] for each in added]
            self.changes["doubts_before"] += [[row.card_id, row.other_id, row.likeness] for row in replaced]

    def _stored(self, ids: Iterable[int]) -> dict[int, Row[Any]]:
        wanted = [cards.c.id, cards.c.reps, *(cards.c[name] for name in WRITTEN)]
        found: dict[int, Row[Any]] = {}
        for some in chunks(ids):
            for row in self.connection.execute(select(*wanted).where(cards.c.id.in_(some))):
                found[row.id] = row
        return found

    def _content(self, row: PlanRow) -> dict[str, Any]:
        assert row.card is not None
        return {
            "note_id": self.ids[row.path],
            "position": row.position,
            "fingerprint": fingerprint(row.card),
            **CARD.columns(row.card),
        }

    def _card_before(self, old: Row[Any], now: dict[str, Any]) -> None:
        """Remember the columns that differ, as they were, and the flag that was set."""
        differing = _differing(old, now)
        if "flag" in differing:
            differing["flag_set"] = now["flag"]
        self.changes["cards"][str(old.id)] = differing

    def rest(self) -> None:
        """Remember the folders; notes that are imported now are no longer declined."""
        known = set(self.connection.execute(select(folders.c.path)).scalars())
        for path in dict.fromkeys(self.plan.folders):
            if path not in known:
                self.connection.execute(insert(folders).values(path=path, added_at=self.now))
                self.changes["folders"].append(path)
                self.lasting = True
        refused = declined(self.connection)
        wanted = {source.path for source in self.plan.sources}
        if not wanted.isdisjoint(refused):
            put_declined(self.connection, {path: d for path, d in refused.items() if path not in wanted})

    def record(self, lines: Sequence[int] = ()) -> int:
        """Store what undoing needs, the `lines` of the log that came with the import among it; the id.

        An import that only found lines in other places is not worth an entry.
        """
        if not self.lasting and not lines:
            return 0
        if lines:
            self.changes["log"] = _runs(lines)
        self.changes["notes_made"] = _runs(self.changes["notes_made"])
        self.changes["read"] = {source.path: source.digest for source in self.plan.sources}
        done = self.connection.execute(insert(imports).values(at=self.now, changes=self.changes))
        assert done.inserted_primary_key is not None
        return int(done.inserted_primary_key[0])


def declined(connection: Connection) -> dict[str, str]:
    """Path → digest of notes whose import was taken back; a look at the folders leaves them alone until they change."""
    row = connection.execute(select(settings.c.value).where(settings.c.key == DECLINED)).one_or_none()
    return dict(row.value) if row else {}


def put_declined(connection: Connection, value: dict[str, str]) -> None:
    """Store what `declined` returns."""
    done = connection.execute(update(settings).where(settings.c.key == DECLINED).values(value=value))
    if not done.rowcount:
        connection.execute(insert(settings).values(key=DECLINED, value=value))


def _flag(row: PlanRow, old: Row[Any]) -> str | None:
    """Why the card is to be asked again. It may have been answered for the first time since the plan was made."""
    if row.known is None or row.card is None or row.known.schedule.reps or not old.reps or row.change is Change.KEPT:
        return row.flag
    return flagged(row.known.card, row.card)


def _differing(old: Row[Any], now: dict[str, Any]) -> dict[str, Any]:
    """The columns that differ, as they were. JSON gives lists where cards have tuples."""
    pairs = ((name, getattr(old, name), value) for name, value in now.items())
    return {
        name: was for name, was, value in pairs if was != value and not (isinstance(was, list) and was == list(value))
    }


def _file(source: Source) -> dict[str, Any]:
    return {"title": source.title, "digest": source.digest, "mtime_ns": source.mtime_ns, "size": source.size}


def _update(table: Any, key: str, names: Iterable[str]) -> Any:
    """An update of the row whose id is bound as `key`, setting the named columns from values bound by their names."""
    return update(table).where(table.c.id == bindparam(key)).values({name: bindparam(name) for name in names})


def _many(connection: Connection, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, list(rows))


def _runs(ids: Sequence[int]) -> list[list[int]]:
    """Ids as runs [first, last]: an import of a large folder makes one run of thousands."""
    runs: list[list[int]] = []
    for number in sorted(ids):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs
