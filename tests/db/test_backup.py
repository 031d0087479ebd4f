"""Copies: whole, rotated, and brought back without losing what they replace."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cards.schedule import Rating
from db import backup, queue, reviews
from db.engine import Database, open_database
from db.records import Problem

Filled = Callable[..., Database]
NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_copy_is_whole_while_the_database_is_in_use(filled: Filled, path: Path) -> None:
    db = filled(3)
    rated = reviews.record(db, 1, Rating.GOOD, NOON)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # somebody is writing
    other.execute("UPDATE cards SET question = 'half done'")
    made = backup.make(db)
    other.execute("ROLLBACK")
    other.close()
    assert made == path.parent / "backups" / "study-20250327-120000.sqlite"
    assert backup.backups(str(path)) == [made]
    assert names(made.parent) == [made.name]
    copy = open_database(str(made))
    assert queue.card(copy, 1) == rated
    copy.close()


def test_the_newest_copies_stay(db: Database, path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    other = folder / "study-old-20200101-000000.sqlite"
    folder.mkdir()
    other.write_text("a copy of another database")
    made = []
    for hour in range(5):
        db.now = lambda hour=hour: NOON + timedelta(hours=hour)  # type: ignore[misc]
        made.append(backup.make(db, folder, keep=3))
    assert names(folder) == [*(each.name for each in made[2:]), other.name]


def test_one_copy_a_day(db: Database) -> None:
    first = backup.daily(db)
    assert first is not None
    assert backup.daily(db) is None
    db.now = lambda: NOON + timedelta(days=1)  # type: ignore[method-assign]
    second = backup.daily(db)
    assert second is not None
    assert backup.backups(db.url) == [second, first]


def test_two_copies_of_one_second_are_two(db: Database) -> None:
    assert backup.make(db) != backup.make(db)
    assert len(backup.backups(db.url)) == 2


def test_restoring_brings_the_copy_back_and_keeps_what_it_replaced(filled: Filled, path: Path) -> None:
    db = filled(3)
    rated = reviews.record(db, 1, Rating.GOOD, NOON)
    made = backup.make(db)
    later = reviews.record(db, 1, Rating.EASY, NOON)
    replaced = backup.restore(str(path), made)  # with a window open on it
    assert queue.card(db, 1) == rated
    assert replaced is not None
    assert replaced.name.endswith("-replaced.sqlite")
    db.close()
    backup.restore(str(path), replaced)
    again = open_database(str(path))
    assert queue.card(again, 1) == later
    reviews.record(again, 2, Rating.GOOD, NOON)
    with again.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    again.close()


def test_restoring_where_nothing_was_replaces_nothing(db: Database, tmp_path: Path) -> None:
    made = backup.make(db)
    target = tmp_path / "new" / "other.sqlite"
    assert backup.restore(str(target), made) is None
    open_database(str(target)).close()


def test_a_damaged_database_is_set_aside_as_it_lies(filled: Filled, path: Path) -> None:
    db = filled(3)
    made = backup.make(db)
    db.close()
    path.write_bytes(b"not a database at all" * 1000)
    replaced = backup.restore(str(path), made)
    assert replaced is not None
    assert replaced.read_bytes() == b"not a database at all" * 1000
    again = open_database(str(path))
    assert len(queue.today(again, NOON)) == 3
    again.close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"# A note", "not a database"),
        (None, "cannot be read"),
        (b"SQLite format 3\x00" + b"\x01" * 9000, "Nothing was restored"),
    ],
)
def test_what_is_no_backup_changes_nothing(
    filled: Filled, path: Path, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    db = filled(3)
    file = tmp_path / "other"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Problem, match=sentence):
        backup.restore(str(path), file)
    assert len(queue.today(db, NOON)) == 3
    assert not (path.parent / "backups").exists()


def test_a_copy_with_a_damaged_page_is_refused(filled: Filled, path: Path) -> None:
    made = backup.make(filled(200))
    content = bytearray(made.read_bytes())
    content[4096 * 5 : 4096 * 9] = b"\xff" * 4096 * 4
    made.write_bytes(content)
    with pytest.raises(Problem, match="damaged"):
        backup.restore(str(path), made)


def test_a_copy_of_a_newer_program_is_refused(db: Database, path: Path) -> None:
    made = backup.make(db)
    with sqlite3.connect(made) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(Problem, match="newer version"):
        backup.restore(str(path), made)


def test_the_database_is_no_backup_of_itself(db: Database, path: Path) -> None:
    with pytest.raises(Problem, match="the database itself"):
        backup.restore(str(path), path)


def test_a_place_without_room_is_a_sentence_and_leaves_no_half_copy(db: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="No backup could be made"):
        backup.make(db, tmp_path / "file" / "below")


def test_strange_names_are_only_names(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "내 카드 [1]*.sqlite"
    path.write_bytes(template.read_bytes())
    db = open_database(str(path), now=lambda: NOON)
    made = backup.make(db)
    assert backup.backups(str(path)) == [made]
    backup.restore(str(path), made)
    db.close()
