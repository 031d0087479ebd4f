"""The installed program in a real pseudo-terminal, as a person meets it: keys in, a screen out, a database after."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.card import Card, Kind
from cards.schedule import Rating
from db import library, reviews
from db.engine import open_database
from db.records import Source

KOREAN = """# 2025-05-01 TIL

## Sparse Attention
### 위치 기반 패턴
- Band :: 가까운 이웃 토큰만 봄
- Dilated :: 칸을 건너뛰며 멀리 봄
"""


def log_of(env: dict[str, str]) -> list[tuple[str, int | None]]:
    """Every event of the log, oldest first, with its rating."""
    import sqlite3

    with sqlite3.connect(env["STUDYTUI_DB"].removeprefix("sqlite:///")) as connection:
        return connection.execute("SELECT event, rating FROM reviews ORDER BY id").fetchall()


def settled(env: dict[str, str]) -> bool:
    """Whether the doctor finds nothing."""
    command = [sys.executable, "-m", "studytui", "doctor"]
    return subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0


def test_from_a_note_through_review_and_demo_to_undo_and_out(
    home: dict[str, str], terminals: Callable[..., Any], tmp_path: Path
) -> None:
    note = tmp_path / "배운 것.md"
    note.write_text(KOREAN, "utf-8")
    subprocess.run([sys.executable, "-m", "studytui", "import", str(note)], env=home, check=True, capture_output=True)
    app = terminals(home)
    app.wait("begin")
    app.type("\r")
    app.wait("Sparse Attention")
    app.type(" ")
    app.wait("good")
    app.type("d")
    app.wait("B H T d")
    app.type("3")
    app.wait(lambda text: "B H T d" not in text)
    app.type("u")
    app.wait(lambda text: "good" not in text)
    app.type(" ")
    app.wait("good")
    app.type("1")
    app.wait(lambda _: len(log_of(home)) == 3)
    app.type("\x1b")
    app.wait("Next days")
    app.type("q")
    assert app.ended() == 0
    assert log_of(home) == [("rating", 3), ("undo", None), ("rating", 1)]
    assert settled(home)


def test_a_rating_that_was_shown_survives_a_kill(
    home: dict[str, str], terminals: Callable[..., Any], samples: list[Path]
) -> None:
    command = [sys.executable, "-m", "studytui", "import", *map(str, samples)]
    subprocess.run(command, env=home, check=True, capture_output=True)
    app = terminals(home, "review")
    for done in range(1, 4):
        app.wait(lambda text: "again" not in text and "/" in text)
        app.type(" ")
        app.wait("again")
        app.type("3")
        app.wait(lambda text, done=done: f"{done + 1}/" in text)  # type: ignore[misc]
    app.kill()
    assert log_of(home) == [("rating", 3)] * 3
    assert settled(home)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (20, 5)])
def test_a_terminal_of_any_size_is_no_crash(
    home: dict[str, str], terminals: Callable[..., Any], samples: list[Path], size: tuple[int, int]
) -> None:
    command = [sys.executable, "-m", "studytui", "import", str(samples[0])]
    subprocess.run(command, env=home, check=True, capture_output=True)
    app = terminals({**home, "NO_COLOR": "1"}, size=size)
    today = "begin" if size[1] > 8 else "cards"
    app.wait(today)
    app.type("\r")
    app.wait("show the")
    app.type("\x1b")
    app.wait(lambda text: "show the" not in text)  # Escape and a key at once would be one key with Alt
    app.wait(today)
    app.type("q")
    assert app.ended() == 0


def test_a_database_that_is_none_is_a_sentence_on_the_screen(
    home: dict[str, str], terminals: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "study.sqlite").write_text("not a database at all, but somebody's text", "utf-8")
    app = terminals(home)
    app.wait("try again")
    assert "It was left as it is" in " ".join(app.text.replace("│", " ").split())
    app.type("q")
    assert app.ended() == 0
    assert (tmp_path / "study.sqlite").read_text("utf-8").startswith("not a database at all")


def test_after_weeks_away_cards_are_looked_through_a_part_is_chosen_and_one_comes_back_calmly(
    home: dict[str, str], terminals: Callable[..., Any], tmp_path: Path
) -> None:
    note = tmp_path / "쌓인 것.md"
    note.write_text("\n".join(f"줄 {n}" for n in range(72)), "utf-8")
    asked = [Card(Kind.QUESTION, f"질문 {n}?", f"답 {n}", ("운영체제",), n + 1) for n in range(70)]
    held = [Card(Kind.QUESTION, f"보류 {n}?", "답", ("운영체제",), n + 71, held=True) for n in range(2)]
    stat = note.stat()  # as it stands there: nobody has to read it again
    source = Source(str(note), "쌓인 것", "1", stat.st_mtime_ns, stat.st_size, (*asked, *held))
    then = datetime.fromisoformat(home["STUDYTUI_NOW"])
    db = open_database(home["STUDYTUI_DB"], now=lambda: then)
    library.apply(db, library.plan(db, [source]), then)
    for card in range(1, 71):
        reviews.record(db, card, Rating.EASY, then, 3000)
    db.close()
    app = terminals({**home, "STUDYTUI_NOW": (then + timedelta(days=40)).isoformat()}, size=(80, 24))
    app.wait("40 days away")
    app.type("v")
    app.wait("보류 0?")
    app.type("r")
    app.wait("In your own words")
    app.type("!\x13")
    app.wait("보류 1?")
    app.type("t")
    app.wait("every card was looked at")
    app.type("\x1b")
    app.wait("40 days away")
    app.type("jo")
    app.wait("new cards a day")
    app.type("\x1b")
    app.wait("40 days away")
    app.type("kc")
    app.wait("Coming back: 70 in all")
    app.type("\r")
    app.wait("1/20")
    app.type(" ")
    app.wait("again")
    app.type("3")
    app.wait("2/20")
    app.type("\x1b")
    app.wait("Coming back")
    app.type("q")
    assert app.ended() == 0
    events = [event for event, _ in log_of(home)[70:]]
    assert events == ["take", "take", "rating"]
