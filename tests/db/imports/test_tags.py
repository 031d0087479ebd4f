"""The tags of a note are stored with it, found by a search and a filter, and taken back with its import."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cards.card import Card, Kind
from db import library, queue
from db.doctor import examine
from db.engine import Database
from db.records import Source
from studytui.notes.survey import survey

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def bring(db: Database, path: str, *tags: str, digest: str = "d") -> int:
    card = Card(Kind.QUESTION, f"{path}?", "네", (), 1)
    return library.apply(db, library.plan(db, [Source(path, "a", digest, 1, 1, (card,), tags=tags)]), NOW)


def found(db: Database, words: str) -> list[str]:
    return [one.path for one in library.search(db, words, NOW)]


@pytest.fixture
def two(db: Database) -> Database:
    bring(db, "/a.md", "CS", "db/log")
    bring(db, "/b.md", "machine learning", "dbms")
    return db


def test_a_tag_finds_the_cards_of_its_notes(two: Database) -> None:
    assert found(two, "tag:cs") == found(two, "TAG:#CS") == ["/a.md"]
    assert found(two, "tag:db") == ["/a.md"], "what is below a tag, and nothing that begins like it"
    assert found(two, "tag:db/log tag:cs") == ["/a.md"]
    assert found(two, "tag:db% ") == []
    assert [queue.card(two, one).path for one in queue.today(two, NOW, 'tag:"machine learning"')] == ["/b.md"]
    assert all(finding.ok for finding in examine(two))


def test_another_reading_changes_them_and_undoing_gives_them_back(two: Database) -> None:
    number = library.apply(
        two,
        library.plan(two, [Source("/a.md", "a", "e", 1, 1, (), tags=("os",)), Source("/c.md", "c", "f", 1, 1, ())]),
        NOW,
    )
    assert library.search(two, "tag:cs", NOW) == []
    library.undo_import(two, number, NOW)
    assert found(two, "tag:cs") == ["/a.md"]
    assert all(finding.ok for finding in examine(two))


def test_a_note_that_was_known_before_gets_its_tags_by_a_look(db: Database, tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_text("# Log\n\nA log is a file that only grows. #db/log\n", "utf-8")
    library.apply(db, survey(db, [note], NOW), NOW)
    with db.begin() as connection:  # as the migration leaves it
        connection.exec_driver_sql("DELETE FROM note_tags")
        connection.exec_driver_sql("UPDATE notes SET mtime_ns = -1")
    plan = survey(db, [note], NOW)
    assert (plan.sources, len(plan.touched)) == ((), 1)
    library.apply(db, plan, NOW)
    with db.read() as connection:
        assert connection.exec_driver_sql("SELECT tag FROM note_tags").scalars().all() == ["db/log"]
