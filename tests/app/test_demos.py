"""The list of demos with the cards that lead to each, and two demos side by side on the same inputs."""

from __future__ import annotations

from typing import Any

from waiting import PATIENCE, until

from demos.demo import Picture, Report, Step
from demos.runner import Limits, Runner
from studytui.demo.compare import Difference, difference
from studytui.demo.run import State
from studytui.interpreter import python
from studytui.screens.compare import CompareScreen
from studytui.screens.demo import DemoScreen
from studytui.screens.demos import DemosScreen, search

WORKER = python("demos.worker")
SHORT = Limits(seconds=PATIENCE, sweep=0.0, longest=128)


async def opened(pilot: Any, name: str, *args: Any, **kwargs: Any) -> Any:
    """A screen of the app, opened now."""
    pilot.app.open(name, *args, **kwargs)
    await pilot.pause()
    return pilot.app.screen


async def test_the_list_is_searched_and_shows_the_cards_that_lead_to_each(world: Any, see: Any) -> None:
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "demos")
        assert isinstance(screen, DemosScreen)
        await until(lambda: screen.cards is not None)
        await pilot.press("/", *"band")
        text = await see(pilot, "Band (local) attention")
        assert "Switch" not in text
        assert "2 cards" in await see(pilot, "2 cards"), "its own card, and the one that names the family alone"
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, DemoScreen))
        assert app.screen.demo_id == "band"
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        await pilot.press("/", *"zzz")
        assert "No demo has these words" in await see(pilot, "No demo has these words")
        await pilot.press("escape", "escape")
        await until(lambda: app.screen is not screen)


def test_a_demo_is_found_by_its_name_in_either_language() -> None:
    assert "multi-head" in [entry.id for entry in search("멀티헤드")]
    assert {entry.family for entry in search("")} >= {"attention", "sparse", "ffn"}
    families = [entry.family for entry in search("")]
    assert families == sorted(families, key=families.index), "a family stands together"


async def test_two_settings_on_the_same_inputs(world: Any, see: Any) -> None:
    app = world.app(runner=lambda: Runner(command=WORKER, limits=SHORT))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "compare", "band", {"T": 64, "w": 4})
        assert isinstance(screen, CompareScreen)
        assert "the same, to the last bit" in await see(pilot, "the same, to the last bit")
        await pilot.press("down", "right")
        await see(pilot, "max |Δ|")
        await until(lambda: all(one.run.state is State.DONE for one in screen.pair.sides))
        await see(pilot, "same inputs")
        left, right = (one.run.report for one in screen.pair.sides)
        assert (left.params["w"], right.params["w"]) == (4, 5)
        found = difference(left, right)
        assert isinstance(found, Difference)
        assert found.largest > 0
        # What makes the inputs follows on the other side.
        await pilot.press("up", "left")
        await until(lambda: all(one.run.report.params.get("T") == 32 for one in screen.pair.sides))
        await pilot.press("s")
        assert len({one.knobs.values["seed"] for one in screen.pair.sides}) == 1
        assert screen.pair.here.knobs.values["seed"] != 0
        await pilot.press("v")
        await see(pilot, "Δ output")
        # Another demo on this side.
        await pilot.press("v", "o", "/", *"scaled", "enter")
        await until(lambda: screen.pair.here.demo_id == "scaled-dot-product")
        await until(lambda: bool(screen.pair.here.run.report.pictures))
        assert screen.pair.here.knobs.values["T"] == 32
        assert screen.pair.there.demo_id == "band"
        assert "max |Δ|" in await see(pilot, "max |Δ|")


def test_outputs_of_other_shapes_cannot_be_subtracted() -> None:
    def made(rows: int) -> Report:
        report = Report("band", "Band", {})
        report.add(Step("matmul", (), (1,)))
        report.add(Picture("output", "heat", ("T", "d"), ("v",), tuple((1.0, 2.0) for _ in range(rows)), role="output"))
        return report

    assert difference(made(3), made(4)) == "The outputs have other shapes: 3 × 2 and 4 × 2."
    same = difference(made(3), made(3))
    assert isinstance(same, Difference)
    assert same.largest == 0
    assert "shows no output" in str(difference(made(3), Report("x", "X", {}, steps=[Step("a", (), ())])))
