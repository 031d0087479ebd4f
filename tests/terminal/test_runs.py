"""A question that a demo asks, in a real terminal and with the real demo: answered, killed before its mark, rated."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import questions

from cards.schedule import Rating
from db import doctor, library, reviews
from db.engine import open_database
from db.records import Source
from studytui import asking


def rows(env: dict[str, str], query: str) -> list[Any]:
    """What the database says now."""
    with sqlite3.connect(env["STUDYTUI_DB"].removeprefix("sqlite:///")) as connection:
        return connection.execute(query).fetchall()


def test_an_answer_is_kept_although_the_program_is_killed_before_its_mark(
    home: dict[str, str], terminals: Callable[..., Any], tmp_path: Path
) -> None:
    path, then = tmp_path / "study.sqlite", datetime.fromisoformat(home["STUDYTUI_NOW"])
    db = open_database(str(path))
    library.apply(db, library.plan(db, [Source("/a.md", "a", "x", 1, 1, (questions.BAND,))]), then)
    asking.attend(db, then)
    reviews.record(db, 1, Rating.EASY, then)
    tomorrow = {**home, "STUDYTUI_NOW": "2025-05-08T09:00:00+09:00"}
    first = terminals(tomorrow, "review", "kind:run", size=(80, 24))
    first.wait("then Enter")
    first.type("1\r")
    first.wait(lambda _: rows(home, "SELECT id FROM answers"))
    first.kill()
    assert rows(home, "SELECT given, correct, review_id FROM answers") == [("1", 0, None)]
    again = terminals(tomorrow, "review", "kind:run", size=(80, 24))
    text = again.wait("쓴 답: 1.")
    assert "틀렸다. 답은" in text
    again.wait("실제:")  # the run itself, drawn beside
    again.type("\r")
    again.wait(lambda _: rows(home, "SELECT review_id FROM answers WHERE review_id IS NOT NULL"))
    again.type("\x1b\x1b")
    rated = "SELECT rating FROM reviews JOIN answers ON answers.review_id = reviews.id"
    assert rows(home, rated) == [(1,)]
    assert all(finding.ok for finding in doctor.examine(db))
    db.close()
