"""Today in numbers. A file of its own: Today shows them before it needs any other dataclass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """Today in numbers. `next_due` is the instant the next card comes when nothing is due now."""

    due: int
    new: int
    learning: int
    review: int
    total: int
    next_due: datetime | None
