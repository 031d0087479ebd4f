"""Processes killed while they write, and files copied by hand: every command goes on with what was stored before."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from soaking import times

from db import backup, doctor
from db.engine import Database, open_database

pytestmark = pytest.mark.usefixtures("on_a_file")  # files that a killed process left

Filled = Callable[..., Database]

WRITE_UNTIL_KILLED = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode = DELETE")
db.execute("PRAGMA cache_size = 5")  # so that changed pages reach the file before the end
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE cards SET question = question || ?", ("x" * 2000,))
os.kill(os.getpid(), signal.SIGKILL)
"""

RESTORE = """
import sys
from pathlib import Path
from db import migrations
from db.restore import restore
import db.engine
print("ready", flush=True)
sys.stdin.readline()
restore(sys.argv[1], Path(sys.argv[2]))
print("done", flush=True)
"""


def leave_a_journal(path: Path) -> None:
    """Have a process killed while it writes a database that keeps no write-ahead log."""
    subprocess.run([sys.executable, "-c", WRITE_UNTIL_KILLED, str(path)], check=False, timeout=600)
    assert path.with_name(path.name + "-journal").stat().st_size > 0


def questions(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return [question for (question,) in raw.execute("SELECT question FROM cards WHERE kind != 'run' ORDER BY id")]


@pytest.mark.parametrize("words", [("due",), ("review", "--plain"), ("doctor",), ("stats",), ("search", "질문")])
def test_a_journal_that_a_killed_process_left_is_taken_back(filled: Filled, command: Any, words: tuple[str]) -> None:
    db = filled(200)
    assert db.path
    db.close()
    before = questions(db.path)
    leave_a_journal(db.path)
    ran = command(*words, stdin="\n3\n")
    assert (ran.status, ran.err) == (0, "")
    assert questions(db.path) == before


def test_a_backup_whose_process_was_killed_can_be_restored(filled: Filled, command: Any, tmp_path: Path) -> None:
    made = backup.make(filled(200))
    before = questions(made)
    leave_a_journal(made)
    assert command("restore", made).status == 0
    assert questions(tmp_path / "study.sqlite") == before


def test_a_copy_put_into_place_by_hand_keeps_a_write_ahead_log_from_then_on(filled: Filled, path: Path) -> None:
    db = filled(3)
    made = backup.make(db)
    db.close()
    shutil.copy(made, path)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    again = open_database(str(path))
    with again.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    again.close()


def restored_and_killed(path: Path, made: Path, root: Path, seconds: float | None) -> float:
    """Restore `made` over `path` in a process of its own, and kill that after so many seconds; how long it went on.

    Without a number of seconds it is killed when it is done.
    """
    command = [sys.executable, "-c", RESTORE, str(path), str(made)]
    process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    process.stdout.readline()
    process.stdin.write("go\n")
    process.stdin.flush()
    began = time.monotonic()
    if seconds is None:
        process.stdout.readline()
    else:
        time.sleep(seconds)  # the moment of the kill is what the test is about
    took = time.monotonic() - began
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return took


def killed_restores(filled: Filled, path: Path, root: Path, rounds: int, seed: int) -> dict[str, int]:
    """Kill so many restores, over a sound file, over a damaged one and over none; how they ended."""
    choose, ends = random.Random(seed), {"before": 0, "after": 0, "damaged still": 0, "none still": 0}
    db = filled(400)
    made = backup.make(db, path.parent / "kept")
    with db.begin() as connection:
        connection.exec_driver_sql("UPDATE cards SET question = 'later ' || id")
    db.close()
    after, sound = questions(made), path.read_bytes()
    before = questions(path)
    longest = restored_and_killed(path, made, root, None)
    for turn in range(rounds):
        kind = ("sound", "damaged", "none")[turn % 3]
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()
        if kind != "none":
            path.write_bytes(sound if kind == "sound" else b"\0" * 50_000)
        restored_and_killed(path, made, root, choose.uniform(0.0, longest))
        if kind == "none" and not path.exists():
            ends["none still"] += 1
            continue
        assert path.exists(), "a killed restore left nothing at the path"
        if kind == "damaged" and path.read_bytes()[:6] != b"SQLite":
            ends["damaged still"] += 1
            continue
        again = open_database(str(path))
        assert all(finding.ok for finding in doctor.examine(again))
        again.close()
        found = questions(path)
        assert found == after or (kind == "sound" and found == before)
        ends["after" if found == after else "before"] += 1
    return ends


def test_a_killed_restore_leaves_the_database_before_or_the_one_after(filled: Filled, path: Path, root: Path) -> None:
    assert sum(killed_restores(filled, path, root, 6, seed=1).values()) == 6


@pytest.mark.soak
def test_three_hundred_killed_restores(filled: Filled, path: Path, root: Path, tell: Any) -> None:
    tell(**killed_restores(filled, path, root, times(300), seed=2), lost=0)
