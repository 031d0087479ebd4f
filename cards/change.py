"""What an import does to a card; apart from identity.py, so that who only needs the words loads nothing else."""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    """What an import does to a card."""

    NEW = "new"
    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"
    RETURNED = "returned"
