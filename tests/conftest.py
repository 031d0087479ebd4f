"""What every test may ask for: the founding note, the sample notes, and a hypothesis profile for shared machines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from db.engine import Database

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


KST = timezone(timedelta(hours=9))


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **delta: float) -> None:
        """Let time pass: `on(days=1)`, `on(minutes=10)`."""
        self.now += timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    """Wednesday morning in Seoul, the day after the first sample note was written."""
    return Clock(datetime(2025, 5, 7, 9, 0, tzinfo=KST))


@pytest.fixture
def study(tmp_path: Path, samples: list[Path], clock: Clock) -> Iterator[Database]:
    """A database into which the sample notes were imported."""
    from db import library
    from db.engine import open_database
    from studytui.notes.survey import survey

    db = open_database(str(tmp_path / "study.sqlite"), now=clock)
    library.apply(db, survey(db, samples, clock()), clock())
    yield db
    db.close()


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The machine output; stdout must hold nothing else."""
        return json.loads(self.out)


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The command line, in this process, on a database of this test: `command("due", "--json")`.

    `stdin` is what the command reads, `now` an ISO time for STUDYTUI_NOW.
    """
    import io

    from studytui.cli import main

    monkeypatch.setenv("STUDYTUI_DB", f"sqlite:///{tmp_path / 'study.sqlite'}")
    monkeypatch.setenv("STUDYTUI_DEBUG", "")
    monkeypatch.setenv("STUDYTUI_NOW", "2025-05-07T09:00:00+09:00")

    def run(*words: object, stdin: str = "", now: str | None = None) -> Ran:
        if now is not None:
            monkeypatch.setenv("STUDYTUI_NOW", now)
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capsys.readouterr()
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run
