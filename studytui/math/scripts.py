"""What is raised and lowered in running text: a note's H<sub>2</sub>O is kept as `H_2O`, and shown as H₂O."""

from __future__ import annotations

import re

from studytui.math.signs import SUB, SUP

# A name of one or two letters with digits below it, and more of the same: H_2SO_4, x_1. Longer names are code (max_2).
# A Korean particle may stand right behind it ("H_2O는").
LOW = re.compile(r"(?<![\w./\\-])(?:[A-Za-z]{1,2}_\d{1,3})+(?:[A-Z][a-z]?)*(?![A-Za-z0-9_]|[./\\]\w)")
# Raised behind a letter, a digit or a bracket ("m^2", "Fe^(3+)"), or before the sign of an element ("^235U").
HIGH = re.compile(
    r"(?<=[A-Za-z0-9)\]₀-₉>])\^(?:([-−+]?\d{1,3})(?![A-Za-z0-9_])|(\d{0,2}[+−-])(?![A-Za-z0-9_(])|\((\d{0,2}[+−-])\))"
    r"|(?<![\w^)\]}])\^(\d{1,3})(?=[A-Z][a-z]?(?![a-zA-Z]))"
)

# What stands in parentheses: "x_(i+1)" of x<sub>i+1</sub>, "2^(nd)". Signs that cannot be lowered or raised stay.
_LOWERED = "".join(map(re.escape, sorted(SUB.keys() - {"(", ")"})))
_RAISED = "".join(map(re.escape, sorted(SUP.keys() - {"(", ")"})))
SEVERAL = re.compile(rf"(?<=[A-Za-z0-9)\]])(?:_\((?P<low>[{_LOWERED}]{{2,8}})\)|\^\((?P<high>[{_RAISED}]{{2,8}})\))")


def scripts(text: str) -> str:
    """`text` with digits after `_` lowered and after `^` raised, where they are plainly meant so."""
    low = LOW.sub(lambda name: re.sub(r"_(\d+)", lambda digits: _in(SUB, digits[1]), name[0]), text)
    high = HIGH.sub(lambda power: _in(SUP, power[power.lastindex or 1]), low)
    return SEVERAL.sub(lambda of: _in(SUB, of["low"]) if of["low"] else _in(SUP, of["high"]), high)


def _in(signs: dict[str, str], text: str) -> str:
    return "".join(signs[sign] for sign in text)
