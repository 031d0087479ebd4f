"""Whether the terminal has a light background: it is asked, once and before the app takes its keys.

Few terminals say so in COLORFGBG; most answer a question (OSC 11). Behind it goes one that every terminal answers, so
that one that does not know the first costs no wait. Over ssh an answer might come late, and be taken for keys.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Mapping

ASKED = b"\x1b]11;?\x1b\\\x1b[c"
PATIENCE_S = 0.15
_COLOUR = re.compile(rb"\]11;rgb:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_END = re.compile(rb"\x1b\[\?[0-9;]*c")


def told(environ: Mapping[str, str]) -> str | None:
    """What COLORFGBG should say: "0;15" for a light background, "15;0" for a dark one; None where nobody knows."""
    if environ.get("COLORFGBG") or environ.get("SSH_CONNECTION") or environ.get("TERM", "dumb") in ("dumb", "linux"):
        return None
    try:
        answer = _asked(sys.__stdin__.fileno(), sys.__stdout__.fileno())  # type: ignore[union-attr]
    except (OSError, ValueError, AttributeError, ImportError):
        return None
    return read(answer)


def read(answer: bytes) -> str | None:
    """The same, from what a terminal answered."""
    found = _COLOUR.search(answer)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return "0;15" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "15;0"


def _asked(source: int, target: int) -> bytes:
    import termios
    import tty

    if not (os.isatty(source) and os.isatty(target)):
        return b""
    before = termios.tcgetattr(source)
    answer, end = b"", time.monotonic() + PATIENCE_S
    try:
        tty.setcbreak(source)
        os.write(target, ASKED)
        while not _END.search(answer) and (left := end - time.monotonic()) > 0:
            if select.select([source], [], [], left)[0]:
                answer += os.read(source, 256)
    finally:
        termios.tcsetattr(source, termios.TCSANOW, before)
    return answer
