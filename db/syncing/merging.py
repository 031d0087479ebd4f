"""Bringing two open databases to the same state, inside one transaction on each.

The log of both is united, and state is its replay; what a note says of a card, a person's own words and each setting
hold as they were changed last. Nothing here depends on which of the two is which, or on what was merged before: united
in any order, and any number of times, databases arrive at the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from db.runs import LEADS
from db.schema import settings
from db.syncing import chosen, clocks, tables
from db.syncing.classes import Class, classes
from db.syncing.facts import changed_since
from db.syncing.log import Log, compute, lines
from db.syncing.side import Side, meet, recall
from db.syncing.writing import Writing


@dataclass(frozen=True, slots=True)
class Moved:
    """What one database was given: answers, other lines of the log, cards, and rows that proved to be one card."""

    answers: int = 0
    lines: int = 0
    new: int = 0
    changed: int = 0
    joined: int = 0
    beside: int = 0
    settings: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether it was given anything at all."""
        return any((self.lines, self.new, self.changed, self.joined, self.beside, self.settings))


@dataclass(frozen=True, slots=True)
class Merged:
    """What two databases gave each other. `both` counts the cards that both had changed since they met; there, and for
    the settings, the later change holds. `ahead` and `behind` count answers of a wrong clock, `unsound` rows that were
    left where they are because they cannot be read.
    """

    came: Moved
    went: Moved
    both: int = 0
    ahead: int = 0
    behind: int = 0
    unsound: int = 0


def merge(mine: Side, theirs: Side, now: datetime) -> Merged:
    """Bring both to the same state. Raises Problem where the clock of this machine is behind its own answers."""
    sides = (mine, theirs)
    clocks.refuse_a_clock_that_is_behind(mine, now)
    met = recall(mine, theirs)
    for side in sides:
        side.prepare()
    start = [changed_since(side) for side in sides]
    for own, more in zip(start, tables.differing(sides), strict=True):
        own |= more
    found, unsound = classes(sides, (start[0], start[1]))
    names = chosen.exchange(sides)
    both = sum(_changed_on_both(each, sides) for each in found)
    writings = [Writing(number, sides) for number in (0, 1)]
    for writing in writings:
        writing.write(found)
    logs = []
    for number, writing in enumerate(writings):
        log, other = Log(sides[number]), 1 - number
        row_of = {one.id: writing.row_of[id(each)] for each in found if id(each) in writing.row_of
                  for one in each.members[other]}  # fmt: skip
        # A row that became one with another stands in the log under the one that stays.
        log.take(lines(sides[other]), row_of)
        logs.append(log)
    beside, unread = tables.exchange(sides, found, (writings[0].row_of, writings[1].row_of))
    for writing in writings:
        writing.clear(found)
    ahead = clocks.set_right(sides, now)
    for side in sides:
        if side.touched:
            compute(side)
            side.connection.execute(
                delete(settings).where(settings.c.key == LEADS)
            )  # looked at again at the next start
    moved = [
        Moved(log.answers, len(log.added), writing.made, writing.changed, writing.joined, count, tuple(changed))
        for log, writing, count, changed in zip(logs, writings, beside, names, strict=True)
    ]
    if not met or mine.written or theirs.written:
        meet(mine, theirs, now)
        mine.written = theirs.written = True
    behind = clocks.behind(mine, logs[0].added)
    unsound += unread + sum(log.unsound for log in logs)
    return Merged(moved[0], moved[1], both, ahead, behind, unsound)


def _changed_on_both(each: Class, sides: tuple[Side, Side]) -> bool:
    """Whether both databases have a form of this card that the other one does not know."""
    mine, theirs = each.members
    if len(mine) != 1 or len(theirs) != 1 or mine[0].run or mine[0].weight == theirs[0].weight:
        return False
    return all(one.stamp > side.known_stamp for one, side in ((mine[0], sides[0]), (theirs[0], sides[1])))
