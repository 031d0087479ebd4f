"""What counts as another meaning, and what as another wording."""

from __future__ import annotations

import pytest

from cards.matching.meaning import change, conflict, exchanged, numbers

REWORDED = [
    ("인접 토큰만", "인접한 토큰만"),
    ("지역성(locality)", "지역성"),
    ("부드러운 ReLU", "부드러운 ReLu"),
    ("MoE의 단순화 버전", "MoE의 간단한 버전"),
    ("uses a small window of tokens", "uses a narrow window of tokens"),
    ("recieve the mail", "receive the mail"),
    ("모든 쌍 대신 일부 쌍만 계산한다", "전체 쌍이 아니라 일부만 계산한다"),
    ("1,000 rows", "1000 rows"),
    ("α · F(x_l)", "F(x_l) · α"),
    ("모델이 처리", "모델은 처리"),
    ("512 = 64 × 8", "64 × 8 = 512"),
    ("a fast protocol", "a fast transport protocol of the internet"),
]
CHANGED = [
    ("O(T²D)", "O(TD²)", "number"),
    ("길이가 2배면 연산이 2배", "길이가 2배면 연산이 4배", "number"),
    ("학습 불안정", "학습 안정", "opposite"),
    ("It is not linear", "It is linear", "opposite"),
    ("값을 바꿀 수 있다", "값을 바꿀 수 없다", "opposite"),
    ("연산량이 증가한다", "연산량이 감소한다", "opposite"),
    ("applied before the residual", "applied after the residual", "opposite"),
    ("지역성(locality)", "순차성(sequential)", "term"),
    ("sigmoid", "softmax", "term"),
    ("GELU is used in GPT models", "GELU is used in BERT models", "term"),
    ("편향이 크다 = 모델이 너무 단순", "분산이 크다 = 모델이 너무 복잡", "something else"),
]


@pytest.mark.parametrize(("before", "after"), REWORDED)
def test_another_wording(before: str, after: str) -> None:
    assert change(before, after) is None
    assert change(after, before) is None


@pytest.mark.parametrize(("before", "after", "how"), CHANGED)
def test_another_meaning(before: str, after: str, how: str) -> None:
    assert how in str(change(before, after))
    assert how in str(change(after, before))


def test_numbers_are_words_with_a_digit_raised_and_lowered_ones_too() -> None:
    assert set(numbers("O(n²) 에서 x₁ 까지, 1,024개와 v2")) == {"n²", "x₁", "1024개와", "v2"}
    assert not numbers("숫자가 없다")


def test_names_that_differ_in_a_word_are_exchanged_and_typos_are_not() -> None:
    assert exchanged("Merge sort", "Heap sort")
    assert exchanged("Pre-LN", "Post-LN")
    assert not exchanged("Swich Transformer", "Switch Transformer")
    assert not exchanged("Band", "Band (Local)")
    assert conflict("HTTP 401", "HTTP 403")
    assert not conflict("HTTP 401", "HTTP 401")
