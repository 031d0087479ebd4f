"""A fresh database for each test, copied from one that the migrations made, and cards to put into it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import servers

from db.engine import Database, open_database
from db.schema import cards, notes

NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)

Filled = Callable[..., Database]


@pytest.fixture(scope="session")
def template(schemas: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database in a file, made once: alembic takes a while."""
    path = tmp_path_factory.mktemp("template") / "study.sqlite"
    open_database(str(path)).close()
    return path


@pytest.fixture
def url(request: pytest.FixtureRequest, place: str, template: Path) -> str:
    """Where an empty database of this test lies, with its tables: a file, or a schema on the server."""
    return place if servers.WANTED else str(shutil.copy(template, place))


@pytest.fixture
def path(url: str, on_a_file: None) -> Path:
    """The file of an empty database of this test; a test that asks for it is about files."""
    return Path(url)


@pytest.fixture
def db(url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database of this test, open; its clock stands at noon."""
    database = open_database(url, now=lambda: NOON, copies=tmp_path / "copies")
    yield database
    database.close()


@pytest.fixture
def filled(db: Database) -> Filled:
    """A function that puts new cards into one note of the database, `siblings` of them on each line."""

    def fill(count: int, siblings: int = 1, note: int = 1, **columns: Any) -> Database:
        put_cards(db, count, siblings, note, **columns)
        return db

    return fill


@pytest.fixture(scope="session")
def five_cards(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of five new cards, to be copied."""
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("five") / "study.sqlite"))
    database = open_database(str(path))
    put_cards(database, 5, 1, 1)
    database.close()
    return path


def put_cards(db: Database, count: int, siblings: int, note: int, **columns: Any) -> None:
    """Put new cards into a note; `columns` stand in for what they would hold."""
    path = f"/notes/{note}.md"
    row = {"path": path, "title": f"노트 {note}", "digest": "", "mtime_ns": 0, "size": 0, "imported_at": NOON}
    with db.begin() as connection:
        connection.execute(notes.insert(), {"id": note, **row})
        connection.execute(cards.insert(), [card_row(note, place, siblings) | columns for place in range(count)])


def card_row(note: int, place: int, siblings: int) -> dict[str, Any]:
    """The columns of a new card."""
    return {
        "note_id": note,
        "position": place,
        "kind": "definition",
        "question": f"질문 {place}",
        "answer": "답",
        "accepted": [],
        "context": ["Sparse Attention", "Band"],
        "line": place // siblings + 1,
        "fingerprint": f"{note}-{place}",
        "created_at": NOON,
    }
