"""A line that did not change, asked in another way by a later version, keeps its history; another line does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cards.card import Card, Change, Kind
from cards.identity import match
from cards.matching.lines import asked_otherwise
from cards.matching.places import Placed

OLD = Card(
    Kind.DEFINITION,
    "**await** (async) — 어떤 특징이 있나?",
    "Promise가 끝날 때까지 멈춘다",
    ("JS", "async"),
    9,
    subject="await",
)
NEW = Card(Kind.CLOZE, "**async** — await는 [...]가 끝날 때까지 멈춘다", "Promise", ("JS", "async"), 9, subject="async")


def placed(*cards: Card, id: int = 0) -> list[Placed]:
    return [Placed(card, "/a.md", place, id and id + place) for place, card in enumerate(cards)]


def became(olds: list[Card], news: list[Card]) -> dict[str, str]:
    """The new question of each old one that was found again."""
    found = match(placed(*olds, id=10), placed(*news))
    return {one.old.card.question: one.new.card.question for one in found if one.old and one.new}


def test_a_line_asked_in_another_way_is_the_same_card() -> None:
    assert became([OLD], [NEW]) == {OLD.question: NEW.question}
    assert became([NEW], [OLD]) == {NEW.question: OLD.question}


@pytest.mark.parametrize(
    "other",
    [
        replace(NEW, line=8),
        replace(NEW, answer="콜백", question="**async** — await는 [...]가 끝날 때까지 멈춘다"),
        replace(NEW, reverse=True),
        replace(NEW, subject="yield", question="**yield** — 무엇이 끝날 때까지 멈추나?"),
    ],
)
def test_another_line_another_answer_and_another_thing_are_other_cards(other: Card) -> None:
    assert became([OLD], [other]) == {}


def test_a_row_that_took_the_place_of_another_is_another_card() -> None:
    insert = Card(Kind.TABLE, "**insert** — cost?", "O(n)", ("Lists",), 5, subject="insert")
    delete = Card(Kind.TABLE, "**delete** — cost?", "O(n)", ("Lists",), 5, subject="delete")
    assert became([insert], [delete]) == {}


def test_of_several_cards_of_a_line_each_finds_its_own() -> None:
    lock, gap = replace(OLD, subject="lock", question="**lock** — what is true of it?", answer="keeps others out"), OLD
    here = [
        NEW,
        replace(NEW, subject="async", question="**async** — the lock keeps [...] out", answer="others"),
    ]
    assert sorted(asked_otherwise([lock, gap], here, [0, 1], [0, 1])) == [(0, 1), (1, 0)]
    assert asked_otherwise([lock, gap], here, [1], [1]) == [], "what is found already is no candidate"


def test_how_it_was_found_is_said() -> None:
    (one,) = match(placed(OLD, id=10), placed(NEW))
    assert (one.change, one.why) == (Change.REWORDED, "the same line, asked in another way")
