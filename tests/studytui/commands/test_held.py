"""Asked and held cards on the command line, with a model by which only what a writer marked is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cards.asking import choosing
from cards.asking.worth import model

Command = Callable[..., Any]
NOTE = """# 캐시

## 교체 정책
- LFU는 무엇을 내보내나?::가장 적게 쓰인 것
- LRU: 가장 오래 쓰이지 않은 것을 내보낸다
"""


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note with one marked card and at least one that is held."""
    monkeypatch.setattr(choosing, "model", lambda *_: model()._replace(line=2.0))
    path = tmp_path / "note.md"
    path.write_text(NOTE, "utf-8")
    return path


def test_cards_tells_worth_and_what_is_held(command: Command, note: Path) -> None:
    rows = command("cards", note, "--json").json
    assert {"question", "answer", "accepted", "kind", "context", "line", "demo", "worth", "held", "reverse"} <= set(
        rows[0]
    )
    assert {row["line"]: row["held"] for row in rows} == {4: False, 5: True}
    assert all(0 <= row["worth"] <= 1 for row in rows)
    assert "why" not in rows[0]
    assert "+ its writer marked it as a card" in command("cards", note, "--json", "--why").json[0]["why"]


def test_cards_shows_asked_ones_first_and_held_ones_marked_below(command: Command, note: Path) -> None:
    note.write_text(NOTE.replace("- LFU", "- FIFO: 가장 먼저 들어온 것을 내보낸다\n- LFU"), "utf-8")
    asked, _, held = command("cards", note).out.partition("Held, until you take them:\n")
    assert "LFU" in asked
    assert "LRU" not in asked
    assert "FIFO" not in asked
    assert [line[0] for line in held.splitlines()] == ["·"] * len(held.splitlines())
    assert "FIFO" in held
    assert "worth 1.00: + its writer marked it as a card" in command("cards", note, "--why").out


def test_an_import_counts_and_marks_what_it_holds(command: Command, note: Path) -> None:
    done = command("import", note, "--json").json
    assert done["held"] == sum(row["held"] for row in done["plan"]) == done["new"] - 1
    assert command("due", "--json").json["total"] == 1
    assert command("import", note, "--json").json["held"] == done["held"], "an unchanged note keeps its held cards"
    again = command("import", note, "--force").out
    assert "held until you take them" in again or "Nothing changed" in again
    found = command("search", "is:held", "--json").json
    assert len(found) == done["held"]
    assert all(row["held"] for row in found)
    assert "(held)" in command("search", "LRU").out


def test_what_is_held_is_not_exported_for_anki(command: Command, note: Path, tmp_path: Path) -> None:
    command("import", note)
    target = tmp_path / "cards.tsv"
    command("export", target, "--format", "tsv")
    rows = [row for row in target.read_text("utf-8").splitlines() if row[0] != "#"]
    assert len(rows) == 1


def test_why_says_what_a_person_s_own_decisions_move(command: Command, note: Path, place: str) -> None:
    from datetime import UTC, datetime

    from db import library, reviews
    from db.engine import open_database

    command("import", note)
    plain = command("cards", note, "--json", "--why").json
    now = datetime(2025, 5, 7, tzinfo=UTC)
    db = open_database(place)
    for held in library.search(db, "is:held", now):
        reviews.take(db, held.id, now)
    db.close()
    moved = command("cards", note, "--json", "--why").json
    held = [(before, after) for before, after in zip(plain, moved, strict=True) if before["held"]]
    assert held
    assert all(after["worth"] > before["worth"] for before, after in held)
    assert all("you keep cards of its shape" in after["why"][-1] for _, after in held)
    assert command("cards", note, "--json").json[1]["worth"] == plain[1]["worth"], "without --why no database is read"


def test_the_amount_of_questions_is_a_setting(command: Command) -> None:
    assert command("settings", "questions_per_note", "few").status == 0
    assert command("settings", "questions_per_note", "--json").json == {"questions_per_note": "few"}
    wrong = command("settings", "questions_per_note", "all")
    assert wrong.status == 2
    assert "few, normal, many" in wrong.err


def test_where_only_held_cards_are_due_and_review_say_so(command: Command, note: Path) -> None:
    note.write_text(NOTE.replace("- LFU는 무엇을 내보내나?::가장 적게 쓰인 것\n", ""), "utf-8")
    command("import", note)
    for told in (command("due").out, command("review", "--plain").out):
        assert "1 held card waits for a look" in told
        assert "makes cards" not in told
