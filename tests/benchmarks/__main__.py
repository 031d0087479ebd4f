"""Run every bench_*.py beside this file, each in an interpreter of its own, and print what it prints.

    python -m tests.benchmarks [WORD …]     only those whose name holds one of the words

A benchmark prints ratios measured in one run. It is no test: on a busy machine a figure may be past its aim without
anything being wrong, so only a benchmark that cannot run at all makes this fail.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Run the chosen benchmarks one after the other; 0 when all of them ran."""
    here = Path(__file__).parent
    chosen = [file for file in sorted(here.glob("bench_*.py")) if not words or any(word in file.stem for word in words)]
    if not chosen:
        names = ", ".join(file.stem.removeprefix("bench_") for file in sorted(here.glob("bench_*.py")))
        print(f"No benchmark is called that; there are {names}.")
        return 2
    broken = []
    for file in chosen:
        print(f"== {file.stem.removeprefix('bench_')}", flush=True)
        if subprocess.run([sys.executable, str(file)], cwd=here.parent.parent, check=False).returncode:
            broken.append(file.stem)
    if broken:
        print(f"Could not run: {', '.join(broken)}.", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
