"""Which files are notes, and their bytes as text."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.files import LIMIT, Unreadable, decode, no_notes, read_text, walk

TEXT = "# 프로세스\n- 스레드: 흐름의 단위\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        b"\xef\xbb\xbf" + TEXT.encode("utf-8"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp949"),
        TEXT.encode("euc-kr"),
        unicodedata.normalize("NFD", TEXT).encode("utf-8"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("utf-8"),
        TEXT.replace("스레드", "스\u200b레\ufeff드").replace(" ", "\u00a0").encode("utf-8"),
        TEXT.replace("단위", "단\0위").encode("utf-8"),
        TEXT.replace("\n", "\u2028").encode("utf-8"),
    ],
)  # fmt: skip
def test_the_same_note_in_any_encoding(data: bytes) -> None:
    assert decode(data) == TEXT


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_nfc_and_clean(text: str) -> None:
    try:
        read = decode(text.encode("utf-8"))
    except Unreadable:
        return  # it was all NULs, or began as another kind of file does
    assert read == unicodedata.normalize("NFC", read)
    assert not set(read) & {"\0", "\r", "\ufeff", "\u200b"}


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.7\n" + b"x" * 100, "binary"),
        (bytes(1000), "binary"),
        (b"", "empty"),
        (b"  \n \t\n", "empty"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=word) as refused:
        read_text(path)
    assert str(path) in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(Unreadable, match="MB"):
        read_text(path)


def test_a_missing_file_a_folder_and_a_pipe_say_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        read_text(tmp_path / "none.md")
    with pytest.raises(Unreadable, match="folder"):
        read_text(tmp_path)
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(Unreadable, match="ordinary"):
        read_text(tmp_path / "pipe.md")


def test_a_folder_is_walked_without_what_is_left_out_and_loops(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "node_modules").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    for name in (
        "z.md",
        "b/y.markdown",
        "b/c/x.MD",
        "b/todo.txt",
        "b/w.py",
        ".git/v.md",
        ".hidden.md",
        "node_modules/u.md",
    ):
        (tmp_path / name).write_text("a")
    (tmp_path / "b" / "c" / "loop").symlink_to(tmp_path)
    (tmp_path / "b" / "gone.md").symlink_to(tmp_path / "nowhere")
    found = {Path(path).relative_to(tmp_path).as_posix(): at for path, at in walk(str(tmp_path))}
    assert sorted(found) == ["b/c/x.MD", "b/gone.md", "b/y.markdown", "z.md"]
    assert isinstance(found.pop("b/gone.md"), OSError)
    assert {at.st_size for at in found.values() if not isinstance(at, OSError)} == {1}


def test_a_folder_of_papers_alone_has_no_notes_and_its_sentence_says_that_they_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "AGENTS.md").write_text("# Commands")
    assert list(walk(str(tmp_path))) == []
    assert "AGENTS.md" in no_notes(str(tmp_path))


def test_a_folder_that_may_not_be_entered_comes_with_its_error(tmp_path: Path) -> None:
    ((path, at),) = walk(str(tmp_path / "none"))
    assert path == str(tmp_path / "none")
    assert isinstance(at, FileNotFoundError)
