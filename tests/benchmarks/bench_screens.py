"""The app against an empty Textual app, in pseudo-terminals, with 10,000 cards: first paint, today's numbers (counted,
and as they were kept when the app was left), a rating.

Every figure is a median of interleaved rounds, from the start of the process or the key to the bytes on the terminal.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
CARDS, ROUNDS, RATINGS, NOW = 10_000, 7, 40, "2025-05-13T09:00:00+09:00"

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    ENABLE_COMMAND_PALETTE = False
    count = 0
    def compose(self):
        yield Static("FIRST")
    def on_key(self):
        self.count += 1
        self.query_one(Static).update(f"UPDATE{self.count}.")
Empty().run()
"""


class Program:
    """A program on a pseudo-terminal of 80 × 24; what it wrote, without styling."""

    def __init__(self, command: list[str], **env: str) -> None:
        self.started = time.perf_counter()
        self.fd, tail = pty.openpty()
        fcntl.ioctl(tail, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("STUDYTUI", "TEXTUAL"))}
        clean |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)} | env
        self.process = subprocess.Popen(
            command, stdin=tail, stdout=tail, stderr=tail, env=clean, start_new_session=True
        )
        os.close(tail)
        self.text = ""

    def wait(self, wanted: str, since: float | None = None, seconds: float = 30) -> float:
        """Seconds from `since` (the start) until the text was written; what came before it is forgotten."""
        end = time.perf_counter() + seconds
        while wanted not in self.text:
            if time.perf_counter() > end:
                raise TimeoutError(f"{wanted!r} did not come:\n{self.text[-2000:]}")
            if select.select([self.fd], [], [], 0.5)[0]:
                data = os.read(self.fd, 1 << 16).decode("utf-8", "replace")
                self.text += re.sub(r"\x1b\[[0-9;?$]*[a-zA-Z]", "", data)
        taken = time.perf_counter() - (since or self.started)
        self.text = self.text.partition(wanted)[2]
        return taken

    def press(self, key: str) -> float:
        """Send a key; the moment it was sent."""
        now = time.perf_counter()
        os.write(self.fd, key.encode())
        return now

    def calm(self) -> None:
        """Take in what is still being written."""
        while select.select([self.fd], [], [], 0.03)[0]:
            os.read(self.fd, 1 << 16)
        self.text = ""

    def leave(self) -> None:
        """Leave it with its key, and wait until it has ended."""
        self.press("q")
        with suppress(OSError):  # a terminal whose program ended
            while os.read(self.fd, 1 << 16):
                pass
        self.process.wait()
        os.close(self.fd)

    def end(self) -> None:
        """Kill it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.fd)


def fill(path: Path) -> int:
    """A database of some 10,000 cards in 100 notes, 200 of them for today; the number of those."""
    from dataclasses import replace

    from db import library, queue, settings
    from db.engine import open_database
    from studytui.notes import survey

    now = datetime.fromisoformat(NOW)
    folder = path.parent / "notes"
    folder.mkdir()
    for note in range(100):
        lines = [f"- 용어{note}-{n} :: 뜻은 {note}번 노트의 {n}번째 줄에 있음" for n in range(CARDS // 100)]
        (folder / f"note{note:03}.md").write_text(f"# 노트 {note}\n\n## 제목 {note}\n\n" + "\n".join(lines), "utf-8")
    db = open_database(str(path), now=lambda: now)
    library.apply(db, survey.survey(db, [folder], now), now)
    settings.save(db, replace(settings.load(db), new_per_day=200))
    count = queue.counts(db, now).new
    db.close()
    return count


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.sqlite"
        count = fill(path)
        env = {"STUDYTUI_DB": str(path), "STUDYTUI_NOW": NOW}
        app = [sys.executable, "-m", "studytui"]
        empties, firsts, todays = [], [], []
        for _ in range(ROUNDS):
            program = Program([sys.executable, "-c", EMPTY])
            empties.append(program.wait("FIRST"))
            program.end()
            program = Program(app, **env)
            firsts.append(program.wait("Study"))
            todays.append(program.wait(f"{count:,} cards"))
            program.end()
        empty = median(empties)
        program = Program(app, **env)
        program.wait(f"{count:,} cards")
        program.leave()
        kepts = []
        for _ in range(ROUNDS):
            program = Program(app, **env)
            kepts.append(program.wait(f"{count:,} cards"))
            program.end()

        program, other = Program(app, **env), Program([sys.executable, "-c", EMPTY])
        program.wait(f"{count:,} cards")
        other.wait("FIRST")
        program.press("\r")
        program.wait("show the answer")
        reveals, ratings, updates = [], [], []
        for number in range(1, RATINGS + 1):
            program.calm()
            reveals.append(program.wait("again", program.press(" ")))
            program.calm()
            ratings.append(program.wait("show the answer", program.press("3")))
            updates.append(other.wait(f"UPDATE{number}.", other.press("x")))
        program.end()
        other.end()
    rows = [
        ("first paint", median(firsts), f"{median(firsts) / empty:.2f} ×", "≤ 1.3 × an empty Textual app"),
        ("today's numbers", median(todays), f"{median(todays) / empty:.2f} ×", "≤ 2.2 ×"),
        ("… after it was left", median(kepts), f"{median(kepts) / empty:.2f} ×", "≤ 2.2 ×"),
        ("key to answer", median(reveals), f"+ {(median(reveals) - median(updates)) * 1000:.0f} ms", "≤ 50 ms more"),
        (
            "rating to next card",
            median(ratings),
            f"+ {(median(ratings) - median(updates)) * 1000:.0f} ms",
            "≤ 50 ms more",
        ),
    ]
    print(f"an empty Textual app: first paint {empty * 1000:.0f} ms, an update {median(updates) * 1000:.1f} ms")
    for name, seconds, ratio, goal in rows:
        print(f"{name:<22}{seconds * 1000:>8.1f} ms  {ratio:>10}   {goal}")


if __name__ == "__main__":
    main()
