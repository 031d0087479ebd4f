"""Cards as a note of marked questions and answers (`Q:`, `A:`), which an import reads as the same cards.

Its front matter says that they are taken letter for letter, as reading a note takes the markup off them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, TextIO

from cards.note import AS_WRITTEN
from cards.written import spelled
from db.records import COLLECTION
from studytui.plaintext import harmless

if TYPE_CHECKING:
    from db.exporting import Exported

DEEPEST = 6  # levels of headings


def write(found: Iterable[Exported], out: TextIO) -> int:
    """Write the cards, those of a note together below its headings; how many they were."""
    count = 0
    out.write(f"---\nstudy: {AS_WRITTEN}\n---\n\n")
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

    >>> print(block("Which *two*?", "1. a\\n2. b"))
    Q: Which *two*?
    A:
    1. a
    2. b
    """
    return f"{spelled('Q', harmless(question))}\n{spelled('A', harmless(answer))}"


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
