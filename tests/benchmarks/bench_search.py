"""Searching 100,000 cards: each kind of question, and what a list shows first of what was found, against the 50 ms in
which a person does not wait."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from db import queue, searching
from studytui.screens.browse import FIRST, MOST
from tests.benchmarks.bench_storing import NOW, build

CARDS = 100_000
GOAL_MS = 50
ROUNDS = 7
ASKED = (
    "dilated 777",
    "노트 77",
    "간격은",
    "long-range sparse 4242",
    "zzzz",
    "is:due",
    "note:77",
    "folder:notes",
    "rated:7 99",
    "",
)


def main() -> None:
    """Print the median of each."""
    with tempfile.TemporaryDirectory() as folder:
        db = build(Path(folder) / "study.sqlite", CARDS, 150)
        for text in ASKED:
            times = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                found = searching.ids(db, text, NOW, MOST)
                searching.those(db, found[:FIRST])
                times.append(1e3 * (time.perf_counter() - start))
            print(f"search {text!r:28} {len(found):>5} cards {statistics.median(times):7.1f} ms   goal ≤ {GOAL_MS}")
        start = time.perf_counter()
        queue.counts(db, NOW, "dilated")
        print(f"today's numbers of a filter                {1e3 * (time.perf_counter() - start):7.1f} ms")
        db.close()


if __name__ == "__main__":
    main()
