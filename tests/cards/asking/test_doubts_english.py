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
    (
        "## Rope Bundle\nA **rope bundle** is a tuple $(E, B)$ where $E$ and $B$ are smooth ropes, $k: E \\to B$ is"
        " a knot, and there exists a cover of $B$.\n",
        "Rope Bundle** — what is it",
        "it was cut in the middle of a sentence",
    ),
    (
        "## Anchor Bundles\nAnchor bundles are the natural home for chains and cables.\n",
        "Anchor Bundles",
        "it praises its term, and does not say what it is",
    ),
    (
        "## Rope Counter\nA rope counter is a plain counter of wood for demonstration purposes.\n",
        "Rope Counter",
        "it praises its term, and does not say what it is",
    ),
    (
        "## Sail parts\n- **id**: A unique string that identifies the sail\n- **cloth**: The stuff it is cut from\n",
        "id**",
        "its meaning says its own name",
    ),
    (
        "## Decks\n| Deck | Handled By |\n|---|---|\n| Deck 1-4 | The harbour crew |\n| Seam | The tar of the yard |\n"
        "| Deck 5-7 | The pilots and their boys |\n",
        "Seam",
        "its term is no name",
    ),
    (
        "## The Reach of the Harbour Office\nThe office works with pilots and provides a free berth for boats.\n",
        "provide",
        "anything might be said of what it does",
    ),
    (
        "## Log kinds\nHarbours use different kinds of logs depending on the weather and the crew.\n",
        "what do they use",
        "its answer says little",
    ),
    (
        "## Tides\nAs ropes grew, one knot became weak. **Multi-level knots** solve this by using a tree-like shape.\n",
        "solve this",
        "it points at what is not there",
    ),
    (
        "## Masts\n**Key insight:** Every mast of a boat that sails to the islands is a spare one. The press"
        " quickly converts it to a real mast on every trip, using ropes kept by the crew.\n",
        "convert it",
        "it points at what is not there",
    ),
    (
        "## Wear\nLamps light the deck.\n\n## Conclusion\nA mast is a basic layer of a boat, and as a young sailor,"
        " knowing it can help you sail.\n",
        "mast",
        "it was cut in the middle of a sentence",
    ),
    (
        "## Crane: The Harbour Arm\n- **Hook**: the iron part that holds a load\n"
        "- **Typical Usage**: a load of wood from a boat to the quay\n",
        "Typical Usage**",
        "its term is a label, not a name",
    ),
    (
        "## Trades\nThey carry goods.\n\n## Where else are ropes used?\n"
        "- **Fishing**: They are used in nets and trawls.\n- **Building**: They are used in cranes.\n",
        "where is it used",
        "it says something of another thing than its term",
    ),
    (
        "## Box\n- **Scores**: These knots are then passed through a press to make the ropes.\n",
        "These knots",
        "it points at what is not there",
    ),
    (
        "## Wharf\nThe **Wharf** is a place. `dock` is the command used to configure it.\n",
        "`dock`",
        "it points at what is not there",
    ),
    (
        "## Cabin\nThe cabin is a very general term of seamanship.\n",
        "Cabin",
        "it praises its term, and does not say what it is",
    ),
    (
        "## Features of Masts\n- **Sail Colours**: Easily manage sail colours within your boats, improving them.\n",
        "Sail Colours",
        "its meaning says its own name",
    ),
]


def test_what_is_defined_by_a_condition_is_asked_by_it() -> None:
    text = "## Hulls\nA hull $h$ of a boat is a **round hull** if its ribs are bent at both of their ends.\n"
    made = [card for card in extract(read(text, name="note")).cards if not card.held]
    asked = "When is a hull $h$ of a boat a round hull?"
    assert [(card.question, card.answer) for card in made] == [(asked, "if its ribs are bent at both of their ends")]
    reasons = extract(read(text, name="note")).reasons
    assert any("its form says plainly what it asks" in why[0] for why in reasons)


def test_what_stands_in_parentheses_behind_a_question_is_no_answer() -> None:
    text = "## Poker\nHow many full decks are there? (three of one, two of another)\n\nFor each we can choose freely.\n"
    assert not any("three of one" in card.answer for card in extract(read(text, name="note")).cards)


def test_a_long_line_over_a_table_tells_its_rows_apart() -> None:
    rows = "| Role | Rope Log |\n|---|---|\n| Captain | `Start → {0}` |\n| Sailor | `Begin → {0}` |\n"
    long = "**Harbour words** (whole path, parting knots and ropes, with the last haul):"
    text = f"## Paths\n**Sea words** (whole path):\n\n{rows.format('Pull')}\n{long}\n\n{rows.format('Tie')}"
    questions = [card.question for card in extract(read(text, name="note")).cards]
    assert any("Captain** (Harbour words)" in question for question in questions)


@pytest.mark.parametrize(("text", "asked", "why"), HELD, ids=[why for _, _, why in HELD])
def test_a_card_waits_for_its_reason(text: str, asked: str, why: str) -> None:
    made = extract(read(text, name="note"))
    held = [reasons[0] for card, reasons in zip(made.cards, made.reasons, strict=True) if asked in card.question]
    assert set(held) == {f"− {why}"}
