"""What the answers of questions must be, reckoned another way: by closed formulas, never by the concept's own code.

(demo, question) → the right answer, and (demo, question, misconception) → the wrong one where it has a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Formulas = Mapping[tuple[str, ...], Callable[[Any], Any]]


class Near:
    """A number that a run measures with noise: near enough to what theory says."""

    def __init__(self, value, share):
        self.value, self.share = value, share

    def __call__(self, option):
        return abs(float(option) - self.value) <= max(self.share * abs(self.value), 1e-6)
