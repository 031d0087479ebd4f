"""Opening a database: what is refused, in which words, and that nothing is lost by it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from db import backup, doctor, library, stats
from db import engine as engines
from db.engine import Database, open_database
from db.migrations import HEAD, REVISIONS
from db.records import Problem
from db.schema import cards, metadata, notes
from db.uids import is_uid


def test_a_new_file_is_durable_and_holds_its_references(tmp_path: Path) -> None:
    db = open_database(f"sqlite:///{tmp_path}/new/study.sqlite")
    with db.read() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    db.close()
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}
    assert not (tmp_path / "new" / "backups").exists()


def test_the_known_head_is_alembics_own() -> None:
    from alembic.script import ScriptDirectory

    from db.migrations.upgrade import config

    scripts = ScriptDirectory.from_config(config())
    assert scripts.get_current_head() == HEAD
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(REVISIONS)


def test_the_migrations_make_the_tables_of_the_schema(db: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with db.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        if db.path is None:
            return
        made = dict(connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index'").all())
    other = sqlite3.connect(":memory:")
    from sqlalchemy import create_engine

    memory = create_engine("sqlite://", creator=lambda: other)
    metadata.create_all(memory)
    wanted = dict(other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall())
    # What alembic does not compare: the conditions of partial indexes.
    plain = {name: " ".join(sql.split()).replace("cards.", "") for name, sql in wanted.items() if sql}
    assert {name: " ".join(sql.split()) for name, sql in made.items() if sql} == plain


def test_a_newer_database_is_refused_and_stays_as_it_was(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(Problem, match=r"newer version.*Nothing was changed"):
        open_database(str(path))
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


@pytest.mark.parametrize("content", [b"# A note\n" * 500, b"\x00" * 4096, b"SQLite format 3\x00" + b"\x07" * 5000])
def test_a_file_that_is_no_database_is_refused_and_stays_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "til.md"
    path.write_bytes(content)
    with pytest.raises(Problem, match=r"not a database|damaged"):
        open_database(str(path))
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["til.md"]


def test_a_database_of_another_program_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE places (url TEXT)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(Problem, match="another program"):
        open_database(str(path))
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "study.sqlite").touch()
    open_database(str(tmp_path / "study.sqlite")).close()
    assert (tmp_path / "study.sqlite").stat().st_size > 0


@pytest.mark.parametrize(
    "url", ["nonsense://x", "postgresql://nobody@127.0.0.1:1/x", "sqlite://", "sqlite:///:memory:", "://"]
)
def test_an_address_that_is_none_is_a_sentence(url: str) -> None:
    with pytest.raises(Problem, match=r"\.$"):
        open_database(url)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is a folder"):
        open_database(str(tmp_path))


def test_a_place_below_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem, match="cannot be used"):
        open_database(str(tmp_path / "file" / "study.sqlite"))


POWERLESS = """
import ctypes, os, sys
if os.getuid() == 0:  # root may write anywhere, until it gives that up
    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, nothing) == 0
from db.engine import open_database
from db.records import Problem
try:
    open_database(sys.argv[1])
except Problem as problem:
    print(problem)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="giving up the powers of root is spelled for Linux here")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_place_is_a_sentence(path: Path, root: Path, what: str) -> None:
    target, mode = (path, 0o444) if what == "file" else (path.parent, 0o555)
    before, usual = path.read_bytes(), target.stat().st_mode
    target.chmod(mode)
    command = [sys.executable, "-c", POWERLESS, str(path)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600)
    target.chmod(usual)
    assert "is read-only. Make the file and its folder writable" in done.stdout, done.stderr
    assert path.read_bytes() == before


def test_a_locked_database_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.1)
    db = open_database(str(path))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Problem, match="locked by another program"), db.begin() as connection:
        connection.execute(select(cards.c.id))
    with db.read() as connection:  # looking goes on
        assert connection.execute(select(cards.c.id)).all() == []
    other.execute("ROLLBACK")
    other.close()
    with db.begin() as connection:
        connection.execute(select(cards.c.id))
    db.close()


@pytest.mark.usefixtures("on_a_file")
def test_a_full_disk_is_a_sentence_and_what_was_stored_stays(db: Database) -> None:
    row = {"path": "/a.md", "title": "", "digest": "", "mtime_ns": 0, "size": 0, "imported_at": db.now()}
    with db.begin() as connection:
        connection.execute(notes.insert(), row)

    @event.listens_for(db.engine, "checkout")
    def small(raw: sqlite3.Connection, record: object, proxy: object) -> None:
        raw.execute("PRAGMA max_page_count = 1")  # SQLite makes it what is used already

    with pytest.raises(Problem, match="no room left on the disk"), db.begin() as connection:
        connection.execute(notes.insert(), [row | {"path": f"/{n}.md", "digest": "x" * 5000} for n in range(50)])
    with db.read() as connection:
        assert connection.execute(select(notes.c.path)).scalars().all() == ["/a.md"]


@pytest.mark.usefixtures("on_a_file")
def test_what_would_go_into_a_file_that_is_gone_is_refused(db: Database, path: Path) -> None:
    """As when a sync folder puts another version in its place: SQLite would write on into the old one."""
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    for act in (lambda: copy.replace(path), path.unlink):
        act()
        with pytest.raises(Problem, match="moved, deleted or replaced"):
            library.remember(db, "/notes", datetime(2025, 5, 7, tzinfo=UTC))


def test_an_error_inside_a_transaction_takes_it_back(db: Database) -> None:
    row = {"path": "/a.md", "title": "", "digest": "", "mtime_ns": 0, "size": 0, "imported_at": db.now()}

    def fail() -> None:
        with db.begin() as connection:
            connection.execute(notes.insert(), row)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with db.read() as connection:
        assert connection.execute(select(notes.c.id)).all() == []


def test_lower_knows_all_letters(db: Database) -> None:
    with db.read() as connection:
        assert connection.execute(text("SELECT lowered('ÄΣЖ한K')")).scalar() == "ÄΣЖ한K".lower()


def test_several_processes_may_open_a_new_database_at_once(root: Path, tmp_path: Path) -> None:
    code = """
import sys, time
from db.engine import open_database
import db.migrations.upgrade
print("ready", flush=True)
sys.stdin.readline()
db = open_database(sys.argv[1])
with db.read() as connection:
    print(connection.exec_driver_sql("SELECT count(*) FROM alembic_version").scalar())
"""
    command = [sys.executable, "-c", code, str(tmp_path / "study.sqlite")]
    many = [
        subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for one in many:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in many:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.communicate(timeout=600)[0] for one in many] == ["1\n"] * 4


NEXT = f"{int(HEAD) + 1:04}"  # the revision that is to come
MIGRATION = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "{revision}", "{before}"
def upgrade():
    op.add_column("notes", sa.Column("colour", sa.Text))
    op.execute("UPDATE notes SET colour = 'red'")
    {more}
"""


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one more migration, whose file is returned."""
    import db.migrations.upgrade as upgrade

    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in [upgrade.FOLDER / "env.py", *(upgrade.FOLDER / "versions").glob("0*.py")]:
        (folder / file.relative_to(upgrade.FOLDER)).write_bytes(file.read_bytes())
    monkeypatch.setattr(upgrade, "FOLDER", folder)
    monkeypatch.setattr(engines, "HEAD", NEXT)
    monkeypatch.setattr(backup, "HEAD", NEXT)
    monkeypatch.setattr(engines, "REVISIONS", (*REVISIONS, NEXT))
    return folder / "versions" / f"{NEXT}_colour.py"


def test_an_older_database_is_backed_up_and_brought_up_to_date(db: Database, path: Path, tomorrow: Path) -> None:
    row = {"path": "/a.md", "title": "", "digest": "", "mtime_ns": 0, "size": 0, "imported_at": db.now()}
    with db.begin() as connection:
        connection.execute(notes.insert(), row)
    db.close()
    tomorrow.write_text(MIGRATION.format(more="", revision=NEXT, before=HEAD))
    newer = open_database(str(path), now=db.now, before_migrating=backup.before_migrating)
    with newer.read() as connection:
        assert connection.exec_driver_sql("SELECT path, colour FROM notes").all() == [("/a.md", "red")]
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == NEXT
    newer.close()
    [kept] = (path.parent / "backups").iterdir()
    assert kept.name == f"study-20250327-120000-0001-before-{NEXT}.sqlite"
    with sqlite3.connect(kept) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert raw.execute("SELECT path FROM notes").fetchall() == [("/a.md",)]
    raw.close()


def test_a_migration_that_fails_halfway_leaves_the_tables_as_they_were(path: Path, tomorrow: Path) -> None:
    tomorrow.write_text(MIGRATION.format(more="raise RuntimeError('half way')", revision=NEXT, before=HEAD))
    with pytest.raises(RuntimeError, match="half way"):
        open_database(str(path))
    with sqlite3.connect(path) as raw:
        columns = [row[1] for row in raw.execute("PRAGMA table_info(notes)")]
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    raw.close()
    assert "colour" not in columns


def test_a_database_made_by_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(Path(__file__).with_name("made_by_0001.sql").read_text("utf-8"))
        stored = {}
        for table in ("cards", "reviews", "notes"):
            found = raw.execute(f"SELECT * FROM {table}")
            found.fetchall()
            columns = [
                column for column, *_ in found.description if column != "mtime_ns"
            ]  # each note is looked at anew
            query = f"SELECT {', '.join(columns)} FROM {table}"
            stored[query] = raw.execute(
                query
            ).fetchall()  # the columns of that version: later ones may come beside them
    db = open_database(str(path))
    assert [finding.detail for finding in doctor.examine(db) if not finding.ok] == []
    assert stats.summary(db, datetime(2025, 5, 8, 12, tzinfo=UTC))["ratings"] == 3
    with db.read() as connection:
        assert {query: connection.exec_driver_sql(query).all() for query in stored} == stored
        added = connection.exec_driver_sql("SELECT DISTINCT worth, held, shape, decision FROM cards").all()
    assert added == [(1.0, 0, "", None)], "all of its cards are asked"
    db.close()


def test_two_copies_that_are_brought_up_to_date_apart_name_their_events_and_cards_alike(tmp_path: Path) -> None:
    named = []
    for name in ("laptop", "desktop"):
        path = tmp_path / f"{name}.sqlite"
        with closing(sqlite3.connect(path)) as raw:
            raw.executescript(Path(__file__).with_name("made_by_0001.sql").read_text("utf-8"))
            if name == "desktop":  # an answer that the other one does not have
                raw.execute(
                    "INSERT INTO reviews (card_id, event, rating, at, study_day, state, due_day)"
                    " VALUES (1, 'rating', 3, 1746700000000000, 739379, 'review', 739385)"
                )
            raw.commit()
        db = open_database(str(path))
        with db.read() as connection:
            events = connection.exec_driver_sql("SELECT uid FROM reviews ORDER BY id").scalars().all()
            held = connection.exec_driver_sql(
                "SELECT count(*) FROM sqlite_master WHERE name LIKE 'reviews_no_%'"
            ).scalar()
            cards = connection.exec_driver_sql("SELECT card_id, key FROM identities ORDER BY card_id").all()
        named.append((events, cards))
        assert all(map(is_uid, events))
        assert held == 2
        db.close()
    (laptop, cards), (desktop, same_cards) = named
    assert laptop == desktop[:-1]
    assert cards == same_cards
    assert len(cards) > 1


def test_opening_imports_neither_alembic_nor_the_orm_nor_the_scheduler(path: Path, root: Path) -> None:
    code = """
import json, sys
from db.engine import open_database
from db import queue, reviews, settings, stats
from datetime import datetime, UTC
db = open_database(sys.argv[1])
queue.counts(db, datetime(2025, 3, 27, tzinfo=UTC))
print(json.dumps([m for m in ("alembic", "sqlalchemy.orm", "fsrs_rs_python") if m in sys.modules]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=root, capture_output=True, text=True, timeout=600
    )
    assert json.loads(done.stdout) == [], done.stderr
