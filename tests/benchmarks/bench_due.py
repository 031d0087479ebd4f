"""`studytui due` beside an interpreter that imports SQLAlchemy and sqlite3 alone; whole processes, in turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
GOAL = 2.0


def once(command: list[str], env: dict[str, str]) -> float:
    """Wall seconds of one process."""
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and their ratio."""
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "STUDYTUI_DB": f"sqlite:///{folder}/study.sqlite"}
        studytui = [sys.executable, "-m", "studytui"]
        subprocess.run([*studytui, "import", str(root / "cards" / "samples")], env=env, check=True, capture_output=True)
        plain = [sys.executable, "-c", "import sqlalchemy, sqlite3"]
        rounds = [(once([*studytui, "due", "--json"], env), once(plain, env)) for _ in range(ROUNDS + 1)][1:]
    due, bare = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(a / b for a, b in rounds)
    print(f"studytui due --json            {due * 1e3:7.0f} ms")
    print(f"import sqlalchemy, sqlite3     {bare * 1e3:7.0f} ms")
    print(f"ratio                          {ratio:7.2f}    goal ≤ {GOAL:g}")


if __name__ == "__main__":
    main()
