"""From a request to a demo on the screen: loading torch, the first shapes, the first picture, cancelling.

    python -m tests.benchmarks demo

Each demo is asked for several times through the real client and its real processes, at its defaults with T = 128 where
it has a T; the medians are printed. "asked" is the moment before the order is written; a piece is there when the client
has it as a dataclass. The first mask or heat map is what a screen draws first.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from demos.catalog import ENTRIES
from demos.demo import Check, Picture, Step, Timing
from demos.runner import Limits, Runner
from studytui.interpreter import python

ROUNDS = 7
KINDS: tuple[tuple[str, type], ...] = (("shapes", Step), ("picture", Picture), ("checks", Check), ("timings", Timing))


def import_time() -> float:
    """Seconds that `python -c "import torch"` takes, the least of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import torch"], check=True, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


async def first_pieces(runner: Runner, demo_id: str, values: dict[str, int]) -> dict[str, float]:
    """Milliseconds from the request to the first piece of each kind; the run is left after the first timing."""
    found: dict[str, float] = {}
    start = time.perf_counter()
    run = runner.run(demo_id, values, sweep=0.0, longest=128)
    async for piece in run:
        for name, kind in KINDS:
            if isinstance(piece, kind):
                found.setdefault(name, (time.perf_counter() - start) * 1e3)
        if "checks" in found and ("timings" in found or time.perf_counter() - start > 1):
            break
    await run.aclose()
    return found


async def cancelled(runner: Runner) -> float:
    """Milliseconds from leaving a run in the middle of its sweep to the end of its process."""
    before = children(runner)
    run = runner.run("band", {"T": 1024, "w": 64}, sweep=30.0)
    async for piece in run:
        if isinstance(piece, Timing):
            break
    pids = children(runner) - before
    start = time.perf_counter()
    await run.aclose()
    while any(running(pid) for pid in pids):
        await asyncio.sleep(0.0005)
    return (time.perf_counter() - start) * 1e3


def children(runner: Runner) -> set[int]:
    """The processes below the runner's parent process."""
    found: set[int] = set()
    for process in runner._processes:
        for line in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            found.add(int(line))
    return found


def running(pid: int) -> bool:
    """Whether a process runs and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


async def main() -> None:
    """Print the table."""
    alone = import_time()
    runner = Runner(command=python("demos.worker"), mode="fork", limits=Limits())
    start = time.perf_counter()
    await runner.warm()
    warm = time.perf_counter() - start
    print(f"torch {runner.torch}, {os.cpu_count()} processors; load {os.getloadavg()[0]:.1f}")
    print(f"loading torch: {warm:.2f} s, {warm / alone:.2f} × the {alone:.2f} s of python -c 'import torch'")
    start = time.perf_counter()
    described = await runner.describe()
    print(f"parameters of all {len(described)} demos: {time.perf_counter() - start:.2f} s, once")
    print(f"\n{'ms until (goal 25, 100)':24}" + "".join(f"{name:>10}" for name, _ in KINDS))
    missed = 0
    for entry in ENTRIES:
        if described[entry.id].error:
            print(f"{entry.id:24} cannot be loaded: {described[entry.id].error}")
            continue
        values = {p.name: 128 for p in described[entry.id].params if p.name == "T" and (p.maximum or 0) >= 128}
        rounds = [await first_pieces(runner, entry.id, values) for _ in range(ROUNDS)]
        row = {
            name: median(r[name] for r in rounds if name in r) for name, _ in KINDS if any(name in r for r in rounds)
        }
        late = row["shapes"] > 25 or row["picture"] > 100
        missed += late
        print(f"{entry.id:24}" + "".join(f"{row.get(name, float('nan')):10.1f}" for name, _ in KINDS) + "  late" * late)
    print(f"{missed} of {len(ENTRIES)} are late")
    times = [await cancelled(runner) for _ in range(ROUNDS)]
    print(f"\ncancelling a run: {median(times):.1f} ms until its process has gone, {max(times):.1f} at most (goal 100)")
    await runner.close()


if __name__ == "__main__":
    asyncio.run(main())
