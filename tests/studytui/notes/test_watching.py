"""Notes saved while the app runs: which are told, which are not, and that watching ends at once."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from waiting import PATIENCE

from db import library
from db.engine import Database, open_database
from db.records import Problem, Source
from studytui.notes import watching
from studytui.notes.watching import watch

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(str(tmp_path / "memory.sqlite"))
    yield database
    database.close()


@pytest.fixture
def notes(tmp_path: Path, db: Database) -> Path:
    folder = tmp_path / "notes"
    (folder / ".git").mkdir(parents=True)
    (folder / "node_modules").mkdir()
    library.remember(db, str(folder), NOW)
    return folder


class Seen:
    """What watching told, and a way to wait for it that does not depend on how fast the machine is."""

    def __init__(self, db: Database) -> None:
        self.stop = asyncio.Event()
        self.paths: set[str] = set()
        self.more = asyncio.Event()
        self.task = asyncio.create_task(self._run(db))

    async def _run(self, db: Database) -> None:
        async with aclosing(watch(db, stop=self.stop, quiet_ms=50)) as changes:
            async for paths in changes:
                self.paths |= paths
                self.more.set()

    async def wait_for(self, path: Path, text: str) -> None:
        """Save a file again and again, until it is told: nobody knows when watching has begun."""
        until = time.monotonic() + PATIENCE
        while str(path) not in self.paths and time.monotonic() < until:
            path.write_text(text, encoding="utf-8")
            self.more.clear()
            try:
                await asyncio.wait_for(self.more.wait(), 0.5)
            except TimeoutError:
                continue
        assert str(path) in self.paths

    async def end(self) -> None:
        self.stop.set()
        await asyncio.wait_for(self.task, PATIENCE)


async def test_notes_in_a_remembered_folder_are_told_and_nothing_else(db: Database, notes: Path) -> None:
    seen = Seen(db)
    await seen.wait_for(notes / "a.md", "# A")
    (notes / ".git" / "b.md").write_text("# B", encoding="utf-8")
    (notes / "node_modules" / "readme.md").write_text("# R", encoding="utf-8")  # a walk leaves it out as well
    (notes / "picture.png").write_bytes(b"")
    (notes / "new").mkdir()
    await seen.wait_for(notes / "new" / "c.md", "# C")
    os.rename(notes / "a.md", notes / "d.md")
    await seen.wait_for(notes / "e.md", "# E")
    assert {Path(path).name for path in seen.paths} == {"a.md", "c.md", "d.md", "e.md"}
    await seen.end()


async def test_a_note_imported_by_itself_is_told_without_its_neighbours(db: Database, tmp_path: Path) -> None:
    alone = tmp_path / "alone.md"
    alone.write_text("# A", encoding="utf-8")
    library.apply(db, library.plan(db, [Source(str(alone), "A", "1", 1, 1, ())]), NOW)
    seen = Seen(db)
    (tmp_path / "neighbour.md").write_text("# N", encoding="utf-8")
    await seen.wait_for(alone, "# B")
    assert seen.paths == {str(alone)}
    await seen.end()


async def test_a_folder_remembered_later_is_watched_too(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "FOLDERS_EVERY", 0.1)
    seen = Seen(db)
    await asyncio.sleep(0.2)
    assert not seen.task.done()
    folder = tmp_path / "later"
    folder.mkdir()
    library.remember(db, str(folder), NOW)
    await seen.wait_for(folder / "a.md", "# A")
    await seen.end()


async def test_a_cancelled_watch_leaves_nothing_behind(db: Database, notes: Path) -> None:
    before = asyncio.all_tasks()
    seen = Seen(db)
    await seen.wait_for(notes / "a.md", "# A")
    seen.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await seen.task
    assert asyncio.all_tasks() == before


async def test_a_system_that_lets_nothing_be_watched_is_a_sentence(
    db: Database, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    def awatch(*paths: str, **options: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(watchfiles, "awatch", awatch)
    with pytest.raises(Problem, match="every start"):
        async for _ in watch(db):
            pass
