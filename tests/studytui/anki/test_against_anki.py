"""What we export, as Anki itself reads it, and what Anki exports, as we do. `make anki` runs it.

Anki is free software under another licence: it is never one of our dependencies. It is installed into an environment of
its own for these tests alone, or STUDYTUI_ANKI names an interpreter that has it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.schedule import Rating, study_day
from db import library, reviews
from db.engine import open_database

pytestmark = [pytest.mark.anki, pytest.mark.usefixtures("everything_is_asked")]
Command = Callable[..., Any]
Anki = Callable[..., Any]
INSIDE = Path(__file__).with_name("in_anki.py")


@pytest.fixture(scope="session")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Anki:
    """Run a function of `in_anki.py` inside Anki; what it says."""
    python = os.environ.get("STUDYTUI_ANKI")
    if python is None:
        folder = tmp_path_factory.mktemp("anki")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(folder / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "anki"], check=True)

    def run(*words: object) -> Any:
        done = subprocess.run([python, str(INSIDE), *map(str, words)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch, command: Command) -> datetime:
    """The moment it is: Anki has no clock of its own that could be set."""
    at = datetime.now().astimezone()
    monkeypatch.setenv("STUDYTUI_NOW", at.isoformat())
    return at


@pytest.fixture
def ours(command: Command, samples: list[Path], now: datetime, tmp_path: Path) -> dict[str, Any]:
    """The sample notes with weeks of answers; question as HTML → the card as our export tells it."""
    from studytui.anki.tohtml import html

    command("import", *samples, "--yes")
    db = open_database(str(tmp_path / "study.sqlite"))
    found = library.search(db, "", now, limit=60)
    for number, known in enumerate(found[:50]):
        for back in (30 - number % 7, 12, 3)[: 1 + number % 3]:
            at = now - timedelta(days=back, milliseconds=number)
            reviews.record(db, known.id, Rating(1 + (number + back) % 4), at, 1000 * number)
    reviews.suspend(db, found[3].id, now)
    reviews.suspend(db, found[55].id, now)
    db.close()
    return {html(row["card"]["question"]): row for row in command("export").json if not row["card"]["held"]}


def test_anki_reads_what_we_export(
    command: Command, anki: Anki, ours: dict[str, Any], now: datetime, tmp_path: Path
) -> None:
    package = tmp_path / "cards.apkg"
    assert command("export", "--format", "apkg", package).status == 0
    said = anki("take", package, package)
    wanted = {question: row for question, row in ours.items() if row["card"]["kind"] != "run"}
    assert [each["new"] for each in said["imports"]] == [len(wanted), 0], "a second time everything is known"
    assert "rebuilt and optimized" in said["problems"]
    cards = {card["fields"][0]: card for card in said["cards"]}
    assert cards.keys() == wanted.keys()
    today = study_day(now)
    types = {"new": 0, "learning": 1, "review": 2, "relearning": 3}
    for question, card in cards.items():
        row = wanted[question]
        schedule = row["schedule"]
        assert card["type"] == types[schedule["state"]], question
        assert (card["queue"] == -1) == row["suspended"]
        assert (card["reps"], card["lapses"]) == (schedule["reps"], schedule["lapses"])
        if schedule["state"] == "review":
            assert card["due"] == schedule["due_day"] - today
            assert card["interval"] == schedule["due_day"] - schedule["last_day"]
        if schedule["stability"] is not None:
            assert card["stability"] == pytest.approx(schedule["stability"], abs=1e-3)
            assert card["difficulty"] == pytest.approx(schedule["difficulty"], abs=1e-2)
        given = [line["rating"] for line in row["log"] if line["event"] == "rating"]
        assert [line[1] for line in card["log"]] == given
        assert "studytui" in card["tags"]
        assert "headings" in card["shown"] or not row["card"]["context"]
    assert command("doctor").status == 0


@pytest.mark.parametrize("name", ["old.apkg", "new.apkg", "all.colpkg"])
def test_we_read_what_anki_exports(command: Command, anki: Anki, now: datetime, tmp_path: Path, name: str) -> None:
    theirs = anki("make", tmp_path)
    said = command("import", tmp_path / name, "--json").json
    assert said["new"] == len(theirs["cards"]) == 8
    assert said["answers"] == sum(len(card["log"]) for card in theirs["cards"]) == 8
    rows = command("export").json
    texts = {(row["card"]["question"], row["card"]["answer"]) for row in rows}
    assert texts == {
        ("**Mean** of $x_1$", "a\nb"), ("가다", "to go"), ("to go", "가다"), ("보다", "to see"),
        ("물은 [...]도에서 끓는다", "100"), ("물은 100도에서 [verb]", "끓는다"), ("[cat.png]", "cat"),
        ("2 \\* 3", "**6**"),
    }  # fmt: skip
    today = study_day(now)
    states = {"new": 0, "learning": 1, "review": 2, "relearning": 3}

    def of_ours(row: dict[str, Any]) -> tuple[object, ...]:
        schedule = row["schedule"]
        due = schedule["due_day"] and schedule["due_day"] - today
        moment = schedule["due_at"] and int(datetime.fromisoformat(schedule["due_at"]).timestamp())
        answers = [line["rating"] for line in row["log"] if line["event"] == "rating"]
        return (states[schedule["state"]], row["suspended"], schedule["reps"], due or moment or 0, len(answers))

    def of_theirs(card: dict[str, Any]) -> tuple[object, ...]:
        due = card["due"] if card["type"] else 0
        return (card["type"], card["queue"] == -1, card["reps"], due, len(card["log"]))

    assert sorted(map(of_ours, rows)) == sorted(map(of_theirs, theirs["cards"]))
    assert command("doctor").status == 0
    # And home again: Anki holds in a new collection what we then export.
    package = tmp_path / "back.apkg"
    command("export", "--format", "apkg", package)
    back = anki("take", package)
    assert sorted(map(of_theirs, back["cards"])) == sorted(map(of_theirs, theirs["cards"]))


def test_answers_given_in_anki_come_home(
    command: Command, anki: Anki, ours: dict[str, Any], now: datetime, tmp_path: Path
) -> None:
    command("export", "--format", "apkg", tmp_path / "out.apkg")
    answered = anki("answer", tmp_path / "out.apkg", tmp_path / "home.apkg", 5)
    said = command("import", tmp_path / "home.apkg", "--json").json
    assert (said["new"], said["changed"], said["answers"]) == (0, 0, 5)
    after = {row["card"]["question"]: row["schedule"]["reps"] for row in command("export").json}
    before = {row["card"]["question"]: row["schedule"]["reps"] for row in ours.values()}
    assert sum(after.values()) == sum(before[question] for question in after) + answered
    assert command("doctor").status == 0


@pytest.mark.parametrize("form", ["tsv", "csv"])
def test_anki_reads_our_tables(command: Command, anki: Anki, ours: dict[str, Any], tmp_path: Path, form: str) -> None:
    table = tmp_path / f"cards.{form}"
    command("export", "--format", form, table)
    said = anki("table", table)
    wanted = {q: row for q, row in ours.items() if row["card"]["kind"] != "run" and not row["suspended"]}
    assert {plain(card["fields"][0]) for card in said["cards"]} == {plain(question) for question in wanted}
    assert all("studytui" in card["tags"] for card in said["cards"])


def plain(text: str) -> str:
    """HTML with its entities spelled one way."""
    from html import unescape

    return unescape(text)


def test_we_read_notes_as_text(command: Command, anki: Anki, now: datetime, tmp_path: Path) -> None:
    anki("make", tmp_path)
    assert command("import", tmp_path / "notes.txt", "--json").json["new"] == 8
    assert len(command("search", "tag:stats", "--json").json) == 1
