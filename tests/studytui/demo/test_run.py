"""The knobs of a demo, and a run that is started anew while keys are held, stopped, or ends badly."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import waiting
from waiting import until

from demos.demo import Check, Param, Picture, Piece, Step, Timing, Unfit
from demos.runner import Failed, Refused
from studytui.demo.run import FRAME, PACE, DemoRun, Knobs, State

PARAMS = (
    Param("T", 64, 8, 1024, doubling=True, help="tokens"),
    Param("w", 4, 1, 64, 1),
    Param("causal", "no", choices=("no", "yes")),
    Param("seed", 0, 0, 999, 1),
)


def picture(value: float, title: str = "weights") -> Picture:
    return Picture(title, "heat", ("i", "j"), ("weight",), ((value, 0.0), (0.0, value)))


def test_a_knob_turns_inside_its_bounds() -> None:
    knobs = Knobs(PARAMS)
    assert knobs.change(-1)
    assert knobs.values["T"] == 32
    for _ in range(9):
        knobs.change(1)
    assert knobs.values["T"] == 1024
    assert not knobs.change(1)
    knobs.choose(2)
    knobs.change(1)
    assert knobs.values["causal"] == "yes"


def test_what_a_note_asks_for_is_taken_where_it_fits_and_told_where_it_does_not() -> None:
    knobs = Knobs(PARAMS, given={"T": "128", "w": "many", "q": "1"})
    assert (knobs.values["T"], knobs.values["w"]) == (128, 4)
    assert "not a number" in knobs.problems[0]
    assert "There is no parameter q" in knobs.problems[1]


def test_a_typed_value_out_of_bounds_is_refused_with_the_bounds() -> None:
    knobs = Knobs(PARAMS)
    with pytest.raises(Unfit, match="8 to 1024"):
        knobs.put("T", "4096")
    assert knobs.values["T"] == 64


def test_presets_go_round_and_start_from_the_defaults() -> None:
    knobs = Knobs(PARAMS, {"narrow": {"w": 1}, "causal": {"causal": "yes"}})
    knobs.put("T", 512)
    assert knobs.next_preset() == "narrow"
    assert knobs.values == {"T": 64, "w": 1, "causal": "no", "seed": 0}
    assert knobs.next_preset() == "causal"
    assert knobs.values["w"] == 4
    assert knobs.next_preset() == "narrow"


def test_new_seeds_keep_inside_the_bounds_and_do_not_soon_repeat() -> None:
    knobs = Knobs(PARAMS)
    seen = [knobs.values["seed"] for _ in range(50) if knobs.reseed()]
    assert len(set(seen)) == 50
    assert all(0 <= int(seed) <= 999 for seed in seen)


async def test_a_held_key_starts_few_runs_and_shows_the_last_value(fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        await asyncio.sleep(0.01)
        yield picture(values["T"])
        await asyncio.Event().wait()

    runner = fake(PARAMS, script)
    run = DemoRun(runner, "band", lambda: None)
    start = time.monotonic()
    for T in range(100, 140):
        run.request({"T": T})
        await asyncio.sleep(0.005)
    await until(lambda: run.report.params.get("T") == 139 and bool(run.report.pictures))
    assert run.report.pictures[0].values[0][0] == 139
    assert len(runner.begun) <= (time.monotonic() - start) / PACE + 3
    assert len(runner.ended) == len(runner.begun) - 1, "every run but the last was ended"
    await run.close()
    assert len(runner.ended) == len(runner.begun)


async def test_what_an_old_run_still_gives_is_dropped(fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        try:
            yield picture(values["w"])
            await asyncio.Event().wait()
        finally:
            if values["w"] == 1:
                await asyncio.sleep(0.05)  # slow to go

    run = DemoRun(fake(PARAMS, script), "band", lambda: None)
    run.request({"w": 1})
    await until(lambda: bool(run.report.pictures))
    run.request({"w": 2})
    await until(lambda: run.report.params == {"w": 2} and bool(run.report.pictures))
    await asyncio.sleep(0.1)
    assert run.report.pictures[0].values[0][0] == 2
    await run.close()


async def test_the_old_picture_stands_until_the_new_one_is_there_but_not_for_long(
    fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = asyncio.Event()

    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        if values["w"] > 1:
            await gate.wait()
        yield Step("matmul", (), (1,))
        yield picture(values["w"])

    runner = fake(PARAMS, script)
    run = DemoRun(runner, "band", lambda: None)
    run.request({"w": 1})
    await until(lambda: run.state is State.DONE)
    monkeypatch.setattr("studytui.demo.run.PATIENCE", 9 * waiting.PATIENCE)
    run.request({"w": 2})
    await until(lambda: len(runner.begun) == 2)
    await asyncio.sleep(0.05)
    assert run.report.params == {"w": 1}
    monkeypatch.setattr("studytui.demo.run.PATIENCE", 0.05)
    run.request({"w": 3})
    await until(lambda: run.report.params == {"w": 3})  # patience is over: an old picture under new values would lie
    assert run.report.pictures == []
    gate.set()
    await until(lambda: run.state is State.DONE)
    assert run.report.pictures[0].values[0][0] == 3
    await run.close()


async def test_a_worker_that_dies_keeps_what_was_measured(fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield picture(1)
        yield Timing("fast", 128, 0.5)
        raise Failed("The demo was killed by the system (SIGKILL).")

    run = DemoRun(fake(PARAMS, script), "band", lambda: None)
    run.request({})
    await until(lambda: run.state is State.FAILED)
    assert "SIGKILL" in run.sentence
    assert run.report.timings == [Timing("fast", 128, 0.5)]
    await run.close()


async def test_what_is_refused_shows_no_older_picture(fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        if values["w"] >= 10:
            raise Refused("w is 10; it has to be smaller than T.")
        yield picture(1)

    run = DemoRun(fake(PARAMS, script), "band", lambda: None)
    run.request({"w": 1})
    await until(lambda: run.state is State.DONE)
    run.request({"w": 10})
    await until(lambda: run.state is State.FAILED)
    assert run.report.pictures == []
    run.request({"w": 2})
    await until(lambda: run.state is State.DONE)
    assert run.sentence == ""
    await run.close()


async def test_stopping_keeps_what_came_and_the_next_run_is_whole(fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield picture(1)
        yield Check.of("rows sum to 1", 0.0)
        await asyncio.sleep(values["w"])

    runner = fake(PARAMS, script)
    run = DemoRun(runner, "band", lambda: None)
    run.request({"w": 60})
    await until(lambda: bool(run.report.checks))
    run.stop()
    await until(lambda: run.state is State.STOPPED)
    assert run.report.checks
    assert len(runner.ended) == 1
    run.request({"w": 0})
    await until(lambda: run.state is State.DONE)
    await run.close()


async def test_an_error_nobody_foresaw_is_a_sentence(fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield picture(1)
        raise KeyError("piece")

    run = DemoRun(fake(PARAMS, script), "band", lambda: None)
    run.request({})
    await until(lambda: run.state is State.FAILED)
    assert run.sentence.startswith("The demo ended in a way nobody foresaw")
    await run.close()


async def test_many_pieces_ask_for_few_drawings(fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield picture(1)
        for n in range(500):
            yield Timing("fast", n, 1.0)

    drawn = 0

    def count() -> None:
        nonlocal drawn
        drawn += 1

    run = DemoRun(fake(PARAMS, script), "band", count)
    start = time.monotonic()
    run.request({})
    await until(lambda: run.state is State.DONE)
    assert len(run.report.timings) == 500
    assert drawn <= (time.monotonic() - start) / FRAME + 6
    await run.close()
