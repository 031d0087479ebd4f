"""A note's title stands before a card's headings where none of them says it."""

from __future__ import annotations

import pytest

from cards.extract import extract
from cards.markdown import read

BODY = "## Parts\n- Scheduler\n    - schedules the tasks to be run by workers\n"


@pytest.mark.parametrize(
    ("text", "name", "context"),
    [
        (BODY, "airflow", ("airflow", "Parts")),
        (BODY, "2026-01-05-airflow", ("airflow", "Parts")),
        (f"---\ntitle: 에어플로\n---\n{BODY}", "x1", ("에어플로", "Parts")),
        (f"###### Airflow\n\n# Uses\n\n{BODY}\n# Limits\n", "note", ("Airflow", "Uses", "Parts")),
        # Nothing is put before headings that say it, nor a name that says nothing.
        (BODY, "2026-01-05", ("Parts",)),
        (BODY, "README", ("Parts",)),
        (f"# Airflow\n{BODY}", "data", ("Airflow", "Parts")),
        (f"## Airflow\n#{BODY}", "Airflow", ("Airflow", "Parts")),
        (f"# Uses\n{BODY}\n# Limits\n\nIt is slow.\n", "data", ("Uses", "Parts")),
    ],
)
def test_the_title_above_a_card(text: str, name: str, context: tuple[str, ...]) -> None:
    cards = extract(read(text, name=name)).cards
    assert {card.context for card in cards} == {context}


SUMMED = "# Abstract\nA rope that holds the mast from the side.\n\n# Wear\n- Rust: eats the wire from inside\n"


@pytest.mark.parametrize("text", [SUMMED, SUMMED.replace("# ", "## "), SUMMED.replace("# Wear", "## Wear")])
def test_what_sums_a_note_up_is_about_its_title(text: str) -> None:
    questions = [card.question for card in extract(read(text, name="Shroud")).cards]
    assert "**Shroud** — what is it?" in questions
    assert not any("Abstract" in question for question in questions)


@pytest.mark.parametrize("over", ["Brain Dump:", "Scratch", "My Notes"])
def test_a_heading_over_the_whole_note_is_no_thing(over: str) -> None:
    text = f"# {over}\n\n---\n\n## Use Cases\n\n1. **Fishing**: Nets of Boats catch herring and cod.\n"
    questions = [card.question for card in extract(read(text, name="Shroud")).cards]
    assert questions
    assert not any(over.strip(":") in question for question in questions)
