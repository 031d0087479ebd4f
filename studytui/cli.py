"""The command line: which command, with what; each command's work stands in studytui/commands.

Exit status: 0, 1 (failed), 2 (usage). With `--json` stdout carries the machine output alone. Only the modules of the
command that was asked for are imported, so that `studytui due` opens no screen and loads no torch.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from cards.translation import N_, _
from studytui import __version__, streams
from studytui.config import use_language
from studytui.private import private

# What the help of the whole begins with: a command, and what it does.
FIRST = (
    ("studytui", N_("open the app")),
    ("studytui import PATH…", N_("make cards from notes or folders of notes, and remember the folders")),
    ("studytui review --plain", N_("today's cards in plain lines, for pipes, screen readers and ssh")),
    ("studytui demo ID", N_("run a demo; `studytui demo --list` names them")),
)


FILTERED = N_(
    "words that a card, its headings or its note must hold; kind:cloze, note:heap, tag:db, "
    "folder:til/os, is:due, is:new, is:held, is:suspended, rated:7 look at one thing alone"
)


# What argparse says is wrong, and how that is said here.
WRONG = (
    (r"the following arguments are required: (?P<what>.*)", N_("The following arguments are required: {what}.")),
    (r"argument (?P<what>.*?): expected one argument", N_("Argument {what}: expected one argument.")),
    (r"argument (?P<what>.*?): expected at least one argument", N_("Argument {what}: expected at least one argument.")),
    (r"argument (?P<what>.*?): not allowed with argument (?P<other>.*)",
     N_("Argument {what}: not allowed with argument {other}.")),
    (r"argument (?P<what>.*?): invalid int value: (?P<given>.*)", N_("Argument {what}: invalid int value: {given}.")),
    (r"ambiguous option: (?P<what>.*?) could match (?P<names>.*)",
     N_("Ambiguous option: {what} could match {names}.")),
    (r"argument (?P<what>--limit): (?P<why>.*)", N_("{what} {why}.")),
)  # fmt: skip


class Formatter(argparse.HelpFormatter):
    """Help in the reader's language, its lines broken by cells, of which Hangul takes two."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The line that shows what may be given."""
        super().add_usage(usage, actions, groups, _("usage:") + " " if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        from studytui.plaintext import wrapped

        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = text.splitlines() if "\n" in text else self._split_lines(text, width)  # what has lines keeps them
        return "\n".join(indent + line for line in lines)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are sentences that end with what to do next."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": Formatter} | given)

    def format_help(self) -> str:
        """The help, its headings in the reader's language; those of parents are merged by their English ones before."""
        self._positionals.title = _("positional arguments")
        self._optionals.title = _("options")
        for action in self._actions:
            if isinstance(action, argparse._HelpAction):
                action.help = _("show this help message and exit")
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to get help; exit status 2."""
        known = re.match(r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)$", message, re.DOTALL)
        if known:
            message = _unknown(*known.groups())
        elif message[-1] not in ".?":  # what argparse itself says
            message = message[0].upper() + message[1:] + "."
        for pattern, said in WRONG:
            if found := re.fullmatch(pattern, message.removesuffix("."), re.DOTALL | re.IGNORECASE):
                message = _(said, **found.groupdict())
        _say(f"{message} {_('`{command} --help` shows what may be given.', command=self.prog)}")
        raise SystemExit(2)


def parser() -> Parser:
    """Every command with its options."""
    first = "\n".join(f"{command:<28}{_(what)}" for command, what in FIRST)
    top = Parser(prog="studytui", description=_("Your notes as quiz cards, with a live demo behind each concept."),
                 epilog=first)  # fmt: skip
    top.add_argument("--db", metavar="URL", help=_("the database (else STUDYTUI_DB, else a file in your data folder)"))
    top.add_argument("--version", action="version", version=f"studytui {__version__}",
                     help=_("say the version"))  # fmt: skip
    top.set_defaults(work="app:run")
    # A sub-parser's default would overwrite what stood before the command, so there it has none.
    shared = Parser(add_help=False)
    shared.add_argument("--db", metavar="URL", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    machine = Parser(add_help=False)
    machine.add_argument("--json", action="store_true", help=_("machine output on stdout"))
    commands = top.add_subparsers(metavar="COMMAND", parser_class=Parser)

    def command(name: str, work: str, help: str, *, json: bool = True) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help, parents=[shared, machine] if json else [shared])
        made.set_defaults(work=work, command=name)
        return made

    add = command("import", "importing:import_", _("make cards from notes: a plan first, then one transaction"))
    paths = _(
        "a note, a folder of notes, or a file of another program: an Anki package (.apkg, .colpkg), a table of "
        "Anki or of `export` (.txt, .tsv, .csv), an archive of `export` (.jsonl)"
    )
    add.add_argument("paths", nargs="*", metavar="PATH", help=paths)
    add.add_argument("--dry-run", action="store_true", help=_("show the plan and change nothing"))
    add.add_argument("--interactive", action="store_true", help=_("ask about each doubtful match"))
    add.add_argument("--yes", action="store_true", help=_("do not ask before many cards are made"))
    add.add_argument("--verbose", action="store_true", help=_("list every card and every line that became nothing"))
    add.add_argument("--force", action="store_true", help=_("read unchanged notes too, as after an update"))
    add.add_argument("--undo", action="store_true", help=_("take the last import back as a whole; answers are kept"))

    cards = command("cards", "notes:cards", _("the cards of notes, without a database"))
    cards.add_argument("paths", nargs="+", metavar="PATH", help=_("a note, or a folder of notes"))
    cards.add_argument("--unused", action="store_true", help=_("the lines that became nothing, with the reason"))
    cards.add_argument("--why", action="store_true", help=_("say what speaks for and against each card"))

    change = command("reword", "cards:reword", _("have a card say something else; without words, what its note says"))
    change.add_argument("card", type=int, metavar="ID", help=_("the number of the card, as `search --json` tells it"))
    change.add_argument("--question", metavar="TEXT")
    change.add_argument("--answer", metavar="TEXT")

    part = command("split", "cards:split", _("make several cards of one, which is asked no more then"))
    part.add_argument("card", type=int, metavar="ID", help=_("the number of the card, as `search --json` tells it"))
    part.add_argument("parts", nargs="+", metavar="PART", help=_('"question :: answer", two or more of them'))

    search = command("search", "notes:search", _("find cards by their words"))
    search.add_argument("words", nargs="+", metavar="WORD", type=_words, help=_(FILTERED))
    search.add_argument("--limit", type=_limit, metavar="N", default=200, help=_("show at most N cards (200)"))

    export = command(
        "export", "export:export", _("cards with their history, for scripts, Anki and other programs"), json=False
    )
    export.add_argument("file", nargs="?", metavar="FILE", help=_("where to write (else, and for -, stdout)"))
    export.add_argument("filter", nargs="*", metavar="FILTER", type=_words, help=_(FILTERED))
    forms = _(
        "json: the cards and their log; jsonl: all there is, which `import` reads into an empty database; apkg: a "
        "package for Anki; tsv and csv: a table for Anki or a spreadsheet; markdown: a note of questions and answers"
    )
    export.add_argument(
        "--format", choices=("json", "jsonl", "apkg", "tsv", "csv", "markdown"), default="json", help=forms
    )
    export.add_argument("--all", action="store_true", help=_("held, rejected and removed cards too"))

    due = command("due", "due:due", _("counts of today, for all cards or those a filter finds"))
    due.add_argument("filter", nargs="*", metavar="FILTER", type=_words, help=_(FILTERED))
    form = due.add_mutually_exclusive_group()
    form.add_argument(
        "--prompt", action="store_true", help=_("one short line for a shell's prompt; empty when nothing is due")
    )
    form.add_argument(
        "--format", metavar="TEXT", help=_("a text with {due}, {new}, {learning}, {review}, {total}, {next_due}")
    )

    review = command("review", "study:review", _("today's cards"))
    review.add_argument("filter", nargs="*", metavar="FILTER", type=_words, help=_(FILTERED))
    review.add_argument("--plain", action="store_true", help=_("plain lines instead of the app"))
    review.add_argument("--limit", type=_limit, metavar="N", help=_("end after N ratings"))
    review.add_argument(
        "--all", action="store_true", help=_("go on with what the filter finds and does not wait today")
    )

    command("stats", "stats:stats", _("days, retention and forecast"))

    change = command("settings", "study:settings", _("what may be chosen: show all, one, or set one"))
    change.add_argument("name", nargs="?", metavar="NAME")
    change.add_argument("value", nargs="?", metavar="VALUE")
    change.add_argument(
        "--price", action="store_true", help=_("what its values would cost over a year; nothing changes")
    )

    command("keys", "keys:keys", _("what each key does, as a settings file in which keys can be changed"))

    demo = command("demo", "demo:demo", _("run a demo; its parameters are given as --NAME VALUE"))
    demo.add_argument("id", nargs="?", metavar="ID")
    demo.add_argument("--list", action="store_true", help=_("all demos and their parameters"))
    demo.add_argument("--ask", type=int, metavar="N", help=_("ask N questions about the demo and mark the answers"))
    demo.add_argument("--svg", metavar="FILE", help=_("write the pictures of the run as SVG"))
    demo.add_argument("--plain", action="store_true", help=_("print the run instead of opening the app"))

    backup = command("backup", "upkeep:backup", _("copy the database, while it may be in use"))
    backup.add_argument("folder", nargs="?", metavar="FOLDER", help=_("where to (else beside the database)"))
    backup.add_argument("--list", action="store_true", help=_("name the backups there are"))
    restore = command("restore", "upkeep:restore", _("bring a backup back; what it replaces is kept beside it"))
    restore.add_argument("file", metavar="FILE")
    sync = command("sync", "sync:sync", _("bring this database and another file to the same state, both ways"))
    sync.add_argument("target", nargs="?", metavar="FILE", help=_("the other database (else the one that is set)"))
    sync.add_argument("--set", action="store_true", help=_("the app syncs with it too, at its start and end"))
    sync.add_argument("--off", action="store_true", help=_("the app does not sync by itself any more"))
    doctor = command("doctor", "upkeep:doctor", _("check the database and replay its log"))
    doctor.add_argument(
        "--repair", action="store_true", help=_("make a backup, then rebuild what the log can and set the rest aside")
    )
    command("optimize", "upkeep:optimize", _("fit the scheduler to your own reviews"))
    shell = command(
        "completion", "completion:completion", _("a script that completes commands in your shell"), json=False
    )
    shell.set_defaults(parser=top)
    shell.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help=_("bash, zsh or fish"))
    command("help", "", _("what a command does and takes"), json=False).add_argument("of", nargs="?", metavar="COMMAND")
    return top


def _unknown(what: str, wrong: str, choices: str) -> str:
    """That there is no such command or choice; which was perhaps meant, or which there are."""
    known = re.findall(r"[\w-]+", choices)
    if what != "COMMAND":
        name = what.lower().removeprefix("--")
        return _("There is no {name} {wrong}; there are {names}.", name=name, wrong=wrong, names=", ".join(known))
    from difflib import get_close_matches

    if near := get_close_matches(wrong, known, n=1, cutoff=0.6):
        return _("There is no command {wrong}; did you mean {near}?", wrong=wrong, near=near[0])
    return _("There is no command {wrong}.", wrong=wrong)


def _limit(given: str) -> int:
    """A number of cards."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(_("is {given}; it is a number of cards, 1 or more", given=given))
    return int(given)


def _words(given: str) -> str:
    """An argument as text, also where the locale of this process is none that could say it."""
    return os.fsencode(given).decode("utf-8", "replace")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. No traceback reaches a person (but STUDYTUI_DEBUG=1 lets it)."""
    streams.ready()
    use_language(os.environ)
    arguments = parser()
    try:
        given = list(sys.argv[1:] if argv is None else argv)
        if given[:1] == ["help"]:
            given = [*given[1:], "--help"]
        args, rest = arguments.parse_known_args(given)
        if rest and getattr(args, "command", "") != "demo":
            arguments.error(_("There is no {word} here.", word=rest[0]))
        args.rest = rest
        if getattr(args, "json", False):
            streams.machine()
        module, name = args.work.split(":") if ":" in args.work else ("", "")
        with private():
            status: int = getattr(import_module(f"studytui.commands.{module}"), name)(args)
        sys.stdout.flush()
        return status
    except SystemExit as end:  # argparse: help (0) or usage (2)
        return end.code if isinstance(end.code, int) else 2
    except KeyboardInterrupt:
        _say(_("Stopped. What was answered is on disk."))
        return 1
    except BrokenPipeError:  # `studytui cards … | head`: the reader has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("STUDYTUI_DEBUG"):
            raise
        _say(_sentence(error))
        return 1


def _say(sentence: str) -> None:
    from studytui.commands.context import aside

    aside(sentence)


def _sentence(error: Exception) -> str:
    """What went wrong, for a person. Errors meant for one carry their sentence; the class is known by name alone."""
    names = {each.__name__ for each in type(error).__mro__}
    if names & {"Problem", "Misfit", "Unreadable", "Failed", "Refused"}:
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        from cards.translation.system import why

        return f"{error.filename}: {why(error)}." if error.filename else f"{why(error)}."
    from studytui.plaintext import unforeseen

    return unforeseen(error)
