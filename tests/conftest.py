"""What every test may ask for: the founding note, the sample notes, and a hypothesis profile for shared machines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# No deadline: a slow machine is no bug. At the gate the same examples every time, so that a green run stays green.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def founding_note() -> Path:
    """The note the project began with. It lies beside the repository, not in it; a clone elsewhere does without."""
    path = ROOT.parent / "shared" / "notes" / "2025-03-27-til.md"
    if not path.exists():
        pytest.skip(f"the founding note is not here ({path}): what only it can show was not tested")
    return path


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """The sample notes, oldest first."""
    paths = sorted((ROOT / "cards" / "samples").glob("*.md"))
    assert paths, "the sample notes are missing"
    return paths
