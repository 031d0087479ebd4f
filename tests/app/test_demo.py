"""The demo screen, the box beside a card, the list and the comparison, on the real worker; faults are scripted."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from waiting import PATIENCE, until

from demos.demo import Param, Picture, Piece, Report, Step, Timing
from demos.runner import Failed, Limits, Runner
from studytui.demo.box import InlineDemo
from studytui.demo.curves import Curves
from studytui.demo.gallery import Gallery
from studytui.demo.heatmap import HeatMap
from studytui.demo.run import State
from studytui.interpreter import python
from studytui.screens.compare import CompareScreen
from studytui.screens.demo import DemoScreen

WORKER = python("demos.worker")
SHORT = Limits(seconds=PATIENCE, sweep=0.05, longest=256)
PARAMS = (Param("T", 16, 8, 64, doubling=True, help="tokens"), Param("w", 2, 1, 8, 1), Param("seed", 0, 0, 999, 1))


def shown(screen: DemoScreen, **values: Any) -> bool:
    """Whether a picture of a run with these values is there."""
    run = screen.run
    return (
        run is not None and bool(run.report.pictures) and all(run.report.params.get(k) == v for k, v in values.items())
    )


def over(screen: DemoScreen) -> bool:
    """Whether the run came to an end."""
    return screen.run is not None and screen.run.state is State.DONE


async def opened(pilot: Any, name: str, *args: Any, **kwargs: Any) -> Any:
    """A screen of the app, opened now."""
    pilot.app.open(name, *args, **kwargs)
    await pilot.pause()
    return pilot.app.screen


async def test_a_demo_is_played_with(world: Any, see: Any) -> None:
    already = "torch" in sys.modules  # another test of this process may have
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "demo", "band", {"T": "128", "w": "3", "colour": "red"})
        assert "loading torch" in await see(pilot, "loading torch")
        await until(lambda: shown(screen, T=128, w=3))
        assert "There is no parameter" in await see(pilot, "There is no parameter")
        assert app.runner is not None
        assert app.runner.ready
        # A key, and the picture of the next value.
        await pilot.press("down", "right")
        await until(lambda: shown(screen, T=128, w=4))
        assert "There is no parameter" not in await see(pilot, "◂ 4 ▸")
        # A typed value that does not fit is said; one that does is taken.
        await pilot.press("enter", *"99999", "enter")
        assert "w is 99999" in await see(pilot, "from 1 to 256")
        for _ in range(5):
            await pilot.press("backspace")
        await pilot.press("7", "enter")
        await until(lambda: shown(screen, w=7))
        # Seeds, presets, reset.
        await pilot.press("s")
        await until(lambda: shown(screen, w=7, seed=screen.knobs.values["seed"]) and screen.knobs.values["seed"])
        await pilot.press("p")
        assert screen.knobs.preset in screen.knobs.presets
        await pilot.press("r")
        await until(lambda: shown(screen, **{p.name: p.default for p in screen.knobs.params}))
        await until(lambda: over(screen))
        for key, wanted in (
            ("1", "B H T"),
            ("2", "blocked"),
            ("3", "ms"),
            ("4", "hold"),
            ("5", "softmax"),
            ("tab", "→"),
        ):
            await pilot.press(key)
            assert wanted in await see(pilot, wanted)
        # The cursor goes over the picture and gives the keys back.
        await pilot.press("2", "z", "down", "right")
        assert "i " in await see(pilot, "band")
        assert isinstance(app.focused, HeatMap)
        await pilot.press("escape")
        assert app.focused is None
        assert app.screen is screen
        # Hangul mode: the jamo of c.
        await pilot.press("ㅊ")
        await until(lambda: isinstance(app.screen, CompareScreen))
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, DemoScreen)
    assert ("torch" in sys.modules) == already, "the app never imports torch, only its worker does"


async def test_leaving_ends_the_run_at_once(world: Any) -> None:
    # Left alone, the sweep would go on for longer than any test waits.
    app = world.app(runner=lambda: Runner(command=WORKER, limits=Limits(seconds=9 * PATIENCE, sweep=9 * PATIENCE)))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "demo", "band")
        await until(lambda: screen.run is not None and screen.run.report.timings)
        run = screen.run
        await pilot.press("escape")
        await until(lambda: run.state is State.IDLE)
        screen = await opened(pilot, "demo", "band")
        await until(lambda: screen.run is not None and screen.run.report.timings)
        await pilot.press("x")
        await until(lambda: not screen.run.busy)
        assert screen.run.report.timings


async def test_contradicting_parameters_are_said_before_anything_runs(world: Any, see: Any) -> None:
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "demo", "band", {"T": "8", "w": "64"})
        await until(lambda: screen.run is not None and screen.run.state is State.FAILED)
        assert "w" in screen.run.sentence
        assert screen.run.report.pictures == []
        assert screen.run.report.steps == []
        assert screen.run.sentence[:20] in await see(pilot, screen.run.sentence[:20])
        await pilot.press("r")
        await until(lambda: shown(screen))
        assert screen.run.sentence == ""


async def test_an_unknown_demo_is_a_sentence(world: Any, see: Any) -> None:
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "demo", "bandd")
        assert "There is no demo bandd" in await see(pilot, "There is no demo bandd")
        await pilot.press("1", "5", "right", "c", "z", "escape")


async def test_without_torch_the_screen_says_what_to_do(world: Any, see: Any) -> None:
    hostile = Path(__file__).parents[1] / "demos" / "hostile.py"
    without = {"HOSTILE_TORCH": "absent"}
    app = world.app(runner=lambda: Runner(command=(sys.executable, str(hostile)), env=without))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "demo", "band")
        text = await see(pilot, "import of torch halted")
        assert "Traceback" not in text
        await pilot.press("escape")


async def test_a_death_in_the_middle_of_a_sweep_keeps_what_was_measured(world: Any, see: Any, fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield Step("matmul", ((4, 4), (4, 4)), (4, 4), "scores", "T T")
        yield Picture("weights", "heat", ("i", "j"), ("w",), ((0.5, 0.5), (float("nan"), 1.0)))
        yield Timing("fast", 128, 1.5)
        raise Failed("The demo was killed by the system (signal 9).")

    app = world.app(runner=lambda: fake(PARAMS, script))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "demo", "band")
        assert "not finite" in await see(pilot, "killed by the system")
        await pilot.press("3")
        text = await see(pilot, "1.50 ms")
        assert "killed by the system" in text


async def test_a_held_key_does_not_pile_up_runs(world: Any, fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield Picture("weights", "heat", ("i", "j"), ("w",), ((float(values["w"]),),))
        await asyncio.Event().wait()

    runner = fake(PARAMS, script)
    app = world.app(runner=lambda: runner)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "demo", "band")
        await until(lambda: shown(screen))
        await pilot.press("down", *["right", "left"] * 10, "right")
        await until(lambda: shown(screen, w=3))
        await until(lambda: len(runner.begun) - len(runner.ended) == 1)
    assert len(runner.begun) == len(runner.ended)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (40, 12)])
async def test_the_box_beside_a_card(world: Any, see: Any, size: tuple[int, int]) -> None:
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=size) as pilot:
        await see(pilot, "note" if size[0] > 60 else "")
        await until(lambda: app.db is not None)
        review = await opened(pilot, "review")
        await until(lambda: review.now is not None and review.now.known is not None)
        for _ in range(4):
            if review.now.link is not None:
                break
            await pilot.press("space", "4")
            await until(lambda rated=review.now.done: review.now.done > rated)
        assert review.now.link is not None
        await pilot.press("d")
        await until(lambda: review.query(InlineDemo))
        box = review.query_one(InlineDemo)
        await until(lambda: box.run is not None and box.run.report.pictures and box.run.report.checks)
        text = await see(pilot, box.demo_id)
        if size[0] >= 80:
            assert "✓" in await see(pilot, "✓")
            assert "esc close" in text
        before = dict(box.values)
        await pilot.press("right")
        await until(lambda: box.run.report.params == box.values != before and box.run.report.pictures)
        run = box.run
        # The card is still ratable beside it.
        await pilot.press("space")
        await until(lambda: review.now.revealed)
        await pilot.press("escape")
        await until(lambda: not review.query(InlineDemo))
        await until(lambda: run.state is State.IDLE)


async def test_a_box_without_a_runner_says_so(world: Any, see: Any) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        box = InlineDemo()
        await app.screen.mount(box)
        box.start("band", {})
        assert "not available" in await see(pilot, "not available")
        box.close()


async def test_heads_stand_side_by_side_and_are_taken_apart(world: Any, fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        for head in range(8):
            yield Picture(f"head {head}", "heat", ("i", "j"), ("w",), ((0.5, 0.5), (0.1, 0.9)), group="heads")

    app = world.app(runner=lambda: fake(PARAMS, script))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "demo", "multi-head")
        gallery = screen.query_one(Gallery)
        await until(lambda: len(gallery.query(HeatMap)) == 8)
        await until(lambda: all(m.region.width >= 6 and m.region.height >= 3 for m in gallery.query(HeatMap)))
        await pilot.press("g")
        await until(lambda: len(gallery.query(HeatMap)) == 1)
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert gallery.page is not None
        assert gallery.page.title == "head 1"


async def test_a_curve_grows_while_a_model_trains_and_gives_way_to_the_idea(world: Any, see: Any, fake: Any) -> None:
    gate, last = asyncio.Event(), asyncio.Event()

    def loss(steps: int) -> Picture:
        return Picture("loss", "curves", ("step", "loss"), ("train",), (tuple((n, 1 / (n + 1)) for n in range(steps)),))

    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield loss(3)
        await gate.wait()
        for steps in range(4, 41):
            yield loss(steps)
        await last.wait()
        yield Picture("idea", "heat", ("i", "j"), ("w",), ((0.5, 0.5), (0.1, 0.9)), role="idea")
        yield loss(41)

    app = world.app(runner=lambda: fake(PARAMS, script))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "demo", "band")
        text = await see(pilot, "● train")
        assert "40" not in text.split("● train")[0].splitlines()[-1]
        drawn = screen.query_one(Gallery).query_one(Curves)
        gate.set()
        text = await see(pilot, " 20 ")
        assert screen.query_one(Gallery).query_one(Curves) is drawn, "the widget stays; only its picture is another"
        assert len(screen.run.report.pictures) == 1
        last.set()
        await until(lambda: screen.query_one(Gallery).query(HeatMap))
        page = screen.query_one(Gallery).page
        assert page is not None
        assert page.title == "idea", "nobody went to another page"


async def test_drawings_that_meet_leave_one_picture_and_a_screen_being_left_is_not_drawn(world: Any, fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield Picture("first", "heat", ("i", "j"), ("w",), ((0.5, 0.5), (0.1, 0.9)))

    def report(title: str) -> Report:
        picture = Picture(title, "heat", ("i", "j"), ("w",), ((0.1, 0.2), (0.3, 0.4)))
        return Report("band", "Band", {}, pictures=[picture])

    app = world.app(runner=lambda: fake(PARAMS, script))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "demo", "band")
        await until(lambda: over(screen))
        gallery = screen.query_one(Gallery)
        await asyncio.gather(gallery.show(report("one")), gallery.show(report("two")))
        last = report("two")
        await gallery.show(last)
        assert [shown.picture for shown in gallery.query(HeatMap)] == last.pictures
        await gallery.query_one("#body").remove_children()  # as leaving a screen does, children first
        await gallery.show(last)


async def test_a_row_is_followed_stage_by_stage_and_the_picture_lights_it(world: Any, see: Any) -> None:
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "demo", "band", {"T": "16"})
        await until(lambda: screen.run is not None and screen.run.report.walk is not None)
        walk = screen.run.report.walk
        await until(lambda: screen.query_one(Gallery).map is not None)
        await pilot.press("f")
        first = await see(pilot, "its query times each key")
        assert f"{walk.rows[walk.lit]} {walk.lit}" in first
        await pilot.press("right", "right")
        assert "−∞" in await see(pilot, "what may not be seen becomes −∞")
        await pilot.press("right")
        assert "they sum to 1" in await see(pilot, "they sum to 1")
        await pilot.press("down", "left", "left", "left")
        await see(pilot, f"{walk.lit + 1}: its query times each key")
        assert screen.run.asked["T"] == 16, "the arrows went through the row and turned no knob"
        await pilot.press("escape")
        await until(lambda: screen.tab == "picture")
        assert screen.query_one(Gallery).map.lit == walk.lit + 1
        await pilot.press("n")
        assert "watched" in walk.rows
        assert "watched" not in await see(pilot, "key j →")


async def test_the_fast_form_is_unfolded_on_the_source_tab(world: Any, see: Any) -> None:
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=(120, 60)) as pilot:
        screen = await opened(pilot, "demo", "global")
        await until(lambda: shown(screen))
        await pilot.press("5")
        assert "def global_attention_fast" not in await see(pilot, "▸ the fast form")
        await pilot.press("o")
        await see(pilot, "▾ the fast form")
        await pilot.press("pagedown", "pagedown")
        await see(pilot, "def global_attention_fast")
