"""The map in ARCHITECTURE.md and the recipes in CONTRIBUTING.md name what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGES = ("studytui", "cards", "demos", "db")
PATH = re.compile(r"`((?:cards|db|demos|studytui|tests|docs)/[\w./-]*|pyproject\.toml|Makefile)`")


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_and_folder_named_exists(root: Path, name: str) -> None:
    named = set(PATH.findall((root / name).read_text("utf-8")))
    assert len(named) > 10
    assert {path for path in named if not (root / path).exists()} == set()


def test_the_map_names_every_folder_of_the_packages(root: Path) -> None:
    named = set(PATH.findall((root / "ARCHITECTURE.md").read_text("utf-8")))
    folders = {
        path.parent.relative_to(root).as_posix() + "/"
        for package in PACKAGES
        for ending in ("*.py", "*.md")
        for path in (root / package).rglob(ending)
    }
    assert len(folders) > 20
    assert folders - named == set()


def test_the_map_names_every_file_at_the_top_of_a_package(root: Path) -> None:
    named = set(PATH.findall((root / "ARCHITECTURE.md").read_text("utf-8")))
    files = {
        path.relative_to(root).as_posix()
        for package in PACKAGES
        for path in (root / package).glob("*.py")
        if not path.name.startswith("__")
    }
    assert files - named == set()


def test_every_command_with_json_is_described(root: Path) -> None:
    from studytui.cli import parser

    table = (root / "ARCHITECTURE.md").read_text("utf-8").partition("## What scripts rely on")[2]
    known = parser().format_help()
    for command in re.findall(r"^\| `(\w+)", table, re.MULTILINE):
        assert re.search(rf"^    {command}\b", known, re.MULTILINE), command
