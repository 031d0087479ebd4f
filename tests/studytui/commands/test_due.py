"""`due`: for a person, a program and a prompt; what is kept beside the database never tells yesterday's numbers."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studytui import counted
from studytui.launch import at_the_end

pytestmark = pytest.mark.usefixtures("everything_is_asked")

Command = Callable[..., Any]

NOTE = """# 자료 구조

- 힙 → 부모가 자식보다 작은 완전 이진 트리
- 트라이 → 글자를 한 칸씩 따라 내려가는 트리
"""


@pytest.fixture
def note(command: Command, tmp_path: Path) -> Path:
    """A note that was imported."""
    path = tmp_path / "structures.md"
    path.write_text(NOTE, "utf-8")
    command("import", path)
    command("due")  # the last connection to close writes the log into the file; from then on the file rests
    return path


def opens(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The times a command opened the database."""
    seen: list[object] = []
    from studytui.commands import context

    before = context.opened
    monkeypatch.setattr(context, "opened", lambda *a, **k: (seen.append(a), before(*a, **k))[1])
    return seen


@pytest.mark.usefixtures("on_a_file")  # beside which the numbers are kept
def test_the_second_time_the_database_is_not_opened(
    command: Command, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = command("due", "--json").json
    seen = opens(monkeypatch)
    assert command("due", "--json").json == first
    assert command("due", "--prompt").out == f"{first['total']} cards\n"
    assert command("due", "--format", "{due}+{new} {next_due}").out == f"{first['due']}+{first['new']} –\n"
    assert seen == []
    assert command("due", "트라이", "--json").json["total"] < first["total"]
    assert len(seen) == 1, "another filter is another question"


@pytest.mark.usefixtures("on_a_file")  # beside which the numbers are kept
def test_leaving_the_app_keeps_the_numbers_of_the_days_to_come(
    command: Command, note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("settings", "new_per_day", "1")
    command("review", "--plain", "--limit", "1", stdin="\n4\n")
    monkeypatch.setenv("STUDYTUI_NOW", "2025-05-07T09:05:00+09:00")
    path = tmp_path / "study.sqlite"
    monkeypatch.setenv("STUDYTUI_DB", str(path))
    assert at_the_end(Namespace(db=None)) is None
    days = [f"2025-05-{day:02}T{at}:00+09:00" for day, at in ((7, "09:30"), (8, "04:00"), (9, "08:00"), (10, "23:59"))]
    seen = opens(monkeypatch)
    kept = [command("due", "--json", now=day).json for day in days]
    assert seen == []
    path.with_name(path.name + counted.ENDING).unlink()
    assert [command("due", "--json", now=day).json for day in days] == kept
    assert [one["new"] for one in kept[:2]] == [0, 1]
    assert at_the_end(Namespace(db=None)) is None
    command("settings", "new_per_day", "0")
    assert command("due", "--json", now=days[1]).json["new"] == 0


def test_every_change_is_seen(command: Command, note: Path) -> None:
    before = command("due", "--json").json["total"]
    command("review", "--plain", "--limit", "1", stdin="\n4\n")
    assert command("due", "--json").json["total"] < before
    command("settings", "new_per_day", "0")
    assert command("due", "--json").json["total"] == 0
    assert command("due", "--prompt").out == ""
    command("settings", "new_per_day", "9")
    note.write_text(NOTE + "- 스택 → 나중에 넣은 것을 먼저 꺼내는 구조\n", "utf-8")
    command("import", note)
    assert command("due", "스택", "--json").json["new"] > 0


def test_a_card_in_learning_and_a_new_day_are_seen(command: Command, note: Path) -> None:
    command("settings", "new_per_day", "1")
    command("review", "--plain", "--limit", "1", stdin="\n1\n")
    asked = [command("due", "--json", now=f"2025-05-07T{at}+09:00").json for at in ("09:00:30", "10:30:00")]
    assert asked[0]["learning"] == asked[1]["learning"] == 1
    assert command("due", "--json", now="2025-05-08T03:59:00+09:00").json["new"] == 0
    assert command("due", "--json", now="2025-05-08T04:01:00+09:00").json["new"] == 1
    assert command("due", "--json", now="2025-05-07T09:00:30+09:00").json == asked[0]


@pytest.mark.usefixtures("on_a_file")  # beside which the numbers are kept
def test_what_lies_there_and_is_none_of_ours_is_not_believed(command: Command, note: Path, tmp_path: Path) -> None:
    path = tmp_path / f"study.sqlite{counted.ENDING}"
    right = command("due", "--json").json
    kept = json.loads(path.read_text("utf-8"))
    for wrong in ("", "[]", "{", '{"": 3}', "[" * 50_000, json.dumps({"": {**kept[""], "spans": [1]}})):
        path.write_text(wrong, "utf-8")
        assert command("due", "--json").json == right
    assert path.stat().st_mode & 0o077 == 0


def test_a_filter_is_named_and_a_wrong_field_told(command: Command, note: Path) -> None:
    assert "zzz" in command("due", "zzz").out
    done = command("due", "--format", "{cards}")
    assert done.status == 2
    assert "{cards}" in done.err
    assert "{total}" in done.err
    assert command("due", "--format", "a", "--prompt").status == 2


@pytest.mark.usefixtures("on_a_file")  # beside which the numbers are kept
def test_neither_sqlalchemy_nor_a_schema_is_loaded_for_a_prompt(note: Path, tmp_path: Path) -> None:
    import os
    import subprocess

    env = {**os.environ, "STUDYTUI_DB": str(tmp_path / "study.sqlite"), "STUDYTUI_NOW": "2025-05-07T09:00:00+09:00"}
    script = "import sys; from studytui.cli import main; main(['due', '--prompt']); print(sorted(sys.modules))"
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert "card" in done.stdout
    assert "'sqlalchemy'" not in done.stdout
    assert "'db.schema'" not in done.stdout
