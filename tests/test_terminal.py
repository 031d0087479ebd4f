"""The installed program in a real pseudo-terminal, as a person meets it: keys in, a screen out, a database after."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest


class Terminal:
    """A program on a pseudo-terminal whose screen can be read. `size` is (columns, rows)."""

    def __init__(self, command: list[str], env: dict[str, str], size: tuple[int, int] = (100, 36)) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.fd, tail = pty.openpty()
        fcntl.ioctl(tail, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(command, stdin=tail, stdout=tail, stderr=tail, env=env, start_new_session=True)
        os.close(tail)

    @property
    def text(self) -> str:
        """What stands on the screen, rows joined by newlines."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def pump(self, seconds: float) -> bool:
        """Take in what the program wrote within `seconds`; False when it has gone."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # EIO: the other end is closed
            return False
        self.stream.feed(data)
        return bool(data)

    def wait(self, wanted: str | Callable[[str], bool], seconds: float = 30) -> str:
        """The screen once `wanted` stands on it (or is true of it); an AssertionError with the screen otherwise."""
        holds = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds(self.text):
                return self.text
            if not self.pump(0.1):
                break
        assert holds(self.text), f"{wanted!r} did not come up. The screen:\n{self.text}"
        return self.text

    def type(self, keys: str) -> None:
        """Send keys as a keyboard would."""
        os.write(self.fd, keys.encode())

    def ended(self, seconds: float = 20) -> int:
        """The exit status, once the program has left by itself."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.pump(0.1)
        assert self.process.poll() is not None, f"the program did not end. The screen:\n{self.text}"
        return self.process.returncode

    def kill(self) -> None:
        """End it the hard way."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        """End what is left, and the terminal."""
        self.kill()
        os.close(self.fd)


KOREAN = """# 2025-05-01 TIL

## Sparse Attention
### 위치 기반 패턴
1. Band → 가까운 이웃 토큰만 봄
2. Dilated → 칸을 건너뛰며 멀리 봄
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The surroundings of a person with an empty database."""
    others = ("STUDYTUI", "PYTEST", "COV", "TEXTUAL", "COLUMNS", "LINES")  # the size is the terminal's own
    clean = {k: v for k, v in os.environ.items() if not k.startswith(others)}
    return {
        **clean,
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "STUDYTUI_DB": f"sqlite:///{tmp_path / 'study.sqlite'}",
        "STUDYTUI_NOW": "2025-05-07T09:00:00+09:00",
    }


@pytest.fixture
def terminals() -> Iterator[Callable[..., Terminal]]:
    """Opens the installed program on terminals that are closed when the test ends."""
    opened: list[Terminal] = []

    def opener(env: dict[str, str], *words: str, size: tuple[int, int] = (100, 36)) -> Terminal:
        opened.append(Terminal([sys.executable, "-m", "studytui", *words], env, size))
        return opened[-1]

    yield opener
    for each in opened:
        each.close()


def log_of(env: dict[str, str]) -> list[tuple[str, int | None]]:
    """Every event of the log, oldest first, with its rating."""
    import sqlite3

    with sqlite3.connect(env["STUDYTUI_DB"].removeprefix("sqlite:///")) as connection:
        return connection.execute("SELECT event, rating FROM reviews ORDER BY id").fetchall()


def settled(env: dict[str, str]) -> bool:
    """Whether the doctor finds nothing."""
    command = [sys.executable, "-m", "studytui", "doctor"]
    return subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0


def test_from_a_note_through_review_and_demo_to_undo_and_out(
    home: dict[str, str], terminals: Callable[..., Terminal], tmp_path: Path
) -> None:
    note = tmp_path / "배운 것.md"
    note.write_text(KOREAN, "utf-8")
    subprocess.run([sys.executable, "-m", "studytui", "import", str(note)], env=home, check=True, capture_output=True)
    app = terminals(home)
    app.wait("begin")
    app.type("\r")
    app.wait("Sparse Attention")
    app.type(" ")
    app.wait("good")
    app.type("d")
    app.wait("B H T d", 60)
    app.type("3")
    app.wait(lambda text: "B H T d" not in text)
    app.type("u")
    app.wait(lambda text: "good" not in text)
    app.type(" ")
    app.wait("good")
    app.type("1")
    app.wait(lambda _: len(log_of(home)) == 3)
    app.type("\x1b")
    app.wait("Next days")
    app.type("q")
    assert app.ended() == 0
    assert log_of(home) == [("rating", 3), ("undo", None), ("rating", 1)]
    assert settled(home)


def test_a_rating_that_was_shown_survives_a_kill(
    home: dict[str, str], terminals: Callable[..., Terminal], samples: list[Path]
) -> None:
    command = [sys.executable, "-m", "studytui", "import", *map(str, samples)]
    subprocess.run(command, env=home, check=True, capture_output=True)
    app = terminals(home, "review")
    for done in range(1, 4):
        app.wait(lambda text: "again" not in text and "/" in text)
        app.type(" ")
        app.wait("again")
        app.type("3")
        app.wait(lambda text, done=done: f"{done + 1}/" in text)  # type: ignore[misc]
    app.kill()
    assert log_of(home) == [("rating", 3)] * 3
    assert settled(home)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (20, 5)])
def test_a_terminal_of_any_size_is_no_crash(
    home: dict[str, str], terminals: Callable[..., Terminal], samples: list[Path], size: tuple[int, int]
) -> None:
    command = [sys.executable, "-m", "studytui", "import", str(samples[0])]
    subprocess.run(command, env=home, check=True, capture_output=True)
    app = terminals({**home, "NO_COLOR": "1"}, size=size)
    app.wait("Study")
    app.type("\r")
    app.wait(lambda text: "begin" not in text)
    app.type("\x1b")
    app.wait(lambda text: ("Study" in text and "20 cards" in text) or size[1] < 8)
    time.sleep(0.5)  # Escape and a key at once would be one key with Alt
    app.type("q")
    assert app.ended() == 0


def test_a_database_that_is_none_is_a_sentence_on_the_screen(
    home: dict[str, str], terminals: Callable[..., Terminal], tmp_path: Path
) -> None:
    (tmp_path / "study.sqlite").write_text("not a database at all, but somebody's text", "utf-8")
    app = terminals(home)
    app.wait("try again")
    assert "It was left as it is" in " ".join(app.text.replace("│", " ").split())
    app.type("q")
    assert app.ended() == 0
    assert (tmp_path / "study.sqlite").read_text("utf-8").startswith("not a database at all")
