"""The screen of a demo of each make, on the real worker: every tab is opened and every page turned, at both sizes.

What the panes draw of every demo of the catalog is tried in tests/studytui/demo/test_every_demo.py.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from textual.widgets import Static
from waiting import PATIENCE, until

from demos.runner import Limits, Runner
from studytui.demo.gallery import Gallery
from studytui.demo.run import State
from studytui.interpreter import python
from studytui.screens.demo import DemoScreen
from tests.demos.drawn import BRIEF

WORKER = python("demos.worker")
SHORT = Limits(seconds=PATIENCE, sweep=0.0, longest=128)
# Panels of maps, and a walk; a line that is drawn first. Arcs beside masks; curves.
MAKES = {(80, 24): ("cross-attention", "data-hunger"), (120, 40): ("syntax-prior", "rezero")}


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


@pytest.mark.parametrize("size", MAKES)
async def test_a_demo_of_each_make_fills_every_tab_of_its_screen(world: Any, size: tuple[int, int]) -> None:
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=size) as pilot:
        for demo_id in MAKES[size]:
            app.open("demo", demo_id, BRIEF.get(demo_id))
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, DemoScreen)
            assert await whole(screen) == "", demo_id
            assert screen.run is not None
            if screen.tab == "guess":
                await pilot.press("escape")  # the run is seen without a line
            gallery = screen.query_one(Gallery)
            await until(lambda gallery=gallery: gallery.query("#body > *"))
            body = gallery.query_one("#body").region
            assert body.right == gallery.region.right or gallery.query_one("#side").region.width, "no cell is lost"
            await until(
                lambda gallery=gallery, body=body: all(w.region.right <= body.right for w in gallery.query("#body > *"))
            )
            for _ in gallery.pages:
                await pilot.press("right_square_bracket")
            for key, text, wanted in (("1", "shapes", "→"), ("4", "checks", "allowed"), ("5", "source", "def ")):
                await pilot.press(key)
                static = screen.query_one(f"#{text}-text", Static)
                await until(lambda static=static, wanted=wanted: wanted in str(static.content))
            await pilot.press("3")
            assert [c for c in screen.run.report.checks if not c.ok] == []
            await pilot.press("escape")
            await pilot.pause()
            assert not isinstance(app.screen, DemoScreen)
