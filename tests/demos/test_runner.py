"""The client and its processes, through real processes: crashes, endless loops, too much memory, a killed parent."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from waiting import PATIENCE, until

from demos import catalog
from demos.demo import Check, Picture, Piece, Remark, Step, Timing
from demos.runner import Failed, Limits, Refused, Runner

HOSTILE = Path(__file__).with_name("hostile.py")
MODES = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]
QUICK = {"sweep": 0.0, "longest": 64}


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def hostile() -> Iterator[None]:
    """The misbehaving demos, known to the client as well."""
    spec = importlib.util.spec_from_file_location("hostile", HOSTILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with pytest.MonkeyPatch.context() as patch:
        for name in module.RUNS:
            patch.setitem(catalog.BY_ID, name, catalog.Entry(name, name, "hostile", (), ""))
        yield


@pytest_asyncio.fixture(params=MODES, scope="module", loop_scope="module")
async def runner(request: pytest.FixtureRequest, hostile: None) -> AsyncIterator[Runner]:
    made = Runner(mode=request.param, command=(sys.executable, str(HOSTILE)), limits=Limits(threads=1))
    await made.warm()
    yield made
    pids = [process.pid for process in made._processes]
    await made.close()
    assert not any(alive(pid) for pid in pids)


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}


async def gone(pid: int) -> None:
    """Return once a process has ended."""
    await until(lambda: not alive(pid))


async def pieces(runner: Runner, demo: str, **limits: float) -> list[Piece]:
    return [piece async for piece in runner.run(demo, {}, **limits)]


async def steady(runner: Runner) -> None:
    """A run that works: what every test ends with."""
    assert (await pieces(runner, "steady"))[-1] == Remark("done")


async def test_pieces_come_in_order_and_the_runner_is_ready(runner: Runner) -> None:
    assert runner.ready
    assert runner.torch
    found = await pieces(runner, "band", **QUICK)
    kinds = [type(piece) for piece in found]
    assert kinds[0] is Step
    assert {Step, Picture, Check, Timing} <= set(kinds)
    assert all(piece.ok for piece in found if isinstance(piece, Check))


async def test_a_question_is_drawn_by_its_seed_and_the_wrong_mechanism_is_run_beside_the_truth(runner: Runner) -> None:
    asked = await runner.ask("band", "pairs", 7)
    assert asked == await runner.ask("band", "pairs", 7)
    assert asked != await runner.ask("band", "pairs", 8)
    for option in asked.options:
        beside = await runner.beside("band", "pairs", 7, option)
        assert beside.truth.pictures
        assert (beside.wrong is None) == (option == asked.answer)
        assert beside.misconception == asked.misconceptions.get(option, "")
    with pytest.raises(Refused, match="no question"):
        await runner.ask("band", "nothing of the kind", 7)
    await steady(runner)


@pytest.mark.parametrize(
    ("demo", "words"),
    [
        ("abort", "crashed (SIGABRT)"),
        ("segfault", "crashed (SIGSEGV)"),
        ("raises", "LookupError: nothing"),
        ("exits", "ended with status 3"),
        ("gulp", "more than 0.5 GB of memory"),
        ("creep", "more than 0.5 GB of memory"),
    ],
)
async def test_what_goes_wrong_is_a_sentence_and_the_next_run_is_unharmed(
    runner: Runner, demo: str, words: str
) -> None:
    with pytest.raises(Failed) as failed:
        await pieces(runner, demo, memory=1 << 29, seconds=PATIENCE)
    assert words in str(failed.value)
    assert str(failed.value)[0].isupper()
    await steady(runner)


async def test_an_endless_loop_is_stopped_when_its_time_is_up(runner: Runner) -> None:
    first, seconds = None, 0.3
    while first is None:
        run = runner.run("endless", {}, seconds=seconds)
        try:
            first = await anext(run)
        except Failed:  # a slow machine: its time was up before it had begun
            seconds *= 3
    assert isinstance(first, Step)
    with pytest.raises(Failed, match=rf"longer than {seconds:g} seconds"):
        await anext(run)
    await gone(first.output[0])
    await steady(runner)


async def test_a_process_that_hangs_is_ended_and_another_runs_in_its_place(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    await steady(runner)
    hung = next(process.pid for process in runner._processes if process.alive)  # the one the next run takes
    os.kill(hung, signal.SIGSTOP)
    monkeypatch.setattr("demos.runner.ANSWER", 0.5)
    await steady(runner)
    await gone(hung)
    assert hung not in [process.pid for process in runner._processes if process.alive]


async def test_a_process_that_never_loads_torch_is_ended_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demos.runner.LOADING", 0.3)
    runner = Runner(command=(sys.executable, "-c", "import time; time.sleep(60)"))
    try:
        with pytest.raises(Failed, match="was ended"):
            await runner.warm()
        assert not any(process.alive for process in runner._processes)
    finally:
        await runner.close()


async def test_a_run_gives_its_memory_back(runner: Runner) -> None:
    """What 300 MB of a run are freed, also where the process lives on."""
    await steady(runner)
    process = next(process for process in runner._processes if process.alive)
    before = resident(process.pid)
    await pieces(runner, "large")
    assert resident(process.pid) - before < 100 << 20


async def test_memory_that_is_free_again_is_no_need_of_a_run(runner: Runner) -> None:
    """Its allocator keeps free pages; with them this run holds 640 MB, without them less than it may."""
    assert await pieces(runner, "holes", memory=1 << 29, seconds=PATIENCE)


async def test_a_process_that_keeps_much_is_replaced(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    if runner.mode != "spawn":
        pytest.skip("a forked run ends with its process")
    await steady(runner)
    monkeypatch.setattr("demos.runner.HEAVY", -1)
    before = {process.pid for process in runner._processes if process.alive}
    await steady(runner)
    assert len(before - {process.pid for process in runner._processes if process.alive}) == 1


def resident(pid: int) -> int:
    """Bytes of memory a process holds."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as opened:
        return int(opened.read().split()[1]) * os.sysconf("SC_PAGESIZE")


async def test_cancelling_kills(runner: Runner) -> None:
    started: asyncio.Queue[int] = asyncio.Queue()

    async def watch() -> None:
        async for piece in runner.run("endless", {}):
            assert isinstance(piece, Step)
            started.put_nowait(piece.output[0])

    task = asyncio.create_task(watch())
    pid = await started.get()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    await gone(pid)
    await steady(runner)


async def test_closing_the_iteration_kills_too(runner: Runner) -> None:
    run = runner.run("endless", {})
    first = await anext(run)
    assert isinstance(first, Step)
    await run.aclose()
    await gone(first.output[0])
    await steady(runner)


async def test_after_a_stopped_run_a_spawned_worker_is_kept_in_reserve(runner: Runner) -> None:
    run = runner.run("endless", {})
    await anext(run)
    await run.aclose()
    await steady(runner)
    assert len([process for process in runner._processes if process.alive]) == (1 if runner.mode == "fork" else 2)


async def test_what_was_measured_before_a_death_is_kept(runner: Runner) -> None:
    run = runner.run("abort", {})
    assert isinstance(await anext(run), Step)
    with pytest.raises(Failed):
        await anext(run)


async def test_what_a_demo_prints_spoils_nothing(runner: Runner) -> None:
    assert (await pieces(runner, "prints"))[-1] == Remark("done")


async def test_a_number_that_is_none_fails_its_check(runner: Runner) -> None:
    check = next(piece for piece in await pieces(runner, "nan") if isinstance(piece, Check))
    assert not check.ok
    assert check.error != check.error


async def test_a_long_line_comes_whole(runner: Runner) -> None:
    assert Remark("x" * 3_000_000) in await pieces(runner, "big")


async def test_two_runs_at_once_do_not_mix(runner: Runner) -> None:
    slow = runner.run("slow", {})
    await anext(slow)
    await steady(runner)
    assert isinstance(await anext(slow), Remark)
    await slow.aclose()


async def test_a_parameter_that_does_not_fit_is_refused(runner: Runner) -> None:
    with pytest.raises(Refused, match="w is 60 and T is 32"):
        async for _ in runner.run("band", {"w": 60, "T": 32}):
            pass
    with pytest.raises(Refused, match="no parameter x"):
        async for _ in runner.run("band", {"x": 1}):
            pass
    with pytest.raises(Failed, match=r"no demo bandd\. Did you mean band"):
        async for _ in runner.run("bandd", {}):
            pass


async def test_a_worker_that_dies_is_started_again(runner: Runner) -> None:
    run = runner.run("slow", {})
    first = await anext(run)
    assert isinstance(first, Step)
    os.kill(runner._processes[0].pid, signal.SIGKILL)
    with pytest.raises(Failed, match="The demo"):
        async for _ in run:
            pass
    await gone(first.output[0])
    await steady(runner)


async def test_what_a_run_left_behind_goes_with_it(runner: Runner) -> None:
    if runner.mode == "spawn":
        pytest.skip("only a forked run has a process group of its own")
    with pytest.raises(Failed, match="status 4"):
        await pieces(runner, "grandchild")
    await steady(runner)


async def test_half_a_line_of_a_killed_child_is_dropped(runner: Runner) -> None:
    with pytest.raises(Failed):
        await pieces(runner, "half-line")
    await steady(runner)


async def test_the_parameters_come_without_torch_in_this_process(runner: Runner) -> None:
    described = await runner.describe()
    assert not any(found.error for found in described.values())
    params = {param.name: param for param in await runner.params("band")}
    assert params["w"].default == 2
    assert described["band"].presets


async def test_a_closed_runner_says_so() -> None:
    runner = Runner(command=("python",))
    await runner.close()
    with pytest.raises(Failed, match="closed"):
        await runner.warm()


@pytest.mark.parametrize("mode", MODES)
async def test_without_torch_the_sentence_tells_what_to_do(mode: str) -> None:
    runner = Runner(mode=mode, command=(sys.executable, str(HOSTILE)), env={"HOSTILE_TORCH": "absent"})
    with pytest.raises(Failed, match=r"PyTorch.*pip install.*Reviews work without it"):
        await runner.warm()
    assert not runner.ready
    await runner.close()


async def test_a_worker_that_cannot_start_is_a_sentence() -> None:
    runner = Runner(command=("/nowhere/python", "x"))
    with pytest.raises(Failed, match="cannot be started"):
        await runner.warm()
    await runner.close()


class _Scripted:
    """A process that never starts: what is put into `answers` is what it says."""

    def __init__(self) -> None:
        self.answers: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.busy = self.killed = self.forgotten = self.asked = False

    async def begun(self) -> None:
        """It is ready."""

    def ask(self, number: int, message: dict[str, Any]) -> asyncio.Queue[dict[str, Any] | None]:
        """The queue of the test."""
        self.asked = True
        return self.answers

    def forget(self, number: int) -> None:
        """Noted: this is where a real run is killed."""
        self.forgotten = True


async def test_stopping_a_run_at_the_moment_of_an_answer_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    process, runner = _Scripted(), Runner(mode="fork", command=("python",))

    async def given(alone: bool = False) -> Any:
        return process

    monkeypatch.setattr(runner, "_process", given)

    async def collect() -> None:
        async for _ in runner.run("band", {}):
            pass

    task = asyncio.create_task(collect())
    await until(lambda: process.asked)
    process.answers.put_nowait({"refused": "no"})
    await asyncio.sleep(0)  # the answer is on its way to it
    task.cancel()
    await asyncio.wait({task}, timeout=PATIENCE)
    assert process.forgotten
    assert task.cancelled()
