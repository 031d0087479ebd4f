"""The kinds of cards that readers found bad, on small notes: what must be asked of each, and what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cards.cases import Case, cases_in, complaints

KINDS = cases_in(Path(__file__).with_name("kinds"))


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case.name)
def test_a_kind_is_asked_as_its_file_says(case: Case) -> None:
    assert complaints(case) == []


def test_every_kind_has_two_notes_with_wishes() -> None:
    notes = [case.path.stem for case in KINDS if case.wishes]
    assert len(set(notes)) >= 32
    assert [name for name in set(notes) if notes.count(name) < 2] == []
