"""The command completion: a script that lets a shell complete commands, options, demos, settings and paths."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import fields

from studytui.commands.context import say

SHELLS = ("bash", "zsh", "fish")
PATHS = {"paths", "file", "folder", "svg"}  # arguments that are files or folders


def completion(args: Namespace) -> int:
    """Print the script for a shell."""
    from shtab import FILE, complete

    top = args.parser
    for command, action in _actions(top):
        if action.dest in PATHS:
            action.complete = FILE  # type: ignore[attr-defined]  # how shtab wants to be told; argparse knows no such name
        elif known := WORDS.get((command, action.dest)):
            action.choices = list(known(top))
    say(*complete(top, args.shell).splitlines())
    return 0


def _actions(top: argparse.ArgumentParser) -> Iterable[tuple[str, argparse.Action]]:
    """Every argument with the command it belongs to."""
    for each in top._actions:
        if isinstance(each, argparse._SubParsersAction):
            for name, sub in each.choices.items():
                yield from ((name, action) for action in sub._actions)


def _demos(top: argparse.ArgumentParser) -> Iterable[str]:
    from demos.catalog import ENTRIES

    return [entry.id for entry in ENTRIES]


def _settings(top: argparse.ArgumentParser) -> Iterable[str]:
    from cards.schedule import Settings

    return [*(field.name for field in fields(Settings)), "language"]


def _commands(top: argparse.ArgumentParser) -> Iterable[str]:
    return list(dict.fromkeys(name for name, _ in _actions(top)))


WORDS: dict[tuple[str, str], Callable[[argparse.ArgumentParser], Iterable[str]]] = {
    ("demo", "id"): _demos,
    ("settings", "name"): _settings,
    ("help", "of"): _commands,
}
