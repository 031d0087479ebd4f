"""Faults that people met who write for other tools too: wrapped lines, callouts, marked cards, block ids, escapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cards.cases import Case, cases_in, complaints

REPORTS = cases_in(Path(__file__).with_name("reports"))


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case.name)
def test_a_report_is_read_as_its_file_says(case: Case) -> None:
    assert complaints(case) == []
