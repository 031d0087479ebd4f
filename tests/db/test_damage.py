"""Values that cannot be, and flipped bits: the doctor tells of them, and no other command stops or breaks."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from soaking import times

from cards.schedule import Settings
from db import doctor, repair, settings
from db.domains import DOMAINS
from db.engine import open_database
from db.records import Problem
from db.schema import metadata

pytestmark = pytest.mark.usefixtures("on_a_file")  # what SQLite keeps and a server refuses

NOTE = """# Sparse Attention
- Global은 무엇인가?::특정 토큰이 모든 토큰과 연결된다
- Band는 무엇인가?::이웃한 토큰끼리만 연결된다
- Dilated는 무엇인가?::간격을 띄운 토큰과 연결된다
"""
ODD = [
    "'nonsense'",
    "NULL",
    "-1",
    "0",
    "9e999",
    "1.5",
    "x'ff'",
    "CAST(x'61ff62' AS TEXT)",
    "9223372036854775807",
    "'[1'",
]
COLUMNS = {
    "cards": "state step stability difficulty due_day due_at first_day last_day reps lapses buried_until flag kind "
    "question answer accepted context line position subject rule directive reverse fingerprint suspended rejected "
    "retired created_at worth held shape decision",
    "reviews": "event rating at study_day duration_ms undoes was state step due_day due_at flag card_id",
    "notes": "path title digest mtime_ns size imported_at missing",
    "imports": "at undone_at changes",
    "folders": "path added_at",
}
EDITS = [(table, column, value) for table, names in COLUMNS.items() for column in names.split() for value in ODD]
SETTINGS = [
    *("'nonsense'", "'[]'", "x'ff'", "'[1'"),
    *("""'{"new_per_day": "x"}'""", """'{"rollover_hour": 77, "fuzz": 3}'""", """'{"desired_retention": 1e999}'"""),
    *("""'{"parameters": [1, 2]}'""", """'{"learning_steps": [null]}'"""),
]
WORDS: list[tuple[Any, ...]] = [
    ("due",),
    ("review", "--plain"),
    ("stats",),
    ("search", "토큰"),
    ("settings",),
    ("export",),
    ("export", "--format", "tsv"),
    ("optimize",),
    ("backup",),
    ("doctor",),
]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which cards were rated, put aside and taken back, with a folder and a setting."""
    from datetime import UTC, datetime, timedelta

    from cards.schedule import Rating
    from db import library, queue, reviews
    from studytui.notes.survey import survey

    now = datetime(2025, 5, 1, 9, tzinfo=UTC)
    folder = tmp_path_factory.mktemp("lived")
    (folder / "notes").mkdir()
    (folder / "notes" / "sparse.md").write_text(NOTE, "utf-8")
    db = open_database(str(folder / "study.sqlite"), now=lambda: now)
    library.apply(db, survey(db, [folder / "notes"], now), now)
    ids = queue.today(db, now)
    for turn in range(6):
        reviews.record(db, ids[turn % 2], Rating(turn % 4 + 1), now + timedelta(hours=turn), 900)
    reviews.undo(db, now)
    reviews.suspend(db, ids[2], now)
    settings.save(db, Settings(new_per_day=9))
    db.close()
    return folder / "study.sqlite"


def edited(path: Path, statement: str) -> bool:
    """Do what another program or a fault of the disk would; False where SQLite itself refuses it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.executescript("DROP TRIGGER reviews_no_update; DROP TRIGGER reviews_no_delete;")
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL,', ',') WHERE type = 'table'")
        raw.execute("PRAGMA writable_schema = RESET")
        try:
            raw.execute(statement)
        except sqlite3.IntegrityError:
            return False
        return True


def goes_on(command: Any, statement: str) -> None:
    """Every command says something a person can use, and none of them stops for want of one value."""
    for words in WORDS:
        ran = command(*words, stdin="\n3\n\n3\n", now="2025-05-20T09:00:00+09:00")
        assert "Something went wrong" not in ran.err + ran.out, f"{statement}: {words}: {ran.err}"
        assert "Traceback" not in ran.err
        if words[0] in ("due", "review", "stats", "search", "settings", "export", "backup"):
            assert ran.status == 0, f"{statement}: {words}: {ran.err}"


def mended(notes: Path, statement: str, command: Any) -> None:
    """The doctor tells of it; after the repair it finds nothing wrong, and the note's cards are there again."""
    said = command("doctor", now="2025-05-20T09:00:00+09:00")
    assert said.status == 1, f"{statement}: the doctor found nothing"
    ran = command("doctor", "--repair")
    assert ran.status == 0, f"{statement}: {ran.out}{ran.err}"
    assert "A backup was made first" in ran.out
    assert command("import", notes).status == 0
    asked = [row for row in command("search", "", "--json").json if not row["retired"]]
    there = {row["question"] for row in asked if row["kind"] != "run"}  # a demo's cards stand in no note
    assert there == {row["question"] for row in command("cards", notes, "--json").json}, statement


def attacked(lived: Path, tmp_path: Path, command: Any, statement: str) -> bool:
    path = tmp_path / "study.sqlite"
    for old in tmp_path.glob("study.sqlite*"):
        old.unlink()
    shutil.copy(lived, path)
    if not edited(path, statement):
        return False
    before = open_database(str(path))
    sound = all(finding.ok or finding.name == "log held" for finding in doctor.examine(before))
    before.close()
    goes_on(command, statement)
    if not sound:
        mended(lived.parent / "notes", statement, command)
    return True


def statement_of(edit: tuple[str, str, str]) -> str:
    table, column, value = edit
    return f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT min(rowid) FROM {table})"


QUICK = random.Random(7).sample(EDITS, 45)


@pytest.mark.parametrize("edit", QUICK, ids=" ".join)
def test_a_value_that_cannot_be_stops_no_command(lived: Path, tmp_path: Path, command: Any, edit: Any) -> None:
    attacked(lived, tmp_path, command, statement_of(edit))


@pytest.mark.parametrize("value", SETTINGS)
def test_settings_that_cannot_be_fall_back_to_the_defaults(
    lived: Path, tmp_path: Path, command: Any, value: str
) -> None:
    assert attacked(lived, tmp_path, command, f"UPDATE settings SET value = {value} WHERE key = 'schedule'")


def test_each_column_has_its_domain_and_each_setting_its_bounds() -> None:
    for table in metadata.sorted_tables:
        if table.name != "set_aside":
            assert DOMAINS[table.name].keys() == {column.name for column in table.columns}
    assert settings.out_of_bounds(asdict(Settings())) == []


def test_each_value_is_told_in_a_line_of_its_own(lived: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(lived, tmp_path / "study.sqlite"))
    edited(path, "UPDATE cards SET stability = 0, state = 'asleep' WHERE id = 1")
    edited_too = "UPDATE reviews SET rating = 7 WHERE id = 2"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(edited_too)
    db = open_database(str(path))
    told = [finding.detail for finding in doctor.examine(db) if finding.name == "values"]
    db.close()
    assert len(told) == 3
    assert "cards, id 1: stability is 0.0, not a number of days above 0" in told[0] + told[1]
    assert "state is 'asleep'" in told[0] + told[1]
    assert "reviews, id 2: rating is 7" in told[2]


def test_a_repair_rebuilds_from_the_log_and_keeps_what_it_sets_aside(lived: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(lived, tmp_path / "study.sqlite"))
    db = open_database(str(path))
    with db.read() as connection:
        before = connection.exec_driver_sql("SELECT * FROM cards ORDER BY id").all()
        lines = connection.exec_driver_sql("SELECT count(*) FROM reviews").scalar()
    edited(path, "UPDATE cards SET state = 'asleep', stability = 'x', reps = -4, suspended = 7")
    done = repair.repair(db, db.now())
    with db.read() as connection:
        assert connection.exec_driver_sql("SELECT * FROM cards ORDER BY id").all() == before
        assert connection.exec_driver_sql("SELECT count(*) FROM reviews").scalar() == lines
        aside = connection.exec_driver_sql("SELECT table_name, row FROM set_aside").all()
    assert len(aside) == len(before)
    assert '"state":"asleep"' in aside[0][1]
    assert [line.split(":")[0].split(" (")[0] for line in done] == [
        "A backup was made first",
        "Cards with values that cannot be were put right; what they were is set aside",
        "Cards were computed anew from the log",
    ]
    assert all(finding.ok for finding in doctor.examine(db))
    with pytest.raises(Exception, match="append-only"), db.begin() as connection:
        connection.exec_driver_sql("DELETE FROM reviews")
    assert repair.repair(db, db.now())[1:] == ["Nothing had to be put right."]
    db.close()


def flipped(lived: Path, tmp_path: Path, command: Any, rounds: int, seed: int) -> dict[str, int]:
    """Flip one to three bits of the file, so many times over; how many files could still be opened."""
    choose, ends = random.Random(seed), {"opened": 0, "refused": 0}
    path, whole = tmp_path / "study.sqlite", lived.read_bytes()
    for turn in range(rounds):
        for old in tmp_path.glob("study.sqlite*"):
            old.unlink()
        content = bytearray(whole)
        for _ in range(choose.randint(1, 3)):
            content[choose.randrange(len(content))] ^= 1 << choose.randrange(8)
        path.write_bytes(content)
        for words in (*WORDS, ("doctor", "--repair")):
            ran = command(*words, stdin="\n3\n\n3\n", now="2025-05-20T09:00:00+09:00")
            assert "Something went wrong" not in ran.err + ran.out, f"seed {seed}, round {turn}: {words}: {ran.err}"
            assert "Traceback" not in ran.err
        try:
            open_database(str(path)).close()
            ends["opened"] += 1
        except Problem:
            ends["refused"] += 1
    return ends


def test_flipped_bits_are_sentences(lived: Path, tmp_path: Path, command: Any) -> None:
    assert sum(flipped(lived, tmp_path, command, 12, seed=3).values()) == 12


@pytest.mark.soak
def test_every_odd_value_in_every_column(lived: Path, tmp_path: Path, command: Any, tell: Any) -> None:
    edits = EDITS[:: round(len(EDITS) / times(len(EDITS)))]
    taken = sum(attacked(lived, tmp_path, command, statement_of(edit)) for edit in edits)
    assert taken > 0.8 * len(edits)
    tell(edits=len(edits), taken_by_SQLite=taken, commands_that_broke=0)


@pytest.mark.soak
def test_four_hundred_files_with_flipped_bits(lived: Path, tmp_path: Path, command: Any, tell: Any) -> None:
    tell(**flipped(lived, tmp_path, command, times(400), seed=4), commands_that_broke=0)
