"""What every command needs: the database, the clock, and the one way to print."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

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
    """Machine output: one JSON document on stdout. A NaN becomes null, for JSON knows none."""
    json.dump(_plain(document), sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    sys.stdout.write("\n")


def say(*lines: str) -> None:
    """A person's output, on stdout. Characters that would act on a terminal are shown as pictures of themselves."""
    from studytui.plaintext import harmless

    for line in lines:
        print(harmless(line))


def aside(sentence: str) -> None:
    """A remark beside the output, on stderr."""
    from studytui.plaintext import harmless

    print(harmless(sentence), file=sys.stderr)


def _plain(value: Any) -> Any:
    """`value` with NaN and infinities as null."""
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value
