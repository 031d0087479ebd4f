"""What is left out of a folder of notes: hidden ones, what programs put there, papers of a repository, and what ignore
files name.

`.gitignore` and `.studyignore` are read with git's syntax, in the folder itself, in those below it, and in those above
it up to the root of its repository. The one nearest to a file decides, and of two in one folder `.studyignore`.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILES = (".gitignore", ".studyignore")
PROGRAMS = frozenset({"node_modules", "__pycache__"})  # folders that programs fill, where no notes of a person lie
TEMPLATES = frozenset({"templates", "template", "_templates"})  # folders whose notes are forms to be filled in
# Files for those who work on a repository, people or programs, each under its fixed name; "Security.md" is a note.
PAPERS = frozenset(
    f"{name}.md"
    for name in (
        "AGENTS",
        "CLAUDE",
        "GEMINI",
        "SKILL",
        "CHANGELOG",
        "CODE_OF_CONDUCT",
        "CONTRIBUTING",
        "LICENSE",
        "PULL_REQUEST_TEMPLATE",
        "SECURITY",
    )
)
LARGEST = 1024 * 1024  # bytes of an ignore file; what is larger is none


def is_left_out(name: str, *, folder: bool = False) -> bool:
    """Whether a file or folder of this name is left out wherever it stands."""
    if folder:
        return name.startswith(".") or name in PROGRAMS or name.lower() in TEMPLATES
    return name.startswith(".") or name in PAPERS


@dataclass(frozen=True, slots=True)
class Ignoring:
    """The ignore files that hold in one folder, outermost first, each with the folder it stands in."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def within(self, folder: str, names: Collection[str] = FILES) -> Ignoring:
        """The same with the ignore files of a folder inside, which holds entries of these `names`."""
        found = [spec for name in FILES if name in names and (spec := _read(os.path.join(folder, name)))]
        return Ignoring((*self.specs, *((folder, spec) for spec in found))) if found else self

    def leaves_out(self, path: str, *, folder: bool) -> bool:
        """Whether the ignore files leave out this file or folder."""
        for base, spec in reversed(self.specs):
            inside = os.path.relpath(path, base).replace(os.sep, "/")
            said = spec.check_file(inside + "/" if folder else inside).include
            if said is not None:
                return said
        return False


def around(folder: str) -> Ignoring:
    """The ignore files that stand above a folder, up to the root of the repository it lies in; none outside of one.

    A folder that they leave out themselves was asked for by name, so they do not hold in it.
    """
    above: list[str] = []
    here = os.path.abspath(folder)
    while not os.path.lexists(os.path.join(here, ".git")):
        parent = os.path.dirname(here)
        if parent == here:
            return Ignoring()
        above.append(here := parent)
    found = Ignoring()
    for each in reversed(above):
        found = found.within(each)
    return Ignoring() if found.leaves_out(os.path.abspath(folder), folder=True) else found


def left_out(folder: str, path: str) -> bool:
    """Whether a walk through `folder` leaves out the file at `path` below it."""
    inside = os.path.relpath(path, folder).split(os.sep)
    here, rules = folder, around(folder)
    for number, name in enumerate(inside, start=1):
        rules = rules.within(here)
        here = os.path.join(here, name)
        last = number == len(inside)
        if is_left_out(name, folder=not last) or rules.leaves_out(here, folder=not last):
            return True
    return False


def _read(path: str) -> GitIgnoreSpec | None:
    """The rules of one ignore file; None where it is none or cannot be read, as git goes on without it."""
    with suppress(OSError, ValueError):
        if os.path.isfile(path) and os.path.getsize(path) <= LARGEST:
            from pathspec import GitIgnoreSpec

            with open(path, encoding="utf-8", errors="replace") as opened:
                return GitIgnoreSpec.from_lines(opened)
    return None
