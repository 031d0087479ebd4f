"""Copies: whole, rotated, and brought back without losing what they replace."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cards.schedule import Rating
from db import backup, queue, reviews
from db.engine import Database, open_database
from db.engines import take_ids
from db.records import Problem
from db.restore import restore
from db.schema import cards, notes
from tests.db.conftest import put_cards

pytestmark = pytest.mark.usefixtures("on_a_file")  # copies of files; those of a server are in test_postgres.py

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
    assert made == path.parent / "backups" / "study-20250327-120000-0001.sqlite"
    assert backup.backups(str(path)) == [made]
    assert names(made.parent) == [made.name]
    copy = open_database(str(made))
    assert queue.card(copy, 1) == rated
    copy.close()


def test_the_last_ten_stay_and_of_older_ones_the_last_of_each_day_week_and_month(db: Database, path: Path) -> None:
    other = path.parent / "backups" / "study-old-20200101-000000.sqlite"
    other.parent.mkdir()
    other.write_text("a copy of another database")
    made = []
    for hour in range(0, 24 * 400, 12):  # two a day, for more than a year
        db.now = lambda hour=hour: NOON + timedelta(hours=hour)  # type: ignore[misc]
        name = f"study-{db.now():%Y%m%d-%H%M%S}-{len(made) + 1:04}.sqlite"
        (other.parent / name).write_text("")
        made.append(name)
        for old in backup.spare(backup.copies(other.parent, "study")):
            old.path.unlink()
    left = names(other.parent)
    assert other.name in left
    left.remove(other.name)
    assert left[-10:] == made[-10:]
    days = [name[6:14] for name in left]
    second = sorted({name[6:14] for name in made})[::-1]
    assert set(second[:12]) <= set(days)
    assert {day[:6] for day in days} == {day[:6] for day in second[: 9 * 31] if day[:6] in {d[:6] for d in days}}
    assert len({day[:6] for day in days}) == 9
    assert len(left) == len(set(left)) <= 10 + 12 + 10 + 9


def test_a_wrong_clock_takes_no_copy_made_last_away(db: Database) -> None:
    made = []
    for years in (0, 50, -20, 0, 0, -20, 50, 0, 0, 0, 1, 2, 3):
        db.now = lambda years=years: NOON.replace(year=2025 + years)  # type: ignore[misc]
        made.append(backup.make(db))
        assert backup.backups(db.url)[:10] == made[-10:][::-1]


def test_a_folder_that_a_person_names_is_left_to_them(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    made = {backup.make(db, folder).name for _ in range(15)}
    assert set(names(folder)) == made


def test_files_of_one_folder_do_not_rotate_each_others_copies(template: Path, tmp_path: Path) -> None:
    opened = []
    for name in ("a.sqlite", "a.db", "a"):
        (tmp_path / name).write_bytes(template.read_bytes())
        opened.append(open_database(str(tmp_path / name), now=lambda: NOON))
    made = [[backup.make(db) for _ in range(12)] for db in opened]
    for db, mine in zip(opened, made, strict=True):
        assert backup.backups(str(db.path))[:10] == mine[::-1][:10]
        db.close()


def test_copies_made_at_once_by_several_processes_are_all_whole(path: Path, root: Path) -> None:
    code = "import sys; from db import backup; from db.engine import open_database\n"
    code += (
        "db = open_database(sys.argv[1]); sys.stdin.readline(); print(*(backup.make(db) for _ in range(3)), sep='\\n')"
    )
    command = [sys.executable, "-c", code, str(path)]
    many = [
        subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    said = [one.communicate("go\n", timeout=600)[0].split() for one in many]
    made = [name for names_ in said for name in names_]
    assert len(set(made)) == 12
    assert {Path(name).name for name in made} >= set(names(path.parent / "backups"))
    for left in backup.backups(str(path)):
        with closing(sqlite3.connect(left)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(os.name != "posix", reason="whether a process runs is asked this way on POSIX alone")
def test_what_a_killed_backup_left_is_swept_away(db: Database, path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    folder = path.parent / "backups"
    folder.mkdir()
    parts = [folder / f".study.sqlite.{gone.pid}-0123abcd.part{end}" for end in ("", "-journal")]
    parts.append(path.parent / f".study.sqlite.{gone.pid}-0123abcd.part")
    mine = folder / f".study.sqlite.{os.getpid()}-0123abcd.part"
    for each in [*parts, mine]:
        each.write_text("half a copy")
    made = backup.make(db)
    assert names(folder) == [mine.name, made.name]
    assert not parts[-1].exists()


def test_a_copy_is_for_its_owner_alone(db: Database) -> None:
    assert backup.make(db).stat().st_mode & 0o777 == 0o600


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
    later = reviews.record(db, 1, Rating.HARD, NOON)
    replaced = restore(str(path), made)  # with a window open on it
    assert queue.card(db, 1) == rated
    assert replaced is not None
    assert replaced.name.endswith("-replaced.sqlite")
    reviews.record(db, 1, Rating.EASY, NOON)
    db.close()
    restore(str(path), replaced)
    again = open_database(str(path))
    assert queue.card(again, 1) == later
    reviews.record(again, 2, Rating.GOOD, NOON)
    with again.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    again.close()


def test_restoring_where_nothing_was_replaces_nothing(db: Database, tmp_path: Path) -> None:
    made = backup.make(db)
    target = tmp_path / "new" / "other.sqlite"
    assert restore(str(target), made) is None
    open_database(str(target)).close()


def test_a_damaged_database_is_set_aside_as_it_lies(filled: Filled, path: Path) -> None:
    db = filled(3)
    made = backup.make(db)
    db.close()
    path.write_bytes(b"not a database at all" * 1000)
    replaced = restore(str(path), made)
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
        restore(str(path), file)
    assert len(queue.today(db, NOON)) == 3
    assert not (path.parent / "backups").exists()


def test_a_copy_with_a_damaged_page_is_refused(filled: Filled, path: Path) -> None:
    made = backup.make(filled(200))
    content = bytearray(made.read_bytes())
    content[4096 * 5 : 4096 * 9] = b"\xff" * 4096 * 4
    made.write_bytes(content)
    with pytest.raises(Problem, match="damaged"):
        restore(str(path), made)


def test_a_copy_of_a_newer_program_is_refused(db: Database, path: Path) -> None:
    made = backup.make(db)
    with sqlite3.connect(made) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(Problem, match="newer version"):
        restore(str(path), made)


def test_the_database_is_no_backup_of_itself(db: Database, path: Path) -> None:
    with pytest.raises(Problem, match="the database itself"):
        restore(str(path), path)


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
    restore(str(path), made)
    db.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_pipe_is_no_backup(db: Database, path: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Problem, match="no regular file"):
        restore(str(path), tmp_path / "pipe")
    with pytest.raises(Problem, match="no regular file"):
        restore(str(tmp_path / "pipe"), backup.make(db))


@pytest.mark.parametrize("tables", ["", "CREATE TABLE notes (id INTEGER); CREATE TABLE cards (id INTEGER);"])
def test_a_foreign_database_with_a_revision_of_ours_is_refused(
    filled: Filled, path: Path, tmp_path: Path, tables: str
) -> None:
    db = filled(3)
    foreign = tmp_path / "foreign.sqlite"
    with closing(sqlite3.connect(foreign)) as raw:
        raw.executescript(
            "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001');"
            f"CREATE TABLE places (url TEXT); {tables}"
        )
    before = path.read_bytes()
    with pytest.raises(Problem, match="of another program"):
        restore(str(path), foreign)
    assert path.read_bytes() == before
    assert len(queue.today(db, NOON)) == 3
    assert names(tmp_path) == ["foreign.sqlite", "study.sqlite", "study.sqlite-shm", "study.sqlite-wal"]


def test_a_restore_never_brings_ids_back_that_were_given_since(db: Database, path: Path) -> None:
    made = backup.make(db)
    put_cards(db, 5, 1, 1)
    restore(str(path), made)
    with db.read() as connection:
        assert take_ids(connection, cards) == 6
        assert take_ids(connection, notes) == 2


def test_a_database_that_is_locked_is_not_taken_for_a_damaged_one(
    db: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.restore.BUSY_SECONDS", 0.1)
    made = backup.make(db)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Problem, match="locked by another program"):
            restore(str(path), made)
    assert db.name == str(path)
    with db.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cards").scalar() == 0


def test_a_backup_with_pages_of_another_size_is_restored(filled: Filled, path: Path) -> None:
    made = backup.make(filled(3))
    with closing(sqlite3.connect(made, isolation_level=None)) as raw:
        raw.execute("PRAGMA page_size = 8192")
        raw.execute("VACUUM")
    restore(str(path), made)
    again = open_database(str(path))
    assert len(queue.today(again, NOON)) == 3
    again.close()
