"""What a walk leaves out: what git ignores, what a person names in .studyignore, templates, hidden folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.files import walk
from cards.ignoring import left_out

FOLDERS = ("build", "a/drafts", "a/Templates", ".obsidian")
NOTES = (
    "keep.md",
    "build/out.md",
    "a/one.md",
    "a/two.md",
    "a/drafts/three.md",
    "a/drafts/good.md",
    "a/Templates/daily.md",
    ".obsidian/x.md",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with notes."""
    for each in (".git", *FOLDERS):
        (tmp_path / each).mkdir(parents=True)
    for name in NOTES:
        (tmp_path / name).write_text(f"# {name}")
    return tmp_path


def found(folder: Path) -> set[str]:
    """What a walk finds; a look at each path by itself says the same."""
    walked = {Path(path).relative_to(folder).as_posix() for path, _ in walk(str(folder))}
    inside = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    assert walked == {name for name in inside if not left_out(str(folder), str(folder / name))}
    return walked


def test_without_ignore_files_templates_and_hidden_folders_are_left_out(folder: Path) -> None:
    assert found(folder) == {"keep.md", "build/out.md", "a/one.md", "a/two.md", "a/drafts/three.md", "a/drafts/good.md"}


def test_the_papers_of_a_repository_are_no_notes_but_notes_of_their_subjects_are(folder: Path) -> None:
    for name in (
        "AGENTS.md",
        "a/CLAUDE.md",
        "a/SKILL.md",
        "CONTRIBUTING.md",
        "Security.md",
        "changelog.md",
        "a/LICENSES.md",
    ):
        (folder / name).write_text("# Commands")
    notes = {"keep.md", "build/out.md", "a/one.md", "a/two.md", "a/drafts/three.md", "a/drafts/good.md"}
    assert found(folder) == notes | {"Security.md", "changelog.md", "a/LICENSES.md"}


def test_what_git_ignores_is_left_out(folder: Path) -> None:
    (folder / ".gitignore").write_text("build/\n# a remark\n*two.md\n")
    assert found(folder) == {"keep.md", "a/one.md", "a/drafts/three.md", "a/drafts/good.md"}


def test_the_nearest_file_decides_and_studyignore_has_the_last_word(folder: Path) -> None:
    (folder / ".gitignore").write_text("build/\none.md\n/a/drafts/*\n")
    (folder / "a" / ".studyignore").write_text("!one.md\n!drafts/good.md\n")
    (folder / ".studyignore").write_text("!build/\nkeep.md\n")
    assert found(folder) == {"build/out.md", "a/one.md", "a/two.md", "a/drafts/good.md"}


def test_the_ignore_files_above_hold_up_to_the_root_of_the_repository(folder: Path) -> None:
    (folder.parent / ".gitignore").write_text("*.md\n")
    (folder / ".gitignore").write_text("/a/one.md\n")
    assert found(folder / "a") == {"two.md", "drafts/three.md", "drafts/good.md"}


def test_an_ignored_folder_that_is_asked_for_by_name_is_walked(folder: Path) -> None:
    (folder / ".gitignore").write_text("a/drafts/\n")
    assert found(folder / "a") == {"one.md", "two.md"}
    assert found(folder / "a" / "drafts") == {"three.md", "good.md"}


def test_an_ignore_file_that_is_none_hides_nothing(folder: Path) -> None:
    (folder / ".studyignore").mkdir()
    (folder / ".gitignore").write_bytes(b"\xff\xfe\x00[\n" * 10)
    assert "a/one.md" in found(folder)
