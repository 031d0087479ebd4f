"""Write the manual page docs/studytui.1 from the command line's own words (`make manual`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cards import translation
from studytui import __version__
from studytui.cli import parser

PAGE = Path(__file__).parent / "studytui.1"
SECTIONS = """\
.SH FILES
.TP
\\fI~/.local/share/studytui/study.sqlite\\fR
the database, where neither \\-\\-db nor STUDYTUI_DB names another (on Linux)
.TP
\\fI.studyignore\\fR
in a folder of notes: what is no note, in the syntax of .gitignore
.SH ENVIRONMENT
.TP
STUDYTUI_DB
the database: a path or a URL
.TP
STUDYTUI_NOW
an ISO time with its offset, in place of the clock
.TP
LANGUAGE, LC_ALL, LC_MESSAGES, LANG
the language, English or Korean, where the setting language is auto
.TP
VISUAL, EDITOR
the program that opens a note
.SH EXIT STATUS
0, 1 (failed) or 2 (usage)
"""


def page() -> str:
    """The page, the same on every day and in English."""
    translation.use("en")
    top = parser()
    (subs,) = (each for each in top._actions if isinstance(each, argparse._SubParsersAction))
    lines = [f'.TH STUDYTUI "1" "" "Study TUI {__version__}" "User Commands"']
    lines += [".SH NAME", "studytui \\- quiz cards and live demos from your own notes"]
    lines += [".SH SYNOPSIS", ".B studytui", "[\\-\\-db URL] [COMMAND] [OPTIONS]"]
    lines += [".SH DESCRIPTION", _roff(top.description or ""), "Without a command the app opens."]
    lines += [".SH OPTIONS", *_arguments(top), ".SH COMMANDS"]
    for name, command in subs.choices.items():
        places = [each for each in command._actions if not each.option_strings]
        usage = " ".join(_place(each) for each in places)
        lines += [
            f".SS studytui {name} {_roff(usage)}".rstrip(),
            _roff(_sentence(command.description)),
            *_arguments(command),
        ]
    return "\n".join(lines) + "\n" + SECTIONS


def _arguments(command: argparse.ArgumentParser) -> list[str]:
    """Each option and argument that says something."""
    lines = []
    for each in command._actions:
        if isinstance(each, argparse._HelpAction | argparse._SubParsersAction) or each.help in (
            None,
            argparse.SUPPRESS,
        ):
            continue
        value = "" if each.nargs == 0 else f" \\fI{_roff(_value(each))}\\fR"
        name = f"\\fB{_roff(', '.join(each.option_strings))}\\fR{value}" if each.option_strings else value.strip()
        lines += [".TP", name, _roff(each.help or "").replace("%(prog)s", "studytui")]
    return lines


def _place(each: argparse.Action) -> str:
    shown = f"{_value(each)}…" if each.nargs in ("*", "+") else _value(each)
    return f"[{shown}]" if each.nargs in ("*", "?") else shown


def _value(each: argparse.Action) -> str:
    return str(each.metavar or "|".join(map(str, each.choices or ())) or each.dest.upper())


def _sentence(text: str | None) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _roff(text: str) -> str:
    """Text that troff shows as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stderr.write(f"Wrote {PAGE}.\n")
