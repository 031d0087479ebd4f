"""What every test may ask for: the sample notes, a clock, a database, the command line; and a hypothesis profile."""

from __future__ import annotations

import gc
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import translation

if TYPE_CHECKING:
    from db.engine import Database

# Tests read English, here and in the processes they start, whatever the language of the machine is.
os.environ[translation.VARIABLE] = "en"
# They see all colours, whatever terminal they are started from; those of sixteen colours say so.
os.environ["COLORTERM"] = "truecolor"

ROOT = Path(__file__).resolve().parent.parent
FOUNDING_NOTE = ROOT.parent / "shared" / "notes" / "2025-03-27-til.md"

# No deadline: a slow machine is no bug. The same examples every time, so that a green run stays green; the soaks, which
# look for what nobody has met yet, draw new ones.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("soak", deadline=None)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """New examples where the soaks were asked for."""
    if config.option.markexpr == "soak":
        settings.load_profile("soak")


def pytest_collection_finish() -> None:
    """Take what stands after collecting out of the garbage collector's rounds.

    Four thousand tests and all modules are looked through at each full collection otherwise, and a run of a demo asks
    for one: it took longer than the run.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def founding_note() -> Path:
    """The note the project began with, which belongs to its writer and lies beside the repository, not in it.

    Tests of it are extras: each has a sister on the sample notes, and where the note is not they are not run.
    """
    return FOUNDING_NOTE


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the founding note where it is not."""
    if FOUNDING_NOTE.exists():
        return
    extras = [item for item in items if "founding_note" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=extras)
    items[:] = [item for item in items if item not in extras]


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
    from studytui.notes.reading import here

    monkeypatch.setenv("STUDYTUI_DB", f"sqlite:///{tmp_path / 'study.sqlite'}")
    monkeypatch.setenv("STUDYTUI_DEBUG", "")
    monkeypatch.setenv("STUDYTUI_NOW", "2025-05-07T09:00:00+09:00")
    # Each import would load its taggers anew, which takes seconds; tests of the readers start real ones.
    monkeypatch.setattr("studytui.notes.readers.Readers.read", lambda self, *given: here(*given))

    def run(*words: object, stdin: str = "", now: str | None = None) -> Ran:
        if now is not None:
            monkeypatch.setenv("STUDYTUI_NOW", now)
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capsys.readouterr()
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture
def everything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """All cards of a note are asked: what is worth asking is the model's business, and changes with it."""
    monkeypatch.setattr("cards.extract.ask_or_hold", lambda cards, line=None: tuple(cards))
    monkeypatch.setattr("cards.asking.choosing.ask_or_hold", lambda cards, line=None: tuple(cards))


class FakeRunner:
    """A runner's face over a script: what `describe` says, and a generator of pieces that may wait, fail or go on."""

    def __init__(self, params: tuple[Any, ...], script: Callable[..., Any], presets: Any = None) -> None:
        self.ready = True
        self.script = script
        self.begun: list[dict[str, Any]] = []
        self.ended: list[dict[str, Any]] = []
        self.params, self.presets = params, presets or {}
        self.asked: list[tuple[str, str, int]] = []
        self.fails: Exception | None = None

    async def warm(self) -> None:
        """Nothing has to be loaded."""

    async def describe(self) -> dict[str, Any]:
        """Every demo of the catalog has the same knobs."""
        from demos.catalog import ENTRIES
        from demos.runner import Described

        return {entry.id: Described(self.params, self.presets) for entry in ENTRIES}

    async def run(self, demo_id: str, values: dict[str, Any], **limits: Any) -> Any:
        """The script's pieces; how it was left is noted."""
        self.begun.append(dict(values))
        try:
            async for piece in self.script(dict(values)):
                yield piece
        finally:
            self.ended.append(dict(values))

    async def ask(self, demo_id: str, question_id: str, seed: int, like: Any = None) -> Any:
        """The question of `tests/questions.py`; `fails` is raised instead, where it is set."""
        import questions

        if self.fails:
            raise self.fails
        self.asked.append((demo_id, question_id, seed))
        return questions.asked(demo_id, question_id, seed)

    async def beside(self, demo_id: str, question_id: str, seed: int, option: str, like: Any = None) -> Any:
        """The two sides of its answer; `fails` as in `ask`."""
        import questions

        if self.fails:
            raise self.fails
        return questions.beside(questions.asked(demo_id, question_id, seed), option)

    async def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def fake() -> type[FakeRunner]:
    """The class of a scripted runner, for what a real one does too rarely."""
    return FakeRunner


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Say what a long attack did, for the table at the end: `tell(kills=1000, lost=0)`."""

    def say(**numbers: int) -> None:
        record_property("soak", {what.replace("_", " "): count for what, count in numbers.items()})

    return say


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What the long attacks did, as a table; nothing where none was run."""
    attacks: dict[str, Counter[str]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                name = re.sub(r"\[.*?\d+\]$", "", report.nodeid.rpartition("::")[2])  # seeds of one attack are one row
                told = [counts for kind, counts in report.user_properties if kind == "soak"]
                for counts in told:
                    attacks.setdefault(name, Counter()).update(counts)
    if attacks:
        terminalreporter.section("the long attacks")
    for name, counts in sorted(attacks.items()):
        terminalreporter.line(f"{name}: {', '.join(f'{count:,} {what}' for what, count in counts.items())}")
