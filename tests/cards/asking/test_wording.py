"""What `cards --why` says is in words, and all of it can be translated."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from cards.asking.doubt_rows import Row
from cards.asking.doubt_words import DOUBTS
from cards.asking.wording import FEATURES, reasons

ASKING = Path(__file__).parents[3] / "cards" / "asking"


def test_every_doubt_is_in_the_list_of_what_is_translated() -> None:
    found = {
        said
        for path in (*ASKING.glob("doubts*.py"), ASKING / "guessable.py", ASKING / "restated.py")
        for said in re.findall(r'return "([a-z][^"]+)"', path.read_text("utf-8"))
    }
    modules = [import_module(f"cards.asking.{path.stem}") for path in ASKING.glob("doubts*.py")]
    tables = [value for module in modules for value in vars(module).values() if isinstance(value, tuple)]
    rows = {row.doubt for table in tables for row in table if isinstance(row, Row)}
    assert len(rows) > 20
    assert found | rows == DOUBTS


@pytest.mark.parametrize("name", ["worth.json", "worth_english.json"])
def test_every_feature_that_names_no_form_has_words(name: str) -> None:
    weights = json.loads((ASKING / name).read_text("utf-8"))["weights"]
    bare = {w for w in weights if ": " not in w and not w.startswith(("asks ", "rule "))}
    assert bare - FEATURES.keys() == set()


def test_what_the_form_says_comes_first_and_the_strongest_next() -> None:
    found = {"asks what": 1.0, "rule table": 1.0, "long answer": 1.0, "spoken": 1.0, "short sentence": 1.0}
    weights = {"asks what": 0.9, "rule table": -0.4, "long answer": -0.3, "spoken": -0.9, "short sentence": 0.1}
    assert reasons(found, weights) == (
        "+ cards asked in this form were mostly kept by other readers",
        "− it is worded as one speaks",
        "− its answer is long",
    )
    assert reasons(found, weights | {"asks what": -0.2})[0] == (
        "− cards asked in this form were often of no use to other readers"
    )
    assert reasons(found, {"short sentence": 0.1}) == (), "what moves a card little is not told"
