"""Running a demo in a test: its pieces, with timings kept to a moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from demos import timing
from demos.demo import Demo, Report


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    """A function that runs a demo with parameters and gives its report; timings take a moment, at T ≤ 32."""

    def run(demo: Demo, **given: Any) -> Report:
        values = demo.values(given)
        found = Report("", "", values)
        with timing.allowed(0.01, 32):
            for piece in demo.run(dict(values)):
                found.add(piece)
        return found

    return run
