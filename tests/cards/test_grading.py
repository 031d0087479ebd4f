"""A typed answer against the accepted ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.card import Card, Kind
from cards.grading import grade
from cards.language.glosses import accepted_for


def card(answer: str, *accepted: str) -> Card:
    return Card(Kind.DEFINITION, "?", answer, (), 1, accepted)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("block local", "Block-local"),
        ("지역성", "지역성(locality)"),
        (" 지역성 (Locality). ", "지역성(locality)"),
        ("MLP(Q)", "`MLP(Q)`"),
        ("sqrt(d)", "$√d$"),
        (r"\sqrt{d}", "√d"),
        ("x^2", "x²"),
        ("global, random, band", "Band, Global, Random"),
        ("band + random + global", "Band + Global + Random"),
        ("둘\n하나", "- 하나\n- 둘"),
        ("git commit --amend", "`git commit --amend`"),
    ],
)
def test_right_whatever_the_form(typed: str, answer: str) -> None:
    found = grade(typed, card(answer, "지역성", "locality") if "지역성" in answer else card(answer))
    assert found.right
    assert found.likeness == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("Longfomer", "Longformer"), ("컨텍스트 스위침", "컨텍스트 스위칭"), ("구문 구조기반", "구문 구조 기반의")],
)
def test_close_is_a_typo_away(typed: str, answer: str) -> None:
    found = grade(typed, card(answer))
    assert found.close
    assert not found.right


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("O(n^2)", "O(n^3)"),
        ("x - y", "x + y"),
        ("값이 바뀐다", "값이 바뀌지 않는다"),
        ("2배로 늘어난다", "4배로 늘어난다"),
        ("", "아무것"),
        ("  ", "아무것"),
        ("전혀 다른 말", "연결 지향"),
    ],
)
def test_another_number_sign_or_negation_is_neither(typed: str, answer: str) -> None:
    found = grade(typed, card(answer))
    assert not found.right
    assert not found.close


@given(st.text(min_size=1), st.text(max_size=40))
def test_any_text_is_graded_and_an_answer_is_like_itself(answer: str, typed: str) -> None:
    found = grade(typed, card(answer))
    assert 0 <= found.likeness <= 1
    assert found.right == (found.likeness == 1.0) or not found.right
    assert grade(answer, card(answer)).right or not any(c.isalnum() for c in answer)


@pytest.mark.parametrize(
    ("answer", "others"),
    [
        ("TCP/IP 프로토콜 중 하나", ()),
        ("TCP/IP", ()),
        ("heap / stack", ("heap", "stack")),
        ("배열 또는 스택", ("배열", "스택")),
        ("지역성(locality)", ("지역성", "locality")),
    ],
)
def test_a_slash_inside_a_word_parts_no_answers(answer: str, others: tuple[str, ...]) -> None:
    assert accepted_for(answer) == others
