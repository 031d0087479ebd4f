"""Cards as a note of marked questions and answers (`Q:`, `A:`), which an import reads as the same cards.

What a reader of notes leaves out of a marked line is lost on the way: emphasis, and the stop behind a lone sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, TextIO

from db.records import COLLECTION
from studytui.plaintext import harmless

if TYPE_CHECKING:
    from db.exporting import Exported

DEEPEST = 6  # levels of headings
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_APART = re.compile(r"^\s*(?:[-+*>|]|\d+[.)]\s|$)")  # lists, quotes, tables: lines that stand for themselves


def write(found: Iterable[Exported], out: TextIO) -> int:
    """Write the cards, those of a note together below its headings; how many they were."""
    count = 0
    for path, cards in groupby(found, key=lambda one: one.card.path):
        above: tuple[str, ...] = ()
        for one in cards:
            card = one.card.card
            headings = card.context or (_title(path),)
            for line in _headings(above, headings):
                out.write(f"{line}\n\n")
            above = headings
            out.write(f"{block(card.question, card.answer)}\n\n")
            count += 1
    return count


def block(question: str, answer: str) -> str:
    """One card as its marked lines.

    >>> print(block("Which two?", "- a\\n- b"))
    Q: Which two?
    A:
    - a
    - b
    """
    asked = "\n".join(line for line in _lines(question) if line.strip() or "`" in question)
    told = "\n".join(_apart(_lines(answer)))
    return f"Q: {asked}\nA:{chr(10) if chr(10) in told else ' '}{told}"


def _lines(text: str) -> list[str]:
    return harmless(text).strip().split("\n")


def _apart(lines: list[str]) -> Iterator[str]:
    """Lines of an answer; a note joins lines of plain text that stand below each other, so these get a line between."""
    fence = ""
    before = ""
    for line in lines:
        mark = _FENCE.match(line)
        if not fence and before and not mark and not _APART.match(line) and not _APART.match(before):
            yield ""
        yield line
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip() == fence:
            fence, line = "", ""
        before = "" if fence or mark else line


def _headings(above: tuple[str, ...], below: tuple[str, ...]) -> Iterator[str]:
    """The headings that lead from one card to the next."""
    shared = 0
    while shared < min(len(above), len(below)) and above[shared] == below[shared]:
        shared += 1
    if shared == len(below) < len(above):  # back in a section that has another one below it: it begins anew
        shared -= 1
    for level in range(shared, len(below)):
        yield f"{'#' * min(level + 1, DEEPEST)} {' '.join(harmless(below[level]).split())}"


def _title(path: str) -> str:
    """What a card without headings stands below: the name of its collection or of its note's file."""
    if path.startswith(COLLECTION):
        return path.removeprefix(COLLECTION).replace("::", " › ")
    return PurePath(path.replace("\\", "/")).stem
