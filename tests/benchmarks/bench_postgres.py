"""100,000 cards on a PostgreSQL server beside the same cards in a file: from a rating to the next card, and searching.

The server is started for it, with the settings it comes with: every answer is on its disk. STUDYTUI_TEST_SERVER names
another one.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cards.schedule import Rating
from db import backup, library, queue, reviews
from db.engine import Database, open_database
from db.restore import restore
from tests import servers
from tests.benchmarks.bench_search import ASKED
from tests.benchmarks.bench_storing import NOW, build, interleaved

CARDS = 100_000


def after_a_rating(db: Database) -> Callable[[int], None]:
    """Rate the card that is asked, and read what comes next."""
    coming = [queue.glance(db, NOW)[1]]

    def work(turn: int) -> None:
        one = coming[0]
        assert one is not None
        reviews.record(db, one.id, Rating.GOOD, NOW, 4000, seen=one)
        coming[0] = queue.glance(db, NOW)[1]

    return work


def took(what: str, work: Callable[[], object]) -> None:
    """Do something once, and say how long it took."""
    start = time.perf_counter()
    work()
    print(f"{what:<44}{time.perf_counter() - start:9.1f} s")


def main() -> None:
    """Print the medians of both, and the ratio."""
    servers.WANTED, servers.QUICK = True, ""
    server = servers.Server()
    server.start()
    if servers.ADDRESS not in os.environ:
        sys.exit(os.environ.get(servers.REASON, "no server"))
    schemas = servers.Schemas("bench")
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            file = build(folder / "study.sqlite", CARDS, 1500)
            url = schemas.lend()
            took("all of it from the file onto the server", lambda: restore(url, folder / "study.sqlite", folder))
            there = open_database(url, now=lambda: NOW)
            with there.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("VACUUM ANALYZE")  # as a server does by itself, sooner or later
                connection.exec_driver_sql("BEGIN")
            print(f"{'':<44}{'file':>9} {'server':>9} ms")
            show("a rating, and the next card", interleaved(after_a_rating(file), after_a_rating(there)))
            counts = interleaved(lambda turn: queue.counts(file, NOW), lambda turn: queue.counts(there, NOW))
            show("today in numbers", counts)
            for text in ASKED:
                found = [len(library.search(db, text, NOW)) for db in (file, there)]
                assert found[0] == found[1]
                times: list[list[float]] = [[], []]
                for _ in range(5):
                    for each, db in zip(times, (file, there), strict=True):
                        start = time.perf_counter()
                        library.search(db, text, NOW)
                        each.append(1e3 * (time.perf_counter() - start))
                show(f"search {text!r}", [sorted(each)[2] for each in times])
            took("a copy of all of it in a file", lambda: backup.make(there, folder / "copies"))
            file.close()
            there.close()
    finally:
        schemas.close()
        server.stop()


def show(what: str, times: list[float]) -> None:
    """One row of the table."""
    print(f"{what:<44}{times[0]:9.2f} {times[1]:9.2f}   × {times[1] / times[0]:.1f}")


if __name__ == "__main__":
    main()
