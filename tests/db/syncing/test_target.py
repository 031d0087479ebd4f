"""The file that machines meet in: made, locked, carried half, damaged, hostile, and its conflict copies."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import servers
from syncing_machines import Machine, card, machine, sound, source, state

from db import sync as syncing
from db.engine import open_database
from db.records import Problem
from db.sync import sync

Make = Callable[[str], Machine]
CARDS = [card("Band", "창 안에서만", 1), card("Dilated", "간격을 띄워", 2)]


@pytest.fixture
def pair(template: Path, tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """Two machines that have imported one note."""
    made = []
    with servers.lent() as url:  # the first one's cards lie on a server, where the tests run on one
        for name in ("laptop", "desktop"):
            (tmp_path / name).mkdir()
            made.append(machine(template, tmp_path / name, name, None if made else url))
            made[-1].bring_in(source(made[-1].note(1), CARDS))
        yield made[0], made[1]
        for each in made:
            each.close()


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """The file in a folder that both reach."""
    (tmp_path / "box").mkdir()
    return tmp_path / "box" / "study.sqlite"


def names(box: Path) -> list[str]:
    return sorted(each.name for each in box.parent.iterdir())


def test_two_machines_meet_in_a_file_and_leave_that_file_alone(pair: tuple[Machine, Machine], box: Path) -> None:
    laptop, desktop = pair
    laptop.rate(laptop.cards()[0])
    assert sync(laptop.db, str(box), laptop.now).made
    desktop.rate(desktop.cards()[1])
    done = sync(desktop.db, str(box), desktop.now)
    assert (done.merged.came.answers, done.merged.went.answers, done.merged.came.new) == (1, 1, 0)
    sync(laptop.db, str(box), laptop.now)
    assert state(laptop.db) == state(desktop.db)
    assert names(box) == ["study.sqlite"]
    before = box.read_bytes()
    sync(laptop.db, str(box), laptop.now)
    assert box.read_bytes() == before, "without news there is nothing to carry"
    meeting = open_database(str(box))
    assert state(meeting) == state(laptop.db)
    assert sound(meeting) == []
    meeting.close()
    assert sorted(each.name for each in desktop.path.parent.glob(".*")) == []


def test_a_file_that_is_open_elsewhere_is_written_in_place(pair: tuple[Machine, Machine]) -> None:
    laptop, desktop = pair
    laptop.rate(laptop.cards()[0])
    sync(laptop.db, str(desktop.path), laptop.now)
    assert desktop.cards()[0].schedule.reps == 1, "the other one sees it at once"
    desktop.rate(desktop.cards()[1])
    sync(laptop.db, str(desktop.path), laptop.now)
    assert state(laptop.db) == state(desktop.db)


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_file_that_another_process_writes_is_told_and_left(
    pair: tuple[Machine, Machine], box: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _ = pair
    sync(laptop.db, str(box), laptop.now)
    laptop.rate(laptop.cards()[0])
    monkeypatch.setattr("db.syncing.target.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(box, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE notes SET title = title")
        with pytest.raises(Problem, match="locked by another program"):
            sync(laptop.db, str(box), laptop.now)
        other.execute("ROLLBACK")
    assert sync(laptop.db, str(box), laptop.now).merged.went.answers == 1


def test_conflict_copies_are_merged_and_then_named_so_that_they_are_not_again(
    pair: tuple[Machine, Machine], box: Path
) -> None:
    laptop, desktop = pair
    sync(laptop.db, str(box), laptop.now)
    older = shutil.copy(box, box.parent / "kept")
    laptop.rate(laptop.cards()[0])
    sync(laptop.db, str(box), laptop.now)
    for number, name in enumerate(
        ("study.sync-conflict-20260301-101112-ABCDEFG.sqlite", "study (Kim's conflicted copy 2026-03-01).sqlite")
    ):
        shutil.move(box, box.parent / name)
        shutil.copy(older, box)
        if not number:
            desktop.rate(desktop.cards()[1])
            sync(desktop.db, str(box), desktop.now)
            assert sum(one.schedule.reps for one in desktop.cards()) == 2
    done = sync(laptop.db, str(box), laptop.now)
    assert done.conflicts == ("study (Kim's conflicted copy 2026-03-01).sqlite.merged",)
    assert done.merged.came.answers == 1
    sync(desktop.db, str(box), desktop.now)
    assert state(laptop.db) == state(desktop.db)
    assert sync(desktop.db, str(box), desktop.now).conflicts == ()


def test_a_conflict_copy_that_is_damaged_is_told_and_stops_nothing(pair: tuple[Machine, Machine], box: Path) -> None:
    laptop, desktop = pair
    sync(laptop.db, str(box), laptop.now)
    copy = box.parent / "study.sync-conflict-20260301-101112-ABCDEFG.sqlite"
    copy.write_bytes(box.read_bytes()[:20_000])
    desktop.rate(desktop.cards()[0])
    done = sync(desktop.db, str(box), desktop.now)
    assert done.merged.went.answers == 1
    assert "only part of it has arrived" in done.left[0]
    assert copy.exists()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9000])


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\x07" * 8192
    path.write_bytes(content)


def newer(path: Path) -> None:
    run(path, "UPDATE alembic_version SET version_num = '9999'")


def run(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(sql)


def watched(path: Path) -> None:
    run(path, "CREATE TRIGGER spy AFTER INSERT ON reviews BEGIN DELETE FROM cards; END")


def seen_through(path: Path) -> None:
    run(path, "DROP TABLE wordings; CREATE VIEW wordings AS SELECT 1 AS card_id")


def foreign(path: Path) -> None:
    path.unlink()
    run(path, "CREATE TABLE places (url TEXT)")


def text(path: Path) -> None:
    path.write_text("# a note\n" * 100)


@pytest.mark.parametrize(
    ("hurt", "words"),
    [
        (cut, "only part of it has arrived"),
        (spoil, "damaged"),
        (newer, "newer version of Study TUI.*Nothing was changed. Update the program"),
        (watched, "holds a trigger called spy"),
        (seen_through, "holds a view called wordings"),
        (foreign, "of another program"),
        (text, "is not a database of Study TUI"),
    ],
)
def test_a_file_that_cannot_be_met_in_is_a_sentence_and_stays_as_it_was(
    pair: tuple[Machine, Machine], box: Path, hurt: Any, words: str
) -> None:
    laptop, desktop = pair
    sync(laptop.db, str(box), laptop.now)
    hurt(box)
    before, mine = box.read_bytes(), state(desktop.db) if desktop.answered else len(desktop.cards())
    with pytest.raises(Problem, match=words):
        sync(desktop.db, str(box), desktop.now)
    assert box.read_bytes() == before
    assert names(box) == ["study.sqlite"]
    assert len(desktop.cards()) == mine
    assert list(desktop.path.parent.glob(".*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right of its own there")
def test_a_link_stays_a_link(pair: tuple[Machine, Machine], box: Path) -> None:
    laptop, _ = pair
    link = box.parent.parent / "link.sqlite"
    link.symlink_to(box)
    sync(laptop.db, str(link), laptop.now)
    laptop.rate(laptop.cards()[0])
    sync(laptop.db, str(link), laptop.now)
    assert link.is_symlink()
    assert names(box) == ["study.sqlite"]


def test_a_target_that_is_none_is_a_sentence(pair: tuple[Machine, Machine], box: Path) -> None:
    _, desktop = pair
    for to, words in (
        (desktop.path, "this database itself"),
        (box.parent, "is a folder"),
        (box.parent / "nowhere" / "x.sqlite", "There is no folder"),
    ):
        with pytest.raises(Problem, match=words):
            sync(desktop.db, str(to), desktop.now)


def test_a_file_that_is_replaced_meanwhile_is_read_again(
    pair: tuple[Machine, Machine], box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desktop = pair
    sync(laptop.db, str(box), laptop.now)
    desktop.rate(desktop.cards()[0])
    other = shutil.copy(box, box.parent.parent / "other.sqlite")
    sync(desktop.db, str(other), desktop.now)
    laptop.rate(laptop.cards()[1])
    merged, again = syncing.merge, []

    def carried_over(*args: Any) -> Any:
        if not again:
            again.append(shutil.move(other, box))
        return merged(*args)

    monkeypatch.setattr(syncing, "merge", carried_over)
    sync(laptop.db, str(box), laptop.now)
    assert [one.schedule.reps for one in laptop.cards()] == [1, 1]


def test_what_an_older_version_wrote_is_brought_up_to_date(pair: tuple[Machine, Machine], box: Path) -> None:
    laptop, _ = pair
    with closing(sqlite3.connect(box)) as raw:
        raw.executescript((Path(__file__).parent.parent / "made_by_0001.sql").read_text("utf-8"))
    done = sync(laptop.db, str(box), laptop.now + timedelta(days=200))
    assert done.merged.came.answers > 0
    assert sound(laptop.db) == []


def test_the_file_that_is_set_and_the_time_of_the_last_sync_are_kept_here_alone(
    pair: tuple[Machine, Machine], box: Path
) -> None:
    laptop, desktop = pair
    assert (syncing.target_of(laptop.db), syncing.last(laptop.db)) == (None, None)
    syncing.set_target(laptop.db, str(box))
    sync(laptop.db, str(box), laptop.now)
    sync(desktop.db, str(box), desktop.now)
    assert (syncing.target_of(laptop.db), syncing.last(laptop.db)) == (str(box), laptop.now)
    assert syncing.target_of(desktop.db) is None
    syncing.set_target(laptop.db, None)
    assert syncing.target_of(laptop.db) is None
