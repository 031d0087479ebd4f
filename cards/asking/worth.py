"""Worth: how likely a reader keeps a card, from 0 to 1. A logistic regression on features that a person can read.

The weights lie in worth.json and worth_english.json beside this file, which `make worth` makes from judgements of
people: what makes a good card of a Korean line says little of English ones, so each language is learnt for itself.
What lies above the line is asked by itself; the rest is held until its reader decides.

In the fit a card that was of no use counts more than one that was: it costs its reader more than a fact that is not
asked. So worth is lower than the share of cards that readers could use.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from cards.asking.features import features
from cards.asking.questions import Draft
from cards.asking.scope import Scope
from cards.asking.wording import reasons


class Model(NamedTuple):
    """The weights by the name of their feature, what the odds are without any, and the line above which is asked."""

    bias: float
    weights: Mapping[str, float]
    line: float


@lru_cache(2)
def model(korean: bool = True) -> Model:
    """The model that comes with the program, for cards of one language."""
    name = "worth.json" if korean else "worth_english.json"
    stored = json.loads(files("cards.asking").joinpath(name).read_text("utf-8"))
    return Model(stored["bias"], stored["weights"], stored["line"])


def worth_of(found: Mapping[str, float], chosen: Model | None = None) -> float:
    """The worth of a card with these features."""
    chosen = chosen or model()
    odds = chosen.bias + sum(chosen.weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def judged(draft: Draft, rule: str, scope: Scope, text: str) -> tuple[float, tuple[str, ...]]:
    """The worth of a draft, and what speaks for and against it."""
    found, chosen = features(draft, rule, scope, text), model(draft.korean)
    return round(worth_of(found, chosen), 4), reasons(found, chosen.weights)
