"""A line is drawn before a run is shown, and the run is laid over it: when a demo opens, by a key before a sweep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from waiting import until

from demos.demo import Guess, Param, Picture, Piece, Step, Timing
from studytui.demo.gallery import Gallery
from studytui.demo.guess import GuessPlot
from studytui.expected import DRAWN
from studytui.screens.demo import DemoScreen

GAP = Guess("gap over n", "CNN", ("n", "points"), (8.0, 16.0, 32.0), 0.0, 40.0, "How large is the gap?", role="idea")
SWEEP = Guess(
    *("time against T", "dense", ("T", "ms"), (64.0, 128.0, 256.0), 0.5, 99.0, "How long?"),
    start=1.0,
    log=True,
    role="sweep",
)
TRAINED = asyncio.Event()


async def training(values: dict[str, Any]) -> AsyncIterator[Piece]:
    """A guess, a picture that gives the answer away, and times that are still measured until the test says so."""
    yield GAP
    yield Step("matmul", ((2, 2), (2, 2)), (2, 2))
    yield Picture("other", "bars", ("a", "b"), ("x",), ((1.0, 2.0),), ("p", "q"))
    yield Picture("gap over n", "curves", ("n", "points"), ("CNN",), (((8.0, 30.0), (16.0, 9.0)),), role="idea")
    yield Timing("dense", 64, 1.0)
    yield SWEEP
    await TRAINED.wait()
    for T, ms in ((64, 1.0), (128, 4.0), (256, 16.0)):
        yield Timing("dense", T, ms, (ms,) * 5)
    line = ((64.0, 1.0), (128.0, 4.0), (256.0, 16.0))
    yield Picture("time against T", "curves", ("T", "ms"), ("dense",), (line,), log=True, role="sweep")


async def test_a_line_is_drawn_before_the_run_is_seen(world: Any, see: Any, fake: Any) -> None:
    TRAINED.clear()
    app = world.app(runner=lambda: fake((Param("n", 32, 8, 64, 8),), training))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.open("demo", "data-hunger")
        text = await see(pilot, "How large is the gap?")
        assert "n = 8: 20" in text
        assert "9" not in text.partition("gap?")[2].replace("19", ""), "the run is not shown yet"
        await pilot.press("enter")  # nothing is drawn yet
        await pilot.press("up", "up", "right")
        await see(pilot, "n = 16: 22")
        await pilot.press("1")
        await see(pilot, "(2, 2)")
        await pilot.press("2")  # it stands before the pictures until it is drawn, or passed over
        await see(pilot, "n = 16: 22")
        await until(lambda: isinstance(app.focused, GuessPlot))
        await pilot.press("up", "enter")
        text = await see(pilot, "Farthest off at n = ")
        assert "CNN" in text
        assert DRAWN in text
        page = app.screen.query_one(Gallery).page
        assert page.title == "gap over n"
        assert page.pictures[0].legend == ("CNN", DRAWN)
        await pilot.press("3", "e")
        text = await see(pilot, "How long?")
        assert "T = 128: 1 ms" in text, "the first time is measured, and the pen begins after it"
        await pilot.press("shift+up", "right", "shift+up", "enter")
        TRAINED.set()
        text = await see(pilot, "∝ T^2.0")
        assert f"{DRAWN} ∝ T^1.0" in text, "the drawn line grows, too: 198^(5/40) for each doubling"
        await pilot.press("escape")
        app.open("demo", "data-hunger")
        await see(pilot, "Farthest off")  # it is asked once
        await pilot.press("escape")
        app.open("demo", "adaptation")
        await see(pilot, "How large is the gap?")
        await pilot.press("escape")
        await see(pilot, "CNN")
        assert isinstance(app.screen, DemoScreen), "passed over, and still on the demo"
