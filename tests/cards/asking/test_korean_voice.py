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
