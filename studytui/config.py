"""What comes from the environment: where the database is, what time it is, which editor opens notes."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cards import translation
from cards.translation import VARIABLE, _, preferred, use
from demos import words

Clock = Callable[[], datetime]

# How editors are told a line. Everything else gets the path alone.
_PLUS_LINE = {"vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "kak", "micro", "joe", "ne", "gedit", "mg"}
_PATH_COLON_LINE = {"hx", "helix", "subl", "zed", "lapce", "mate"}
_GOTO = {"code", "codium", "cursor", "windsurf"}


# A card may come back a hundred years later, and no date lies beyond the year 9999.
FIRST_YEAR, LAST_YEAR = 1900, 9000


class Misfit(Exception):
    """Something in the environment that a person has to correct; the message is a sentence."""


def data_folder() -> Path:
    """The folder for this user's data, by the convention of the operating system."""
    from platformdirs import user_data_path

    return user_data_path("studytui", appauthor=False)


def settings_file(environ: Mapping[str, str]) -> Path:
    """The file a person writes their keys into: STUDYTUI_SETTINGS, else one in the folder for settings."""
    if named := environ.get("STUDYTUI_SETTINGS"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("studytui", appauthor=False) / "settings.toml"


def server_copies() -> Path:
    """Where copies of what a server keeps lie: beside a server there is no folder."""
    return data_folder() / "backups"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the database lies: a path or the address of a server, and whether somebody `named` it."""

    url: str
    named: bool


def place(given: str | None, environ: Mapping[str, str]) -> Place:
    """The database: `--db`, else STUDYTUI_DB, else a file in the data folder (a path: `%41` or `?` in it is a name)."""
    if url := given or environ.get("STUDYTUI_DB"):
        return Place(url, named=True)
    return Place(str(data_folder() / "study.sqlite"), named=False)


# What is kept for this machine and not in a database, a file each, and what it may be.
LANGUAGES = ("auto", "en", "ko")
LOOKS = ("auto", "dark", "light")


def _kept(name: str, among: tuple[str, ...]) -> str:
    try:
        chosen = (data_folder() / name).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return "auto"
    return chosen if chosen in among else "auto"


def _keep(name: str, chosen: str) -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    (data_folder() / name).write_text(f"{chosen}\n", "utf-8")


def look() -> str:
    """The theme that was chosen, `auto` where it follows the terminal."""
    return _kept("theme", LOOKS)


def choose_look(chosen: str) -> None:
    """Keep a theme for this machine. Raises OSError where it cannot be kept."""
    _keep("theme", chosen)


def language() -> str:
    """The language that was chosen in the settings; `auto` where it follows the environment."""
    return _kept("language", LANGUAGES)


def choose_language(chosen: str) -> None:
    """Keep a language for this machine, and use it from now on. Raises OSError where it cannot be kept."""
    _keep("language", chosen)
    use_language(os.environ)


def use_language(environ: MutableMapping[str, str]) -> None:
    """Speak the chosen language from now on; the demos and the processes that are started speak it too."""
    environ[words.VARIABLE] = translation.__name__
    environ.pop(VARIABLE, None)
    if (chosen := language()) != "auto":
        environ[VARIABLE] = chosen
    use(preferred(environ))


def clock(environ: Mapping[str, str]) -> Clock:
    """The present in local time, or the instant that STUDYTUI_NOW names; raises Misfit where it names none."""
    text = environ.get("STUDYTUI_NOW")
    if not text:
        return lambda: datetime.now().astimezone()
    try:
        now = datetime.fromisoformat(text)
    except ValueError:
        raise Misfit(
            _("STUDYTUI_NOW is {text!r}, which is no ISO time; write it like 2025-03-27T09:00:00+09:00.", text=text)
        ) from None
    if now.tzinfo is None:
        raise Misfit(_("STUDYTUI_NOW is {text!r} without an offset; write it like {text}+09:00.", text=text))
    if not FIRST_YEAR < now.year < LAST_YEAR:
        raise Misfit(
            _(
                "STUDYTUI_NOW is {text!r}; dates are reckoned between the years {first} and {last} only. "
                "Write one of these.",
                text=text,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )
    return lambda: now


def editor(environ: Mapping[str, str], path: str | os.PathLike[str], line: int = 1) -> list[str]:
    """The command that opens `path` at `line` in VISUAL, EDITOR or what is at hand; raises Misfit where none is."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    if not named:
        named = next((each for each in ("nano", "vim", "vi") if shutil.which(each)), None)
    if not named:
        raise Misfit(_("No editor is known here; set EDITOR, for example: export EDITOR=nano."))
    try:
        command = shlex.split(named)
    except ValueError:
        said = _("EDITOR is {named!r}, where a quote is left open; close it, or set EDITOR anew.", named=named)
        raise Misfit(said) from None
    if not command:
        raise Misfit(_("EDITOR names no program, only spaces; set it, for example: export EDITOR=nano."))
    if shutil.which(command[0]) is None:
        raise Misfit(
            _("The editor {editor} (from EDITOR) is not on the PATH; set EDITOR to one that is.", editor=command[0])
        )
    name, target = Path(command[0]).stem, os.fspath(path)
    if name in _PLUS_LINE:
        return [*command, f"+{line}", target]
    if name in _GOTO:
        return [*command, "--wait", "--goto", f"{target}:{line}"]
    if name in _PATH_COLON_LINE:
        return [*command, f"{target}:{line}"]
    return [*command, target]
