"""The pictures of the README, made from the real screens: sample notes, some weeks of answers, real demos.

    python docs/screenshots.py [NAME …]

Every picture is an SVG that Textual exports; widths of Hangul are corrected (see svgwidths.py).
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from svgwidths import correct_widths, smaller

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

os.environ["COLORTERM"] = "truecolor"  # pictures are drawn with the themes' own colours, wherever they are made
from cards import translation  # noqa: E402
from cards.schedule import Rating  # noqa: E402
from db import library  # noqa: E402
from db.engine import Database, open_database  # noqa: E402
from demos.runner import Runner  # noqa: E402
from studytui.app import StudyApp  # noqa: E402  (it has to come before Textual)
from studytui.interpreter import python  # noqa: E402
from studytui.notes.survey import survey  # noqa: E402
from studytui.session import Session  # noqa: E402

if TYPE_CHECKING:
    from studytui.screens.compare import CompareScreen

KST = timezone(timedelta(hours=9))
FIRST_DAY = datetime(2025, 5, 6, 21, 0, tzinfo=KST)
DAYS = 41
Drive = Callable[[Any, StudyApp], Awaitable[None]]


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = FIRST_DAY

    def __call__(self) -> datetime:
        """The present."""
        return self.now


def prepare(db: Database, clock: Clock, notes: Path, days: int) -> None:
    """Some weeks of a person's evenings: notes imported as they were written, cards answered mostly right."""
    chance = random.Random(7)
    written = sorted((ROOT / "cards" / "samples").glob("*.md"))
    for day in range(days + 1):
        clock.now = FIRST_DAY + timedelta(days=day)
        while written and written[0].name[:10] <= f"{clock.now:%Y-%m-%d}":
            note = written.pop(0)
            (notes / note.name).write_text(note.read_text("utf-8"), "utf-8")
        library.apply(db, survey(db, [notes], clock()), clock())
        if day == days or (chance.random() < 0.12 and day < DAYS - 12):  # today is still to come; an evening off
            continue
        session = Session(db, clock, timer=lambda: chance.random() * 9)
        session.begin()
        for _ in range(60):
            if session.current is None:
                break
            session.rate(chance.choices([Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY], [8, 10, 70, 12])[0])


async def until(pilot: Any, true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is so."""
    for _ in range(int(seconds / 0.05)):
        await pilot.pause(0.05)
        if true():
            return
    raise TimeoutError


def keys(*pressed: str, after: float = 0.6) -> Drive:
    """Press keys on Today, then let the screen settle."""

    async def drive(pilot: Any, app: StudyApp) -> None:
        for key in pressed:
            await pilot.press(key)
            await pilot.pause(after)

    return drive


def demo(demo_id: str, tab: str = "2", *pressed: str, **params: object) -> Drive:
    """Open a demo's screen, wait for its checks and timings, choose a tab."""

    async def drive(pilot: Any, app: StudyApp) -> None:
        app.open("demo", demo_id, {name: str(value) for name, value in params.items()})
        await pilot.pause(0.2)
        from studytui.demo.run import State

        await until(pilot, lambda: getattr(app.screen, "run", None) is not None and _over(app, State.DONE), 60)
        await pilot.press(tab)
        for key in pressed:
            await pilot.press(key)
            await pilot.pause(0.3)
        await pilot.pause(0.5)

    return drive


def _over(app: StudyApp, done: object) -> bool:
    run = getattr(app.screen, "run", None)
    return run is not None and run.state is done


async def today(pilot: Any, app: StudyApp) -> None:
    """Today, with its list."""
    await until(pilot, lambda: bool(getattr(app.screen, "parts", None)))
    await pilot.pause(1)


async def review(pilot: Any, app: StudyApp) -> None:
    """A card about a formula, revealed."""
    app.open("review", filter="kind:equation")
    await pilot.pause(0.8)
    await pilot.press("space")
    await pilot.pause(0.5)


async def question(pilot: Any, app: StudyApp) -> None:
    """A question about a mask, answered as one who leaves out the diagonal would."""
    from studytui.demo.beside import BesideBox
    from studytui.screens.review import ReviewScreen

    app.open("review", filter='kind:run "band attention" "모두 몇"')
    await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and bool(app.screen.query("Typing")), 60)
    screen = app.screen
    assert isinstance(screen, ReviewScreen)
    assert screen.run_card is not None
    asked = screen.run_card.asked
    assert asked is not None
    wrong = next(option for option, name in asked.misconceptions.items() if name == "a token sees itself")
    await pilot.press(*wrong, "enter")
    await until(pilot, lambda: bool(screen.query(BesideBox)) and bool(screen.query("BesideBox .side")), 60)
    await pilot.pause(1)


async def inline(pilot: Any, app: StudyApp) -> None:
    """The demo under a card about a mask."""
    app.open("review", filter="BigBird kind:composition")
    await pilot.pause(0.8)
    await pilot.press("space")
    await pilot.press("d")
    from studytui.demo.box import InlineDemo

    def over() -> bool:
        return any(box.run is not None and not box.run.busy for box in app.screen.query(InlineDemo))

    await until(pilot, over, 120)
    await pilot.pause(0.5)


async def compare(pilot: Any, app: StudyApp) -> None:
    """Band beside dilated, on the same inputs."""
    app.open("compare", "band", {"T": "24", "w": "2"}, "dilated", {"w": "2", "delta": "3"})
    await pilot.pause(0.5)
    pair = cast("CompareScreen", app.screen).pair
    await until(pilot, lambda: len(pair.sides) == 2 and all(not one.run.busy for one in pair.sides), 120)
    await pilot.pause(0.5)


async def plan(pilot: Any, app: StudyApp) -> None:
    """The plan of a note that was edited."""
    note = next(Path(app.environ["NOTES"]).glob("*sparse*"))
    text = note.read_text("utf-8")
    text = text.replace("행마다 key r개를 제비뽑기로 고름", "query마다 key r개를 무작위로 고름")
    text += "\n## FlashAttention\n- FlashAttention → 점수 행렬을 쓰지 않고 타일마다 softmax를 이어 계산\n"
    note.write_text(text, "utf-8")
    from studytui.notes.survey import look

    assert app.db is not None
    app.open("plan", await asyncio.to_thread(look, app.db, app.clock()))
    await pilot.pause(1)


# The size in cells, how to get there, and after how many days if not all.
PICTURES: dict[str, tuple[tuple[int, int], Drive] | tuple[tuple[int, int], Drive, int]] = {
    "today": ((100, 30), keys()),
    "today-ko": ((100, 30), today),
    "review": ((100, 30), review, 7),
    "inline": ((100, 32), inline, 7),
    "question": ((100, 30), question, 10),
    "plan": ((100, 30), plan),
    "notes": ((100, 30), keys("n")),
    "browse": ((100, 30), keys("b")),
    "stats": ((100, 32), keys("s")),
    "demos": ((100, 36), keys("d", after=2.0)),
    "demo": ((120, 40), demo("bigbird")),
    "compare": ((120, 40), compare),
}


@contextmanager
def world(days: int) -> Iterator[tuple[Callable[[], Database], Clock, Path]]:
    """A database with some weeks in it, and the folder of notes behind it."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "til"
        notes.mkdir()
        clock = Clock()

        def opener() -> Database:
            return open_database(f"{folder}/study.sqlite", now=clock)

        db = opener()
        try:
            prepare(db, clock, notes, days)
        finally:
            db.close()
        yield opener, clock, notes


async def take(name: str, opener: Callable[[], Database], clock: Clock, notes: Path) -> None:
    """Take one picture."""
    size, drive = PICTURES[name][:2]
    translation.use("ko" if name.endswith("-ko") else "en")
    runner = Runner(command=python("demos.worker"))
    app = StudyApp(opener=opener, clock=clock, runner=lambda: runner, environ={"NOTES": str(notes)})
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.db is not None)
        await pilot.pause(1)
        await drive(pilot, app)
        svg = smaller(correct_widths(app.export_screenshot(title="studytui")))
        # Folders of this machine mean nothing to a reader.
        (ROOT / "docs" / f"{name}.svg").write_text(svg.replace(str(notes.parent), "~"), "utf-8")
    print(f"docs/{name}.svg")


def main(names: list[str]) -> None:
    """Take the pictures that were named, or all of them."""
    for name in names or PICTURES:
        days = PICTURES[name][2] if len(PICTURES[name]) > 2 else DAYS
        with world(days) as (opener, clock, notes):
            asyncio.run(take(name, opener, clock, notes))


if __name__ == "__main__":
    main(sys.argv[1:])
