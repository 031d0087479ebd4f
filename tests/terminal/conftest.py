"""The installed program in a real pseudo-terminal: keys in, a screen out."""

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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyte
import pytest
from waiting import PATIENCE


class Terminal:
    """A program on a pseudo-terminal whose screen can be read. `size` is (columns, rows)."""

    def __init__(self, command: list[str], env: dict[str, str], size: tuple[int, int] = (100, 36)) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.written = b""  # all that the program wrote
        self.fd, tail = pty.openpty()
        fcntl.ioctl(tail, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(command, stdin=tail, stdout=tail, stderr=tail, env=env, start_new_session=True)
        os.close(tail)

    @property
    def text(self) -> str:
        """What stands on the screen, rows joined by newlines. The second cell of a wide letter is empty in the buffer,
        and so may be its first while one half of it was drawn over, which pyte's own `display` takes for an error.
        """
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(row[x].data for x in range(self.screen.columns)).rstrip() for row in rows)

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
        self.written += data
        return bool(data)

    def wait(self, wanted: str | Callable[[str], bool]) -> str:
        """The screen once `wanted` stands on it (or is true of it); an AssertionError with the screen otherwise."""
        holds = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + PATIENCE
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

    def ended(self) -> int:
        """The exit status, once the program has left by itself."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.pump(0.1)
        while select.select([self.fd], [], [], 0)[0] and self.pump(0):  # what it wrote last
            pass
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

    def opener(
        env: dict[str, str], *words: str, size: tuple[int, int] = (100, 36), program: Sequence[str] = ("-m", "studytui")
    ) -> Terminal:
        opened.append(Terminal([sys.executable, *program, *words], env, size))
        return opened[-1]

    yield opener
    for each in opened:
        each.close()
