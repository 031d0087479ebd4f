"""Each demo of the catalog through the real worker and on the real screen, at both sizes a screen is made for."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from textual.widgets import Static
from waiting import PATIENCE, until

from demos.catalog import ENTRIES
from demos.runner import Limits, Runner
from studytui.demo.gallery import Gallery
from studytui.demo.run import State
from studytui.interpreter import python
from studytui.screens.demo import DemoScreen

WORKER = python("demos.worker")
SHORT = Limits(seconds=PATIENCE, sweep=0.0, longest=128)


async def whole(screen: DemoScreen) -> str:
    """Wait until shapes, a picture and checks are there, then end what is still measured; why not, otherwise."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await asyncio.sleep(0.02)
        run = screen.run
        if screen.failed or (run is not None and run.state is State.FAILED):
            return screen.failed or (run.sentence if run is not None else "")
        if run is not None and run.report.steps and run.report.pictures and run.report.checks:
            if run.state is State.DONE:
                return ""
            if run.report.timings:
                run.stop()
                return ""
    return "neither shapes, picture and checks nor an end"


@pytest.mark.parametrize(("half", "size"), [(0, (80, 24)), (1, (120, 40))])
async def test_every_demo_fills_every_tab_of_its_screen(world: Any, half: int, size: tuple[int, int]) -> None:
    wrong: list[str] = []
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=size) as pilot:
        for entry in ENTRIES[half::2]:
            app.open("demo", entry.id)
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, DemoScreen)
            why = await whole(screen)
            if why:
                wrong.append(f"{entry.id}: {why}")
                await pilot.press("escape")
                continue
            assert screen.run is not None
            report = screen.run.report
            gallery = screen.query_one(Gallery)
            await until(lambda gallery=gallery: gallery.query("#body > *"))
            for _ in gallery.pages:
                await pilot.press("right_square_bracket")
            for key, text, wanted in (("1", "shapes", "→"), ("4", "checks", "allowed"), ("5", "source", "def ")):
                await pilot.press(key)
                static = screen.query_one(f"#{text}-text", Static)
                await until(lambda static=static, wanted=wanted: wanted in str(static.content))
            await pilot.press("3")
            wrong += [f"{entry.id}: {c.name}: {c.error}" for c in report.checks if not c.ok]
            await pilot.press("escape")
            await pilot.pause()
            assert not isinstance(app.screen, DemoScreen)
    assert wrong == []
