"""Golden edits: each file under identity/ holds notes before and after, and what has to become of their cards.

`! ` after a card means that it is asked again soon, `?` that the match is doubtful. Every line `term: meaning` makes a
card each way; both have to fare alike, so that a line of `expected` stands for the two of them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cards.card import Card, Kind
from cards.identity import Change, Match, fingerprint, flagged, match
from cards.matching.places import Placed

CASES = sorted((Path(__file__).parent / "identity").glob("*.txt"))


def pair(term: str, meaning: str, context: tuple[str, ...], line: int) -> list[Card]:
    """The card of a definition, and its reverse."""
    forward = Card(Kind.DEFINITION, f"**{term}** — 무엇인가?", meaning, context, line, subject=term, rule="definition")
    return [forward, replace(forward, question=f"{meaning} — 무엇인가?", answer=term, reverse=True)]


def cards_of(text: str) -> list[Card]:
    headings: list[str] = []
    found: list[Card] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := re.match(r"(#+) (.*)", line):
            headings = [*headings[: len(heading[1]) - 1], heading[2]]
        elif line.startswith("- "):
            term, _, meaning = line[2:].partition(": ")
            found += pair(term, meaning, tuple(headings), number)
    return found


def placed(text: str, path: str, first: int, *, retired: bool = False) -> list[Placed]:
    return [
        Placed(card, path, position, first + position, retired) for position, card in enumerate(cards_of(text), start=1)
    ]


def line_of(found: Match) -> str:
    """A match as a line of `expected`."""
    card = found.new or found.old
    assert card is not None
    name = card.card.subject
    was = f" < {found.old.card.subject}" if found.new and found.old and found.old.card.subject != name else ""
    return f"{found.change} {name}{was}{' !' if found.flag else ''}{' ?' if found.doubtful else ''}"


def read(case: Path) -> tuple[list[Placed], list[Placed], list[str]]:
    old: list[Placed] = []
    new: list[Placed] = []
    expected: list[str] = []
    for part in case.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, text = part.partition("\n")
        kind, _, path = head.partition(" ")
        if kind == "expected":
            expected = text.splitlines()
        elif kind == "after":
            new += placed(text, path, 0)
        else:
            old += placed(text, path, len(old) + 1, retired=kind == "retired")
    return old, new, expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_golden(case: Path) -> None:
    old, new, expected = read(case)
    found = match(old, new)
    for reverse in (False, True):
        lines = [line_of(one) for one in found if (one.new or one.old).card.reverse is reverse]  # type: ignore[union-attr]
        assert lines == expected, f"backwards cards: {reverse}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_order_of_the_cards_given_does_not_matter(case: Path) -> None:
    old, new, _ = read(case)

    def pairs(old: list[Placed], new: list[Placed]) -> set[tuple[object, ...]]:
        return {(one.change, one.old, one.new, one.doubtful) for one in match(old, new)}

    assert pairs(old, new) == pairs(old[::-1], new[::-1])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_card_is_accounted_for_once(case: Path) -> None:
    old, new, _ = read(case)
    found = match(old, new)
    assert [one.new for one in found if one.new] == new
    told = [one.old for one in found if one.old]
    assert len(told) == len(set(told))
    assert {card for card in old if not card.retired} <= set(told)
    assert not [one for one in found if one.change is Change.GONE and one.old and one.old.retired]


def test_the_same_text_twice_keeps_its_order_and_count() -> None:
    (card, _) = pair("Band", "이웃만", ("A",), 1)
    old = [Placed(card, "a.md", 1, 1), Placed(card, "a.md", 2, 2)]
    assert [one.old and one.old.id for one in match(old, [replace(o, id=0) for o in old])] == [1, 2]
    found = match(old, [Placed(card, "a.md", 1)])
    assert [(one.change, one.old and one.old.id) for one in found] == [(Change.KEPT, 1), (Change.GONE, 2)]


def test_of_equal_retired_cards_the_one_with_history_returns() -> None:
    (card, _) = pair("Band", "이웃만", ("A",), 1)
    old = [Placed(card, "a.md", 1, 1, True), Placed(card, "a.md", 2, 2, True, weight=9)]
    (found,) = match(old, [Placed(card, "b.md", 1)])
    assert found.change is Change.RETURNED
    assert found.old is not None
    assert found.old.id == 2


def test_whitespace_is_no_change_of_text() -> None:
    (card, _) = pair("Band", "이웃만 연결", ("A",), 1)
    assert fingerprint(card) == fingerprint(replace(card, answer="이웃만\n  연결 "))
    assert fingerprint(card) != fingerprint(replace(card, answer="이웃만연결"))


def test_the_flag_says_what_the_answer_was() -> None:
    (card, _) = pair("Band", "4배", ("A",), 1)
    sentence = flagged(card, replace(card, answer="8배"))
    assert sentence is not None
    assert "4배" in sentence
    assert flagged(card, replace(card, answer="4 배")) is None or "4배" in str(
        flagged(card, replace(card, answer="4 배"))
    )
    assert flagged(card, card) is None
