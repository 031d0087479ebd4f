"""Which left sides of formulas have a second right side in the same place."""

from __future__ import annotations

import pytest

from cards.asking.othersides import other_sides
from cards.markdown import read

LIGHT, HEAVY = r"$$F(v) = -\frac{b}{3} v$$", "$$F(v) = -b v - d v^2$$"


@pytest.mark.parametrize(
    ("text", "has_two"),
    [
        (f"# Damping\n\n{LIGHT}\n\n{HEAVY}\n", True),
        (f"# Damping\n\n**Force**:\n\n{LIGHT}\n\n{HEAVY}\n", True),
        (f"# Damping\n\n**Light damper**:\n\n{LIGHT}\n\n**Heavy damper**:\n\n{HEAVY}\n", False),
        (f"# Damping\n\n- **가벼운 추**: {LIGHT}\n- **무거운 추**: {HEAVY}\n", False),
        (f"# Light damper\n\n{LIGHT}\n\n# Heavy damper\n\n{HEAVY}\n", False),
    ],
)
def test_a_formula_below_a_name_is_that_names(text: str, has_two: bool) -> None:
    line = 1 + text[: text.index(HEAVY)].count("\n")
    assert other_sides(read(text)).of("$F(v)$", line) is has_two
