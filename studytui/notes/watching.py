"""Watching the remembered folders and single notes while the app runs: which notes were saved."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from typing import TYPE_CHECKING

from cards.files import is_note
from cards.ignoring import left_out
from cards.translation import _
from db import library
from db.records import Problem

if TYPE_CHECKING:
    from db.engine import Database

QUIET_MS = 200  # editors save in several steps; this long nothing may happen before a change is told
FOLDERS_EVERY = 5.0  # seconds between two looks at which folders are to be watched


async def watch(
    db: Database, *, stop: asyncio.Event | None = None, quiet_ms: int = QUIET_MS
) -> AsyncGenerator[frozenset[str], None]:
    """The paths of known notes that were saved, made or taken away, a set for each pause in the saving.

    What is watched follows the remembered folders: one that is imported later is watched a few seconds after. Hand the
    paths to `survey.look_at`. Ends when `stop` is set; raises Problem when the system lets nothing be watched.
    """
    stop = stop or asyncio.Event()
    while not stop.is_set():
        # First the stamp: what is imported meanwhile is then seen at the next look.
        stamp = await asyncio.to_thread(library.stamp, db)
        places = await asyncio.to_thread(_places, db)
        if not places.folders and not places.notes:
            await _pause(stop, FOLDERS_EVERY)
            continue
        async with aclosing(_watch_places(db, stamp, places, stop, quiet_ms)) as changes:
            async for paths in changes:
                yield paths


class _Places:
    """What is watched: whole folders, and single notes through the folders they lie in."""

    def __init__(self, folders: Iterable[str], notes: Iterable[str]) -> None:
        self.folders = frozenset(folder for folder in folders if os.path.isdir(folder))
        below = tuple(folder.rstrip(os.sep) + os.sep for folder in self.folders)
        self.known = frozenset(notes)
        self.notes = frozenset(path for path in self.known if not path.startswith(below))
        self.parents = frozenset(parent for parent in map(os.path.dirname, self.notes) if os.path.isdir(parent))

    def wanted(self, path: str) -> bool:
        """Is this a note that a look would find: one that is known, or a new one that a walk does not leave out?"""
        if path in self.known:
            return True
        if not is_note(path):
            return False
        for folder in self.folders:
            if path.startswith(folder.rstrip(os.sep) + os.sep):
                return not left_out(folder, path)
        return False


def _places(db: Database) -> _Places:
    return _Places(library.folders(db), library.fingerprints(db))


async def _watch_places(
    db: Database, stamp: str, places: _Places, stop: asyncio.Event, quiet_ms: int
) -> AsyncGenerator[frozenset[str], None]:
    """Watch these places until others are to be watched."""
    seen: asyncio.Queue[frozenset[str] | Exception] = asyncio.Queue()
    ended = asyncio.Event()
    watchers = [
        asyncio.create_task(_watcher(roots, recursive, places, ended, quiet_ms, seen))
        for roots, recursive in ((places.folders, True), (places.parents, False))
        if roots
    ]
    stopping = asyncio.create_task(stop.wait())
    asking = asyncio.create_task(seen.get())
    try:
        while not stop.is_set():
            await asyncio.wait({asking, stopping}, timeout=FOLDERS_EVERY, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                found = asking.result()
                if isinstance(found, Exception):
                    raise Problem(_sentence(found))
                asking = asyncio.create_task(seen.get())
                yield found
                continue
            if not stop.is_set() and await asyncio.to_thread(library.stamp, db) != stamp:
                return
    finally:
        ended.set()
        stopping.cancel()
        asking.cancel()
        await asyncio.gather(stopping, asking, *watchers, return_exceptions=True)


async def _watcher(
    roots: Iterable[str],
    recursive: bool,
    places: _Places,
    ended: asyncio.Event,
    quiet_ms: int,
    seen: asyncio.Queue[frozenset[str] | Exception],
) -> None:
    # A native module of its own: loaded when there is something to watch.
    from watchfiles import awatch

    try:
        async for changes in awatch(
            *sorted(roots),
            watch_filter=lambda _, path: places.wanted(path),
            debounce=4 * quiet_ms,
            step=quiet_ms,
            stop_event=ended,
            recursive=recursive,
            ignore_permission_denied=True,
        ):
            await seen.put(frozenset(path for _, path in changes))
    except Exception as error:
        await seen.put(error)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def _sentence(error: Exception) -> str:
    return _(
        "Saved notes are not read by themselves for now: the folders could not be watched ({error}). "
        "Notes are still read at every start.",
        error=error,
    )
