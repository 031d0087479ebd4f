"""Of several cards that a new one may continue, one with a history is found; unanswered copies are in no way of it.

Each case is a kind of loss that random edits brought about.
"""

from __future__ import annotations

from typing import Any

from cards.card import Card, Kind
from cards.identity import Change, Match, match
from cards.matching.places import Placed


def placed(term: str, meaning: str, path: str, id: int = 0, **known: Any) -> Placed:
    context = ("TIL", "LLM")
    card = Card(Kind.DEFINITION, f"**{term}** — 무엇인가?", meaning, context, 1, subject=term, rule="definition")
    return Placed(card, path, 1, id, **known)


def only(old: list[Placed], new: Placed) -> Match:
    """What becomes of a new card."""
    return match(old, [new])[0]


def test_a_copy_that_was_never_answered_does_not_return_in_its_place() -> None:
    answered = placed("Heap sort", "O(n log n)", "/b.md", 1, retired=True, weight=5)
    copy = placed("Heap sort", "O(n log n)", "/a.md", 7, retired=True)
    found = only([answered, copy], placed("Heap sort", "흔히 말해 O(n log n) (기본)", "/a.md"))
    assert (found.change, found.old) == (Change.RETURNED, answered)


def test_a_copy_that_was_never_answered_makes_nothing_doubtful() -> None:
    answered = placed("Merge sort", "O(n log n)", "/d.md", 26, retired=True, weight=3)
    copy = placed("Merge sort", "O(n log n)", "/d.md", 39, retired=True)
    assert only([answered, copy], placed("Merge sort", "언제나 O(n log n) 라고 한다", "/a.md")).old == answered


def test_a_doubt_is_about_the_card_with_a_history() -> None:
    answered = placed("Band", "보통 이웃한 토큰과 연결된다", "/b.md", 33, weight=12)
    copy = placed("Band", "이웃한 토큰들과 연결된다", "/b.md", 55)
    found = only([answered, copy], placed("Band", "흔히 말해 이웃한 토큰과 연결된다 방식", "/a.md"))
    assert (found.old, found.maybe) == (None, answered)


def test_a_doubt_is_about_the_likest_card_wherever_it_stood() -> None:
    here = placed("Quick sort", "평균 O(n log n)", "/c.md", 8, weight=1)
    there = [
        placed("Heap sort", f"{word} O(n log n) 이 든다", "/a.md", 6 + n, weight=1) for n, word in enumerate("가나")
    ]
    found = only([here, *there], placed("Heap sort", "흔히 말해 O(n log n) (기본)", "/c.md"))
    assert found.maybe in there


def test_of_two_new_cards_like_an_old_one_the_liker_is_doubtful() -> None:
    old = placed("Merge sort", "O(n log n) 이 든다", "/a.md", 1, weight=2)
    news = [placed("Marge sort", "O(n log n) 이 든다", "/a.md"), placed("Merge sorts", "O(n log n) 이 든다", "/a.md")]
    first, second, *_ = match([old], news)
    assert sorted([first.doubtful, second.doubtful]) == [False, True]


def test_what_is_word_for_word_a_card_that_was_never_answered_is_no_rewording_of_another() -> None:
    other = placed("Heap sort", "O(n log n)", "/a.md", 1, retired=True, weight=4)
    copy = placed("Merge sort", "O(n log n)", "/a.md", 2, retired=True)
    found = only([other, copy], placed("Merge sort", "O(n log n)", "/a.md"))
    assert found.old != other


def test_a_card_that_was_never_answered_comes_back_word_for_word_where_nothing_else_is_like_it() -> None:
    copy = placed("Merge sort", "O(n log n)", "/a.md", 2, retired=True)
    assert only([copy], placed("Merge sort", "O(n log n)", "/b.md")).old == copy
    assert only([copy], placed("Merge sort", "O(n log n) 이다", "/a.md")).change is Change.NEW
