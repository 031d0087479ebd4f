"""What `cards --why` says is in words, and all of it can be translated."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cards.asking.doubt_words import DOUBTS
from cards.asking.wording import FEATURES, reasons

ASKING = Path(__file__).parents[3] / "cards" / "asking"


def test_every_doubt_is_in_the_list_of_what_is_translated() -> None:
    found = {
        said
        for path in (*ASKING.glob("doubts*.py"), ASKING / "guessable.py", ASKING / "restated.py")
        for said in re.findall(r'return "([a-z][^"]+)"', path.read_text("utf-8"))
    }
    assert found == DOUBTS


@pytest.mark.parametrize("name", ["worth.json", "worth_english.json"])
def test_every_feature_that_names_no_form_has_words(name: str) -> None:
    weights = json.loads((ASKING / name).read_text("utf-8"))["weights"]
    bare = {w for w in weights if ": " not in w and not w.startswith(("asks ", "rule ", "Korean"))}
    assert bare - FEATURES.keys() == set()


def test_the_promise_of_the_form_comes_first_and_the_strongest_next() -> None:
    found = {"asks what": 1.0, "long answer": 1.0, "spoken": 1.0, "short sentence": 1.0}
    said = reasons(found, {"asks what": 2.0, "long answer": -0.3, "spoken": -0.9, "short sentence": 0.1}, 0.95)
    assert said == (
        "+ nearly all cards asked in this form were kept by other readers",
        "− it is worded as one speaks",
        "− its answer is long",
    )
