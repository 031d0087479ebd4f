"""What a tagger is shown in the place of code, brackets or a quotation gets into no question and no answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.language.finding import BLANK
from cards.language.korean.grammar import tagged
from cards.language.reader import reader_for

pytest.importorskip("kiwipiepy")

_LETTERS = "abcXYz 01가나^*+=-,.:"
_INSIDE = st.text(_LETTERS, min_size=1, max_size=12).filter(str.strip)
_HIDDEN = st.tuples(st.sampled_from(["()", "``", "$$", '""', "[]", "‘’", "{}"]), _INSIDE).map(
    lambda made: f"{made[0][0]}{made[1].strip()}{made[0][1]}"
)
_FRAMES = [
    "둑의 높이는 {a}입니다.",
    "가장 나쁜 경우는 O{a}이고 가장 좋은 경우는 O{b}입니다.",
    "물레는 {a} 방식이다.",
    "둑은 {a}을 사용하여 {b}를 막는다.",
    "물이 {a}보다 많으면 {b} 문이 열린다.",
    "둑은 {a} 때문에 {b}로 이루어진다.",
    "흙{a}으로 쌓은 둑을 {b}이라고 한다.",
    "{a}는 {b}를 나르는 수레로, 소가 끈다.",
    "이 수레에는 {a}, {b}, 굴대가 있다.",
    "수레 {a}는 짐을 나르기 위해 {b}에서 쓰인다.",
]
_WORD = re.compile(r"[A-Za-z]+|[\x00-\x08]")


@settings(max_examples=150, deadline=None)
@given(frame=st.sampled_from(_FRAMES), a=_HIDDEN, b=_HIDDEN)
def test_nothing_is_said_that_does_not_stand_in_the_sentence(frame: str, a: str, b: str) -> None:
    text = frame.format(a=a, b=b)
    reader = reader_for(True)
    for found in (*reader.findings(text), *reader.gaps(text.rstrip(". "))):
        said = f"{found.about} {found.said} {found.answer}".replace(BLANK, " ")
        assert all(word in text for word in _WORD.findall(said)), (text, found)


@settings(max_examples=100, deadline=None)
@given(frame=st.sampled_from(_FRAMES), a=_HIDDEN, b=_HIDDEN)
def test_a_hidden_word_has_its_own_letters(frame: str, a: str, b: str) -> None:
    text = frame.format(a=a, b=b)
    assert all(not re.search(r"XX|\x01", w.text) or w.text in text for w in tagged(text) or ())
