"""Taking an import back: everything as it was, but for the answers given since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cards.schedule import Rating
from db import library, reviews
from db.doctor import examine
from db.engine import Database
from db.imports import doubts as waiting
from db.records import Problem
from tests.db.imports.bringing import BAND, GLOBAL, NOW, SWISH, bring, card, changes, everything, known, note


@pytest.mark.usefixtures("on_a_file")  # whose every row is compared
def test_an_import_taken_back_leaves_the_file_as_it_was(db: Database) -> None:
    def dump() -> list[str]:
        with db.read() as connection:
            raw: Any = connection.connection.driver_connection
            skipped = ('"imports"', '"sqlite_sequence"', '"settings"', '"identities"', '"versions"')
            return [line for line in raw.iterdump() if not any(f"INSERT INTO {name}" in line for name in skipped)]

    bring(db, note("/a.md", GLOBAL, card("Merge sort", "O(n log n)")), note("/b.md", SWISH))
    reviews.record(db, 1, Rating.GOOD, NOW)
    reviews.suspend(db, 2, NOW)
    before = dump()
    touched = replace(note("/b.md", SWISH), mtime_ns=5, size=6)
    plan = library.plan(db, [note("/a.md", card("Heap sort", "O(n log n)")), note("/c.md", GLOBAL)], touched=[touched])
    done = library.apply(db, plan, NOW + timedelta(days=1))
    assert waiting.count(db) == 1
    library.undo_import(db, done, NOW)
    assert dump() == before


def test_a_whole_import_can_be_taken_back(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND), note("/b.md", SWISH))
    for one in (1, 2, 3):
        reviews.record(db, one, Rating.GOOD, NOW, 900)
    before = everything(db)
    plan = library.plan(
        db,
        [note("/a.md", replace(BAND, answer="이웃한 토큰 8개와 연결된다"), card("New", "새로 온 것"))],
        missing=["/b.md"],
        folders=["/notes"],
    )
    assert {change for change, _ in changes(plan)} == {"new", "gone", "reworded"}
    import_id = library.apply(db, plan, NOW)
    assert library.folders(db) == ["/notes"]
    library.undo_import(db, import_id, NOW)
    assert everything(db) == before
    with pytest.raises(Problem, match="already"):
        library.undo_import(db, import_id, NOW)
    with pytest.raises(Problem, match="no import"):
        library.undo_import(db, 99, NOW)
    assert [(one.id, one.undone) for one in library.history(db)] == [(2, True), (1, False)]


def test_reviews_made_after_an_import_outlive_its_undoing(db: Database) -> None:
    bring(db, note("/a.md", BAND))
    reviews.record(db, 1, Rating.GOOD, NOW, 900)
    import_id = library.apply(db, library.plan(db, [note("/a.md", replace(BAND, answer="8개"), GLOBAL, SWISH)]), NOW)
    later = NOW + timedelta(hours=1)
    assert known(db, "Band").flag
    reviews.record(db, 1, Rating.GOOD, later, 900)
    reviews.record(db, 2, Rating.GOOD, later, 900)
    library.undo_import(db, import_id, later)
    assert known(db, "Band").card.answer == BAND.answer
    assert (known(db, "Band").schedule.reps, known(db, "Band").flag) == (2, None)
    assert known(db, "Global", retired=True).schedule.reps == 1
    assert [k.card.subject for k in library.search(db, "", NOW, retired=True)] == ["Band", "Global"]
    assert all(finding.ok for finding in examine(db))


def test_an_import_that_others_built_upon_is_taken_back_after_them(db: Database) -> None:
    first = library.apply(db, library.plan(db, [note("/a.md", BAND)]), NOW)
    second = library.apply(db, library.plan(db, [note("/a.md", replace(BAND, answer="8개"))]), NOW)
    with pytest.raises(Problem, match="number 2"):
        library.undo_import(db, first, NOW)
    library.undo_import(db, second, NOW)
    library.undo_import(db, first, NOW)
    assert everything(db) == []


def test_what_was_taken_back_is_refused_until_it_changes_or_is_wanted(db: Database) -> None:
    source = note("/a.md", BAND)
    import_id = library.apply(db, library.plan(db, [source]), NOW)
    assert library.refused(db) == {}
    library.undo_import(db, import_id, NOW)
    assert library.refused(db) == {"/a.md": source.digest}
    bring(db, source)
    assert library.refused(db) == {}


def test_no_id_is_given_twice_even_when_its_import_was_taken_back(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL))
    first = known(db, "Global")
    library.undo_import(db, 1, NOW)
    bring(db, note("/b.md", BAND))
    again = known(db, "Band")
    assert again.id > first.id
    assert again.note_id > first.note_id
