"""Which cards of two databases are one card: those that are known by the same, directly or through another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from db.syncing.facts import Known, owners, read
from db.syncing.side import Side


@dataclass(slots=True)
class Class:
    """One card, and the rows it has in each of the two databases: one, none, or several that prove to be one card."""

    members: tuple[list[Known], list[Known]] = field(default_factory=lambda: ([], []))

    @property
    def all(self) -> list[Known]:
        """Its rows on both sides."""
        return [*self.members[0], *self.members[1]]

    @property
    def keys(self) -> set[str]:
        """All that it is known by."""
        return set().union(*(one.keys for one in self.all))


def classes(sides: tuple[Side, Side], start: tuple[Iterable[int], Iterable[int]]) -> tuple[list[Class], int]:
    """The cards that these rows belong to, with all their rows, and how many rows could not be read."""
    known: tuple[dict[int, Known], dict[int, Known]] = ({}, {})
    tried: tuple[set[int], set[int]] = (set(), set())
    waiting = (set(start[0]), set(start[1]))
    unsound = 0
    while any(waiting):
        for number, other in ((0, 1), (1, 0)):
            ids = waiting[number] - tried[number]
            waiting[number].clear()
            tried[number].update(ids)
            found, bad = read(sides[number], ids)
            known[number].update(found)
            unsound += bad
            keys = set().union(*(one.keys for one in found.values()))
            waiting[other].update(card for _, card in owners(sides[other], keys))
        for number in (0, 1):
            waiting[number].difference_update(tried[number])
    return _joined(known), unsound


def _joined(known: tuple[dict[int, Known], dict[int, Known]]) -> list[Class]:
    """Rows that share a key are one card, and so are those that share one with a third."""
    of_key: dict[str, Class] = {}
    found: dict[int, Class] = {}
    for number in (0, 1):
        for one in known[number].values():
            touching = {id(there): there for key in one.keys if (there := of_key.get(key)) is not None}
            mine, *others = touching.values() or [Class()]
            for other in others:
                for side in (0, 1):
                    mine.members[side].extend(other.members[side])
                del found[id(other)]
            mine.members[number].append(one)
            found[id(mine)] = mine
            for key in mine.keys if others else one.keys:
                of_key[key] = mine
    return list(found.values())
