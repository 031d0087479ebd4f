"""The doctor finds what is wrong, and says nothing where nothing is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import servers

from cards.schedule import Rating
from db import doctor, reviews
from db.engine import Database
from db.repair import repair

Filled = Callable[..., Database]
NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)


@pytest.fixture
def lived(filled: Filled) -> Database:
    db = filled(5)
    for card_id, rating in [(1, 3), (1, 3), (2, 1), (3, 4)]:
        reviews.record(db, card_id, Rating(rating), NOON)
    reviews.undo(db, NOON)
    reviews.suspend(db, 4, NOON)
    reviews.bury(db, 5, NOON)
    return db


def wrong(db: Database) -> dict[str, str]:
    return {finding.name: finding.detail for finding in doctor.examine(db) if not finding.ok}


def test_a_sound_database_is_sound(lived: Database) -> None:
    findings = doctor.examine(lived)
    assert wrong(lived) == {}
    of_files = () if servers.WANTED else ("file", "references")
    assert [finding.name for finding in findings] == [
        *(*of_files, "tables", "log held", "undos", "answers", "replay", "search", "values")
    ]
    assert "all 5 cards" in findings[-3].detail


@pytest.mark.parametrize(
    ("statement", "name", "said"),
    [
        ("UPDATE cards SET due_day = 1 WHERE id = 3", "replay", "1 of 5 cards are not what the log says (card 3)"),
        ("UPDATE cards SET stability = 3.0 WHERE id = 1", "replay", "card 1"),
        ("UPDATE cards SET reps = 1 WHERE id = 4", "replay", "card 4"),
        ("UPDATE cards SET suspended = 0 WHERE id = 4", "replay", "card 4"),
        ("UPDATE cards SET buried_until = NULL WHERE id = 5", "replay", "card 5"),
        ("UPDATE cards SET first_day = 3 WHERE id = 1", "replay", "card 1"),
        ("DROP TRIGGER reviews_no_delete", "log held", "reviews_no_delete is missing"),
        ("UPDATE alembic_version SET version_num = '0000'", "tables", "at revision 0000"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM notes", "references", "5 rows point to something"),
        (
            "INSERT INTO reviews (card_id, event, at, study_day, undoes) VALUES (2, 'undo', 0, 1, 1)",
            "undos",
            "1 undos name no earlier event",
        ),
    ],
)
def test_what_is_wrong_is_found(lived: Database, path: Path, statement: str, name: str, said: str) -> None:
    raw = sqlite3.connect(path)
    raw.executescript(statement)
    raw.close()
    found = wrong(lived)
    assert said in found[name]
    assert set(found) <= {name, "replay", "values"}


def test_a_damaged_page_is_found(filled: Filled, path: Path) -> None:
    db = filled(300)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    content = bytearray(path.read_bytes())
    content[4096 * 30 : 4096 * 40] = b"\xff" * 4096 * 10
    db.engine.dispose()
    path.write_bytes(content)
    found = wrong(db)
    assert "file" in found


def test_rebuilding_is_the_cure(lived: Database, path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.executescript("UPDATE cards SET due_day = 1, stability = 2, reps = 9 WHERE id IN (1, 3)")
    raw.close()
    assert "replay" in wrong(lived)
    reviews.rebuild(lived)
    assert wrong(lived) == {}


def test_what_a_search_reads_is_looked_at_and_written_anew(lived: Database) -> None:
    with lived.begin() as connection:
        connection.exec_driver_sql("UPDATE card_texts SET question = 'something else' WHERE card_id = 1")
        connection.exec_driver_sql("DELETE FROM card_texts WHERE card_id = 2")
    assert "2 cards cannot be found" in wrong(lived)["search"]
    assert any("What a search reads" in said for said in repair(lived, datetime(2026, 3, 2, 12, tzinfo=UTC)))
    assert wrong(lived) == {}
