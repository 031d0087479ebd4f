"""Where cards stood and where they stand now: sections that moved or were renamed, and the gaps between found cards."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz import fuzz

from cards.card import Card
from cards.matching.likeness import fold
from cards.matching.meaning import numbers

Section: TypeAlias = tuple[str, tuple[str, ...]]  # the file, and the headings in it

SLOT_BONUS = 6.0
FEW = 100  # up to so many sections each is compared with each


class Sections:
    """Which section of today a section of yesterday became, as far as the cards found so far and the headings tell."""

    def __init__(
        self, olds: Sequence[Placed], news: Sequence[Placed], group: Sequence[int], new_of: dict[int, int]
    ) -> None:
        self._olds = olds
        self._news = news
        self._group = group
        today = {new.section for new in news}
        yesterday = {olds[i].section for i in group}
        votes: dict[Section, Counter[Section]] = defaultdict(Counter)
        for i in group:
            if i in new_of and not olds[i].retired:
                votes[olds[i].section][news[new_of[i]].section] += 1
        self._became: dict[Section, Section] = {}
        self._also: dict[Section, list[Section]] = {}
        for section in yesterday:
            # Ties go to the first in order, so that the result does not depend on the order of the cards.
            voted = [each for each, _ in sorted(votes[section].items(), key=lambda item: (-item[1], item[0]))]
            if section in today:
                self._became[section] = section
            elif voted:
                self._became[section] = voted[0]
            self._also[section] = [each for each in voted if each != self._became.get(section)]
        self._renamed(yesterday, today)

    @property
    def ranks(self) -> int:
        """How many sections one section became at most, when its cards went several ways."""
        return 1 + max(map(len, self._also.values()), default=0)

    def of_old(self, old: int, rank: int = 0) -> Section | None:
        """The section of today an old card belongs to, or the next likely one; None when there is none."""
        section = self._olds[old].section
        if rank == 0:
            return self._became.get(section)
        also = self._also[section]
        return also[rank - 1] if rank <= len(also) else None

    def _renamed(self, yesterday: set[Section], today: set[Section]) -> None:
        """Join the sections that vanished from a file with those that appeared there, by their headings and answers."""
        vanished = sorted(yesterday - set(self._became))
        appeared = sorted(today - yesterday - set(self._became.values()))
        if not vanished or not appeared:
            return
        said: dict[Section, set[str]] = defaultdict(set)
        says: dict[Section, set[str]] = defaultdict(set)
        for i in self._group:
            said[self._olds[i].section].add(fold(self._olds[i].card.answer))
        for card in self._news:
            says[card.section].add(fold(card.card.answer))
        files = defaultdict(list)
        for section in appeared:
            files[section[0]].append(section)
        answered: dict[str, list[Section]] = defaultdict(list)
        for section in appeared:
            for answer in says[section]:
                answered[answer].append(section)
        scored = []
        for old in vanished:
            for new in _candidates(old, said[old], files[old[0]], answered):
                shared = len(said[old] & says[new]) / min(len(said[old]), len(says[new]))
                one, other = " › ".join(old[1]), " › ".join(new[1])
                heading = fuzz.ratio(one.casefold(), other.casefold())
                if old[1] and new[1][-len(old[1]) :] == old[1]:
                    heading = 100.0  # the same headings, below another title
                if shared >= 0.5 or (heading >= 75 and numbers(one) == numbers(other)):
                    scored.append((heading + 100 * shared, old, new))
        free = set(appeared)
        for _, old, new in sorted(scored, key=lambda item: (-item[0], item[1:])):
            if old not in self._became and new in free:
                self._became[old] = new
                free.discard(new)

    def slots(self, new_of: dict[int, int]) -> Callable[[int, int], float]:
        """A bonus for a pair whose new card stands between the same neighbours as the old one did."""
        before: dict[int, int] = {}
        after: dict[int, int] = {}
        files = defaultdict(list)
        for i in self._group:
            files[self._olds[i].path].append(i)
        for here in files.values():
            ordered = sorted(here, key=lambda i: self._olds[i].position)
            for line, neighbour in ((ordered, before), (ordered[::-1], after)):
                last = None
                for i in line:
                    if i in new_of:
                        last = new_of[i]
                    elif last is not None:
                        neighbour[i] = last

        def bonus(old: int, new: int) -> float:
            here = self._news[new]
            above, below = before.get(old), after.get(old)
            if above is None and below is None:
                return 0.0
            for number, sign in ((above, 1), (below, -1)):
                if number is None:
                    continue
                other = self._news[number]
                if other.path != here.path or sign * (here.position - other.position) <= 0:
                    return 0.0
            return SLOT_BONUS

        return bonus


def _candidates(
    old: Section, answers: set[str], new: Sequence[Section], answered: dict[str, list[Section]]
) -> Sequence[Section]:
    """The sections of a file (in order) that an old one may have become: all of them where they are few.

    Of many, those that share an answer with it, and those whose headings come next to its own in the alphabet.
    """
    if len(new) <= FEW:
        return new
    at = bisect(new, old)
    near = dict.fromkeys(new[max(at - FEW // 2, 0) : at + FEW // 2])
    for answer in sorted(answers):
        near |= dict.fromkeys(each for each in answered[answer][:FEW] if each[0] == old[0])
    return list(near)


@dataclass(frozen=True, slots=True)
class Placed:
    """A card in its place: the file, and its position there. `id` and `retired` say what is remembered of it.

    `weight` is how much history it has: among equals the heavier one comes back.
    """

    card: Card
    path: str
    position: int
    id: int = 0
    retired: bool = False
    weight: int = 0

    @property
    def section(self) -> Section:
        """The file and the headings it stands under."""
        return self.path, self.card.context
