"""What every command needs: the database, the clock, and printing."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TextIO

from cards.translation import _
from studytui import config
from studytui.launch import at_the_end, launch, opened

if TYPE_CHECKING:
    from textual.screen import Screen

    from db.engine import Database

YES = {"y", "yes", "ㅛ", "네", "예"}  # also y in Hangul mode


@contextmanager
def database(args: Namespace, *, make: bool = False) -> Iterator[Database]:
    """The database that the command line names, closed afterwards. `make` is for commands that store something."""
    db = opened(place(args), clock(), make=make)
    try:
        yield db
    finally:
        db.close()


@contextmanager
def database_to_plan(args: Namespace) -> Iterator[Database]:
    """The database for a dry run: where there is none, an empty one that is gone afterwards."""
    from db.address import absent, expect
    from db.records import Absent

    given = place(args)
    if not absent(given.url):
        with suppress(Absent):  # nothing on a server yet
            db = opened(given, clock(), make=False)
            try:
                yield db
            finally:
                db.close()
            return
    if given.named:
        expect(given.url, make=True)
    with TemporaryDirectory(prefix="studytui-") as folder:
        db = opened(config.Place(f"{folder}/study.sqlite", named=True), clock())
        try:
            yield db
        finally:
            db.close()


def open_app(args: Namespace, start: Callable[[], Screen[Any]] | None = None) -> int:
    """Open the app; when it was left, do what is to be done at the end. The terminal is the shell's again by then."""
    status = launch(args, start)
    if not status and (sentence := at_the_end(args)):
        aside(sentence)
    return status


def place(args: Namespace) -> config.Place:
    """Where the database of this run lies."""
    return config.place(args.db, os.environ)


def clock() -> config.Clock:
    """The clock of this run."""
    return config.clock(os.environ)


def put(document: Any) -> None:
    """Machine output: one JSON document on stdout."""
    from studytui.plaintext import as_json

    print(as_json(document, indent=1))


def say(*lines: str, to: TextIO | None = None) -> None:
    """A person's output, on stdout or `to`. Characters that would act on a terminal are shown as pictures of them."""
    from studytui.plaintext import harmless

    for line in lines:
        print(harmless(line), file=to)


def aside(sentence: str) -> None:
    """A remark for the person, on stderr."""
    say(sentence, to=sys.stderr)


def at_terminal() -> bool:
    """Whether a person can be asked: what is typed and what is said go to a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Whether the person says yes, on the terminal; anything else, and the end of the input, is no."""
    from studytui.plaintext import harmless

    print(harmless(f"{question} {_('y/N')} "), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in YES
