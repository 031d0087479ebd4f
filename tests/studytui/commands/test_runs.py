"""The plain review of cards that demos ask: a line is the answer, an empty one rates as its mark suggests."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import questions

from cards.schedule import Rating
from db import answers, reviews
from demos.runner import Failed
from studytui.commands import export
from studytui.commands.lines import PlainReview
from studytui.session import Session


class ByHand:
    """What draws the questions of these tests; `fails` is raised where it is set."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.fails = fails
        self.closed = False

    def ask(self, draw: Any) -> Any:
        if self.fails:
            raise self.fails
        return questions.asked(draw.demo, draw.question, draw.seed)

    def beside(self, asked: Any, option: str) -> Any:
        if self.fails:
            raise self.fails
        return questions.beside(asked, option)

    def close(self) -> None:
        self.closed = True


def opened(known: Any, given: Any) -> list[str]:
    """What the demo of a card is opened with."""
    return [f"opened with {dict(given.asked.opens) if given is not None else {}}"]


@pytest.fixture
def sitting(tmp_path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a plain review prints to these lines, where Band was learnt the day before."""
    db = questions.learnt(tmp_path / "study.sqlite", clock, monkeypatch)

    def run(*lines: str, demos: ByHand | None = None) -> str:
        out = io.StringIO()
        given = io.StringIO("".join(f"{line}\n" for line in lines))
        review = PlainReview(Session(db, clock), given, out, opened, lambda: demos or ByHand())  # type: ignore[arg-type, return-value]
        review.run()
        review.runs.close()
        return out.getvalue()

    run.db = db  # type: ignore[attr-defined]
    return run


def test_a_question_is_asked_marked_and_rated(sitting: Any) -> None:
    first = sitting()
    [line] = [line for line in first.splitlines() if line.startswith("Q: T = ")]
    kept = 3 * int(line.split()[3].rstrip("에서")) - 2
    out = sitting("", "many", "d", str(kept), "d", "4")
    assert out.count("opened with") == 1, "before the mark a demo would tell"
    assert f"opened with {{'T': {(kept + 2) // 3}, 'w': 1}}" in out, "the numbers that were asked about"
    assert "Write an answer first. ? shows the answer." in out
    assert "“many” is not a number" in out
    assert f"✓ 맞았다. {kept}" in out
    assert "실제: " in out
    assert "1 card in" in out
    [event] = reviews.log(sitting.db, 3)
    [answer] = answers.of_card(sitting.db, 3)
    assert (event.rating, answer.correct, answer.review_id) == (Rating.EASY, True, event.id)


def test_a_wrong_answer_is_told_and_shown_beside_the_truth(sitting: Any) -> None:
    line = next(line for line in sitting().splitlines() if line.startswith("Q: T = "))
    T = int(line.split()[3].rstrip("에서"))
    out = sitting(str(2 * T - 2), "so?", "")
    assert f"✗ 틀렸다. 답은 {3 * T - 2}. 쓴 답: {2 * T - 2}." in out
    assert out.count("대각선을 빼고 세었다.") == 1
    assert "답한 대로: " in out
    assert "This is marked already." in out
    assert [event.rating for event in reviews.log(sitting.db, 3)] == [Rating.AGAIN]
    again = sitting("u")
    assert f"쓴 답: {2 * T - 2}." in again, "what is taken back is asked with its answer"


def test_where_no_demo_can_ask_it_is_said_and_the_card_waits(sitting: Any) -> None:
    out = sitting(demos=ByHand(Failed("PyTorch cannot be loaded.")))
    assert "Demo questions wait. PyTorch cannot be loaded." in out
    assert "1 card waits. PyTorch cannot be loaded." in out
    assert reviews.log(sitting.db, 3) == []


def test_an_export_gives_each_draw_with_its_answer(sitting: Any) -> None:
    sitting("?", "")
    out = io.StringIO()
    export.write(sitting.db, out, "json", sitting.db.now())
    [asked] = [card for card in json.loads(out.getvalue()) if card["card"]["kind"] == "run" and card["answers"]]
    [answer] = asked["answers"]
    assert (answer["given"], answer["correct"], answer["review_id"]) == ("?", False, asked["log"][0]["id"])
    assert answer["asked"]["params"]["T"] == 5 + answer["seed"] % 4
    out = io.StringIO()
    assert export.write(sitting.db, out, "tsv", sitting.db.now()) == 2, "their answers are nothing to learn by heart"
