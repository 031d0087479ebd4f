"""Storing a rating and reading today's queue, with 10,000 and with 200,000 cards, beside plain sqlite3.

Both sides do the same: they write a line of the log and the card's row in one transaction with synchronous=FULL, and
read today's cards from the same indexes. Rounds are interleaved, so that a busy machine is busy for both.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cards.schedule import Rating, study_day
from db import queue, reviews
from db.engine import Database, open_database
from db.schema import cards, notes

NOW = datetime(2025, 3, 27, 12, tzinfo=UTC)
TODAY = study_day(NOW)
ROUNDS = 200
DUE = 150  # reviews due today: a full day of a diligent person
BACKLOG = 3000  # after a month away


def build(path: Path, count: int, due: int) -> Database:
    """A database of so many cards: a fifth new, `due` due today, the others known and due later."""
    db = open_database(str(path))
    chance = random.Random(7)
    at_once = set(chance.sample(range(count), due))
    with db.begin() as connection:
        made = [
            {"id": n + 1, "path": f"/notes/{n}.md", "title": f"노트 {n}", "digest": "", "mtime_ns": 0, "size": 0}
            for n in range(count // 50)
        ]
        connection.execute(notes.insert(), [row | {"imported_at": NOW} for row in made])
        rows = (card(n, n in at_once, chance) for n in range(count))
        while batch := [row for _, row in zip(range(10_000), rows, strict=False)]:
            connection.execute(cards.insert(), batch)
    return db


def card(n: int, due: bool, chance: random.Random) -> dict[str, Any]:
    """One card's row."""
    stability = chance.uniform(1, 300)
    day = TODAY - chance.randrange(3) if due else TODAY + chance.randrange(1, 300)
    known = due or chance.random() < 0.8
    last = day - max(1, int(stability)) if due else min(day - 1, TODAY - chance.randrange(1, 100))
    return {
        "note_id": n // 50 + 1,
        "position": n % 50,
        "kind": "definition",
        "question": f"Dilated {n} — 무엇을 연결하나?",
        "answer": "간격 띄운 연결 (long-range)",
        "accepted": [],
        "context": ["LLM 수업", "Sparse Attention"],
        "line": n % 50 + 1,
        "fingerprint": f"{n}",
        "created_at": NOW,
        "state": "review" if known else "new",
        "stability": stability if known else None,
        "difficulty": 5.0 if known else None,
        "due_day": day if known else None,
        "last_day": last if known else None,
        "first_day": last - 10 if known else None,
        "reps": 4 if known else 0,
    }


class Plain:
    """The same work in sqlite3 alone."""

    def __init__(self, path: Path) -> None:
        self.raw = sqlite3.connect(path, isolation_level=None)
        self.raw.execute("PRAGMA synchronous = FULL")
        self.raw.execute("PRAGMA foreign_keys = ON")

    def record(self, card_id: int) -> None:
        """One rating, durable."""
        raw = self.raw
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("SELECT * FROM cards JOIN notes ON notes.id = note_id WHERE cards.id = ?", (card_id,)).fetchone()
        raw.execute(
            "INSERT INTO reviews (card_id, event, rating, at, study_day, duration_ms, state, step, due_day)"
            " VALUES (?, 'rating', 3, 1, ?, 4000, 'review', 0, ?)",
            (card_id, TODAY, TODAY + 20),
        )
        raw.execute(
            "UPDATE cards SET state = 'review', step = 0, stability = 20, difficulty = 5, due_day = ?, due_at = NULL,"
            " last_day = ?, reps = reps + 1, lapses = 0 WHERE id = ?",
            (TODAY + 20, TODAY, card_id),
        )
        raw.execute("COMMIT")

    def queue(self) -> None:
        """The ids due and the next card."""
        active = "suspended IS 0 AND rejected IS 0 AND retired IS 0"
        ids = self.raw.execute(
            f"SELECT id, last_day, stability FROM cards WHERE due_day <= ? AND {active} ORDER BY due_day LIMIT 256",
            (TODAY,),
        ).fetchall()
        self.raw.execute(
            f"SELECT id FROM cards WHERE first_day IS NULL AND {active} ORDER BY note_id, position LIMIT 20"
        ).fetchall()
        self.raw.execute(
            "SELECT * FROM cards JOIN notes ON notes.id = note_id WHERE cards.id = ?", ids[0][:1]
        ).fetchone()


def interleaved(*works: Callable[[int], Any]) -> list[float]:
    """The median of each work in milliseconds, taken in turns."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(ROUNDS + 10):
        for work, spent in zip(works, times, strict=True):
            start = time.perf_counter()
            work(turn)
            spent.append((time.perf_counter() - start) * 1000)
    return [statistics.median(spent[10:]) for spent in times]


def line(what: str, ours: float, plain: float | None, goal: float) -> None:
    """One row of the table."""
    beside = f"{plain:8.2f}{ours / plain:8.2f}" if plain else f"{'–':>8}{'–':>8}"
    print(f"{what:<52}{ours:8.2f}{beside}{goal:8.2f}  {'ok' if ours <= goal else 'past its goal'}")


def measure(folder: Path, count: int, due: int) -> None:
    """All figures of one size."""
    db = build(folder / "ours.sqlite", count, due)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    shutil.copy(folder / "ours.sqlite", folder / "plain.sqlite")
    plain = Plain(folder / "plain.sqlite")
    name = f"{count:,} cards, {due:,} due"
    counts, plain_queue = interleaved(lambda _: queue.counts(db, NOW), lambda _: plain.queue())
    both, _ = interleaved(lambda _: queue.glance(db, NOW), lambda _: plain.queue())
    line(f"{name}: today's counts", counts, plain_queue, 1.0)
    line(f"{name}: both at a glance", both, plain_queue, 1.0)
    ids = random.Random(3).sample(range(1, count + 1), ROUNDS + 10)
    ours, theirs = interleaved(
        lambda turn: reviews.record(db, ids[turn], Rating.GOOD, NOW + timedelta(seconds=turn), 4000),
        lambda turn: plain.record(ids[turn]),
    )
    line(f"{name}: a rating, durable", ours, theirs, 1.5)
    db.close()
    start = time.perf_counter()
    open_database(str(folder / "ours.sqlite")).close()
    print(f"{f'{name}: opening':<52}{(time.perf_counter() - start) * 1000:8.2f}")
    plain.raw.close()


def main() -> None:
    """Print the table."""
    print(f"{'milliseconds (median)':<52}{'ours':>8}{'sqlite3':>8}{'ratio':>8}{'goal':>8}")
    for count, due in ((10_000, DUE), (200_000, DUE), (200_000, BACKLOG)):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), count, due)


if __name__ == "__main__":
    main()
