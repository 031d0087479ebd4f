"""The process that imports torch. `python -m demos.worker fork` (or `spawn`), spoken to in JSON lines over its pipes.

fork: torch is imported once and no operation is ever run here (a fork after torch has started its threads hangs);
each run is a forked child, so the first result is there in milliseconds and stopping is a kill. Their lines are
passed on whole: a child that dies in the middle of a line spoils nothing.

spawn: for systems where a fork is not safe. The process runs one order at a time itself, and is killed to stop it.

Orders: {"run": n, "demo": id, "values": {…}, …}, {"stop": n}, {"describe": n}. Answers carry the same number; the
first to a run is `begun`, so that a process that hangs is told from one that computes. When
stdin ends, the process and its children end.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import queue
import select
import signal
import sys
import threading
from dataclasses import asdict
from typing import Any, NoReturn

from demos.catalog import ENTRIES
from demos.child import limit, line, perform, ready, released, watch

Order = dict[str, Any]


class Children:
    """The preloaded parent: its select loop over orders and the pipes of its children."""

    def __init__(self, orders: int, answers: int) -> None:
        self.orders, self.answers = orders, answers
        self.lifeline, self._alive = os.pipe()  # children see the end of it when this process is gone
        self.runs: dict[int, tuple[int, int, bytes]] = {}  # pipe → (run, pid, the beginning of a line)
        self.rest = b""
        self.unread = [entry.id for entry in ENTRIES]
        # A child may end while something it started still holds its pipe: its end is told by SIGCHLD as well.
        self.ended, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)

    def serve(self) -> NoReturn:
        """Until stdin ends. Concept files are imported one by one while there is nothing else to do."""
        while True:
            idle = 0 if self.unread else None
            readable, _, _ = select.select([self.orders, self.ended, *self.runs], [], [], idle)
            if not readable and self.unread:
                with contextlib.suppress(Exception):  # told when it is asked for
                    ready(self.unread.pop(0))
                if not self.unread:
                    gc.freeze()  # a child's collector then leaves these pages shared
            for pipe in readable:
                if pipe == self.orders:
                    self.read_orders()
                elif pipe == self.ended:
                    os.read(self.ended, 1 << 12)
                    self.reap()
                elif pipe in self.runs:
                    self.relay(pipe)

    def read_orders(self) -> None:
        """Take what came on stdin; at its end, end everything."""
        data = os.read(self.orders, 1 << 16)
        if not data:
            for pipe in list(self.runs):
                self.kill(pipe)
            os._exit(0)
        *orders, self.rest = (self.rest + data).split(b"\n")
        for text in orders:
            order = json.loads(text)
            if "stop" in order:
                for pipe in [p for p, (run, _, _) in self.runs.items() if run == order["stop"]]:
                    self.kill(pipe)
            elif "describe" in order:
                _write(self.answers, {"run": order["describe"], "described": describe()})
                self.unread.clear()
                gc.freeze()
            else:
                self.fork(order)

    def fork(self, order: Order) -> None:
        """Start a child for a run."""
        mine, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                os.setpgid(0, 0)
                for fd in (mine, self.orders, self.answers, self._alive, *self.runs):
                    os.close(fd)
                watch(self.lifeline, order["memory"])
                limit(order["memory"], order["seconds"], order["threads"])
                perform(order, lambda message: _write(theirs, {"run": order["run"], **message}))
            finally:
                os._exit(0)
        os.close(theirs)
        _write(self.answers, {"run": order["run"], "begun": True})  # without it the client takes this process for hung
        with contextlib.suppress(OSError):  # both sides set it, so that neither comes too late
            os.setpgid(pid, pid)
        self.runs[mine] = (order["run"], pid, b"")

    def relay(self, pipe: int) -> None:
        """Pass a child's whole lines on; at the end of its pipe it has ended."""
        pid = self.runs[pipe][1]
        data = os.read(pipe, 1 << 18)
        if not data:
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
            self.finish(pipe, os.waitpid(pid, 0)[1])
            return
        self.pass_on(pipe, data)

    def pass_on(self, pipe: int, data: bytes) -> None:
        """Send on the whole lines; the beginning of a line waits for its end."""
        run, pid, begun = self.runs[pipe]
        whole, _, begun = (begun + data).rpartition(b"\n")
        if whole:
            _write_all(self.answers, whole + b"\n")
        self.runs[pipe] = (run, pid, begun)

    def reap(self) -> None:
        """Look which children have ended; what they wrote is passed on, and what they started goes with them."""
        for pipe, (_, pid, _) in list(self.runs.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            while select.select([pipe], [], [], 0)[0]:
                data = os.read(pipe, 1 << 18)
                if not data:
                    break
                self.pass_on(pipe, data)
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
            self.finish(pipe, status)

    def finish(self, pipe: int, status: int) -> None:
        """Say how a run ended."""
        run, _, _ = self.runs.pop(pipe)
        os.close(pipe)
        _write(self.answers, {"run": run, "ended": os.waitstatus_to_exitcode(status)})

    def kill(self, pipe: int) -> None:
        """End a run: its process group is killed and its pipe closed, so that nothing of it arrives any more."""
        _, pid, _ = self.runs.pop(pipe)
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
        os.close(pipe)
        os.waitpid(pid, 0)


def serve_alone(orders: int, answers: int) -> NoReturn:
    """The spawned worker: a thread reads orders and ends the process with stdin; the main thread runs them."""
    waiting: queue.Queue[Order] = queue.Queue()

    def read() -> bool:
        with os.fdopen(orders, "rb") as stdin:
            for text in stdin:
                waiting.put(json.loads(text))
        return True

    threading.Thread(target=lambda: (read(), os._exit(0)), daemon=True).start()
    limited = False
    while True:
        order = waiting.get()
        if "describe" in order:
            _write(answers, {"run": order["describe"], "described": describe()})
            continue
        if not limited:  # no bound on processor time: this process lives on, and the client watches the clock
            limit(order["memory"], 1e6, order["threads"])
            watch(None, order["memory"])
            limited = True
        run = order["run"]
        _write(answers, {"run": run, "begun": True})
        perform(order, lambda message, run=run: _write(answers, {"run": run, **message}))  # type: ignore[misc]
        _write(answers, {"run": run, "ended": 0, "kept": released()})


def describe() -> dict[str, Any]:
    """The parameters and presets of every demo, or why it cannot be had. Runs no operation."""
    described: dict[str, Any] = {}
    for entry in ENTRIES:
        try:
            found = ready(entry.id)
            params = [asdict(param) for param in found.params]
            described[entry.id] = {"params": params, "presets": {k: dict(v) for k, v in found.presets.items()}}
        except Exception as error:
            described[entry.id] = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
    return described


def _write(fd: int, message: dict[str, Any]) -> None:
    _write_all(fd, line(message))


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def main(mode: str) -> NoReturn:
    """Import torch, say so, and serve. What libraries print goes to stderr, so that stdout holds answers alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    try:
        import torch
    except Exception as error:
        _write(answers, {"broken": f"{type(error).__name__}: {error}".splitlines()[0]})
        os._exit(1)
    _write(answers, {"ready": torch.__version__})
    if mode == "fork":
        Children(orders, answers).serve()
    serve_alone(orders, answers)


if __name__ == "__main__":
    main(sys.argv[1])
