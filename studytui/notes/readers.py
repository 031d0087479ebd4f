"""The processes that read notes (reading.py): one for a few notes, several for many, and one that stays for the next.

A reader has loaded its taggers after its first note, which takes seconds and half a gigabyte. So one stays for some
minutes, and a note that is saved meanwhile is in the app at once. Plain pipes are used because multiprocessing cannot
start anything while Textual has the standard streams.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from cards.asking.taste import Taste
from cards.translation import _
from db.records import Failure
from studytui.interpreter import python
from studytui.notes.reading import Read, Wanted

MANY = 300  # with fewer notes, loading another reader's taggers takes longer than it saves
MOST = 4  # readers at once, as each holds half a gigabyte
KEPT_S = 600.0  # how long a reader stays without a note to read

Process = subprocess.Popen[bytes]


class Readers:
    """Reads notes in processes of their own. Any thread may use it; `close` ends what is left."""

    def __init__(self, kept_s: float = KEPT_S) -> None:
        self._kept_s = kept_s
        self._lock = threading.Lock()
        self._kept: Process | None = None
        self._timer: threading.Timer | None = None
        self._closed = False

    def read(self, wanted: Sequence[Wanted], taste: Taste, workers: int = 0) -> Iterator[tuple[str, Read]]:
        """Every note with what reading it gave, in no particular order. `workers` is chosen by the number of notes."""
        workers = workers or min(os.cpu_count() or 1, MOST, len(wanted) // MANY + 1)
        tasks: queue.SimpleQueue[Wanted | None] = queue.SimpleQueue()
        # Bounded, so that reading never runs far ahead of who takes the results.
        results: queue.Queue[tuple[str, Read] | BaseException] = queue.Queue(maxsize=500)
        stop = threading.Event()
        for one in wanted:
            tasks.put(one)
        for _turn in range(workers):
            tasks.put(None)
        given = (tasks, taste, results, stop)
        threads = [threading.Thread(target=self._drive, args=given, daemon=True) for _turn in range(workers)]
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

    def close(self) -> None:
        """End the reader that stayed; none stays from now on."""
        with self._lock:
            self._closed = True
        self._let_go()

    def _drive(
        self, tasks: queue.SimpleQueue[Wanted | None], taste: Taste, results: queue.Queue[Any], stop: threading.Event
    ) -> None:
        """Keep one process busy until there is nothing left; start another one should it die over a note."""
        process: Process | None = None
        try:
            while not stop.is_set() and (task := tasks.get()) is not None:
                process = process or self._take()
                assert process.stdin is not None
                assert process.stdout is not None
                try:
                    pickle.dump((tuple(task), taste), process.stdin)
                    process.stdin.flush()
                    results.put((task.path, pickle.load(process.stdout)))
                except (OSError, EOFError, pickle.UnpicklingError):
                    end(process)
                    process = None
                    broke = _(
                        "{path} broke the process that read it. It was left out; the other notes were read.",
                        path=task.path,
                    )
                    results.put((task.path, Failure(task.path, broke)))
        except BaseException as error:
            results.put(error)
            if process is not None:  # whether it still has something to say is not known
                end(process)
                process = None
        finally:
            if process is not None:
                self._give_back(process)

    def _take(self) -> Process:
        """The reader that stayed, or a new one."""
        with self._lock:
            kept, self._kept = self._kept, None
            if self._timer is not None:
                self._timer.cancel()
        if kept is not None and kept.poll() is None:
            return kept
        if kept is not None:
            end(kept)
        return start()

    def _give_back(self, process: Process) -> None:
        """Let a reader stay, where none stays yet."""
        with self._lock:
            stays = self._kept is None and not self._closed and self._kept_s > 0
            if stays:
                self._kept = process
                self._timer = threading.Timer(self._kept_s, self._let_go)
                self._timer.daemon = True
                self._timer.start()
        if not stays:
            end(process)

    def _let_go(self) -> None:
        with self._lock:
            kept, self._kept = self._kept, None
            if self._timer is not None:
                self._timer.cancel()
        if kept is not None:
            end(kept)


def start() -> Process:
    """A new reader. Its own session keeps Ctrl+C away from it; the end of its input ends it."""
    command = python("studytui.notes.reading")
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )


def end(process: Process) -> None:
    """End a reader and give its pipes back."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):  # what was not yet written to one that died is written when it is closed
                stream.close()
