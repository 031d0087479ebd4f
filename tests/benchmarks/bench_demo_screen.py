"""The demo screen under the keys, at T = 128: a key to its picture, and Escape to the end of the run.

    python -m tests.benchmarks demo_screen

The real app, screen and demo processes, driven without a terminal. A parameter is turned; "picture" is the moment the
picture's widget draws its first line of the new run. The columns before it say where the time goes: until the run was
asked for, until its first picture came from the process, until the widget had it. Medians over the rounds.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from demos.demo import Picture, Report
from demos.runner import Runner
from studytui.app import StudyApp
from studytui.demo.heatmap import HeatMap
from studytui.demo.run import DemoRun
from studytui.interpreter import python
from tests.benchmarks.bench_demo import children, running

ROUNDS = 15
DEMOS = (("scaled-dot-product", "d"), ("band", "w"), ("dilated", "w"), ("bigbird", "seed"), ("multi-head", "seed"))
PARTS = ("asked", "came", "given", "picture")


class Marks:
    """When the parts of one answer happened, in seconds; the first of each counts."""

    def __init__(self, look: Callable[[], Picture | None]) -> None:
        self.look = look
        self.at: dict[str, float] = {}
        self.old: Picture | None = None

    def mark(self, name: str) -> None:
        """Now, unless it was before."""
        self.at.setdefault(name, time.perf_counter())


@contextmanager
def watched(marks: Marks) -> Iterator[None]:
    """Note the way of an answer through the run, the widget and its first drawn line."""
    collect, add, render = DemoRun._collect, Report.add, HeatMap.render_line

    async def collecting(self: Any, values: Any) -> None:
        marks.mark("asked")
        await collect(self, values)

    def adding(self: Report, piece: Any) -> None:
        if isinstance(piece, Picture) and "asked" in marks.at:
            if "came" not in marks.at:
                marks.old = marks.look()  # what the run before gave last
            marks.mark("came")
        add(self, piece)

    def rendering(self: HeatMap, y: int) -> Any:
        if "came" in marks.at and self.picture is not marks.old:
            marks.mark("picture")
        return render(self, y)

    DemoRun._collect, Report.add, HeatMap.render_line = collecting, adding, rendering  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        DemoRun._collect, Report.add, HeatMap.render_line = collect, add, render  # type: ignore[method-assign]


async def until(holds: Any, seconds: float = 30.0) -> None:
    """Wait for something to be true."""
    end = time.perf_counter() + seconds
    while not holds():
        if time.perf_counter() > end:
            raise TimeoutError("the screen did not get there")
        await asyncio.sleep(0.0005)


def shown(app: StudyApp) -> Picture | None:
    """The picture of the first heat map on the screen; None while there is none."""
    return next((each.picture for each in app.screen.query(HeatMap)), None)


async def turned(pilot: Any, marks: Marks) -> dict[str, float]:
    """Press a key; milliseconds until each part."""
    app = pilot.app
    marks.old, marks.at = None, {}
    start = time.perf_counter()
    app.simulate_key("right" if pilot.way else "left")
    pilot.way = not pilot.way
    await until(lambda: "came" in marks.at and shown(app) not in (None, marks.old))
    marks.mark("given")
    await until(lambda: "picture" in marks.at)
    return {name: (marks.at[name] - start) * 1e3 for name in PARTS}


async def settled(screen: Any, param: str) -> None:
    """Choose a parameter, and wait until the first run is over."""
    await until(lambda: screen.knobs is not None and screen.run is not None)
    screen.knobs.focus(param)
    await until(lambda: not screen.run.busy)


async def left(pilot: Any, runner: Runner) -> float:
    """Turn a knob so that a long run begins, press Escape; milliseconds until its process has gone."""
    app = pilot.app
    before = children(runner)
    app.screen.run.limits = {"sweep": 30.0}
    app.simulate_key("right" if pilot.way else "left")
    pilot.way = not pilot.way
    await until(lambda: children(runner) - before)
    await asyncio.sleep(0.2)
    pids = children(runner) - before
    start = time.perf_counter()
    app.simulate_key("escape")
    await until(lambda: not any(running(pid) for pid in pids))
    taken = (time.perf_counter() - start) * 1e3
    await asyncio.sleep(0.3)
    return taken


async def main() -> None:
    """Print the table."""
    from db.engine import open_database

    def now() -> datetime:
        return datetime.now().astimezone()

    print(f"{os.cpu_count()} processors; load {os.getloadavg()[0]:.1f}; T = 128, 120 × 40")
    print(f"{'ms from the key until':24}" + "".join(f"{name:>10}" for name in PARTS) + f"{'slowest':>10}   goal 100")
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(command=python("demos.worker"))
        path = f"{folder}/study.sqlite"
        app = StudyApp(opener=lambda: open_database(path, now=now), clock=now, runner=lambda: runner)
        marks = Marks(lambda: shown(app))
        async with app.run_test(size=(120, 40)) as pilot:
            await runner.describe()
            pilot.way = True  # type: ignore[attr-defined]
            ends = []
            for demo, param in DEMOS:
                app.open("demo", demo, {"T": 128})
                await until(lambda: type(app.screen).__name__ == "DemoScreen" and bool(app.screen.query(HeatMap)))
                await settled(app.screen, param)
                with watched(marks):
                    rounds = []
                    for _ in range(ROUNDS):
                        rounds.append(await turned(pilot, marks))
                        await asyncio.sleep(0.15)
                row = {name: median(each[name] for each in rounds) for name in PARTS}
                slowest = max(each["picture"] for each in rounds)
                print(f"{demo:24}" + "".join(f"{row[name]:10.1f}" for name in PARTS) + f"{slowest:10.1f}")
                ends.append(await left(pilot, runner))
        await runner.close()
    print(f"Escape: {median(ends):.1f} ms until the run's process has gone, {max(ends):.1f} at most (goal 100)")


if __name__ == "__main__":
    asyncio.run(main())
