"""The client of the demo processes: run a demo, get its pieces as they are computed, stop it at any moment.

Never imports torch. On systems where a fork is safe one preloaded parent serves all runs; elsewhere each run has a
warm worker of its own. A run that fails, is stopped or outlives its time leaves the next run unharmed.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from demos.catalog import BY_ID, unknown
from demos.demo import OUT_OF_MEMORY, Param, Piece, Report, Unfit, Values, filled, from_json
from demos.process import Failed, Process, Refused, ending
from demos.question import Asked, Beside
from demos.source import folded, source
from demos.words import _

__all__ = ["Described", "Failed", "Limits", "Refused", "Runner", "describe_once", "folded", "run_once", "source"]


LOADING = 120.0  # seconds after which a process that has not loaded torch is held to hang
ANSWER = 10.0  # seconds after which a process that has not taken up a run is held to hang
ASKING = 20.0  # seconds a question may take to be drawn; it takes hundredths
HEAVY = 256 << 20  # bytes a spawned process may still hold after a run; beyond, another takes its place


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use: seconds of wall time, bytes of memory beyond torch's own, threads; and its sweep's share."""

    seconds: float = 60.0
    memory: int = 2 << 30
    threads: int = field(default_factory=lambda: min(os.cpu_count() or 1, 4))
    sweep: float = 5.0
    longest: int = 8192


@dataclass(frozen=True, slots=True)
class Described:
    """The knobs of a demo, and its named settings; or the error that keeps it from being run."""

    params: tuple[Param, ...] = ()
    presets: Mapping[str, Values] = field(default_factory=dict)
    error: str = ""


async def _loaded(process: Process) -> None:
    """Wait until a process has torch; one that hangs is ended. Raises Failed."""
    try:
        async with asyncio.timeout(LOADING):
            await process.begun()
    except TimeoutError:
        process.kill()
        told = _("PyTorch was not loaded after {LOADING:g} seconds, and its process was ended.", LOADING=LOADING)
        raise Failed(f"{told} {_('The next demo starts a new one.')}") from None


async def _begun(answers: asyncio.Queue[dict[str, Any] | None]) -> bool:
    """Whether a process takes up an order in time. Its answer stays in the queue."""
    try:
        async with asyncio.timeout(ANSWER):
            first = await answers.get()
    except TimeoutError:
        return False
    answers.put_nowait(first)
    return True


def default_mode() -> str:
    """STUDYTUI_WORKER, or "fork" where a fork is safe (Linux), else "spawn"."""
    return os.environ.get("STUDYTUI_WORKER") or ("fork" if sys.platform == "linux" else "spawn")


class Runner:
    """Runs demos outside this process. Make one, `warm` it early, `close` it at the end; all on one event loop.

    `command` starts demos/worker.py in an interpreter of its own; how that is done safely the caller knows.
    """

    def __init__(
        self,
        *,
        command: Sequence[str],
        mode: str = "",
        limits: Limits | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.mode = mode or default_mode()
        self.limits = limits or Limits()
        self._command, self._env = command, env or {}
        self._processes: list[Process] = []
        self._numbers = count(1)
        self._described: dict[str, Described] = {}
        self._closed = False
        self._restless = False  # a spawned run was stopped: more will be, and each costs a process

    @property
    def ready(self) -> bool:
        """Whether torch is loaded, so that a run starts at once."""
        return any(process.ready for process in self._processes)

    @property
    def torch(self) -> str:
        """The version of torch that was loaded; empty before."""
        return next((process.torch for process in self._processes if process.ready), "")

    async def warm(self) -> None:
        """Load torch, unless it is loaded. Raises Failed with a sentence when that cannot be done."""
        await _loaded(await self._process())

    async def run(self, demo_id: str, values: Values, **limits: Any) -> AsyncIterator[Piece]:
        """The pieces of a run as they come; keyword arguments replace single fields of the limits.

        Raises Refused when a parameter does not fit, Failed when the run does not come to its end. Leaving the
        iteration (aclose, or cancelling the task) kills what runs.
        """
        async with aclosing(self._messages({"demo": demo_id, "values": dict(values)}, limits)) as messages:
            async for message in messages:
                if "piece" in message:
                    del message["run"]
                    yield from_json(message)

    async def ask(self, demo_id: str, question_id: str, seed: int, like: Values | None = None) -> Asked:
        """One draw of a question, the same for the same seed. Raises Refused where there is none, or Failed.

        `like` are values of the demo's parameters that the draw takes where it can: a question about what is on the
        screen.
        """
        order = {"demo": demo_id, "question": question_id, "seed": seed, "like": dict(like or {})}
        return Asked.from_json(await self._one(order, "asked"))

    async def beside(
        self, demo_id: str, question_id: str, seed: int, option: str, like: Values | None = None
    ) -> Beside:
        """What is looked at after `option` was given at this draw: the truth, and a misconception's run beside it.

        An option that is no misconception's has the truth alone. Raises Refused or Failed.
        """
        order = {"demo": demo_id, "question": question_id, "seed": seed, "option": option, "like": dict(like or {})}
        return Beside.from_json(await self._one(order, "beside"))

    async def _one(self, order: Mapping[str, Any], wanted: str) -> Mapping[str, Any]:
        """The one message an order about a question gives."""
        found: Mapping[str, Any] = {}
        async with aclosing(self._messages(order, {"seconds": ASKING})) as messages:
            async for message in messages:
                found = message.get(wanted, found)
        return found

    async def _messages(
        self, order: Mapping[str, Any], limits: Mapping[str, Any]
    ) -> AsyncGenerator[dict[str, Any], None]:
        """What a process says to an order, until it has ended well; raises as `run` does."""
        _known(order["demo"])
        bounds = {name: limits.get(name, getattr(self.limits, name)) for name in Limits.__dataclass_fields__}
        process = await self._process(alone=True)
        number = next(self._numbers)
        process.busy = True
        if self._restless:
            await self._process(alone=True)  # a spare loads torch while this run goes on
        order = {"run": number, **order, **bounds}
        try:
            await _loaded(process)
            answers = process.ask(number, order)
            if not await _begun(answers):  # it hangs: end it, and run in another
                process.kill()
                process.busy = False
                process = await self._process(alone=True)
                process.busy = True
                await _loaded(process)
                answers = process.ask(number, order)
            end = asyncio.get_running_loop().time() + bounds["seconds"]
            finished = False
            failure: Failed | None = None
            while True:
                try:
                    async with asyncio.timeout_at(end):  # wait_for would lose a cancellation that meets an answer
                        message = await answers.get()
                except TimeoutError:
                    late = _(
                        "The demo took longer than {seconds:g} seconds and was stopped.", seconds=bounds["seconds"]
                    )
                    raise Failed(f"{late} {_('Try smaller sizes.')}") from None
                if message is None or "ended" in message:
                    process.done(number)
                    if message is not None and message.get("kept", 0) > HEAVY:
                        process.kill()  # what it could not give back goes with it
                    if failure is not None:
                        raise failure
                    if finished:
                        return
                    raise Failed(self._ended(process, message, bounds["memory"]))
                if "refused" in message:
                    failure = Refused(message["refused"])
                elif "failed" in message:
                    failure = Failed(message["failed"])
                else:
                    yield message
                finished = finished or "end" in message
        finally:
            process.busy = False
            process.forget(number)
            self._restless = self._restless or (self.mode == "spawn" and process.killed)

    async def describe(self) -> dict[str, Described]:
        """The parameters and presets of every demo, asked once. Raises Failed when torch cannot be loaded."""
        if not self._described:
            process = await self._process(alone=True)
            process.busy = True
            try:
                await _loaded(process)
                number = next(self._numbers)
                async with asyncio.timeout(self.limits.seconds):
                    message = await process.ask(number, {"describe": number}).get()
                process.done(number)
            except TimeoutError:
                process.kill()
                raise Failed(
                    _("The demo process did not answer and was ended. The next demo starts a new one.")
                ) from None
            finally:
                process.busy = False
            if message is None:
                raise Failed(process.why)
            self._described = {name: _described(data) for name, data in message["described"].items()}
        return self._described

    async def params(self, demo_id: str) -> tuple[Param, ...]:
        """The parameters of one demo. Raises Failed."""
        _known(demo_id)
        found = (await self.describe())[demo_id]
        if found.error:
            raise Failed(_("The demo {demo_id} cannot be loaded: {error}.", demo_id=demo_id, error=found.error))
        return found.params

    async def close(self) -> None:
        """End every process; nothing is left behind."""
        self._closed = True
        processes, self._processes = self._processes, []
        await asyncio.gather(*(process.close() for process in processes))

    async def _process(self, alone: bool = False) -> Process:
        """A process to work with, started now if there is none. A spawned one serves a single run at a time."""
        if self._closed:
            raise Failed(_("The demos have been closed."))
        self._processes = [process for process in self._processes if process.alive]
        for process in self._processes:
            if self.mode == "fork" or not (alone and process.busy):
                return process
        process = Process(self.mode, self._command, self._env)
        self._processes.append(process)
        try:
            await process.start()
        except OSError as error:
            self._processes.remove(process)
            raise Failed(_("The demo process cannot be started: {error}.", error=error)) from None
        return process

    def _ended(self, process: Process, message: dict[str, Any] | None, memory: int) -> str:
        code: int | None = process.code if message is None else message["ended"]
        if code is None or (message is None and self.mode == "fork"):
            return process.why or _("The demo process is gone. The next demo starts a new one.")
        end = ending(code, memory)
        if code in (OUT_OF_MEMORY, -9):
            return _("The demo {end}. Try smaller sizes.", end=end)
        return _("The demo {end}.", end=end)


def run_once(
    demo_id: str,
    values: Values,
    *,
    command: Sequence[str],
    on_piece: Callable[[Piece], None] = lambda piece: None,
    **limits: Any,
) -> Report:
    """Run a demo to its end and collect its pieces; blocking, for the command line. Raises Failed or Refused."""

    async def collect() -> Report:
        runner = Runner(command=command)
        try:
            _known(demo_id)
            params = await runner.params(demo_id)
            try:
                report = Report(demo_id, BY_ID[demo_id].title, filled(params, values))
            except Unfit as unfit:
                raise Refused(str(unfit)) from None
            async for piece in runner.run(demo_id, values, **limits):
                report.add(piece)
                on_piece(piece)
            return report
        finally:
            await runner.close()

    return asyncio.run(collect())


def describe_once(command: Sequence[str]) -> dict[str, Described]:
    """The parameters and presets of every demo; blocking. Raises Failed."""

    async def ask() -> dict[str, Described]:
        runner = Runner(command=command)
        try:
            return await runner.describe()
        finally:
            await runner.close()

    return asyncio.run(ask())


def _known(demo_id: str) -> None:
    if demo_id not in BY_ID:
        raise Failed(f"{unknown(demo_id)} {_('The list of demos shows what there is.')}")


def _described(data: Mapping[str, Any]) -> Described:
    if "error" in data:
        return Described(error=data["error"])
    params = tuple(Param(**{**param, "choices": tuple(param["choices"])}) for param in data["params"])
    return Described(params, data["presets"])
