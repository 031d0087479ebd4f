"""What comes from the environment: where the database is, what time it is, which editor opens notes."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

Clock = Callable[[], datetime]

# How editors are told a line. Everything else gets the path alone.
_PLUS_LINE = {"vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "kak", "micro", "joe", "ne", "gedit", "mg"}
_PATH_COLON_LINE = {"hx", "helix", "subl", "zed", "lapce", "mate"}
_GOTO = {"code", "codium", "cursor", "windsurf"}


class Misfit(Exception):
    """Something in the environment that a person has to correct; the message is a sentence."""


def data_folder() -> Path:
    """The folder for this user's data, by the convention of the operating system."""
    from platformdirs import user_data_path

    return user_data_path("studytui", appauthor=False)


def database_url(given: str | None, environ: Mapping[str, str]) -> str:
    """The database: `--db`, else STUDYTUI_DB, else a file in the data folder."""
    if url := given or environ.get("STUDYTUI_DB"):
        return url
    return f"sqlite:///{data_folder() / 'study.sqlite'}"


def clock(environ: Mapping[str, str]) -> Clock:
    """The present in local time, or the instant that STUDYTUI_NOW names; raises Misfit where it names none."""
    text = environ.get("STUDYTUI_NOW")
    if not text:
        return lambda: datetime.now().astimezone()
    try:
        now = datetime.fromisoformat(text)
    except ValueError:
        raise Misfit(
            f"STUDYTUI_NOW is {text!r}, which is no ISO time; write it like 2025-03-27T09:00:00+09:00."
        ) from None
    if now.tzinfo is None:
        raise Misfit(f"STUDYTUI_NOW is {text!r} without an offset; write it like {text}+09:00.")
    return lambda: now


def editor(environ: Mapping[str, str], path: str | os.PathLike[str], line: int = 1) -> list[str]:
    """The command that opens `path` at `line` in VISUAL, EDITOR or what is at hand; raises Misfit where none is."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    if not named:
        named = next((each for each in ("nano", "vim", "vi") if shutil.which(each)), None)
    if not named:
        raise Misfit("No editor is known here; set EDITOR, for example: export EDITOR=nano.")
    command = shlex.split(named)
    if shutil.which(command[0]) is None:
        raise Misfit(f"The editor {command[0]} (from EDITOR) is not on the PATH; set EDITOR to one that is.")
    name, target = Path(command[0]).stem, os.fspath(path)
    if name in _PLUS_LINE:
        return [*command, f"+{line}", target]
    if name in _GOTO:
        return [*command, "--wait", "--goto", f"{target}:{line}"]
    if name in _PATH_COLON_LINE:
        return [*command, f"{target}:{line}"]
    return [*command, target]
