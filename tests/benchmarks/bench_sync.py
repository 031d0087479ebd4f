"""A day's 200 answers between two databases of 100,000 cards, through a file that both reach; aim: under 1 s.

Beside it stands how long the file alone takes to be copied and brought to disk, which is the floor of any sync that
never writes the file in place.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import select

from cards.schedule import Rating
from db import reviews
from db.engine import Database, open_database
from db.schema import cards
from db.sync import sync
from tests.benchmarks.bench_storing import NOW, build

CARDS, ANSWERS, ROUNDS = 100_000, 200, 5


def study(db: Database, day: int, start: int) -> None:
    """A day's answers."""
    with db.read() as connection:
        query = select(cards.c.id).where(cards.c.id > start).order_by(cards.c.id).limit(ANSWERS)
        ids = list(connection.execute(query).scalars())
    for number, card in enumerate(ids):
        reviews.record(db, card, Rating.GOOD, NOW + timedelta(days=day, seconds=number))


def timed(work: object, *args: object) -> float:
    """Seconds of a call."""
    start = time.perf_counter()
    work(*args)  # type: ignore[operator]
    return time.perf_counter() - start


def copied(path: Path) -> None:
    """The floor: the file copied and on disk."""
    to = path.with_name("copy")
    shutil.copyfile(path, to)
    with to.open("rb+") as file:
        os.fsync(file.fileno())
    to.unlink()


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laptop = build(folder / "laptop.sqlite", CARDS, ANSWERS)
        box = folder / "box.sqlite"
        first = timed(sync, laptop, str(box), NOW)
        desktop = open_database(str(folder / "desktop.sqlite"))
        second = timed(sync, desktop, str(box), NOW)
        print(f"{CARDS:,} cards, a file of {box.stat().st_size / 1e6:.0f} MB")
        print(f"the first sync makes the file: {first:.1f} s; a new machine takes it: {second:.1f} s")
        gone, came, none, floor = [], [], [], []
        for day in range(1, ROUNDS + 1):
            now = NOW + timedelta(days=day, hours=5)
            study(laptop, day, day * 1000)
            gone.append(timed(sync, laptop, str(box), now))
            came.append(timed(sync, desktop, str(box), now))
            none.append(timed(sync, laptop, str(box), now))
            floor.append(timed(copied, box))
        rows = {"answers go": gone, "answers come": came, "nothing new": none, "file copied": floor}
        for what, times in rows.items():
            median, share = sorted(times)[ROUNDS // 2], min(times) / min(floor)
            print(f"{what:>14}  best {min(times):.2f} s  median {median:.2f} s  {share:.1f} × the copy")
        laptop.close()
        desktop.close()


if __name__ == "__main__":
    main()
