"""Where a database is made, and where not: a mistyped path leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studytui import config

Command = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("on_a_file")  # of files and folders
READING = [
    ("due",),
    ("due", "--json"),
    ("stats",),
    ("search", "x"),
    ("export",),
    ("doctor",),
    ("backup",),
    ("settings",),
    ("optimize",),
    ("import", "--undo"),
]
STORING = [
    ("import", "NOTE"),
    ("import", "NOTE", "--dry-run"),
    ("review", "--plain"),
    ("restore", "NOTE"),
    ("settings", "new_per_day", "5"),
]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(
        "# T\n\n## Attention\n\nQ: Which keys does band attention keep?\nA: the nearest ones only\n", "utf-8"
    )
    return path


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_command_that_reads_makes_no_database(command: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    before = set(tmp_path.rglob("*"))
    ran = command(*words)
    assert ran.status == 1
    assert "There is no database at" in ran.err
    assert "--db" in ran.err
    assert ran.out == ""
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("words", STORING + READING, ids=" ".join)
def test_no_command_makes_a_folder(command: Command, note: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    before = set(tmp_path.rglob("*"))
    ran = command(*(note if word == "NOTE" else word for word in words), "--db", tmp_path / "tpyo" / "study.sqlite")
    assert ran.status == 1
    assert "there is no folder" in ran.err
    assert set(tmp_path.rglob("*")) == before


def test_a_dry_run_makes_no_database_either(command: Command, note: Path, tmp_path: Path) -> None:
    planned = command("import", note, "--dry-run", "--json")
    assert planned.status == 0
    assert planned.json["new"] > 0
    assert [path.name for path in tmp_path.iterdir()] == ["note.md"]
    assert command("import", note, "--json").json["new"] == planned.json["new"]


@pytest.mark.parametrize("words", [("review", "--plain"), ("settings", "new_per_day", "5")], ids=" ".join)
def test_a_command_that_stores_makes_the_database(command: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert command(*words).status == 0
    assert (tmp_path / "study.sqlite").is_file()


def test_in_the_data_folder_a_fresh_start_has_nothing_due(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDYTUI_DB")
    monkeypatch.setattr(config, "data_folder", lambda: tmp_path / "data" / "studytui")
    due = command("due", "--json")
    assert due.status == 0
    assert due.json["total"] == 0


def test_a_dry_run_of_taking_back_takes_nothing_back(command: Command, note: Path) -> None:
    made = command("import", note, "--json").json["new"]
    would = command("import", "--undo", "--dry-run", "--json").json
    assert (would["undone"], would["made"], would["notes"]) == (None, made, [str(note)])
    assert "Would take back" in command("import", "--undo", "--dry-run").out
    assert command("due", "--json").json["total"] > 0
    assert command("import", "--undo", "--json").json["undone"] == would["import"]
    assert command("due", "--json").json["total"] == 0
