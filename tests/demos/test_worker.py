"""What must hold around the demo processes: nothing is left behind, and the blocking face for the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from waiting import stand_until

from demos import catalog
from demos.demo import Piece
from demos.runner import Failed, Refused, describe_once, run_once, source
from studytui.interpreter import python

WORKER = python("demos.worker")
HOSTILE = Path(__file__).with_name("hostile.py")
MODES = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]
QUICK = {"sweep": 0.0, "longest": 64}


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}


@pytest.mark.parametrize("mode", MODES)
def test_when_the_app_is_killed_nothing_stays(mode: str) -> None:
    code = f"""
import asyncio, os, sys
sys.path.insert(0, {str(HOSTILE.parent)!r})
import hostile
hostile.install()
from demos.runner import Runner
async def main():
    runner = Runner(mode={mode!r}, command=(sys.executable, {str(HOSTILE)!r}))
    async for piece in runner.run("endless", {{}}):
        print(runner._processes[0].pid, piece.output[0], flush=True)
asyncio.run(main())
"""
    app = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert app.stdout is not None
    pids = [int(pid) for pid in app.stdout.readline().split()]
    assert len(pids) == 2
    assert all(alive(pid) for pid in pids)
    app.kill()
    app.wait()
    stand_until(lambda: not any(alive(pid) for pid in pids))


def test_run_once_gives_a_whole_report() -> None:
    seen: list[Piece] = []
    report = run_once("band", {"T": "32", "w": 2}, command=WORKER, on_piece=seen.append, **QUICK)
    assert report.demo == "band"
    assert report.title
    assert report.params["T"] == 32
    assert report.steps
    assert report.flops is not None
    assert len(seen) >= len(report.steps) + len(report.checks)
    with pytest.raises(Refused, match="w is 99999"):
        run_once("band", {"w": 99999}, command=WORKER)
    with pytest.raises(Failed, match="no demo nowhere"):
        run_once("nowhere", {}, command=WORKER)


def test_describe_once_knows_every_demo() -> None:
    assert set(describe_once(WORKER)) == {entry.id for entry in catalog.ENTRIES}


def test_source_needs_no_torch() -> None:
    code = "import sys; from demos.runner import source; print(source('switch')); assert 'torch' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "def switch" in done.stdout
    assert source("band").startswith('"""Band')
