"""One worker process as the app sees it: started once, spoken to in JSON lines, gone when it is closed or killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Mapping, Sequence
from typing import Any

from demos.demo import OUT_OF_MEMORY
from demos.words import _

# One line may hold a picture of 1024 × 1024 cells; asyncio's own limit is 64 KiB.
LONGEST_LINE = 1 << 28

SURROUNDINGS = {
    # Fresh pages cost a naive dense form more than its arithmetic does; keeping them makes the comparison fair.
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "17179869184",
    # A thread that spins while the other one waits for a busy core makes small work a hundred times slower.
    "OMP_WAIT_POLICY": "PASSIVE",
}


class Failed(Exception):
    """A demo that could not be run or did not finish; the message is a sentence for the person."""


class Refused(Failed):
    """A parameter that does not fit; the message says which one, why, and what would."""


class Process:
    """A worker process. `mode` is "fork" (a preloaded parent) or "spawn" (a warm worker)."""

    def __init__(self, mode: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.mode, self.command, self.env = mode, command, env
        self.ready = False
        self.busy = False
        self.killed = False
        self.torch = ""  # the version it loaded
        self.why = ""  # why it could not start, or how it ended
        self.code: int | None = None  # its exit status
        self._answers: dict[int, asyncio.Queue[dict[str, Any] | None]] = {}
        self._begun: asyncio.Event = asyncio.Event()  # it is ready, or has ended
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it; returns before torch is loaded."""
        self._process = await asyncio.create_subprocess_exec(
            *self.command,
            self.mode,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=LONGEST_LINE,
            env={**os.environ, **SURROUNDINGS, **self.env},
            start_new_session=True,  # Ctrl+C in the terminal is for the app
        )
        self._reader = asyncio.create_task(self._read())

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.returncode is None and not (self.why or self.killed)

    @property
    def pid(self) -> int:
        """Its process id; 0 before it is started."""
        return self._process.pid if self._process is not None else 0

    async def begun(self) -> None:
        """Wait until torch is loaded; raises Failed when it cannot be."""
        await self._begun.wait()
        if not self.ready:
            raise Failed(self.why)

    def ask(self, number: int, order: Mapping[str, Any]) -> asyncio.Queue[dict[str, Any] | None]:
        """Send an order; its answers come through the queue, None when the process ended."""
        answers: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        if not self.alive:
            answers.put_nowait(None)
            return answers
        self._answers[number] = answers
        self._send(order)
        return answers

    def forget(self, number: int) -> None:
        """No more answers are wanted under this number; a run that still goes is stopped."""
        if self._answers.pop(number, None) is None:
            return
        if self.mode == "fork":
            self._send({"stop": number})
        else:
            self.kill()

    def done(self, number: int) -> None:
        """The last answer under this number has come."""
        self._answers.pop(number, None)

    def kill(self) -> None:
        """End it now, and with it every child of it."""
        self.killed = True
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL) if hasattr(os, "killpg") else self._process.kill()

    async def close(self) -> None:
        """Let it end by closing its stdin; kill it when it has not after a second."""
        if self._process is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), 1.0)
        except TimeoutError:
            self.kill()
            await self._process.wait()
        if self._reader is not None:
            await self._reader

    def _send(self, order: Mapping[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, RuntimeError):
            self._process.stdin.write(json.dumps(order).encode() + b"\n")

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError, OSError):
            async for text in self._process.stdout:
                message: dict[str, Any] = json.loads(text)
                if "ready" in message:
                    self.ready, self.torch = True, message["ready"]
                    self._begun.set()
                elif "broken" in message:
                    self.why = _broken(message["broken"], self.command[0])
                elif message["run"] in self._answers:
                    self._answers[message["run"]].put_nowait(message)
        self.kill()
        self.code = code = await self._process.wait()
        self.ready = False
        self.why = self.why or _("The demo process {ending}. The next demo starts a new one.", ending=ending(code))
        self._begun.set()
        for answers in self._answers.values():
            answers.put_nowait(None)
        self._answers.clear()


def ending(code: int, memory: int = 0) -> str:
    """How a process ended, as the rest of a sentence."""
    if code == OUT_OF_MEMORY:
        return _("needed more than {value:.1f} GB of memory and was stopped", value=memory / 2**30)
    if code == -9:
        return _("was killed by the system, most likely because its memory ran out")
    if code < 0:
        name = signal.Signals(-code).name if -code in {int(s) for s in signal.Signals} else f"signal {-code}"
        return (
            _("used up its processor time and was stopped") if name == "SIGXCPU" else _("crashed ({name})", name=name)
        )
    return _("ended without a result") if code == 0 else _("ended with status {code}", code=code)


def _broken(error: str, python: str) -> str:
    advice = (
        _("Install it with: {python} -m pip install torch", python=python) if "No module named 'torch'" in error else ""
    )
    advice = advice or _("Try to install it again: {python} -m pip install --force-reinstall torch", python=python)
    return _(
        "Demos need PyTorch, which could not be loaded ({error}). {advice}. Reviews work without it.",
        error=error,
        advice=advice,
    )
