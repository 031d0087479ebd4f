"""What is said of English cards that wait: the reason, by the question that it holds."""

from __future__ import annotations

import pytest

from cards.extract import extract
from cards.markdown import read

HELD = [
    (
        "## Signals\nThe mast has a lamp. The boat shows this signal by lowering a sheet of canvas in front of it.\n",
        "this signal",
        "it points at what is not there",
    ),
    (
        "## Log\nStyles written here apply to your **entire crew**.\n",
        "Styles written",
        "its term is no name",
    ),
    (
        "## Chart\nEach entry is about 4 bytes so that we need a total of 4MB of paper for it.\n",
        "entry about 4 bytes",
        "it tells what comes of it, not why it is so",
    ),
    ("## Key\nThe **rope function (PRF)** is defined here.\n", "is defined here", "it points at what is not there"),
    (
        "## Harbours\nMost dock work begins with Harbours for exploration and loading.\n",
        "begins with",
        "its answer stands in its heading",
    ),
    (
        "## Sail types\nThe Oar language lets you grow a crew without touching the boat.\n",
        "let you do",
        "anything might be said of what it does",
    ),
]


@pytest.mark.parametrize(("text", "asked", "why"), HELD, ids=[why for _, _, why in HELD])
def test_a_card_waits_for_its_reason(text: str, asked: str, why: str) -> None:
    made = extract(read(text, name="note"))
    held = [reasons[0] for card, reasons in zip(made.cards, made.reasons, strict=True) if asked in card.question]
    assert set(held) == {f"− {why}"}
