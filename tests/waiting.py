"""Tests wait for a condition and never for a time, so that a slow machine passes as well."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable

# Seconds after which a test gives up: only what hangs takes as long. TEST_PATIENCE shortens it while one writes a test.
PATIENCE = float(os.environ.get("TEST_PATIENCE", "180"))


async def until(holds: Callable[[], object]) -> None:
    """Return once something is true, while the event loop goes on."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        await asyncio.sleep(0.005)


def stand_until(holds: Callable[[], object]) -> None:
    """Return once something is true; for tests without an event loop."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.01)
