"""Any sequence of edits: no card is given another card's history, nothing of the log is lost, and importing settles."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import servers
from hypothesis import given, settings
from hypothesis import strategies as st
from soaking import times
from sqlalchemy import event, select

from cards.card import Card, Kind
from cards.schedule import Rating
from db import library, reviews, schema
from db.doctor import examine
from db.engine import Database, open_database
from db.imports import doubts as waiting
from db.records import Source

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

# Facts that are easily taken for each other: names that differ in a number or a word, one answer for several names.
FACTS = [
    ("HTTP 401", "인증이 필요하다"),
    ("HTTP 403", "권한이 없어서 거절한다"),
    ("HTTP 404", "찾는 것이 없다"),
    ("Merge sort", "O(n log n)"),
    ("Heap sort", "O(n log n)"),
    ("Quick sort", "평균 O(n log n)"),
    ("Post-LN", "residual 뒤에 LN을 적용한다"),
    ("Pre-LN", "residual 앞에 LN을 적용한다"),
    ("Dense Synthesizer", "MLP가 만든 점수를 쓴다"),
    ("Random Synthesizer", "고정된 랜덤 행렬을 쓴다"),
    ("Global", "특정 토큰이 모든 토큰과 연결된다"),
    ("Band", "이웃한 토큰과 연결된다"),
    ("Dilated", "간격을 띄운 토큰과 연결된다"),
    ("TCP", "a reliable protocol with a handshake"),
    ("UDP", "a fast protocol without a handshake"),
    ("BFS", "큐를 쓰는 그래프 탐색"),
    ("DFS", "스택을 쓰는 그래프 탐색"),
    ("L1", "sum of absolute values"),
    ("L2", "sum of squares"),
    ("장점", "빠르다"),
    ("단점", "느리다"),
]
BEFORE = ["", "보통 ", "언제나 ", "흔히 말해 "]
AFTER = ["", " (기본)", " 라고 한다", " 방식", " 구조를 말한다"]
HEADINGS = ["SQL", "LLM", "Network", "Algorithm"]
PATHS = ["/a.md", "/b.md", "/c.md", "/d.md"]


@dataclass
class Line:
    """A fact as a note says it now."""

    fact: int
    before: int = 0
    after: int = 0
    heading: int = 0
    backwards: bool = False

    def cards(self, line: int) -> list[Card]:
        term, meaning = FACTS[self.fact]
        meaning = BEFORE[self.before] + meaning + AFTER[self.after]
        context = ("TIL", HEADINGS[self.heading])
        one = Card(Kind.DEFINITION, f"**{term}** — 무엇인가?", meaning, context, line, subject=term, rule="definition")
        if not self.backwards:
            return [one]
        return [one, replace(one, question=f"{meaning} — 무엇인가?", answer=term, reverse=True)]


@dataclass
class World:
    """Notes as a person edits them, and the memory that follows."""

    db: Database
    notes: dict[str, list[Line]] = field(default_factory=dict)
    bin: list[Line] = field(default_factory=list)
    owner: dict[int, tuple[str, bool]] = field(default_factory=dict)  # card id → the term it was first about
    rated: dict[int, int] = field(default_factory=dict)
    now: datetime = NOW

    def source(self, path: str) -> Source:
        cards = [card for number, line in enumerate(self.notes[path], start=1) for card in line.cards(number)]
        return Source(path, path, str(cards), 1, 1, tuple(cards))

    def bring(self, paths: list[str] | None = None) -> int:
        """Import these notes (all of them when left out), and check that nobody was given another one's history."""
        known = library.fingerprints(self.db)
        paths = [*PATHS] if paths is None else paths
        here = [path for path in paths if path in self.notes]
        gone = [path for path in paths if path not in self.notes and path in known]
        done = library.apply(self.db, library.plan(self.db, map(self.source, here), missing=gone), self.now)
        self.check()
        return done

    def check(self) -> None:
        for known in library.search(self.db, "", self.now, limit=1000, retired=True):
            about = known.card.subject, known.card.reverse
            assert self.owner.setdefault(known.id, about) == about, f"card {known.id} was given {about}"
            assert known.schedule.reps == self.rated.get(known.id, 0)

    def rate(self, pick: int) -> None:
        active = [k.id for k in library.search(self.db, "", self.now, limit=1000)]
        if active:
            card = active[pick % len(active)]
            self.now += timedelta(minutes=30)
            reviews.record(self.db, card, Rating.GOOD, self.now, 100)
            self.rated[card] = self.rated.get(card, 0) + 1

    def edit(self, kind: str, pick: int, other: int) -> None:
        lines = [(path, line) for path, lines in sorted(self.notes.items()) for line in lines]
        free = [path for path in PATHS if path not in self.notes]
        if kind == "write":
            path = PATHS[other % len(PATHS)]
            unused = sorted(set(range(len(FACTS))) - {line.fact for _, line in lines} - {b.fact for b in self.bin})
            for fact in unused[pick % 5 : pick % 5 + 3]:
                line = Line(fact, heading=other % len(HEADINGS), backwards=pick % 2 == 0)
                self.notes.setdefault(path, []).append(line)
        elif kind == "restore" and self.bin:
            self.notes.setdefault(PATHS[other % len(PATHS)], []).insert(0, self.bin.pop(pick % len(self.bin)))
        elif kind in ("rename", "split") and free and self.notes:
            path = sorted(self.notes)[pick % len(self.notes)]
            half = 0 if kind == "rename" else len(self.notes[path]) // 2
            self.notes[free[0]] = self.notes[path][half:]
            self.notes[path] = self.notes[path][:half]
        elif kind == "merge" and len(self.notes) > 1:
            one, *_, last = sorted(self.notes)
            self.notes[one] += self.notes.pop(last)
        elif lines:
            path, line = lines[pick % len(lines)]
            if kind == "reword":
                line.before, line.after = other % len(BEFORE), (other // 7) % len(AFTER)
            elif kind == "heading":
                line.heading = other % len(HEADINGS)
            elif kind == "shuffle":
                here = self.notes[path]
                here[:] = here[other % len(here) :] + here[: other % len(here)]
            elif kind in ("move", "delete"):
                self.notes[path] = [each for each in self.notes[path] if each is not line]
                if kind == "delete":
                    self.bin.append(line)
                else:
                    self.notes.setdefault(PATHS[other % len(PATHS)], []).append(line)
        self.notes = {path: lines for path, lines in self.notes.items() if lines}

    def active(self) -> list[tuple[str, Card]]:
        return [(known.path, known.card) for known in library.search(self.db, "", self.now, limit=1000)]

    def written(self) -> list[tuple[str, Card]]:
        return [(path, card) for path in sorted(self.notes) for card in self.source(path).cards]


EDITS = ["write", "write", "reword", "heading", "shuffle", "move", "delete", "restore", "rename", "split", "merge"]
numbers = st.integers(0, 200)
edits = st.tuples(st.sampled_from(EDITS), numbers, numbers)
days = st.lists(st.tuples(st.lists(edits, max_size=5), st.lists(numbers, max_size=3)), min_size=1, max_size=6)


def in_a_world(template: Path, work: Callable[[World], None]) -> None:
    with tempfile.TemporaryDirectory() as folder, servers.lent() as url:
        db = open_database(url or shutil.copy(template, folder))
        if url is None:  # nothing here is about what a power cut leaves
            event.listen(db.engine, "connect", lambda raw, record: raw.execute("PRAGMA synchronous = OFF"))
        try:
            work(World(db))
        finally:
            db.close()


def log(db: Database) -> list[tuple[object, ...]]:
    with db.read() as connection:
        return [tuple(row) for row in connection.execute(select(schema.reviews).order_by(schema.reviews.c.id))]


@settings(max_examples=60)
@given(days=days)
def test_no_sequence_of_edits_gives_a_card_to_another_or_loses_a_review(
    template: Path,
    days: list[tuple[list[tuple[str, int, int]], list[int]]],
) -> None:
    def work(world: World) -> None:
        for changes, ratings in days:
            for change in changes:
                world.edit(*change)
            world.bring()
            assert world.active() == world.written(), "the memory holds what the notes say, and nothing else"
            assert library.plan(world.db, map(world.source, world.notes)).empty, "importing again changes nothing"
            for pick in ratings:
                world.rate(pick)
        assert len(log(world.db)) == sum(world.rated.values())
        assert all(finding.ok for finding in examine(world.db))

    in_a_world(template, work)


@settings(max_examples=40)
@given(days=days, order=st.permutations(PATHS))
def test_notes_imported_one_by_one_in_any_order_come_to_the_same(
    template: Path, days: list[tuple[list[tuple[str, int, int]], list[int]]], order: list[str]
) -> None:
    def work(world: World) -> None:
        for changes, ratings in days:
            for change in changes:
                world.edit(*change)
            for path in order:
                world.bring([path])
            assert world.active() == world.written()
            for pick in ratings:
                world.rate(pick)

    in_a_world(template, work)


@settings(max_examples=40)
@given(days=days, last=st.lists(edits, min_size=1, max_size=6))
def test_taking_an_import_back_restores_exactly(
    template: Path, days: list[tuple[list[tuple[str, int, int]], list[int]]], last: list[tuple[str, int, int]]
) -> None:
    def everything(db: Database) -> list[tuple[object, ...]]:
        tables = (schema.cards, schema.notes, schema.folders, schema.reviews)
        with db.read() as connection:
            return [tuple(row) for table in tables for row in connection.execute(select(table).order_by(table.c[0]))]

    def work(world: World) -> None:
        for changes, ratings in days:
            for change in changes:
                world.edit(*change)
            world.bring()
            for pick in ratings:
                world.rate(pick)
        before = everything(world.db)
        for change in last:
            world.edit(*change)
        done = world.bring()
        if done:
            library.undo_import(world.db, done, world.now)
            assert everything(world.db) == before

    in_a_world(template, work)


def followed(world: World, seed: int, steps: int) -> dict[str, int]:
    """So many random days of edits, imports of one note after another in any order, and ratings. After each day no
    fact that was ever answered is asked as a new one; where it is, the match is in doubt, and a person joins it. How
    often which was so.
    """
    choose, lost, ends = random.Random(seed), set[int](), {"kept": 0, "joined by hand": 0, "lost": 0}
    for _ in range(steps):
        for _ in range(choose.randint(1, 3)):
            world.edit(choose.choice(EDITS), choose.randrange(200), choose.randrange(200))
        for path in choose.sample(PATHS, len(PATHS)):
            world.bring([path])
        joinable = {(d.card.card.subject, d.card.card.reverse): d for d in waiting.doubts(world.db)
                    if d.card.card.subject == d.other.card.subject}  # fmt: skip
        longest: dict[tuple[str, bool], int] = {}
        for known in library.search(world.db, "", world.now, limit=5000, retired=True):
            about = known.card.subject, known.card.reverse
            longest[about] = max(longest.get(about, 0), known.schedule.reps)
        for known in library.search(world.db, "", world.now, limit=5000):
            about = known.card.subject, known.card.reverse
            if known.schedule.reps or not longest[about]:
                ends["kept"] += longest[about] > 0
            elif about in joinable:
                waiting.join(world.db, joinable[about], world.now)
                ends["joined by hand"] += 1
            elif known.id not in lost:
                lost.add(known.id)
                ends["lost"] += 1
        assert world.active() == world.written()
        for _ in range(choose.randint(0, 3)):
            world.rate(choose.randrange(200))
    assert all(finding.ok for finding in examine(world.db))
    return ends


def test_histories_follow_their_facts_through_thirty_days_of_edits(template: Path) -> None:
    def work(world: World) -> None:
        ends = followed(world, seed=5, steps=30)
        assert ends["kept"] > 50
        assert ends["lost"] == 0

    in_a_world(template, work)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(times(20)))
def test_histories_follow_their_facts_through_three_hundred_days_of_edits(
    template: Path, seed: int, tell: Callable[..., None]
) -> None:
    def work(world: World) -> None:
        ends = followed(world, seed, steps=300)
        assert ends["lost"] == 0
        tell(days=300, **ends)

    in_a_world(template, work)
