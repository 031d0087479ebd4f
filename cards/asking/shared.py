"""Labels and headings that stand in several groups of a kind ("Class:" under each medicine): they name no thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cards.language.statement import Statement, pairs
from cards.language.text import key
from cards.note import Form, Line, Section

# "Median" and "Mode" below two headings are names of which two sides are told; below three a heading is such a side.
_OF_EACH = 3


def shared_labels(groups: Iterable[tuple[Line, ...]]) -> list[frozenset[str]]:
    """What each group of lines labels, where the group beside it labels half of that too, or two things.

    What stands before a colon under several headings of a kind says what is told of each, and is no name of a thing.
    """
    labels = [frozenset(key(part.term) for line in group for part in _labelled(line)) for group in groups]
    seen = Counter(label for group in labels for label in group)
    return [
        group if _is_of_a_kind(sum(seen[label] > 1 for label in group), len(group)) else frozenset() for group in labels
    ]


def recurring_headings(root: Section) -> frozenset[int]:
    """The source lines of headings that stand below several headings of a kind ("Truth" under each error).

    Such a heading says what is told of the one above it, and is no name of a thing.
    """
    found: set[int] = set()
    for section in root.walk():
        groups = [{key(inner.heading): inner.number for inner in one.sections} for one in section.sections]
        seen = Counter(heading for group in groups for heading in group)
        for group in groups:
            few = [number for heading, number in group.items() if seen[heading] >= _OF_EACH]
            found.update(few if _is_of_a_kind(len(few), len(group)) else ())
    return frozenset(found)


def _is_of_a_kind(shared: int, labels: int) -> bool:
    return shared > 1 or (shared > 0 and 2 * shared >= labels)


def _labelled(line: Line) -> Iterator[Statement]:
    if line.form in (Form.ITEM, Form.TEXT, Form.LEAN):
        yield from (part for part in pairs(line.text) if part.sign == ":" and part.body)
