"""A sync killed at any moment loses nothing and can be run again; the file that machines meet in is always whole."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from syncing_machines import START, Machine, card, machine, sound, source, state

from cards.schedule import Rating
from db import library, reviews
from db.engine import open_database
from db.sync import sync

SHARE = float(os.environ.get("STUDYTUI_SOAK", "1"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")


def study_and_sync(path: Path, box: Path, into: int, number: int) -> None:
    """Answer a card, say so, and sync, over and over."""
    db = open_database(str(path))
    now = START + timedelta(days=number + 1)
    while True:
        for known in library.search(db, "", now, limit=50):
            reviews.record(db, known.id, Rating.GOOD, now)
            os.write(into, b"r")
            sync(db, str(box), now)
            os.write(into, b"s")
            now += timedelta(minutes=1)


def killed(path: Path, box: Path, number: int, chance: random.Random) -> int:
    """How many answers a process acknowledged before it was killed, somewhere after its first sync."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            study_and_sync(path, box, into, number)
        except BaseException as error:
            os.write(into, b"!" + repr(error).encode())
        finally:
            os._exit(0)
    os.close(into)
    wanted, heard = chance.randrange(1, 6), b""
    while len(heard) < wanted and (word := os.read(out, 1)):
        heard += word
    time.sleep(chance.random() * chance.choice((0.002, 0.02, 0.1)))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while word := os.read(out, 1 << 16):
        heard += word
    os.close(out)
    assert b"!" not in heard, heard
    return heard.count(b"r")


def answers(path: Path) -> set[str]:
    """The names of the answers a database holds, read as it lies."""
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return {name for (name,) in raw.execute("SELECT uid FROM reviews WHERE event = 'rating'")}


def attack(template: Path, folder: Path, kills: int) -> None:
    """Two machines sync in turns and are killed; after each kill all is whole, and at the end all know all."""
    chance = random.Random(kills)
    machines: list[Machine] = []
    cards = [card(f"Term{number}", f"뜻 {number}", number) for number in range(1, 9)]
    for name in ("laptop", "desktop"):
        (folder / name).mkdir()
        one = machine(template, folder / name, name)
        one.bring_in(source(one.note(1), cards))
        machines.append(one)
        one.close()
    (folder / "box").mkdir()
    box = folder / "box" / "study.sqlite"
    known: list[set[str]] = [set(), set()]
    for number in range(kills):
        who = number % 2
        said = killed(machines[who].path, box, number, chance)
        after = answers(machines[who].path)
        assert known[who] <= after
        assert len(after) >= said
        known[who] = after
        if box.exists():
            answers(box)
        assert [each.name for each in box.parent.iterdir() if each.suffix in (".sqlite-wal", ".sqlite-shm")] == []
    now = START + timedelta(days=kills + 30)
    states = []
    opened = [open_database(str(each.path)) for each in machines]
    for db in (*opened, *opened):
        sync(db, str(box), now)
    for db in opened:
        states.append(state(db))
        assert sound(db) == []
        db.close()
    assert states[0] == states[1]
    assert known[0] | known[1] <= answers(box)


def test_a_sync_that_is_killed_loses_nothing(template: Path, tmp_path: Path) -> None:
    attack(template, tmp_path, 4)


@pytest.mark.soak
def test_three_hundred_kills_during_sync(template: Path, tmp_path: Path) -> None:
    attack(template, tmp_path, max(4, round(300 * SHARE)))
