"""Copies of notes: left out of an import with a sentence, and never taken for the note itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cards.card import Change
from db import library
from db.engine import Database, open_database
from studytui.notes.copies import conflicting
from studytui.notes.survey import look, look_at, survey

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTE = "# 프로세스\n\n- 스레드: 한 프로세스 안에서 도는 실행 흐름\n"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(str(tmp_path / "memory.sqlite"))
    yield database
    database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "til").mkdir()
    (tmp_path / "til" / "os.md").write_text(NOTE, encoding="utf-8")
    return tmp_path / "til"


@pytest.mark.parametrize(
    "name",
    [
        "os.sync-conflict-20260301-101500-ABCDEFG.md",
        "os (Mina's conflicted copy 2026-03-01).md",
        "os (conflicted copy 2026-03-01 101500).md",
        "os (미나의 충돌하는 복사본 2026-03-01).md",
        "os_conflict-20260301-101500.md",
    ],
)
def test_what_a_sync_program_kept_is_left_out(db: Database, folder: Path, name: str) -> None:
    copy = folder / name
    copy.write_text(NOTE + "- 뮤텍스: 한 스레드만 들어가게 하는 잠금\n", encoding="utf-8")
    assert conflicting(str(copy)) == str(folder / "os.md")
    plan = survey(db, [folder], NOW)
    assert [source.path for source in plan.sources] == [str(folder / "os.md")]
    (said,) = plan.notices
    assert str(copy) in said
    assert "os.md" in said
    (folder / "os.md").unlink()
    assert conflicting(str(copy)) is None, "without the note beside it the copy is the note"


def test_a_name_in_brackets_is_no_conflict(folder: Path) -> None:
    assert conflicting(str(folder / "os (2).md")) is None
    assert conflicting(str(folder / "os (part two).md")) is None


def test_the_same_text_twice_is_asked_once(db: Database, folder: Path) -> None:
    (folder / "os copy.md").write_text(NOTE, encoding="utf-8")
    plan = survey(db, [folder], NOW)
    assert len(plan.sources) == 1
    assert len(plan.notices) == 1
    library.apply(db, plan, NOW)
    (folder / "z.md").write_text(NOTE, encoding="utf-8")
    again = look(db, NOW)
    assert again.sources == ()
    assert again.notices == (), "a look at every start does not say it again"


def test_a_note_that_was_moved_is_no_copy(db: Database, folder: Path) -> None:
    library.apply(db, survey(db, [folder], NOW), NOW)
    (folder / "processes.md").write_text(NOTE, encoding="utf-8")
    assert look_at(db, [str(folder / "processes.md")], NOW).sources == (), "both are there: one of them is a copy"
    (folder / "os.md").unlink()
    moved = look(db, NOW)
    assert [source.path for source in moved.sources] == [str(folder / "processes.md")]
    assert {row.change for row in moved.rows} == {Change.MOVED}


def test_a_note_whose_old_text_lies_elsewhere_now_keeps_both(db: Database, folder: Path) -> None:
    library.apply(db, survey(db, [folder], NOW), NOW)
    (folder / "old.md").write_text(NOTE, encoding="utf-8")
    (folder / "os.md").write_text("# 메모리\n\n- 페이지: 고정된 크기의 조각\n", encoding="utf-8")
    plan = survey(db, [folder], NOW)
    assert {Path(source.path).name for source in plan.sources} == {"old.md", "os.md"}
