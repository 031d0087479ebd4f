"""What the program makes is for its owner alone: notes and answers are private, whatever the umask says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_theirs = -1  # the umask this process was started with; −1 where it still holds


@contextmanager
def private() -> Iterator[None]:
    """Files made inside are readable by their owner alone, folders too: the database, its log, backups, exports."""
    global _theirs
    before, outer = os.umask(0o077), _theirs
    _theirs = before if outer == -1 else outer
    try:
        yield
    finally:
        _theirs = outer
        os.umask(before)


def their_umask() -> int:
    """The umask for programs that are the person's own, such as their editor; −1 leaves it as it is."""
    return _theirs


def close_to_others(folder: Path) -> None:
    """Shut a folder of ours that an older version left open."""
    with suppress(OSError):
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
