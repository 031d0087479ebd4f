"""How a note is written speaks against its cards, never for them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cards.asking.company import DROPPED, MOST, company, in_company, lean, weights
from cards.card import Card, Kind
from cards.extract import extract
from cards.markdown import read

LEARNT = "# Tides\n" + "".join(
    f"## Tide {name}\n\nA {name} is a tide that rises hours after noon.\nIt is low in winter (and in spring).\n\n"
    for name in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "mu", "nu")
)
PAPERS = "# Project Plan\n" + "".join(
    f"- **Project Phase {n}**: Deliver The Project Milestone — Owner: Team Lead; Status Done; Budget Approved\n"
    for n in range(60)
)


def card(worth: float) -> Card:
    return Card(Kind.DEFINITION, "**Tide** — what is it?", "a wave", (), 1, worth=worth)


def test_what_somebody_learnt_stands_above_a_projects_papers() -> None:
    learnt, papers = (lean(company(note, extract(note).cards, 0)) for note in (read(LEARNT), read(PAPERS)))
    assert learnt > papers + 0.1
    assert lean({}, {"": 5.0}) == 0.0
    assert lean({}, {"": -5.0}) == -MOST


def test_what_a_project_says_lowers_worth_and_is_told() -> None:
    note, cards = read(PAPERS), [card(0.9), card(0.9), card(0.3), card(1.0)]
    moved, why = in_company(note, cards, 0, [("+ a form",)] * 4, [False, True, False, False])
    by = lean(company(note, cards, 0))
    assert moved[0].worth == pytest.approx(1 / (1 + math.exp(-math.log(9) - by)), abs=1e-3)
    assert why[0] == ("+ a form", DROPPED)
    # What its form makes sure, what is doubted and what its writer marked keep their worth.
    assert moved[1:] == cards[1:]
    assert why[1:] == (("+ a form",),) * 3


def test_few_lines_tell_nothing_and_korean_notes_are_left_alone() -> None:
    short = read("\n".join(PAPERS.splitlines()[:9]))
    assert in_company(short, [card(0.9)], 0, [()], [False])[0] == [card(0.9)]
    korean = replace(card(0.9), question="**조석** — 무엇인가?")
    assert in_company(read(PAPERS), [korean], 0, [()], [False])[0] == [korean]
    assert in_company(read(PAPERS), [], 0, [], []) == ([], ())


def test_every_weight_is_of_something_that_is_counted() -> None:
    assert set(weights()) == {"", *company(read(LEARNT), [card(0.5)], 1)}
