"""From folders to plans: what is read, what is left alone, and what each bad note costs, which is itself alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cards import extract, files
from cards.card import Change
from cards.schedule import Rating
from db import library, reviews
from db.engine import Database, open_database
from db.records import Plan, Problem
from studytui.notes import reading
from studytui.notes.survey import look, look_at, survey

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTE = """# TIL

## Patterns
- Global: 특정 토큰이 모든 토큰과 연결된다
- Band: 이웃한 토큰끼리만 연결된다
- Random: 무작위로 고른 토큰과 연결된다
"""
OTHER = """# Other

## FFN
- Swish: x에 sigmoid를 곱한 부드러운 함수
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(str(tmp_path / "memory.sqlite"))
    yield database
    database.close()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text(NOTE, encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "b.md").write_text(OTHER, encoding="utf-8")
    return folder


def write(path: Path, text: str) -> None:
    """Save a note so that its date differs, however coarse the clock of the file system is."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    at = max(time.time_ns(), before + 2_000_000_000)
    os.utime(path, ns=(at, at))


def bring(db: Database, *paths: Path) -> Plan:
    plan = survey(db, paths, NOW)
    library.apply(db, plan, NOW)
    return plan


def subjects(db: Database) -> set[str]:
    return {known.card.subject for known in library.search(db, "", NOW)}


def counts(plan: Plan) -> dict[str, int]:
    return {change.value: plan.count(change) for change in Change if plan.count(change)}


def test_a_folder_is_walked_and_remembered(db: Database, notes: Path) -> None:
    (notes / ".hidden").mkdir()
    (notes / ".hidden" / "c.md").write_text(NOTE, encoding="utf-8")
    (notes / "picture.png").write_bytes(b"\x89PNG")
    plan = bring(db, notes)
    assert [source.path for source in plan.sources] == [str(notes / "a.md"), str(notes / "sub" / "b.md")]
    assert plan.failed == ()
    assert subjects(db) >= {"Global", "Band", "Random", "Swish"}
    assert library.folders(db) == [str(notes)]
    assert survey(db, [notes / "sub"], NOW).folders == (), "a folder below a remembered one is looked at anyway"


def test_coming_again_reads_nothing(db: Database, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = sum(counts(bring(db, notes)).values())
    monkeypatch.setattr(reading, "read", lambda wanted: pytest.fail(f"{wanted.path} was read"))
    for plan in (survey(db, [notes], NOW), look(db, NOW)):
        assert (plan.rows, plan.sources, plan.unchanged) == ((), (), 2)
        assert counts(plan) == {"kept": count}
        assert library.apply(db, plan, NOW) == 0


def test_a_note_saved_without_a_change_is_read_but_not_planned(db: Database, notes: Path) -> None:
    bring(db, notes)
    write(notes / "a.md", NOTE)
    plan = look(db, NOW)
    assert (plan.rows, plan.sources, plan.unchanged) == ((), (), 2)
    assert [source.path for source in plan.touched] == [str(notes / "a.md")]
    library.apply(db, plan, NOW)
    assert look(db, NOW).touched == ()


def test_an_edited_note_is_seen_and_a_forced_one_read_again(db: Database, notes: Path) -> None:
    bring(db, notes)
    write(notes / "a.md", NOTE.replace("이웃한 토큰끼리만", "가까이 이웃한 토큰끼리만"))
    plan = look(db, NOW)
    assert [source.path for source in plan.sources] == [str(notes / "a.md")]
    assert plan.count(Change.REWORDED) >= 1
    assert plan.count(Change.NEW) == plan.count(Change.GONE) == 0
    library.apply(db, plan, NOW)
    forced = survey(db, [notes], NOW, force=True)
    assert len(forced.sources) == 2
    assert forced.empty


def test_a_note_that_went_away_is_retired_and_comes_back(db: Database, notes: Path) -> None:
    bring(db, notes)
    known = next(k for k in library.search(db, "", NOW) if k.card.subject == "Swish")
    reviews.record(db, known.id, Rating.GOOD, NOW, 900)
    text = (notes / "sub" / "b.md").read_text(encoding="utf-8")
    (notes / "sub" / "b.md").unlink()
    plan = look(db, NOW)
    assert plan.missing == (str(notes / "sub" / "b.md"),)
    library.apply(db, plan, NOW)
    assert "Swish" not in subjects(db)
    assert look(db, NOW).rows == ()
    write(notes / "sub" / "b.md", text)
    library.apply(db, look(db, NOW), NOW)
    (back,) = [k for k in library.search(db, "", NOW) if k.id == known.id]
    assert back.schedule.reps == 1


def test_a_renamed_folder_keeps_every_history(db: Database, notes: Path) -> None:
    bring(db, notes)
    ids = {k.card: k.id for k in library.search(db, "", NOW)}
    os.rename(notes / "sub", notes / "elsewhere")
    plan = look(db, NOW)
    assert set(counts(plan)) == {"kept", "moved"}
    library.apply(db, plan, NOW)
    assert {k.card: k.id for k in library.search(db, "", NOW)} == ids


def test_a_folder_that_is_not_there_right_now_loses_nothing(db: Database, notes: Path) -> None:
    bring(db, notes)
    os.rename(notes, notes.with_name("unplugged"))
    plan = look(db, NOW)
    assert plan.missing == plan.rows == ()
    assert [failure.path for failure in plan.failed] == [str(notes)]
    (failure,) = survey(db, [notes / "a.md"], NOW).failed
    assert "no file or folder" in failure.reason


def test_a_note_imported_by_name_is_looked_at_like_a_folder(db: Database, tmp_path: Path) -> None:
    alone = tmp_path / "alone.text"
    write(alone, NOTE)
    bring(db, alone)
    assert library.folders(db) == []
    write(alone, NOTE + "- Dilated: 간격을 띄운 토큰과 연결된다\n")
    assert look(db, NOW).count(Change.NEW) >= 1
    alone.unlink()
    assert look(db, NOW).missing == (str(alone),)


def test_a_hidden_note_imported_by_name_is_not_lost_by_a_walk(db: Database, notes: Path) -> None:
    hidden = notes / ".secret.md"
    write(hidden, OTHER.replace("Swish", "GELU"))
    bring(db, notes)
    bring(db, hidden)
    plan = look(db, NOW)
    assert plan.missing == plan.rows == ()


def test_every_bad_note_is_named_and_the_others_go_on(db: Database, notes: Path) -> None:
    (notes / "binary.md").write_bytes(bytes(range(256)) * 50)
    (notes / "empty.md").write_bytes(b"")
    (notes / "dangling.md").symlink_to(notes / "nowhere.md")
    (notes / "loop.md").symlink_to(notes / "loop.md")
    (notes / "circle").symlink_to(notes, target_is_directory=True)
    os.mkfifo(notes / "pipe.md")
    with (notes / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    plan = bring(db, notes)
    bad = {Path(failure.path).name for failure in plan.failed}
    assert bad == {"binary.md", "empty.md", "dangling.md", "loop.md", "huge.md"}
    assert all(failure.path in failure.reason and failure.reason.endswith(".") for failure in plan.failed)
    assert subjects(db) >= {"Global", "Swish"}
    assert len(plan.sources) == 2


def test_a_note_gone_bad_keeps_its_cards(db: Database, notes: Path) -> None:
    bring(db, notes)
    before = subjects(db)
    (notes / "a.md").write_bytes(bytes(range(256)) * 50)
    plan = bring(db, notes)
    assert len(plan.failed) == 1
    assert subjects(db) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named_and_not_gone(db: Database, notes: Path) -> None:
    bring(db, notes)
    (notes / "a.md").chmod(0)
    (notes / "sub").chmod(0)
    try:
        write_nothing = look(db, NOW)
        assert write_nothing.missing == ()
        assert {Path(failure.path).name for failure in write_nothing.failed} == {"sub"}
    finally:
        (notes / "sub").chmod(0o755)


def test_an_unreadable_folder_is_not_an_empty_one(db: Database, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(db, notes)
    scan = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(files.os, "scandir", scandir)
    plan = look(db, NOW)
    assert plan.missing == plan.rows == ()
    assert [failure.path for failure in plan.failed] == [str(notes / "sub")]


def test_a_rule_that_breaks_costs_its_note_alone(db: Database, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = extract.extract

    def broken(note: object) -> object:
        if getattr(note, "title", "") == "Other":
            raise RecursionError("too deep")
        return whole(note)  # type: ignore[arg-type]

    monkeypatch.setattr(extract, "extract", broken)
    plan = bring(db, notes)
    (failure,) = plan.failed
    assert failure.path == str(notes / "sub" / "b.md")
    assert "RecursionError" in failure.reason
    assert subjects(db) >= {"Global"}


def test_a_note_that_changes_while_it_is_read(db: Database, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_text, writes = files.read_text, [0]

    def busy(path: Path) -> str:
        text = read_text(path)
        if path.name == "a.md" and writes[0] < 2:
            writes[0] += 1
            write(path, text + f"- Extra {writes[0]}: 읽는 동안 덧붙은 줄\n")
        return text

    monkeypatch.setattr(files, "read_text", busy)
    plan = survey(db, [notes], NOW)
    assert plan.failed == (), "read again, and whole at the third time"
    assert any(row.card and "Extra 2" in row.card.question + row.card.answer for row in plan.rows)
    writes[0] = -9
    plan = survey(db, [notes], NOW)
    (failure,) = plan.failed
    assert "being written" in failure.reason
    assert [source.title for source in plan.sources] == ["Other"]


def test_a_folder_without_notes_says_so(db: Database, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (failure,) = survey(db, [tmp_path / "empty"], NOW).failed
    assert "no notes" in failure.reason


def test_progress_counts_what_is_read_and_may_end_it(db: Database, notes: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    survey(db, [notes], NOW, progress=lambda *call: seen.append(call))
    assert seen == [(1, 2, str(notes / "a.md")), (2, 2, str(notes / "sub" / "b.md"))]

    class Stopped(Exception):
        pass

    def stop(done: int, total: int, path: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        survey(db, [notes], NOW, progress=stop)


def test_what_was_taken_back_is_not_brought_in_again_by_itself(db: Database, notes: Path) -> None:
    library.remember(db, str(notes), NOW)
    done = library.apply(db, look(db, NOW), NOW)
    library.undo_import(db, done, NOW)
    assert look(db, NOW).rows == ()
    write(notes / "a.md", NOTE + "- Dilated: 간격을 띄운 토큰과 연결된다\n")
    assert [source.path for source in look(db, NOW).sources] == [str(notes / "a.md")]
    assert len(survey(db, [notes], NOW).sources) == 2, "asked for by name it is read"


def test_a_section_that_is_to_be_skipped_retires_its_cards(db: Database, notes: Path) -> None:
    bring(db, notes)
    write(notes / "sub" / "b.md", OTHER.replace("## FFN", "## FFN\n<!-- study: skip -->"))
    plan = look(db, NOW)
    assert plan.count(Change.GONE) >= 1
    library.apply(db, plan, NOW)
    assert "Swish" not in subjects(db)
    write(notes / "sub" / "b.md", OTHER)
    assert look(db, NOW).count(Change.RETURNED) == plan.count(Change.GONE)


def test_looking_at_single_notes(db: Database, notes: Path) -> None:
    bring(db, notes)
    write(notes / "a.md", NOTE.replace("- Global: 특정 토큰이 모든 토큰과 연결된다\n", ""))
    (notes / "sub" / "b.md").unlink()
    plan = look_at(db, [str(notes / "a.md"), str(notes / "sub" / "b.md"), str(notes / "never.md")], NOW)
    assert plan.missing == (str(notes / "sub" / "b.md"),)
    assert [source.path for source in plan.sources] == [str(notes / "a.md")]
    assert plan.failed == ()


def test_two_windows_do_not_apply_the_same_plan_twice(db: Database, notes: Path) -> None:
    one, other = survey(db, [notes], NOW), survey(db, [notes], NOW)
    library.apply(db, one, NOW)
    with pytest.raises(Problem, match="again"):
        library.apply(db, other, NOW)
    assert survey(db, [notes], NOW).rows == ()
