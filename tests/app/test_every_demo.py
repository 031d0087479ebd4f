"""Each demo of the catalog through the real worker and on the real screen, at both sizes a screen is made for."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.widgets import Static

from demos.catalog import ENTRIES
from demos.runner import Limits, Runner
from studytui.demo.gallery import Gallery
from studytui.demo.run import State
from studytui.interpreter import python
from studytui.screens.demo import DemoScreen

WORKER = python("demos.worker")
SHORT = Limits(seconds=60, sweep=0.0, longest=128)


async def whole(screen: DemoScreen) -> str:
    """Wait until shapes, a picture and checks are there, then end what is still measured; why not, otherwise."""
    for _ in range(3000):
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
    return "neither shapes, picture and checks nor an end within a minute"


async def drawn(static: Static, wanted: str) -> bool:
    """Whether a text comes up on a pane."""
    for _ in range(200):
        await asyncio.sleep(0.01)
        if wanted in str(static.content):
            return True
    return False


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
            await pilot.pause(0.05)
            if len(gallery.query("#body > *")) < 1:
                wrong.append(f"{entry.id}: no picture is drawn")
            for _ in gallery.pages:
                await pilot.press("right_square_bracket")
            for key, text, wanted in (("1", "shapes", "→"), ("4", "checks", "allowed"), ("5", "source", "def ")):
                await pilot.press(key)
                static = screen.query_one(f"#{text}-text", Static)
                if not await drawn(static, wanted):
                    wrong.append(f"{entry.id}: {wanted!r} is not on tab {key}")
            await pilot.press("3")
            wrong += [f"{entry.id}: {c.name}: {c.error}" for c in report.checks if not c.ok]
            await pilot.press("escape")
            await pilot.pause()
            assert not isinstance(app.screen, DemoScreen)
    assert wrong == []
