"""`demo ID --ask N`: questions as JSON, and asked, answered and marked in lines."""

from __future__ import annotations

from typing import Any

import pytest
import questions

from demos.demo import Param
from demos.runner import Failed
from studytui.commands import asking


class ByHand:
    """Draws the questions of these tests; keeps what it was asked."""

    drawn: list[tuple[str, int, dict[str, Any]]]
    fails = False

    def __init__(self, **how: Any) -> None:
        type(self).drawn = []

    async def params(self, demo: str) -> tuple[Param, ...]:
        return (Param("T", 24, 8, 1024, 8),)

    async def ask(self, demo: str, question: str, seed: int, like: dict[str, Any]) -> Any:
        if self.fails:
            raise Failed("PyTorch could not be loaded.")
        self.drawn.append((question, seed, like))
        return questions.asked(demo, question, seed)

    async def beside(self, demo: str, question: str, seed: int, option: str, like: dict[str, Any]) -> Any:
        return questions.beside(questions.asked(demo, question, seed), option)

    async def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "Runner", ByHand)
    monkeypatch.setattr(ByHand, "fails", False)


def test_as_json_each_has_what_scripts_rely_on(command: Any) -> None:
    found = command("demo", "band", "--ask", 6, "--seed", 4, "--json").json
    assert len(found) == 6
    for each in found:
        assert {"id", "text", "kind", "options", "answer", "params", "misconceptions"} <= set(each)
        assert each["answer"] in each["options"]
        assert set(each["misconceptions"]) == set(each["options"]) - {each["answer"]}
    # All questions of the demo in turn, then the first again with the next seed.
    assert [seed for _, seed, _ in ByHand.drawn] == [4, 4, 4, 4, 5, 5]
    assert ByHand.drawn[0][0] == ByHand.drawn[4][0] == "pairs"


def test_a_wrong_answer_is_marked_and_shown_beside_the_truth(command: Any) -> None:
    asked = questions.asked(seed=1)
    (wrong,) = asked.misconceptions
    out = command("demo", "band", "--ask", 1, "--seed", 1, "--lang", "en", stdin=f"many\n{wrong}\n").out
    assert asked.text() in out
    assert "“many” is not a number" in out
    assert f"✗ No: it is {asked.answer}. You answered {wrong}." in out
    assert out.count(questions.SAID["en"]) == 1
    assert f"as it is: {asked.answer}" in out
    assert f"as you answered: {wrong}" in out


@pytest.mark.parametrize("stdin", ["?\n", ""], ids=["asked for", "at the end"])
def test_the_answer_is_shown_where_none_is_given(command: Any, stdin: str) -> None:
    out = command("demo", "band", "--ask", 1, "--seed", 1, "--lang", "ko", stdin=stdin).out
    assert f"답은 {questions.asked(seed=1).answer}." in out
    assert "답한 대로" not in out


def test_parameters_of_the_demo_are_what_is_asked_about(command: Any) -> None:
    assert command("demo", "band", "--ask", 1, "--seed", 1, "--T", 12).status == 0
    assert ByHand.drawn == [("pairs", 1, {"T": 12})]
    refused = command("demo", "band", "--ask", 1, "--Q", 12)
    assert (refused.status, refused.out) == (2, "")
    assert "There is no parameter Q" in refused.err


@pytest.mark.parametrize("words", [("--ask", 0), ("--ask", 1, "--seed", "x"), ("--ask", 1, "--lang", "fr")], ids=str)
def test_what_cannot_be_asked_is_said(command: Any, words: tuple[object, ...]) -> None:
    ran = command("demo", "band", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_without_torch_it_is_said(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ByHand, "fails", True)
    ran = command("demo", "band", "--ask", 1)
    assert ran.status == 1
    assert "PyTorch could not be loaded." in ran.err
