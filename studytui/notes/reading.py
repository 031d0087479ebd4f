"""Reading notes and making cards of them: in this process, or in several when there are many notes.

Run as a module it is such a process: it reads (path, …) as pickles from stdin and answers each on stdout. Plain pipes
are used because multiprocessing cannot start anything while Textual has the standard streams.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any, NamedTuple

from db.records import Failure, Source
from studytui.interpreter import python

MANY = 300  # with fewer notes, starting processes (0.3 s) takes longer than it saves
TRIES = 3  # how often a note that is being written is read again


class Wanted(NamedTuple):
    """A note to read. Cards are made only when its digest is neither `known` nor `refused`."""

    path: str
    known: str = ""
    refused: str = ""


Read = Source | Failure | None  # None: the note still has the text that was refused


def read(wanted: Wanted) -> Read:
    """Read a note and make its cards; without cards when its text is known. Never raises: a bad note is a Failure."""
    from cards.files import Unreadable

    path = wanted.path
    try:
        text, at = _whole(path)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        if digest == wanted.refused:
            return None
        if digest == wanted.known:
            return Source(path, "", digest, at.st_mtime_ns, at.st_size, ())
        from cards.extract import extract
        from cards.markdown import read as parse

        note = parse(text, name=Path(path).stem)
        found = extract(note)
        return Source(path, note.title, digest, at.st_mtime_ns, at.st_size, found.cards, found.unused)
    except (Unreadable, OSError) as error:
        return Failure(path, str(error))
    except (Exception, RecursionError, MemoryError) as error:
        return Failure(path, f"{path} could not be made into cards ({type(error).__name__}: {error}). It was left out.")


def _whole(path: str) -> tuple[str, os.stat_result]:
    """The text of a note and the stat of the file it came from: the same before and after reading it."""
    from cards.files import Unreadable, read_text

    for _ in range(TRIES):
        before = os.stat(path)
        text = read_text(Path(path))
        after = os.stat(path)
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            return text, after
    raise Unreadable(f"{path} is being written right now, so it was not read. Import it again when that is done.")


def read_all(wanted: Sequence[Wanted]) -> Iterator[tuple[str, Read]]:
    """Every note with what reading it gave, in no particular order; in several processes when there are many."""
    workers = min(os.cpu_count() or 1, 8, len(wanted) // MANY + 1)
    if len(wanted) < MANY or workers < 2:
        for one in wanted:
            yield one.path, read(one)
        return
    yield from _in_processes(wanted, workers)


def _in_processes(wanted: Sequence[Wanted], workers: int) -> Iterator[tuple[str, Read]]:
    tasks: queue.SimpleQueue[Wanted | None] = queue.SimpleQueue()
    # Bounded, so that reading never runs far ahead of who takes the results.
    results: queue.Queue[tuple[str, Read] | BaseException] = queue.Queue(maxsize=500)
    stop = threading.Event()
    for one in wanted:
        tasks.put(one)
    for _ in range(workers):
        tasks.put(None)
    threads = [threading.Thread(target=_drive, args=(tasks, results, stop), daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for _ in wanted:
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        stop.set()
        while any(thread.is_alive() for thread in threads):
            try:
                results.get(timeout=0.05)  # lets a thread that waits for room go on to its end
            except queue.Empty:
                continue


def _drive(tasks: queue.SimpleQueue[Wanted | None], results: queue.Queue[Any], stop: threading.Event) -> None:
    """Keep one process busy until there is nothing left; start another one should it die over a note."""
    process: subprocess.Popen[bytes] | None = None
    try:
        while not stop.is_set() and (task := tasks.get()) is not None:
            if process is None:
                process = _start()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                pickle.dump(tuple(task), process.stdin)
                process.stdin.flush()
                results.put((task.path, pickle.load(process.stdout)))
            except (OSError, EOFError, pickle.UnpicklingError):
                process.kill()
                process.wait()
                process = None
                sentence = f"{task.path} broke the process that read it. It was left out; the other notes were read."
                results.put((task.path, Failure(task.path, sentence)))
    except BaseException as error:
        results.put(error)
    finally:
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()


def _start() -> subprocess.Popen[bytes]:
    command = python("studytui.notes.reading")
    # Its own session keeps Ctrl+C away from it; this end of the pipe being closed ends it.
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )


def serve(stdin: IO[bytes], stdout: IO[bytes]) -> None:
    """Read what is asked for until the input ends."""
    while True:
        try:
            task = pickle.load(stdin)
        except EOFError:
            return
        pickle.dump(read(Wanted(*task)), stdout, protocol=pickle.HIGHEST_PROTOCOL)
        stdout.flush()


if __name__ == "__main__":
    gc.set_threshold(100_000, 20, 20)  # tokens form no cycles; looking for cycles costs a tenth of the time
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed goes to stderr, so that it cannot mix with the replies
    serve(sys.stdin.buffer, replies)
