"""What a command writes destroys nothing, is its owner's alone, and says so where it cannot be."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studytui.output import Refused, target

Command = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("on_a_file")  # files that are written beside a database


@pytest.fixture
def studied(command: Command, samples: list[Path], tmp_path: Path) -> bytes:
    """A database with a rating in it; its bytes."""
    command("import", samples[0])
    command("review", "--plain", "--limit", 1, stdin="\n3\n")
    return (tmp_path / "study.sqlite").read_bytes()


PLACES = ("study.sqlite", "./x/../study.sqlite", "link.sqlite", "hard.sqlite", "other.sqlite", "other.sqlite-wal")
PLACES += ("note.md", "study.sqlite-wal", "study.sqlite-shm", "study.sqlite-journal")
# A demo takes seconds to run and writes through the same door, so it is tried on one database and one note.
WRITTEN = [*((("export", "--format", "tsv"), name) for name in PLACES), (("export",), "study.sqlite")]
WRITTEN += [(("demo", "band", "--T", "16", "--svg"), name) for name in ("study.sqlite", "note.md")]


@pytest.mark.parametrize(("words", "name"), WRITTEN)
def test_no_output_takes_the_place_of_a_database_or_a_note(
    command: Command, studied: bytes, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    database = tmp_path / "study.sqlite"
    (tmp_path / "x").mkdir()
    (tmp_path / "link.sqlite").symlink_to(database)
    (tmp_path / "hard.sqlite").hardlink_to(database)
    (tmp_path / "other.sqlite").write_bytes(studied)
    (tmp_path / "note.md").write_text("# Mine\n")
    done = command(*words, tmp_path / name)
    assert done.status == 1
    assert "Choose another file" in done.err
    assert database.read_bytes() == studied
    assert (tmp_path / "other.sqlite").read_bytes() == studied
    assert (tmp_path / "note.md").read_text() == "# Mine\n"
    assert (tmp_path / "link.sqlite").is_symlink()
    assert command("doctor").status == 0
    assert not list(tmp_path.glob(".*"))


def test_an_imported_note_is_never_written_over_whatever_its_name(command: Command, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("# Set\n- Set: a group of things, each once\n", encoding="utf-8")
    command("import", note)
    assert command("export", note).status == 1
    assert note.read_text().startswith("# Set")


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    with target(pipe) as out:
        out.write("hello")
    reader.join(10)
    assert got == ["hello"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with target(Path("/dev/null")) as out:
        out.write("hello")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_link_that_waits_is_not_followed_and_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    out, victim = tmp_path / "out.tsv", tmp_path / "victim"
    victim.write_text("mine")
    out.write_text("old")
    (tmp_path / ".out.tsv.part").symlink_to(victim)

    def fail() -> None:
        with target(out) as opened:
            opened.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert out.read_text() == "old"
    with target(out) as opened:
        opened.write("new")
    assert (out.read_text(), victim.read_text()) == ("new", "mine")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.tsv.part", "out.tsv", "victim"]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.tsv", tmp_path / "link.tsv"
    link.symlink_to(real)
    with target(link) as out:
        out.write("through it")
    assert link.is_symlink()
    assert real.read_text() == "through it"


def test_a_database_that_comes_while_it_is_written_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def late() -> None:
        with target(out) as opened:
            opened.write("text")
            out.write_bytes(b"SQLite format 3\0rest")

    with pytest.raises(Refused, match="is a database"):
        late()
    assert out.read_bytes() == b"SQLite format 3\0rest"


@pytest.mark.parametrize("place", ["", "nowhere/out"])
def test_where_nothing_can_be_written_it_is_a_sentence(tmp_path: Path, place: str) -> None:
    with pytest.raises(Refused, match=r"\.$"), target(tmp_path / place) as out:
        out.write("x")


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_all_that_is_made_is_private(
    command: Command, samples: list[Path], tmp_path: Path, mask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDYTUI_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "deep"))
    before = os.umask(mask)
    try:
        command("import", samples[0])
        command("export", tmp_path / "deep" / "out.json")
        if not mask:  # a demo takes seconds; its picture goes through the door of the export
            command("demo", "band", "--T", 16, "--svg", tmp_path / "deep" / "out.svg")
        command("backup")
        assert os.umask(mask) == mask, "the umask is the person's own again"
    finally:
        os.umask(before)
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "deep").rglob("*")}
    assert len(found) >= (5 if mask else 6)
    assert {path: mode for path, mode in found.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}
    assert stat.S_IMODE((tmp_path / "deep").stat().st_mode) == 0o700


def test_an_open_data_folder_of_an_older_version_is_shut(
    command: Command, samples: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDYTUI_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data" / "studytui").mkdir(parents=True, mode=0o755)
    assert command("import", samples[0]).status == 0
    assert stat.S_IMODE((tmp_path / "data" / "studytui").stat().st_mode) == 0o700


def test_the_editor_gets_the_person_s_own_umask(tmp_path: Path) -> None:
    from studytui.private import private, their_umask

    before = os.umask(0o022)
    try:
        with private(), private():
            assert their_umask() == 0o022
        assert their_umask() == -1
    finally:
        os.umask(before)
