"""One run of one demo, in a process that may be killed at any moment: its limits, and its pieces as JSON lines."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from demos.asking import obey, questions
from demos.catalog import BY_ID
from demos.demo import OUT_OF_MEMORY, Demo, Unfit, to_json
from demos.memory import give_back, resident

Emit = Callable[[dict[str, Any]], None]

_begun = 0  # bytes this process held before its first run


def demo(demo_id: str) -> Demo:
    """The demo of a catalog entry, imported now if it was not before. Needs torch."""
    module = importlib.import_module(BY_ID[demo_id].module)
    found: Demo = module.DEMO
    return found


def ready(demo_id: str) -> Demo:
    """The demo, all done that can be done before a run: its files imported, and read for the labels of steps."""
    from demos.kit.trace import prepare

    found = demo(demo_id)
    questions(demo_id)
    prepare(getattr(sys.modules[BY_ID[demo_id].module], "__file__", ""))
    return found


def limit(memory: int, seconds: float, threads: int) -> None:
    """Bound this process: address space beyond what is mapped now, processor time, no core file. Where the system can.

    The memory is bounded twice: an allocation that is too large fails at once (address space), and what creeps up is
    seen by `watch`.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        cpu = int(seconds * threads) + 5 + int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        with open("/proc/self/statm", encoding="ascii") as opened:
            mapped = int(opened.read().split()[0]) * resource.getpagesize()
        # A thread reserves address space that it never touches; free pieces too small for what comes next keep theirs.
        space = mapped + memory * 3 // 2 + (threads << 27)
        resource.setrlimit(resource.RLIMIT_AS, (space, space))


def watch(lifeline: int | None, memory: int) -> None:
    """End this process when its memory is used up, or when the pipe `lifeline` ends because its starter is gone."""

    global _begun
    _begun = resident()

    def wait() -> None:
        if lifeline is not None:
            os.read(lifeline, 1)
            os._exit(0)

    def grow() -> None:
        while True:
            time.sleep(0.05)
            if resident() - _begun > memory:
                give_back()  # free pages that the allocator keeps are no need of the run
                if resident() - _begun > memory:
                    os._exit(OUT_OF_MEMORY)

    for job in (wait, grow):
        threading.Thread(target=job, daemon=True).start()


def released() -> int:
    """Give back to the system what a run has left behind; the bytes still held since the start.

    A spawned worker lives on after a run, and the allocator is told to keep its pages (`process.SURROUNDINGS`).
    """
    give_back()
    return max(resident() - _begun, 0) if _begun else 0


def perform(order: Mapping[str, Any], emit: Emit) -> None:
    """Run an order's demo and emit its pieces, or draw its question; then `end`, or `refused` or `failed` with why."""
    try:
        import torch

        from demos.kit.timing import allowed

        torch.set_num_threads(1)  # the shapes and pictures are small: a second thread is only waited for
        chosen = ready(order["demo"])
        if "question" in order:
            with torch.no_grad():
                emit(obey(order))
        else:
            values = chosen.values(order.get("values", {}))
            emit({"values": values})
            with allowed(order["sweep"], order["longest"], order["threads"]):
                for piece in chosen.run(dict(values)):
                    emit(to_json(piece))
        emit({"end": True})
    except Unfit as refusal:
        emit({"refused": str(refusal)})
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException as error:
        if isinstance(error, RuntimeError) and ("allocate" in str(error) or "not enough memory" in str(error)):
            os._exit(OUT_OF_MEMORY)
        emit({"failed": f"The demo stopped with an error: {type(error).__name__}: {error}".splitlines()[0]})


def line(message: Mapping[str, Any]) -> bytes:
    """A message as one line of JSON."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
