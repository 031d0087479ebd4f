"""What is printed and read where the terminal or the pipe is not UTF-8: it never stops a command.

A Korean Windows console (cp949), a pipe on Windows and `LC_ALL=C` have no sign for much of what notes say. What they
lack is replaced by a sign that is as wide, so that columns stay (but H₂O becomes H_2O); JSON escapes it, which loses
nothing.
"""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

# What notes and screens are drawn with, and the ASCII sign that says most of it.
_SIGNS = str.maketrans(
    "—–‐−…→←↔⇒·•›‹“”‘’×÷≤≥≠≈√∞✓✔✗✘░▒▓█▁▂▃▄▅▆▇▀─━│┃┌┐└┘╭╮╰╯├┤┬┴┼╶╴⏎◂▸\u00a0",
    "----.><->.*><\"\"''x/<>#~V8vvxx.::#__..-=#^--||+++++++++++++--<<> ",
)


def ready() -> None:
    """Make the streams of this process take every character, and read any input."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="studytui.plain")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def machine() -> None:
    """Let stdout carry JSON: what its encoding lacks is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="studytui.json")


def file() -> None:
    """Let stdout be written as a file of ours would be, in UTF-8, unless a person looks at it."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="studytui.plain", newline="\n")


def _plain(error: UnicodeError) -> tuple[str, int]:
    """The signs that could not be encoded as ASCII ones: a dash for a dash, a letter without its accent, else "?"."""
    assert isinstance(error, UnicodeEncodeError)
    out, raised = "", ""
    for sign in error.object[error.start : error.end]:
        mark = _MARKS.get(unicodedata.decomposition(sign).partition(" ")[0], "")
        out += (mark if mark != raised else "") + _ascii(unicodedata.normalize("NFKD", sign) if mark else sign)
        raised = mark
    return out, error.end


_MARKS = {"<super>": "^", "<sub>": "_"}  # "10⁻³" without its marks would be another number


def _ascii(sign: str) -> str:
    replaced = sign.translate(_SIGNS)
    if replaced.isascii():
        return replaced
    if unicodedata.combining(sign):
        return ""
    letter = unicodedata.normalize("NFD", sign)[0]
    if letter.isascii():
        return letter
    return "??" if unicodedata.east_asian_width(sign) in {"W", "F"} else "?"


def _json(error: UnicodeError) -> tuple[str, int]:
    """The signs that could not be encoded as the escapes of JSON."""
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs), error.end


codecs.register_error("studytui.plain", _plain)
codecs.register_error("studytui.json", _json)
