"""Long attacks: processes killed while they write, notes edited at random, notes that are made to break a reader.

What each found stands in a table at the end; where one fails, it names the seed that is needed to see it again.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attacks import ATTACKS
from cards_shapes import SHAPES
from soaking import times

from cards.extract import extract
from cards.files import Unreadable, decode
from cards.markdown import read
from cards.schedule import Rating, State
from db import backup, doctor, library, reviews
from db.engine import Database, open_database
from studytui.notes.survey import survey

pytestmark = pytest.mark.soak
START = datetime(2025, 5, 1, 9, tzinfo=UTC)
SEEDS, STEPS, HOSTILE = 20, 300, 10_000


# -- kills -----------------------------------------------------------------------------------------------------------


def rate(path: Path, say: Callable[[bytes], object], notes: Path, seed: int) -> None:
    """Rate cards for as long as there are any, and say of each when it is on disk."""
    db = open_database(str(path))
    now = START + timedelta(days=seed)
    for known in library.search(db, "", now, limit=1000):
        reviews.record(db, known.id, Rating.GOOD, now)
        say(b"r")


def bring_in(path: Path, say: Callable[[bytes], object], notes: Path, seed: int) -> None:
    """Import the notes, changed anew each time."""
    db = open_database(str(path))
    for turn in range(1000):
        (notes / "killed.md").write_text(f"# Kill\n\n- Kill {seed}: number {turn} of {seed} that was made\n")
        library.apply(db, survey(db, [notes], START), START)
        say(b"i")


def copy(path: Path, say: Callable[[bytes], object], notes: Path, seed: int) -> None:
    """Copy the database."""
    db = open_database(str(path))
    for _ in range(1000):
        backup.make(db)
        say(b"b")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes to kill are forked")
@pytest.mark.parametrize(
    ("work", "kills"), [(rate, 1000), (bring_in, 200), (copy, 200)], ids=["rating", "importing", "copying"]
)
def test_a_kill_loses_nothing_that_was_acknowledged(
    work: Callable[..., None], kills: int, tmp_path: Path, tell: Callable[..., None], samples: list[Path]
) -> None:
    path, notes = tmp_path / "study.sqlite", tmp_path / "notes"
    notes.mkdir()
    db = open_database(str(path))
    library.apply(db, survey(db, samples, START), START)
    db.close()
    chance = random.Random(work.__name__)
    kills, said = times(kills), 0
    for kill in range(kills):
        before = ratings(path)
        heard = killed_after(chance.randrange(1, 5), lambda say, kill=kill: work(path, say, notes, kill), chance)
        said += heard
        after = ratings(path)
        if work is rate:
            assert after - before >= heard, (
                f"kill {kill}: {heard} ratings were said to be on disk, {after - before} are"
            )
        assert after >= before
        if kill % 20 == 0 or kill == kills - 1:
            whole(path)
    assert said
    for copied in backup.backups(str(path)):
        whole(copied)
    tell(kills=kills, acknowledged=said, lost=0)


def killed_after(count: int, work: Callable[[Callable[[bytes], object]], None], chance: random.Random) -> int:
    """How many things a process said it had done before it was killed: `count` of them, then at any moment."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            work(lambda word: os.write(into, word))
        except BaseException as error:
            os.write(into, b"!" + repr(error).encode())
        finally:
            os._exit(0)
    os.close(into)
    heard = b""
    while len(heard) < count and (word := os.read(out, 1)):
        heard += word
    for _ in range(chance.randrange(20_000)):  # a moment of any length, in the middle of whatever it does next
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while word := os.read(out, 1 << 16):
        heard += word
    os.close(out)
    assert b"!" not in heard, heard
    return len(heard)


def ratings(path: Path) -> int:
    """How many ratings are on disk."""
    with closing(sqlite3.connect(path)) as raw:
        (count,) = raw.execute("SELECT count(*) FROM reviews").fetchone()
        return int(count)


def whole(path: Path) -> None:
    """The doctor finds nothing."""
    db = open_database(str(path))
    try:
        assert [finding for finding in doctor.examine(db) if not finding.ok] == []
    finally:
        db.close()


# -- edits -----------------------------------------------------------------------------------------------------------


@dataclass
class Fact:
    """A line of a note: a name that no other has, and what it means, in one of several wordings."""

    name: str
    wording: int = 0
    ratings: int = 0
    earlier: set[int] = field(default_factory=set)  # ratings of cards it had before a doubt kept them apart

    def holds(self, count: int) -> bool:
        """Whether a card with so many ratings is its own: the last one it had, or one from before a doubt."""
        if count != self.ratings and count in self.earlier:
            self.earlier ^= {count, self.ratings}
            self.ratings = count
        return count == self.ratings

    @property
    def line(self) -> str:
        number = int(self.name[4:])
        size = f"{number * 7919 % 9973}"
        meanings = (
            f"the part numbered {size} that keeps what was read last",
            f"the part numbered {size} that keeps what was read last in memory",
            f"a part numbered {size} which keeps what was read last",
            f"the part numbered {size} that keeps whatever was read last",
        )
        return f"- {self.name}: {meanings[self.wording]}"


@dataclass
class Notes:
    """Notes with sections with facts, edited as people edit: reworded, moved, cut out, put back, renamed."""

    folder: Path
    chance: random.Random
    sections: dict[tuple[str, str], list[Fact]] = field(default_factory=dict)
    out: list[Fact] = field(default_factory=list)
    made: int = 0

    def edit(self) -> str:
        """Do one thing to them; its name."""
        facts = [(place, fact) for place, held in self.sections.items() for fact in held]
        kind = self.chance.choice(("new", "reword", "move", "cut", "put back", "rename", "shuffle", "reword", "move"))
        if kind == "new" or not facts:
            self.made += 1
            self.place().append(Fact(f"Term{self.made}"))
            return "new"
        place, fact = self.chance.choice(facts)
        if kind == "reword":
            fact.wording = self.chance.randrange(4)
        elif kind == "move":
            self.sections[place].remove(fact)
            self.place().append(fact)
        elif kind == "cut":
            self.sections[place].remove(fact)
            self.out.append(fact)
        elif kind == "put back" and self.out:
            self.place().append(self.out.pop(self.chance.randrange(len(self.out))))
        elif kind == "rename":
            held = self.sections.pop(place)
            self.sections[place[0], f"{place[1].split()[0]} {self.chance.randrange(100)}"] = held
        else:
            self.chance.shuffle(self.sections[place])
        return kind

    def place(self) -> list[Fact]:
        if len(self.sections) < 6:
            return self.sections.setdefault((f"n{self.chance.randrange(3)}.md", f"Part{len(self.sections)}"), [])
        return self.chance.choice(list(self.sections.values()))

    def write(self) -> None:
        """Save them all."""
        for name in ("n0.md", "n1.md", "n2.md"):
            text = f"# Note {name[:2]}\n"
            for (file, heading), held in self.sections.items():
                if file == name:
                    text += f"\n## {heading}\n\n" + "\n".join(fact.line for fact in held) + "\n"
            (self.folder / name).write_text(text, encoding="utf-8")

    def facts(self) -> Iterator[Fact]:
        return (fact for held in self.sections.values() for fact in held)


@pytest.mark.parametrize("seed", range(times(SEEDS)))
def test_no_edit_parts_a_fact_from_its_history(seed: int, tmp_path: Path, tell: Callable[..., None]) -> None:
    notes = Notes(tmp_path / "notes", random.Random(seed))
    notes.folder.mkdir()
    db = open_database(str(tmp_path / "study.sqlite"))
    for _ in range(12):
        notes.made += 1
        notes.place().append(Fact(f"Term{notes.made}"))
    parted = 0
    steps = max(30, times(STEPS))  # fewer would say nothing
    now = START
    for step in range(steps):
        kind = notes.edit()
        notes.write()
        now += timedelta(hours=7)
        plan = survey(db, [notes.folder], now)
        doubted = {plan.rows[number].card.subject for number in plan.doubts if plan.rows[number].card}  # type: ignore[union-attr]
        library.apply(db, plan, now)
        cards = asked(db, now)
        for fact in notes.facts():
            known = cards.get(fact.name)
            assert known is not None, f"seed {seed}, step {step} ({kind}): {fact.name} is not asked"
            count = len(reviews.log(db, known.id))
            if not fact.holds(count):
                assert fact.name in doubted, (
                    f"seed {seed}, step {step} ({kind}): {fact.name} has {count} ratings, not {fact.ratings}"
                )
                fact.earlier.add(fact.ratings)
                fact.ratings = count
                parted += 1
        for fact in notes.chance.sample(sorted(notes.facts(), key=lambda fact: fact.name), min(2, len(cards))):
            known = cards[fact.name]
            if known.schedule.state is not State.NEW or notes.chance.random() < 0.7:
                reviews.record(db, known.id, notes.chance.choice(list(Rating)), now)
                fact.ratings = len(reviews.log(db, known.id))
    assert [finding for finding in doctor.examine(db) if not finding.ok] == []
    db.close()
    tell(steps=steps, facts=notes.made, parted_in_doubt=parted, lost=0)


def asked(db: Database, now: datetime) -> dict[str, Any]:
    """The forward card of each name."""
    found = library.search(db, "", now, limit=10**6)
    return {known.card.subject: known for known in found if not known.card.reverse}


# -- hostile notes ---------------------------------------------------------------------------------------------------


def hostile_note(chance: random.Random) -> bytes:
    """A note of parts of many shapes, with signs that act, cut and spoilt anywhere."""
    names = list(SHAPES)
    parts = [SHAPES[chance.choice(names)](chance.randrange(1, 12)) for _ in range(chance.randrange(1, 5))]
    text = chance.choice(("\n", "\r\n", "\r", " ")).join(parts)
    for _ in range(chance.randrange(12)):
        at = chance.randrange(len(text) + 1)
        piece = chance.choice(
            (chance.choice(ATTACKS), chr(chance.randrange(0x11000)), chance.choice("`$*[]{}<>|:=→#>-!?\\\n"))
        )
        text = text[:at] + piece * chance.choice((1, 1, 1, 30)) + text[at + chance.randrange(4) :]
    data = text.encode(chance.choice(("utf-8", "utf-8", "cp949", "utf-16", "utf-32-le")), "ignore")
    if chance.random() < 0.3:
        spoilt = bytearray(data)
        for _ in range(chance.randrange(1, 20)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        data = bytes(spoilt[: chance.randrange(1, len(spoilt) + 1)])
    return data


@pytest.mark.parametrize("part", range(10))
def test_no_note_breaks_the_reader(part: int, tell: Callable[..., None]) -> None:
    from studytui.anki.tohtml import html

    count, made, refused = times(HOSTILE // 10), 0, 0
    for number in range(count):
        seed = part * HOSTILE + number
        data = hostile_note(random.Random(seed))
        try:
            text = decode(data)
        except Unreadable:
            refused += 1
            continue
        try:
            found = extract(read(text))
        except BaseException as error:
            raise AssertionError(f"seed {seed}: {error!r}") from error
        for card in found.cards:
            said = (card.question, card.answer, *card.context, *card.accepted)
            assert all(unicodedata.is_normalized("NFC", each) for each in said), seed
            assert card.question.strip(), seed
            assert card.answer.strip(), seed
            assert "\n" not in html(card.answer), seed
        made += len(found.cards)
    tell(notes=count, cards=made, refused=refused, broken=0)
