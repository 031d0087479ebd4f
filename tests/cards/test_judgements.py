"""Every asked card of our notes was read by someone, and enough of them are good.

A failure here after a change of the rules is no fault by itself: the cards it names are to be read (`make judge`).
"""

from __future__ import annotations

from statistics import median

import pytest

from tests.cards.facts import unasked
from tests.cards.judgements import JUDGED, USABLE, Judged, Verdict, every, shares

USABLE_AT_LEAST = 0.95
GOOD_AT_LEAST = 0.75
# In the worse of the two languages. Our own notes prove little (the rules were made on them), so more is asked of them.
AT_MOST = {Verdict.WRONG: 0.01, Verdict.TRIVIAL: 0.02, Verdict.VAGUE: 0.0, Verdict.SLICE: 0.0}
ASKED_BY_THE_MEDIAN_NOTE = 18


@pytest.fixture(scope="module")
def notes() -> list[Judged]:
    return every()


def test_every_asked_card_was_judged(notes: list[Judged]) -> None:
    unread = [f"{note.name}:{card.line} {card.question} ⇒ {card.answer}" for note in notes for card in note.unjudged()]
    assert unread == [], f"{len(unread)} cards were not read by anyone: run make judge"


def test_every_judgement_belongs_to_a_note(notes: list[Judged]) -> None:
    names = {note.name for note in notes}
    assert [path.name for path in JUDGED.glob("*.tsv") if path.stem not in names] == []


def test_no_judgement_is_of_a_card_that_is_gone(notes: list[Judged]) -> None:
    gone = {n.name: len(n.gone()) for n in notes}
    assert {name: count for name, count in gone.items() if count} == {}, "run python -m tests.cards.judge --prune"


@pytest.mark.parametrize("language", ["both", "Korean", "English"])
def test_enough_of_the_asked_cards_are_good(notes: list[Judged], language: str) -> None:
    found = shares(note for note in notes if language == "both" or note.korean == (language == "Korean"))
    assert sum(found[verdict] for verdict in USABLE) >= USABLE_AT_LEAST, found
    assert found[Verdict.GOOD] >= GOOD_AT_LEAST, found
    assert {verdict: found[verdict] for verdict, most in AT_MOST.items() if found[verdict] > most} == {}


def test_no_asked_card_asks_for_points_or_a_slice(notes: list[Judged]) -> None:
    assert [(note.name, card.question) for note in notes for card in note.asked if unasked(card)] == []


def test_a_note_asks_a_handful(notes: list[Judged]) -> None:
    assert median(len(note.asked) for note in notes) <= ASKED_BY_THE_MEDIAN_NOTE
