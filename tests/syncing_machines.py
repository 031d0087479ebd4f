"""Machines that study the same notes apart and meet, for tests: what they do, and what they then know."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from cards.card import Card, Kind
from cards.schedule import Rating
from db import doctor, library, reviews, schema, settings, stars, wordings
from db.engine import Database, open_database
from db.records import Known, Problem, Source
from db.syncing.merging import Merged, merge
from db.syncing.side import Side

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
TERMS = ("Dilated", "Band", "Global", "지역성", "Random", "Prefix")
MEANINGS = ("간격을 띄워 연결한다", "창 안에서만 연결한다", "모두와 연결한다", "가까운 것끼리 닮는다")


def card(term: str, meaning: str, line: int, heading: str = "Sparse Attention", held: bool = False) -> Card:
    """A card as a note says it."""
    return Card(
        Kind.DEFINITION,
        f"**{term}** — 무엇인가?",
        meaning,
        (heading,),
        line,
        subject=term,
        rule="definition",
        held=held,
    )


def source(path: str, cards: Sequence[Card]) -> Source:
    """A note that was read."""
    digest = f"{hash(tuple(cards)) & 0xFFFFFFFF:08x}"
    return Source(path, "노트", digest, 1, len(cards), tuple(cards))


@dataclass
class Machine:
    """One machine: its database, its folder, its clock, and the answers that it acknowledged."""

    name: str
    db: Database
    now: datetime = START
    answered: list[str] = field(default_factory=list)
    imported: list[int] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """Its database file."""
        assert self.db.path is not None
        return self.db.path

    def note(self, number: int) -> str:
        """Where a note lies on this machine."""
        return f"/home/{self.name}/til/note{number}.md"

    def bring_in(self, *sources: Source, undo: bool = False) -> None:
        """Import notes."""
        plan = library.plan(self.db, sources)
        if made := library.apply(self.db, plan, self.now):
            self.imported.append(made)

    def cards(self) -> list[Known]:
        """Its cards, in an order that all machines share where they know the same."""
        found = library.search(self.db, "", self.now, limit=1000)
        return sorted(found, key=lambda one: (one.card.question, one.card.answer, one.card.context, one.id))

    def rate(self, one: Known, rating: Rating = Rating.GOOD) -> None:
        """Answer a card."""
        reviews.record(self.db, one.id, rating, self.now)
        self.answered.append(log(self.db)[-1][0])

    def close(self) -> None:
        """Close its database."""
        self.db.close()


def machine(template: Path, folder: Path, name: str, url: str | None = None) -> Machine:
    """A machine with an empty database, or with a copy of another one's; at `url`, where a server keeps it."""
    made = Machine(name, open_database(url or str(shutil.copy(template, folder / f"{name}.sqlite"))))
    hurry(made.db)
    made.db.now = lambda: made.now  # type: ignore[method-assign]
    return made


def hurry(db: Database) -> None:
    """Wait for no disk: these tests ask what is written, not whether it outlives a cut of the power."""
    if db.path is None:
        return
    event.listen(db.engine, "connect", lambda raw, record: raw.execute("PRAGMA synchronous = OFF"))
    db.engine.dispose()


def meet(one: Database, other: Database, now: datetime) -> Merged:
    """Bring two databases to the same state."""
    with one.begin() as mine, other.begin() as theirs:
        return merge(Side(mine, one.name, here=True), Side(theirs, other.name, here=False), now)


def log(db: Database) -> list[tuple[Any, ...]]:
    """The log in the order it was stored: (name, card, event, rating, when, what it takes back)."""
    names = {}
    found = []
    with db.read() as connection:
        keys: dict[int, str] = {}
        for row in connection.execute(select(schema.identities)):
            keys[row.card_id] = min(row.key, keys.get(row.card_id, row.key))
        for row in connection.execute(select(schema.reviews).order_by(schema.reviews.c.id)):
            names[row.id] = row.uid
            at = None if row.event == "undo" else row.at  # whoever takes back first, it is taken back once
            found.append((row.uid, keys.get(row.card_id), row.event, row.rating, at, names.get(row.undoes)))
    return found


def state(db: Database) -> dict[str, Any]:
    """All that every machine has to agree on."""
    with db.read() as connection:
        keys: dict[int, list[str]] = {}
        for row in connection.execute(select(schema.identities).order_by(schema.identities.c.key)):
            keys.setdefault(row.card_id, []).append(row.key)
        own = {row.card_id: (row.question, row.answer, row.at) for row in connection.execute(select(schema.wordings))}
        starred = {row.card_id: (row.starred, row.at) for row in connection.execute(select(schema.stars))}
        dated = {
            row.card_id: {name: value for name, value in row._mapping.items() if name not in ("card_id", "stamp")}
            for row in connection.execute(select(schema.versions))
        }
        cards = {}
        local = {"id", "note_id"}
        for row in connection.execute(select(schema.cards)):
            said = {name: value for name, value in row._mapping.items() if name not in local}
            cards[keys[row.id][0]] = (said, keys[row.id], own.get(row.id), starred.get(row.id), dated[row.id])
        corrections = {row.uid: row.days for row in connection.execute(select(schema.clock_corrections))}
    chosen = settings.load(db)
    return {"cards": cards, "log": sorted(log(db)), "settings": chosen, "corrections": corrections}


def sound(db: Database) -> list[str]:
    """What the doctor finds wrong: that a row is not what its log says, before all."""
    return [f"{finding.name}: {finding.detail}" for finding in doctor.examine(db) if not finding.ok]


# -- a day of a machine ------------------------------------------------------------------------------------------------

ACTS = ("import", "import", "rate", "rate", "rate", "undo", "suspend", "resume", "bury", "take", "drop", "reject",
        "accept", "reword", "star", "choose", "optimise", "undo import", "wait")  # fmt: skip


def act(one: Machine, what: str, chance: random.Random) -> None:
    """Do one thing on one machine. What cannot be done just now is not done."""
    known = one.cards()
    picked = chance.choice(known) if known else None
    try:
        if what == "import":
            number = chance.randrange(2)
            terms = chance.sample(TERMS, chance.randrange(1, 4))
            lines = [card(term, chance.choice(MEANINGS), line, chance.choice(("A", "B")), chance.random() < 0.3)
                     for line, term in enumerate(terms, start=1)]  # fmt: skip
            if chance.random() < 0.2:
                lines.append(replace(lines[0], line=len(lines) + 1))  # the same line twice
            one.bring_in(source(one.note(number), lines))
        elif what == "undo":
            reviews.undo(one.db, one.now)
        elif what == "undo import":
            if one.imported:
                library.undo_import(one.db, one.imported.pop(), one.now)
        elif what == "wait":
            one.now += timedelta(hours=chance.choice((1, 20, 70)))
        elif what == "choose":
            chosen = settings.load(one.db)
            settings.save(one.db, replace(chosen, new_per_day=chance.randrange(30), leech_lapses=chance.randrange(3)))
        elif what == "optimise":
            weights = (0.4, 1.2, 3.2, 15.7, 7.2, 0.5, 1.4, 0.0, 1.5, 0.1, 1.0, 1.9, 0.1, 0.3, 2.3, 0.2, 3.0, 0.5, 0.6)
            first = round(0.3 + chance.randrange(5) / 10, 1)
            settings.save(one.db, replace(settings.load(one.db), parameters=(first, *weights[1:])))
        elif picked is None:
            return
        elif what == "rate":
            one.rate(picked, Rating(chance.randrange(1, 5)))
        elif what == "star":
            stars.star(one.db, picked.id, chance.random() < 0.5, one.now)
        elif what == "reword":
            question = chance.choice(("", "무엇인가, 내 말로?", picked.card.question))
            wordings.reword(one.db, picked.id, question, chance.choice(("", "내 말로")), one.now)
        else:
            getattr(reviews, what)(one.db, picked.id, one.now)
    except Problem:
        return


def shown(value: Any) -> str:
    """A state as text, to see where two of them differ."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str, sort_keys=True)
