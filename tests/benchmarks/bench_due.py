"""`studytui due`: for a prompt beside an interpreter that starts and ends; after a change beside one that imports
SQLAlchemy and sqlite3 alone. Whole processes, in turns."""

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
BEYOND_PYTHON_MS = 100


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
        kept = Path(f"{folder}/study.sqlite.counts")
        rounds = []
        for _ in range(ROUNDS + 1):
            kept.unlink(missing_ok=True)
            opened = once([*studytui, "due", "--json"], env)
            once([*studytui, "due", "--prompt"], env)
            prompt = once([*studytui, "due", "--prompt"], env)
            rounds.append((opened, once(plain, env), prompt, once([sys.executable, "-c", "pass"], env)))
    due, bare, prompt, python = (statistics.median(column) for column in zip(*rounds[1:], strict=True))
    ratio = statistics.median(one[0] / one[1] for one in rounds[1:])
    print(f"studytui due --json            {due * 1e3:7.0f} ms")
    print(f"import sqlalchemy, sqlite3     {bare * 1e3:7.0f} ms")
    print(f"ratio                          {ratio:7.2f}    goal ≤ {GOAL:g}")
    print(f"studytui due --prompt          {prompt * 1e3:7.0f} ms")
    print(f"python -c pass                 {python * 1e3:7.0f} ms")
    print(f"difference                     {(prompt - python) * 1e3:7.0f} ms  goal ≤ {BEYOND_PYTHON_MS}")


if __name__ == "__main__":
    main()
