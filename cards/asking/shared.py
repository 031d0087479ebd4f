"""Labels that stand before a colon in several groups of lines ("Class:" under each medicine): they name no thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cards.language.statement import Statement, pairs
from cards.language.text import key
from cards.note import Form, Line


def shared_labels(groups: Iterable[tuple[Line, ...]]) -> list[frozenset[str]]:
    """What each group of lines labels, where the group beside it labels half of that too, or two things.

    What stands before a colon under several headings of a kind says what is told of each, and is no name of a thing.
    """
    labels = [frozenset(key(part.term) for line in group for part in _labelled(line)) for group in groups]
    seen = Counter(label for group in labels for label in group)
    return [
        group if _is_of_a_kind(sum(seen[label] > 1 for label in group), len(group)) else frozenset() for group in labels
    ]


def _is_of_a_kind(shared: int, labels: int) -> bool:
    return shared > 1 or (shared > 0 and 2 * shared >= labels)


def _labelled(line: Line) -> Iterator[Statement]:
    if line.form in (Form.ITEM, Form.TEXT, Form.LEAN):
        yield from (part for part in pairs(line.text) if part.sign == ":" and part.body)
