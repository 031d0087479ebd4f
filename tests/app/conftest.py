"""A study app on a real database in a temporary folder, with a clock that only moves when a test moves it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from waiting import PATIENCE

from cards.card import Card, Kind, Unused
from db import library
from db.engine import Database, open_database
from db.records import Source
from studytui.app import StudyApp

KST = timezone(timedelta(hours=9))
HEADINGS = ("2025-05-13 TIL", "Sparse Attention", "위치 기반 패턴")
CARDS = (
    Card(
        Kind.DEFINITION, "**Dilated** — 무엇을 보나?", "건너뛴 이웃 (long-range)", HEADINGS, 3, ("먼 이웃",), "Dilated"
    ),
    Card(Kind.DEFINITION, "**Band** — 무엇을 보나?", "가까운 이웃만", HEADINGS, 4, ("sliding window",), "Band"),
    Card(Kind.EQUATION, "**scaling**의 식은?", r"$$\frac{QK^\top}{\sqrt{d}}$$", HEADINGS, 5, (), "scaling"),
    Card(Kind.RELATION, "[red]층[/red]을 쌓으면?", "닿는 거리가 늘어남 \x1b[31m[bold]", HEADINGS, 6, (), "층"),
)


@dataclass
class Clock:
    """The present of a test."""

    now: datetime = datetime(2025, 5, 13, 9, 0, tzinfo=KST)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        """Let time pass."""
        self.now += timedelta(**amount)


@dataclass
class World:
    """A database, a clock and a note, and the apps opened on them."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    environ: dict[str, str] = field(default_factory=dict)
    samples: Path | None = None
    place: str = ""  # where the database lies; in the folder where nothing is said

    @property
    def note(self) -> Path:
        """The note that the cards stand in."""
        return self.folder / "note.md"

    def open(self) -> Database:
        """The database, opened once more: what an app shows has to be in it."""
        place = self.place or str(self.folder / "study.sqlite")
        return open_database(place, now=self.clock, copies=self.folder / "copies")

    def fill(self, cards: tuple[Card, ...] = CARDS) -> None:
        """Import cards, as a note would bring them."""
        self.note.write_text("# note\n\nDilated\nBand\nscaling\n층\n", "utf-8")
        stat = self.note.stat()
        unused = (Unused(1, "# note", "a heading"),)
        source = Source(str(self.note), "위치 기반 패턴", "digest", stat.st_mtime_ns, stat.st_size, cards, unused)
        db = self.open()
        try:
            library.apply(db, library.plan(db, [source]), self.clock())
        finally:
            db.close()

    def app(self, **given: Any) -> StudyApp:
        """The app on this world."""
        return StudyApp(opener=self.open, clock=self.clock, samples=self.samples, environ=self.environ, **given)

    def ask(self, work: Callable[..., Any], *args: Any) -> Any:
        """What `work(db, …)` says of the database now."""
        db = self.open()
        try:
            return work(db, *args)
        finally:
            db.close()


@pytest.fixture(autouse=True)
def plain(everything_is_asked: None) -> None:
    """These screens are tried on notes all of whose cards are asked."""


@pytest.fixture
def world(tmp_path: Path, place: str) -> World:
    """A world with four cards in it."""
    world = World(tmp_path, place=place)
    world.fill()
    return world


@pytest.fixture
def bare(tmp_path: Path, place: str) -> World:
    """A world without cards."""
    return World(tmp_path, place=place)


def screen_text(app: StudyApp) -> str:
    """What stands on the screen, as text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips[:height]]
    return "\n".join(line[: width * 2] for line in lines)


async def settled(pilot: Any, wanted: str = "") -> str:
    """The screen once `wanted` stands on it; an AssertionError with the screen otherwise."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await pilot.pause(0.02)
        text = screen_text(pilot.app)
        if wanted in text:
            return text
    raise AssertionError(f"{wanted!r} did not come up. The screen:\n{screen_text(pilot.app)}")


@pytest.fixture
def see() -> Callable[..., Any]:
    """`await see(pilot, text)`: wait for a text and give the screen."""
    return settled
