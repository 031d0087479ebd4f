"""Whether the terminal has a light background: it is asked while the app is imported, before it takes its keys.

Few terminals say so in COLORFGBG; most answer a question (OSC 11). Behind it goes one that every terminal answers, so
that nothing is waited for where both answers are there. Over ssh an answer might come late, and be taken for keys.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Callable, Mapping

QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
PATIENCE_S = 0.02  # beyond the import, which takes longer than any terminal
_COLOUR = re.compile(rb"\]11;rgb:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_END = re.compile(rb"\x1b\[\?[0-9;]*c")


def ask(environ: Mapping[str, str]) -> Callable[[], str | None]:
    """Ask the terminal; what comes back gives the answer, once, and gives the terminal back as it was.

    The answer is what COLORFGBG should say: "0;15" for a light background, "15;0" for a dark one; None where nobody
    knows.
    """
    if environ.get("COLORFGBG") or environ.get("SSH_CONNECTION") or environ.get("TERM", "dumb") in ("dumb", "linux"):
        return lambda: None
    try:
        import termios
        import tty

        source, target = sys.__stdin__.fileno(), sys.__stdout__.fileno()  # type: ignore[union-attr]
        if not (os.isatty(source) and os.isatty(target)):
            return lambda: None
        before = termios.tcgetattr(source)
        tty.setcbreak(source)
        os.write(target, QUESTION)
    except (OSError, ValueError, AttributeError, ImportError):
        return lambda: None

    def answer() -> str | None:
        try:
            return read(_heard(source))
        except OSError:
            return None
        finally:
            termios.tcsetattr(source, termios.TCSANOW, before)

    return answer


def read(answer: bytes) -> str | None:
    """The same, from what a terminal answered."""
    found = _COLOUR.search(answer)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return "0;15" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "15;0"


def _heard(source: int) -> bytes:
    heard, end = b"", time.monotonic() + PATIENCE_S
    while not _END.search(heard) and (left := end - time.monotonic()) > 0:
        if select.select([source], [], [], left)[0]:
            heard += os.read(source, 256)
    return heard
