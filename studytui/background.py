"""Whether the terminal has a light background: it is asked while the app is imported, before it takes its keys.

Few terminals say so in COLORFGBG; most answer a question (OSC 11). Behind it goes one that every terminal answers, so
that nothing is waited for where both answers are there. Over ssh an answer might come late, and be taken for keys.
Keys that are typed meanwhile come between the answers, and are kept for the app.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
PATIENCE_S = 0.02  # beyond the import, which takes longer than any terminal
_COLOUR = re.compile(rb"\]11;rgb:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_ANSWERS = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[\?[0-9;]*c")
_END = re.compile(rb"\x1b\[\?[0-9;]*c")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came while the app was imported: what COLORFGBG should say ("0;15" for a light background, "15;0" for a dark
    one; None where nobody knows), and what was typed.
    """

    ground: str | None = None
    typed: str = ""


def ask(environ: Mapping[str, str]) -> Callable[[], Heard]:
    """Ask the terminal; what comes back gives the answer, once, and gives the terminal back as it was."""
    if environ.get("COLORFGBG") or environ.get("SSH_CONNECTION") or environ.get("TERM", "dumb") in ("dumb", "linux"):
        return Heard
    stdin, stdout = sys.__stdin__, sys.__stdout__
    if stdin is None or stdout is None:
        return Heard
    try:
        import termios
        import tty

        source, target = stdin.fileno(), stdout.fileno()
        if not (os.isatty(source) and os.isatty(target)):
            return Heard
        before = termios.tcgetattr(source)
        tty.setcbreak(source)
        os.write(target, QUESTION)
    except (OSError, ValueError, ImportError):
        return Heard

    def answer() -> Heard:
        try:
            heard = _heard(source)
            return Heard(read(heard), typed(heard))
        except OSError:
            return Heard()
        finally:
            termios.tcsetattr(source, termios.TCSANOW, before)

    return answer


def read(answer: bytes) -> str | None:
    """The ground, from what a terminal answered."""
    found = _COLOUR.search(answer)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return "0;15" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "15;0"


def typed(heard: bytes) -> str:
    """What a person typed among the answers, with Enter as the app hears it."""
    return _ANSWERS.sub(b"", heard).decode("utf-8", "ignore").replace("\n", "\r")


def _heard(source: int) -> bytes:
    heard, end = b"", time.monotonic() + PATIENCE_S
    while not _END.search(heard) and (left := end - time.monotonic()) > 0:
        if select.select([source], [], [], left)[0]:
            heard += os.read(source, 256)
    return heard
