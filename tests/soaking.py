"""How long the long attacks are: whole with `make soak`; STUDYTUI_SOAK=0.01 makes them a hundredth as long."""

from __future__ import annotations

import os

SHARE = float(os.environ.get("STUDYTUI_SOAK", "1"))


def times(count: int) -> int:
    """So many of the whole, and one at least."""
    return max(1, round(count * SHARE))
