"""A worker whose catalog also holds demos that misbehave; started by the tests in place of `python -m demos.worker`."""

from __future__ import annotations

import os
import sys
import time
import types
from collections.abc import Iterator
from typing import Any

from demos import catalog
from demos.demo import Check, Demo, Param, Piece, Remark, Step

RUNS = (
    "steady", "abort", "segfault", "endless", "creep", "gulp", "raises", "exits", "prints", "slow", "nan",
    "grandchild", "half-line", "silent", "big", "large", "holes",
)  # fmt: skip


def run(name: str, values: dict[str, Any]) -> Iterator[Piece]:
    import torch

    yield Step("start", (), (os.getpid(),))
    match name:
        case "abort":
            os.abort()
        case "segfault":
            import ctypes

            ctypes.string_at(0)
        case "endless":
            while True:
                pass
        case "creep":
            kept = []
            while True:
                kept.append(torch.ones(1 << 22))
        case "large":
            kept = [torch.ones(1 << 18) for _ in range(300)]
            del kept[::2]
        case "holes":  # 420 MB in use, and holes between them that nothing larger fits into
            kept = [torch.ones(1 << 20) for _ in range(110)]
            del kept[::2]
            kept += [torch.ones(5 << 18) for _ in range(40)]
            time.sleep(0.3)
        case "gulp":
            torch.ones(1 << 33)
        case "raises":
            raise LookupError("nothing\nin here")
        case "exits":
            os._exit(3)
        case "prints":
            print("not JSON", flush=True)
            os.write(1, b"nor this\n")
        case "slow":
            for i in range(1000):
                time.sleep(0.02)
                yield Remark(str(i))
        case "nan":
            yield Check.of("a number", float("nan"))
        case "grandchild":
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            os._exit(4)
        case "half-line":
            for fd in range(3, 64):
                try:
                    os.write(fd, b'{"run":')
                except OSError:
                    continue
            os.kill(os.getpid(), 9)
        case "big":
            yield Remark("x" * 3_000_000)
    yield Remark("done")


def install() -> None:
    """Put the demos into the catalog of this process."""
    for name in RUNS:
        module = types.ModuleType(f"hostile_{name}")
        module.DEMO = Demo((Param("T", 8, 1, 64, 1, "x"),), lambda values, name=name: run(name, values), ())  # type: ignore[attr-defined]
        sys.modules[module.__name__] = module
        catalog.BY_ID[name] = catalog.Entry(name, name, "hostile", (), module.__name__)


if __name__ == "__main__":
    install()
    from demos.worker import main

    if os.environ.get("HOSTILE_TORCH") == "absent":
        sys.modules["torch"] = None  # type: ignore[assignment]
    main(sys.argv[1])
