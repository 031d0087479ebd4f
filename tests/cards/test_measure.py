"""The regression figure for facts: how many of our notes' facts are asked, or at least held, by a card of their own."""

from __future__ import annotations

import pytest

from tests.cards.facts import State
from tests.cards.measuring import Measure, every, measure, share

# Shares of the facts. They guard against a loss while rules change; how good the cards are is judged by reading. What
# readers of other people's notes can use comes before the number of facts that are asked by themselves.
ASKED = 0.18
ASKED_OR_HELD = 0.65
ASKED_OR_HELD_IN_EACH_NOTE = 0.03
FLAWED = 0.01  # of the asked cards


@pytest.fixture(scope="module")
def measures() -> list[Measure]:
    return [measure(path) for path in every()]


def test_there_are_enough_notes_and_facts(measures: list[Measure]) -> None:
    assert len(measures) >= 70
    assert sum(len(m.states) for m in measures) >= 1700


def test_facts_are_asked(measures: list[Measure]) -> None:
    assert share(measures, State.ASKED) >= ASKED


def test_facts_are_asked_or_held(measures: list[Measure]) -> None:
    assert share(measures, State.HELD) >= ASKED_OR_HELD


def test_no_note_falls_far_behind(measures: list[Measure]) -> None:
    behind = {m.name: round(m.share(State.HELD), 2) for m in measures}
    assert {name: figure for name, figure in behind.items() if figure < ASKED_OR_HELD_IN_EACH_NOTE} == {}


def test_almost_no_asked_card_has_a_visible_flaw(measures: list[Measure]) -> None:
    bad = [(m.name, why, card.question, card.answer) for m in measures for card, why in m.bad]
    assert len(bad) <= FLAWED * sum(len(m.asked) for m in measures), bad
