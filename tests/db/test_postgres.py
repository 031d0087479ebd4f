"""A database on a PostgreSQL server: addresses, several people, two reviewers at once, kills, copies, sync."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import servers
from sqlalchemy import text

from cards.schedule import Rating
from db import address, archive, backup, doctor, library, postgres, queue, reviews, settings, sync
from db.engine import Database, open_database
from db.engines import take_ids
from db.migrations import HEAD
from db.records import Again, Problem, Stale
from db.repair import repair
from db.restore import restore
from db.schema import cards, metadata
from studytui.plaintext import as_json
from studytui.screens.settings import set_target
from tests.db.conftest import NOON, put_cards
from tests.syncing_machines import card as noted
from tests.syncing_machines import machine, source, state

on_a_server = pytest.mark.usefixtures("on_a_server")


# -- addresses, which need no server -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://kim:geheim@host/db", "postgresql://kim:***@host/db"),
        ("postgresql://kim:ge:he@im@host/db?schema=kim", "postgresql://kim:***@host/db?schema=kim"),
        (
            "postgresql://kim@host:5432/db?password=geheim&schema=a",
            "postgresql://kim@host:5432/db?password=***&schema=a",
        ),
        ("postgresql://host:5432/db", "postgresql://host:5432/db"),
        ("/home/kim:x@y/study.sqlite", "/home/kim:x@y/study.sqlite"),
    ],
)
def test_no_sentence_holds_a_password(url: str, said: str) -> None:
    assert address.shown(url) == said


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql+psycopg://kim:geheim@127.0.0.1:1/x", "No PostgreSQL server answers at 127.0.0.1, port 1"),
        ("postgres://kim:geheim@127.0.0.1:1/x?schema=kim", "No PostgreSQL server answers at 127.0.0.1, port 1"),
        ("postgresql://kim:ge@heim@127.0.0.1/x", "holds an @"),
        ("postgresql://kim:geheim@host:port/x", "is not the address of a database"),
        ("postgresql://kim:geheim@127.0.0.1:1/x?schema=a;b", "cannot be the name of a schema"),
        ("postgresql://kim:geheim@127.0.0.1:1/x?colour=red", "has a part after \\?"),
        ("mysql://kim:geheim@127.0.0.1/x", "not in mysql"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_sentence(url: str, words: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(Problem, match=words) as caught:
        open_database(url)
    assert "geheim" not in str(caught.value)
    assert "heim" not in str(caught.value)


def test_without_the_driver_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Problem, match=r"pip install 'studytui\[postgres\]'"):
        open_database("postgresql://kim@127.0.0.1:1/x")


# -- on a server -------------------------------------------------------------------------------------------------------


@pytest.fixture
def other() -> Iterator[str]:
    """The URL of an empty database beside that of the test."""
    with servers.lent() as url:
        assert url is not None
        yield url


def raw(schemas: servers.Schemas, statement: str) -> Any:
    with closing(schemas._connect()) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else None


@on_a_server
def test_a_database_and_schemas_of_several_people_are_made_by_the_first_open(schemas: servers.Schemas) -> None:
    place = schemas.place.set(database=f"{schemas.place.database}_new")
    urls = [place.update_query_dict({"schema": name}).render_as_string(False) for name in ("kim", "김")]
    try:
        with pytest.raises(Problem, match="There are no cards at"):
            open_database(urls[0], make=False)
        for count, url in enumerate(urls, start=1):
            one = open_database(url)
            put_cards(one, count, 1, 1)
            one.close()
        by_path = place.update_query_dict({"options": "-csearch_path=kim"}).render_as_string(False)
        for url, count in ((by_path, 1), (urls[1], 2)):
            one = open_database(url, make=False)
            assert queue.counts(one, NOON).new == count
            one.close()
    finally:
        raw(schemas, f'DROP DATABASE IF EXISTS "{place.database}" WITH (FORCE)')


@on_a_server
def test_a_schema_of_another_program_or_version_is_left_as_it_is(db: Database, schemas: servers.Schemas) -> None:
    raw(schemas, "CREATE SCHEMA theirs; CREATE TABLE theirs.notes (id integer)")
    with pytest.raises(Problem, match="tables of another program"):
        open_database(schemas.url("theirs"))
    raw(schemas, "DROP SCHEMA theirs CASCADE")
    with db.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Problem, match="newer version"):
        open_database(db.url)
    with db.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{HEAD}'"))


@on_a_server
def test_text_has_the_order_of_a_file_in_every_column(db: Database) -> None:
    query = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
    )
    words = ["가나", "각", "ㄱ", "a", "B", "_", "é", "Z", "힣", "😀", "아", "A-b", "Ab"]
    with db.read() as connection:
        assert connection.execute(text(query)).all() == []
    for number, word in enumerate(words):
        library.remember(db, word, NOON)
        put_cards(db, 1, 1, number + 1, question=f"{word} ÀÉ 한글", subject=word)
    assert library.folders(db) == sorted(words)
    assert len(library.search(db, "àé 한글", NOON)) == len(words)
    assert len(library.search(db, "각", NOON)) == 1
    assert [one.name for one in doctor.examine(db) if not one.ok] == []


@on_a_server
def test_of_two_reviewers_at_once_one_is_told(db: Database) -> None:
    """Both saw the same card; what is stored is one answer, whoever came first."""
    put_cards(db, 4, 1, 1)
    second = open_database(db.url, now=lambda: NOON)
    seen = {card: queue.card(db, card) for card in range(1, 5)}

    def rate(turn: int) -> str:
        where, card = (db, second)[turn % 2], turn // 2 + 1
        try:
            reviews.record(where, card, Rating.GOOD, NOON, seen=seen[card])
        except Stale:
            return "told"
        return "stored"

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(rate, range(8)))
    second.close()
    assert found == ["stored"] * 4 + ["told"] * 4
    assert [reviews.replayed(db, card).reps for card in seen] == [1, 1, 1, 1]


@on_a_server
def test_a_reader_sees_one_moment_and_waits_for_nobody(db: Database) -> None:
    put_cards(db, 2, 1, 1)
    second = open_database(db.url)
    with db.read() as connection:
        count = text("SELECT count(*) FROM reviews")
        assert connection.execute(count).scalar() == 0
        reviews.record(second, 1, Rating.GOOD, NOON)
        assert connection.execute(count).scalar() == 0
    with db.begin():
        assert queue.counts(second, NOON).new == 1
    second.close()


@on_a_server
def test_a_writer_who_waits_too_long_is_told(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    put_cards(db, 1, 1, 1)
    monkeypatch.setattr(postgres, "BUSY_SECONDS", 0.1)
    second = open_database(db.url)
    with db.begin(), pytest.raises(Again, match="being written by another program"):
        reviews.record(second, 1, Rating.GOOD, NOON)
    assert reviews.record(second, 1, Rating.GOOD, NOON).schedule.reps == 1
    second.close()


RATE_UNTIL_KILLED = """
import os, sys
from datetime import datetime, UTC
from cards.schedule import Rating
from db import reviews
from db.engine import open_database
from db.schema import cards, metadata
db = open_database(sys.argv[1])
print(reviews.record(db, 1, Rating.GOOD, datetime(2025, 3, 27, 12, tzinfo=UTC)).schedule.reps, flush=True)
with db.begin() as connection:
    connection.execute(cards.update().values(question="half"))
    print("half", flush=True)
    sys.stdin.read()
"""


@on_a_server
def test_a_killed_process_leaves_what_it_said_and_holds_up_nobody(db: Database, root: Path) -> None:
    put_cards(db, 2, 1, 1)
    command = [sys.executable, "-c", RATE_UNTIL_KILLED, db.url]
    process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert [process.stdout.readline().strip() for _ in range(2)] == ["1", "half"]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert reviews.record(db, 2, Rating.GOOD, NOON).schedule.reps == 1
    assert [queue.card(db, card).schedule.reps for card in (1, 2)] == [1, 1]
    assert queue.card(db, 1).card.question != "half"


@on_a_server
def test_connections_that_were_cut_are_made_anew(db: Database, schemas: servers.Schemas) -> None:
    put_cards(db, 1, 1, 1)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
    raw(schemas, cut + "AND pid <> pg_backend_pid()")
    assert reviews.record(db, 1, Rating.GOOD, NOON).schedule.reps == 1
    raw(schemas, cut + "AND pid <> pg_backend_pid()")
    assert queue.card(db, 1).schedule.reps == 1


@on_a_server
def test_the_log_is_held_and_ids_are_given_once(db: Database) -> None:
    put_cards(db, 3, 1, 1)
    reviews.record(db, 1, Rating.GOOD, NOON)
    for statement in ("UPDATE reviews SET rating = 1", "DELETE FROM reviews"):
        with pytest.raises(Exception, match="append-only"), db.begin() as connection:
            connection.execute(text(statement))
    with db.begin() as connection:
        first = take_ids(connection, cards, 5)
        assert first == 4
        assert take_ids(connection, cards) == 9


@on_a_server
def test_a_copy_is_a_file_and_brings_everything_back(db: Database, other: str, tmp_path: Path) -> None:
    put_cards(db, 20, 1, 1)
    for card in (1, 2):
        reviews.record(db, card, Rating.GOOD, NOON)
    reviews.undo(db, NOON)
    settings.put(db, "무엇", {"어떻게": ["열려", None]})
    made = backup.make(db)
    assert made.parent == tmp_path / "copies"
    assert backup.backups(db.url, tmp_path / "copies") == [made]
    file = open_database(str(made))
    assert [one.name for one in doctor.examine(file) if not one.ok] == []
    assert everything(file) == everything(db)
    file.close()
    assert restore(other, made, tmp_path / "copies") is None
    second = open_database(other, now=lambda: NOON, copies=tmp_path / "copies")
    assert everything(second) == everything(db)
    assert [one.name for one in doctor.examine(second) if not one.ok] == []
    reviews.record(second, 3, Rating.EASY, NOON)  # the sequences go on behind what was brought back
    replaced = restore(other, made, tmp_path / "copies")
    assert replaced is not None
    assert "replaced" in replaced.name
    assert everything(second) == everything(db)
    with pytest.raises(Exception, match="append-only"), second.begin() as connection:
        connection.execute(text("DELETE FROM reviews"))
    (tmp_path / "none.sqlite").write_text("no database")
    with pytest.raises(Problem, match="Nothing was restored"):
        restore(other, tmp_path / "none.sqlite", tmp_path / "copies")
    second.close()


@on_a_server
def test_an_archive_is_read_into_a_server_and_out_of_it(
    db: Database, other: str, template: Path, tmp_path: Path
) -> None:
    """`export --format jsonl` and the import of it, from a file to a server and from one server to another."""
    laptop = machine(template, tmp_path, "laptop")
    laptop.bring_in(source(laptop.note(1), [noted("Band", "창 안에서만 '본다'", 1), noted("간격", "띄워\n연결", 2)]))
    laptop.rate(laptop.cards()[0])
    reviews.undo(laptop.db, laptop.now)
    settings.put(laptop.db, "무엇", {"어떻게": ["열려", None]})
    lines = [as_json(row) for row in archive.dump(laptop.db, NOON)]
    assert archive.load(db, lines, "all.jsonl") == 2
    second = open_database(other, now=lambda: NOON)
    assert archive.load(second, map(as_json, archive.dump(db, NOON)), "all.jsonl") == 2
    assert everything(second) == everything(db) == everything(laptop.db)
    assert [one.name for one in doctor.examine(db) if not one.ok] == []
    assert library.search(db, "창 안에서만", NOON)
    reviews.record(db, 2, Rating.EASY, NOON)  # the sequences go on behind what was read
    with pytest.raises(Problem, match="already"):
        archive.load(db, lines, "all.jsonl")
    with pytest.raises(Exception, match="append-only"), db.begin() as connection:
        connection.execute(text("DELETE FROM reviews"))
    second.close()
    laptop.close()


def everything(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    with db.read() as connection:
        return {
            table.name: sorted(tuple(map(repr, row)) for row in connection.execute(table.select()))
            for table in metadata.sorted_tables
        }


@on_a_server
def test_a_repair_sets_aside_what_cannot_be(db: Database) -> None:
    put_cards(db, 3, 1, 1)
    reviews.record(db, 1, Rating.GOOD, NOON)
    settings.put(db, "sound", 1)
    settings.put(db, "word", "/home/kim/Sync/study.sqlite")  # a driver that reads JSON gives it without its marks
    assert [one.name for one in doctor.examine(db) if not one.ok] == []
    with db.begin() as connection:
        connection.execute(text("UPDATE cards SET reps = 7, kind = 'dragon' WHERE id = 1"))
        connection.execute(text("INSERT INTO stars (card_id, starred, at) VALUES (2, true, -5)"))
    assert {one.name for one in doctor.examine(db) if not one.ok} == {"values", "replay"}
    done = repair(db, NOON)
    assert done[0].startswith("A backup was made first:")
    assert [one.name for one in doctor.examine(db) if not one.ok] == []
    assert (settings.get(db, "sound"), settings.get(db, "word")) == (1, "/home/kim/Sync/study.sqlite")


@on_a_server
def test_a_file_and_a_server_meet_both_ways(db: Database, other: str, template: Path, tmp_path: Path) -> None:
    laptop = machine(template, tmp_path, "laptop")
    laptop.bring_in(source(laptop.note(1), [noted("Band", "창 안에서만", 1), noted("Dilated", "간격을 띄워", 2)]))
    laptop.rate(laptop.cards()[0])
    went = sync.sync(laptop.db, db.url, laptop.now)
    assert (went.merged.went.answers, went.merged.went.new) == (1, 2)
    assert state(laptop.db) == state(db)
    reviews.record(db, 2, Rating.GOOD, laptop.now)
    came = sync.sync(db, str(laptop.path), laptop.now)
    assert came.merged.went.answers == 1
    assert state(laptop.db) == state(db)
    second = open_database(other)
    sync.sync(second, db.url, laptop.now)
    assert state(second) == state(db)
    with pytest.raises(Problem, match="this database itself"):
        sync.sync(db, db.url, laptop.now)
    sync.set_target(db, other)
    assert sync.target_of(db) == other
    secret = "postgresql://kim:geheim@elsewhere/study"
    assert set_target(db, secret) == set_target(db, address.shown(secret)) == address.shown(secret)
    assert sync.target_of(db) == secret
    second.close()
    laptop.close()


@on_a_server
def test_two_that_sync_with_each_other_at_once_both_end(db: Database, other: str) -> None:
    """Each takes its own lock first and then the other's: the server ends one of them, which tries once more."""
    put_cards(db, 3, 1, 1)
    second = open_database(other, now=lambda: NOON)
    put_cards(second, 3, 1, 2)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda pair: sync.sync(*pair, NOON), [(db, other), (second, db.url)]))
    assert len(done) == 2
    assert state(second) == state(db)
    second.close()


@on_a_server
@pytest.mark.parametrize(
    ("change", "words"),
    [({"database": "template0"}, "cannot be opened"), ({"username": "nobody_known"}, "knows no user nobody_known")],
)
def test_what_the_server_refuses_is_a_sentence(schemas: servers.Schemas, change: dict[str, str], words: str) -> None:
    with pytest.raises(Problem, match=words):
        open_database(schemas.place.set(**change).render_as_string(False))
