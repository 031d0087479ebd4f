"""Files that are no notes, and names that are none: one failure each, told, and the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
NOTE = "# Set\n\n- Set: a group of things, each once\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "good.md").write_text(NOTE, encoding="utf-8")
    return folder


@pytest.fixture
def other(folder: Path) -> Path:
    path = folder / "other.md"
    path.write_text(NOTE.replace("Set", "Map"), encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="other systems let no such name be made")
@pytest.mark.parametrize("how", ["import FOLDER", "import NAME FOLDER/good.md", "cards FOLDER"])
def test_a_name_that_is_not_utf_8_costs_one_note(command: Command, folder: Path, how: str) -> None:
    name = os.fsdecode(os.fsencode(folder) + b"/\xb0\xa1.md")
    Path(name).write_text(NOTE, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xb0.png")).write_text("no note, and none of our business")
    below = Path(os.fsdecode(os.fsencode(folder) + b"/folder\xb0"))
    if "FOLDER" in how.split():
        below.mkdir()
        (below / "inside.md").write_text(NOTE, encoding="utf-8")
    done = command(*(how.replace("FOLDER", str(folder)).replace("NAME", name).split()), "--json")
    assert done.status == 1
    told = [line for line in done.err.splitlines() if "is not UTF-8" in line]
    assert len(told) == len(done.err.splitlines()) == (2 if below.exists() else 1)
    assert "rename it" in done.err
    if how.startswith("import"):
        assert done.json["new"] >= 1
        assert command("import", folder, "--json").json["new"] == 0
    else:
        assert done.json


def test_search_words_that_are_not_utf_8_find_nothing(command: Command, folder: Path) -> None:
    command("import", folder)
    assert command("search", "\udcff").err.strip() == "No card holds these words."
    assert command("review", "--plain", "\udcff").status == 0


@pytest.mark.parametrize("words", ["import", "cards"])
def test_what_is_no_file_is_said_and_not_read(command: Command, folder: Path, words: str) -> None:
    pipe = folder / "pipe.md"
    os.mkfifo(pipe)
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "memory.md").symlink_to("/proc/self/mem")
    places = [pipe, "/dev/zero", "/dev/stdin", "/proc/self/mem", "/proc/kmsg", "/proc/self/environ", folder / "good.md"]
    done = command(words, *places, "--json")
    assert done.status == 1
    assert len(done.err.splitlines()) == len(places) - 1
    assert done.json["new"] if words == "import" else done.json
    whole = command(words, folder, "--json")
    assert "went wrong" not in whole.err
    assert "memory.md" in whole.err, "a file of the system that is linked to is a failure of its own"


@pytest.mark.parametrize(
    "text",
    ["> " * 5000 + "x", "\n".join("  " * n + "- x" for n in range(1500)), "[" * 50_000, "((" * 20_000, "{{c1::" * 5000,
     "$" * 40_001, "**" * 30_001, "| a " * 5000, "`" * 30_001, "<details>" * 3000, "- " * 20_000 + "x",
     "\\frac{" * 5000, "$\\frac{" + "{" * 20_000 + "$"],
)  # fmt: skip
def test_what_is_nested_too_deep_costs_one_note_at_most(command: Command, folder: Path, text: str) -> None:
    (folder / "deep.md").write_text(f"# Deep\n\nDeep: {text}\n\n{text}\n", encoding="utf-8")
    for words in (("cards", folder), ("import", folder)):
        done = command(*words, "--json")
        assert "went wrong" not in done.err
        found = done.json if words[0] == "cards" else done.json["plan"]
        assert any(row["path"].endswith("good.md") for row in found)


def test_a_note_reached_twice_by_a_link_is_one_note(command: Command, folder: Path, other: Path) -> None:
    (folder / "a-link.md").symlink_to(folder / "good.md")
    (folder / "a-folder").symlink_to(folder)
    (folder / "sub").mkdir()
    (folder / "sub" / "hard.md").hardlink_to(other)
    for words in ("cards", "import"):
        done = command(words, folder, folder / "a-link.md", f"{folder}/a-folder", folder / "sub" / "hard.md", "--json")
        assert done.status == 0
        if words == "import":
            rows = done.json["plan"]
            assert {row["path"] for row in rows} <= {str(folder / "good.md"), str(other), str(folder / "sub/hard.md")}
            assert len({row["path"] for row in rows}) == 2
            assert len({(row["question"], row["answer"]) for row in rows}) == len(rows)


@pytest.mark.parametrize("first", ["real", "link"])
def test_a_link_that_comes_later_is_the_note_that_is_known(command: Command, folder: Path, first: str) -> None:
    real, link = folder / "good.md", folder.parent / "link.md"
    link.symlink_to(real)
    one, two = (real, link) if first == "real" else (link, real)
    made = command("import", one, "--json").json["new"]
    assert made
    assert command("import", two, "--json").json["new"] == 0
    real.write_text(NOTE + "- Bag: a group of things, some of them twice\n", encoding="utf-8")
    done = command("import", two, "--json").json
    assert done["new"]
    assert {row["path"] for row in done["plan"]} == {str(one)}
