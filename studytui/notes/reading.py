"""Reading one note and making cards of it; and the process that does so for others, see readers.py.

Run as a module it is that process: it reads (note, taste) as pickles from stdin and answers each on stdout. The taggers
of both languages are loaded here and nowhere else, when a note is first to be made into cards.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import IO, NamedTuple

from cards.asking.taste import Taste, for_a_taste
from cards.translation import _
from db.records import Failure, Source

TRIES = 3  # how often a note that is being written is read again


class Wanted(NamedTuple):
    """A note to read. Cards are made only when its digest is neither `known` nor `refused`."""

    path: str
    known: str = ""
    refused: str = ""


Read = Source | Failure | None  # None: the note still has the text that was refused
Reading = Callable[[Sequence[Wanted], Taste], Iterator[tuple[str, Read]]]  # each note's path, with what it gave


def read(wanted: Wanted, taste: Taste) -> Read:
    """Read a note and make its cards; without cards when its text is known. Never raises: a bad note is a Failure."""
    from cards.files import Unreadable, unseen

    path = wanted.path
    try:
        text, at = _whole(path)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        if digest == wanted.refused:
            return None
        if digest == wanted.known:
            from cards.reading.preamble import prepare
            from cards.reading.tags import tags_of

            return Source(path, "", digest, at.st_mtime_ns, at.st_size, (), tags=tags_of(prepare(text)))
        from cards.extract import extract
        from cards.markdown import read as parse

        note = parse(text, name=Path(path).stem)
        found = for_a_taste(extract(note), taste)
        file = (path, note.title, digest, at.st_mtime_ns, at.st_size)
        return Source(*file, found.cards, found.unused, found.reasons, found.notices, note.tags)
    except Unreadable as error:
        return Failure(path, str(error))
    except OSError as error:
        return Failure(path, unseen(path, error))
    except (Exception, RecursionError, MemoryError) as error:
        return Failure(
            path,
            _(
                "{path} could not be made into cards ({kind}: {error}). It was left out.",
                path=path,
                kind=type(error).__name__,
                error=error,
            ),
        )


def here(wanted: Sequence[Wanted], taste: Taste) -> Iterator[tuple[str, Read]]:
    """Read notes in this process, one after the other. The app and the commands read in others: see readers.py."""
    for one in wanted:
        yield one.path, read(one, taste)


def _whole(path: str) -> tuple[str, os.stat_result]:
    """The text of a note and the stat of the file it came from: the same before and after reading it."""
    from cards.files import Unreadable, read_text

    for _turn in range(TRIES):
        before = os.stat(path)
        text = read_text(Path(path))
        after = os.stat(path)
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            return text, after
    raise Unreadable(
        _("{path} is being written right now, so it was not read. Import it again when that is done.", path=path)
    )


def serve(stdin: IO[bytes], stdout: IO[bytes]) -> None:
    """Read what is asked for until the input ends."""
    while True:
        try:
            wanted, taste = pickle.load(stdin)
        except EOFError:
            return
        pickle.dump(read(Wanted(*wanted), taste), stdout, protocol=pickle.HIGHEST_PROTOCOL)
        stdout.flush()


if __name__ == "__main__":
    gc.set_threshold(100_000, 20, 20)  # tokens form no cycles; looking for cycles costs a tenth of the time
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed goes to stderr, so that it cannot mix with the replies
    serve(sys.stdin.buffer, replies)
