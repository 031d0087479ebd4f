"""Demos in tests run on one thread that waits quietly: small sizes gain nothing from more, and others test too."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import pytest


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """One thread for torch, where a test has it loaded."""
    import sys

    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
