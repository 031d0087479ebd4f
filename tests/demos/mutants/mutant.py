"""What a wrong mechanism is: a change of one line in a concept's file, and the check of its demo that must go red."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mutant:
    """`old` becomes `new` in demos/`file`; run at `values`, the check whose name begins with `red` must fail.

    `quick` ones run in the ordinary suite; the others with `make mutants`.
    """

    demo: str
    file: str
    old: str
    new: str
    red: str
    values: Mapping[str, Any] = field(default_factory=dict)
    quick: bool = False


SMALL = {"T": 16, "H": 2, "d": 8}
ROOT = "q.shape[-1] ** -0.5"
WRONG_ROOT = "q.shape[-1] ** -1.0"
DENSE = "equal to the dense form under the mask"


def of(demo: str, file: str, *changes: tuple[str, str, str], quick: bool = False, **values: Any) -> list[Mutant]:
    """The mutants of one file that run at the same values; each is (old, new, red)."""
    return [Mutant(demo, file, old, new, red, values, quick) for old, new, red in changes]
