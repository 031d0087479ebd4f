"""The review in lines, as a pipe or a screen reader meets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("everything_is_asked")

Command = Callable[..., Any]


def questions(text: str) -> list[str]:
    return re.findall(r"^Q: (.*)$", text, re.MULTILINE)


def test_reveal_rate_undo_suspend_bury_and_stop(command: Command, samples: list[Path]) -> None:
    command("import", *samples)
    before = command("due", "--json").json
    ran = command("review", "--plain", stdin="\n3\nu\n\n4\ns\nb\nq\n")
    assert ran.status == 0
    asked = questions(ran.out)
    assert asked[0] == asked[2], "undo asks the same card again"
    assert ran.out.count("A: ") == 2, "an answer is shown when it is asked for"
    assert re.search(r"1 again \S+ +2 hard \S+ +3 good \S+ +4 easy \S+", ran.out)
    assert "1 card in" in ran.out
    after = command("due", "--json").json
    assert after["new"] == before["new"] - 1 or after["total"] <= before["total"]
    assert command("stats", "--json").status == 0


def test_the_end_of_input_loses_nothing(command: Command, samples: list[Path]) -> None:
    command("import", *samples)
    ran = command("review", "--plain", stdin="\n3\n\n1\n\n")
    assert ran.status == 0
    assert "2 cards in" in ran.out
    assert "left for today" in ran.out
    assert command("doctor", "--json").json["ok"]
    undone = command("review", "--plain", "--limit", "1", stdin="u\nu\nu\n")
    assert undone.out.count("Taken back:") == 2
    assert "nothing to take back" in undone.out


def test_a_typed_answer_is_compared(command: Command, tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text("# T\n## 정렬\n- 병합 정렬(merge sort)의 시간 복잡도 → O(n log n)\n", "utf-8")
    command("import", note)
    assert "Right." in command("review", "--plain", stdin="O(n log n)\nq\n").out
    assert "Not quite." in command("review", "--plain", stdin="빠르다고 했던 것 같음\nq\n").out


def test_a_card_s_demo_runs_between_question_and_rating(command: Command, samples: list[Path]) -> None:
    command("import", *samples)
    ran = command("review", "--plain", "Band", stdin="d\nq\n")
    assert "Shapes" in ran.out
    assert "✓" in ran.out
    assert re.search(r"\(1, \d+, \d+, \d+\)", ran.out)


def test_nothing_due_says_when(command: Command, tmp_path: Path) -> None:
    assert "makes cards from notes" in command("review", "--plain").out
    note = tmp_path / "n.md"
    note.write_text("# T\n## 정렬\n- 버블 정렬의 시간 복잡도 → O(n²)\n", "utf-8")
    command("import", note)
    command("review", "--plain", stdin="4\n" * 9)
    ran = command("review", "--plain")
    assert ran.status == 0
    assert "The next card comes" in ran.out
