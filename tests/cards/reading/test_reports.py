"""Faults that people met who write for other tools too: wrapped lines, callouts, marked cards, block ids, escapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.extract import extract
from cards.language.standins import shown
from cards.markdown import read
from tests.cards.cases import Case, cases_in, complaints

REPORTS = cases_in(Path(__file__).with_name("reports"))


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case.name)
def test_a_report_is_read_as_its_file_says(case: Case) -> None:
    assert complaints(case) == []


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case.name)
def test_line_ends_of_windows_change_no_card(case: Case) -> None:
    assert extract(read(case.note.replace("\n", "\r\n"), name="note")).cards == case.made().cards


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case.name)
def test_no_stand_in_for_a_sign_leaves_the_reading(case: Case) -> None:
    note = read(case.note, name="note")
    texts = [note.title, *(line.text for line in case.made().unused)]
    for card in case.made().cards:
        texts += [card.question, card.answer, card.subject, *card.context, *card.accepted]
    assert [text for text in texts if shown(text) != text] == []
