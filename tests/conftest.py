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
import servers
from hypothesis import settings

from cards import translation

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


SERVER = servers.Server()


def pytest_configure(config: pytest.Config) -> None:
    """New examples where the soaks were asked for; a server where one is wanted, for all processes together."""
    if config.option.markexpr == "soak":
        settings.load_profile("soak")
    if not hasattr(config, "workerinput"):
        SERVER.start()


def pytest_unconfigure() -> None:
    """Stop the server that was started here."""
    SERVER.stop()


@pytest.fixture(scope="session")
def schemas(worker_id: str) -> Iterator[servers.Schemas | None]:
    """Empty databases on the server; None where the tests run on files."""
    if not servers.WANTED:
        yield None
        return
    if servers.ADDRESS not in os.environ:
        pytest.skip(os.environ.get(servers.REASON, "there is no PostgreSQL server"))
    servers.lender = servers.Schemas(worker_id)
    yield servers.lender
    servers.lender.close()
    servers.lender = None


@pytest.fixture
def on_a_file() -> None:
    """The test is about a file of SQLite; it is left out where the tests run on a server."""


@pytest.fixture
def on_a_server(schemas: servers.Schemas) -> None:
    """The test is about a PostgreSQL server; it is left out where the tests run on files."""


@pytest.fixture
def place(schemas: servers.Schemas | None, tmp_path: Path) -> Iterator[str]:
    """Where the database of a test lies: a file that is not there yet, or an empty database on the server."""
    with servers.lent() as url:
        yield url or str(tmp_path / "study.sqlite")


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
    """Leave out the tests of the founding note where it is not, and those of a server or of a file on the other one."""
    apart = {"on_a_file" if servers.WANTED else "on_a_server"}
    if not FOUNDING_NOTE.exists():
        apart.add("founding_note")
    extras = [item for item in items if apart & set(getattr(item, "fixturenames", ()))]
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
def study(place: str, samples: list[Path], clock: Clock) -> Iterator[Database]:
    """A database into which the sample notes were imported."""
    from db import library
    from db.engine import open_database
    from studytui.notes.survey import survey

    db = open_database(place, now=clock)
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
def command(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """The command line, in this process, on a database of this test: `command("due", "--json")`.

    `stdin` is what the command reads, `now` an ISO time for STUDYTUI_NOW.
    """
    import io

    from studytui.cli import main
    from studytui.notes.reading import here

    monkeypatch.setenv("STUDYTUI_DB", place if "://" in place else f"sqlite:///{place}")
    if servers.WANTED:  # where copies of what a server keeps lie
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
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
