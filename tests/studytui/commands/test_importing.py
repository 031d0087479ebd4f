"""What `import` says, and what it asks before it makes many cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studytui.commands import importing

pytestmark = pytest.mark.usefixtures("everything_is_asked")

Command = Callable[..., Any]

NOTE = """# 자료 구조

- 힙 → 부모가 자식보다 작은 완전 이진 트리
- 트라이 → 글자를 한 칸씩 따라 내려가는 트리
- 스택 → 나중에 넣은 것을 먼저 꺼내는 구조
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "structures.md"
    path.write_text(NOTE, "utf-8")
    return path


@pytest.mark.parametrize(("typed", "agrees"), [("y", True), ("ㅛ", True), ("\n", False), ("no", False), ("", False)])
def test_a_person_is_asked_before_many_cards_are_made(
    command: Command, note: Path, monkeypatch: pytest.MonkeyPatch, typed: str, agrees: bool
) -> None:
    monkeypatch.setattr(importing, "MANY", 2)
    monkeypatch.setattr(importing, "at_terminal", lambda: True)
    done = command("import", note, stdin=typed + "\n" if typed.strip() else typed)
    assert "Import them? y/N" in done.err
    assert "structures.md" in done.err
    assert done.status == (0 if agrees else 1)
    assert ("Imported" in done.out) is agrees
    assert (command("due", "--json").json["total"] > 0) is agrees


@pytest.mark.parametrize("option", ["--yes", "--json", "--dry-run"])
def test_nobody_is_asked_who_said_so(
    command: Command, note: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr(importing, "MANY", 2)
    monkeypatch.setattr(importing, "at_terminal", lambda: True)
    assert "y/N" not in command("import", note, option).err


def test_a_long_import_is_told_in_a_line_and_listed_when_asked(
    command: Command, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "FEW", 1)
    assert "+ " not in command("import", note).out
    again = command("import", note, "--force", "--verbose").out
    assert again.splitlines()[-1].startswith(("Imported", "Nothing changed"))
    note.write_text(NOTE.replace("스택", "큐").replace("나중에", "먼저"), "utf-8")
    assert "큐" in command("import", note, "--verbose").out
