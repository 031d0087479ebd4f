"""The installed program in a real pseudo-terminal, as a person meets it: keys in, a screen out, a database afterwards."""

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
