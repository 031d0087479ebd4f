"""Each rule keeps its examples, and the small parts of the language keep theirs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import cards
import cards.rules
from cards.extract import RULES, extract
from cards.markdown import read

NAMES = [m.name for m in pkgutil.iter_modules(cards.rules.__path__)]
EXAMPLES = [
    pytest.param(name, text, wanted, id=f"{name}-{i}")
    for name in NAMES
    for i, (text, wanted) in enumerate(importlib.import_module(f"cards.rules.{name}").EXAMPLES)
]
MODULES = [m.name for m in pkgutil.walk_packages(cards.__path__, "cards.") if not m.ispkg]


@pytest.mark.parametrize(("name", "text", "wanted"), EXAMPLES)
def test_a_rule_makes_the_cards_of_its_examples(name: str, text: str, wanted: tuple[tuple[str, str], ...]) -> None:
    made = {(card.question, card.answer) for card in extract(read(text)).cards if card.rule == name}
    assert set(wanted) <= made


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_has_an_example_and_a_place_in_the_order(name: str) -> None:
    module = importlib.import_module(f"cards.rules.{name}")
    assert module.EXAMPLES, f"{name} shows no example"
    assert name in {rule for rule, _, _ in RULES} | {"explicit"}


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
