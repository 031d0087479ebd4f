"""Demos in tests run on one thread that waits quietly: small sizes gain nothing from more, and others test too."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import Any

from demos.demo import Demo, Report

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import pytest


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """One thread for torch, where a test has it loaded."""
    import sys

    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


@pytest.fixture(scope="package", autouse=True)
def no_old_garbage() -> None:
    """What tests before these have loaded (taggers are millions of objects) is no part of a run's full collections."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    """A function that runs a demo with parameters and gives its report; timings take a moment, at T ≤ 32."""

    def run(demo: Demo, **given: Any) -> Report:
        from demos.kit import timing

        values = demo.values(given)
        found = Report("", "", values)
        with timing.allowed(0.01, 32):
            for piece in demo.run(dict(values)):
                found.add(piece)
        return found

    return run
