"""What every command needs: the database, the clock, and printing."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from studytui import config
from studytui.launch import opened

if TYPE_CHECKING:
    from db.engine import Database


@contextmanager
def database(args: Namespace) -> Iterator[Database]:
    """The database that the command line names, closed afterwards."""
    db = opened(config.database_url(args.db, os.environ), clock())
    try:
        yield db
    finally:
        db.close()


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
