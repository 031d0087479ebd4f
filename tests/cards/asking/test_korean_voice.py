"""What the Korean voice asks for by the words of an answer, where no small note brings the form about."""

from __future__ import annotations

import pytest

from cards.asking.fact import Fact
from cards.asking.voices.korean import question
from cards.card import Kind
from cards.language.finding import Ask


@pytest.mark.parametrize(
    ("said", "answer", "asked"),
    [
        ("수문 교체", "위 칸의 수문을 먼저 바꾼다", "**둑 고치기** — 수문 교체는 어떻게 하나?"),
        ("단점", "오래 걸린다", "**둑 고치기**의 단점은?"),
    ],
)
def test_a_deed_as_a_label_is_asked_for_how_it_is_done(said: str, answer: str, asked: str) -> None:
    fact = Fact(Ask.ASPECT, Kind.DEFINITION, "둑 고치기", answer, 1, frozenset(), said, "label", subject="둑 고치기")
    assert question(fact, "", "") == asked


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ("무작위 생성(열두 자)", "**문패** — 어떻게 만들어지나?"),
        ("열쇠를 자동 생성", "**문패** — 무엇을 하나?"),
    ],
)
def test_what_is_made_is_asked_for_how_it_comes_about(answer: str, asked: str) -> None:
    fact = Fact(Ask.DOES, Kind.DEFINITION, "문패", answer, 1, frozenset(), sort="phrase", subject="문패")
    assert question(fact, "", "") == asked
