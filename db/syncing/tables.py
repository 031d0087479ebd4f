"""What travels beside cards and their log, as data: a table of a later version needs one line here.

A table of the first kind holds one row a card, and the row that was changed last holds; taking it back is a row as
well, with nothing in it. One of the second kind holds many rows a card: all are kept, and two are one where they have
the same name, which is made of columns that chance or the clock has written. What is no table of `CARDS` stays on its
machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, delete, func, insert, select, update

from db.domains import faults
from db.rows import chunks
from db.schema import answers, card_tags, guids, identities, reviews, stars, wordings
from db.syncing.classes import Class
from db.syncing.facts import too_long
from db.syncing.side import Side


@dataclass(frozen=True, slots=True)
class Latest:
    """One row a card: of two, the one that was changed last, by the column `time`."""

    table: Table
    time: str


@dataclass(frozen=True, slots=True)
class All:
    """Many rows a card, each with a number of its own: all of them, told apart by the columns `name`.

    `review` is the column that names a line of the log, if there is one.
    """

    table: Table
    name: tuple[str, ...]
    review: str | None = None


CARDS: tuple[Latest | All, ...] = (
    Latest(wordings, "at"),  # a person's own words
    Latest(stars, "at"),
    Latest(guids, "at"),  # what other programs call it
    All(card_tags, ("tag",)),
    All(answers, ("at", "seed"), "review_id"),  # what was answered to the questions of demos
)


UNTOLD = (guids, card_tags)  # what a person has not done: no sentence counts it


def differing(sides: tuple[Side, Side]) -> tuple[set[int], set[int]]:
    """The cards, on each side, whose row of a table of the first kind is not the other side's."""
    found: tuple[set[int], set[int]] = (set(), set())
    for shared in CARDS:
        if isinstance(shared, Latest):
            said = [_latest_rows(side, shared.table) for side in sides]
            for key in said[0].keys() | said[1].keys():
                one, other = said[0].get(key), said[1].get(key)
                if one is None or other is None or one[1] != other[1]:
                    for number, there in enumerate((one, other)):
                        if there is not None:
                            found[number].add(there[0])
    return found


def _latest_rows(side: Side, table: Table) -> dict[str, tuple[int, str]]:
    """What a card is known by → (its row, what the table says of it)."""
    names = select(identities.c.card_id, func.min(identities.c.key).label("key")).group_by(identities.c.card_id)
    wanted = names.where(identities.c.card_id.in_(select(table.c.card_id))).subquery()
    rows = side.connection.execute(select(table, wanted.c.key).join(wanted, wanted.c.card_id == table.c.card_id))
    return {row.key: (row.card_id, _weight(table, row)) for row in rows}


def _weight(table: Table, row: Any) -> str:
    values = {column.name: getattr(row, column.name) for column in table.c if column.name != "card_id"}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def exchange(
    sides: tuple[Side, Side], found: Sequence[Class], rows: tuple[dict[int, int], dict[int, int]]
) -> tuple[list[int], int]:
    """Give both sides what the tables say of these cards. `rows` is, for each side, id(class) → its row there.

    Returns how many rows changed on each side, and how many could not be read.
    """
    counts, unsound = [0, 0], 0
    for shared in CARDS:
        for some in chunks(found):
            read = [_rows(side, shared.table, some, number) for number, side in enumerate(sides)]
            sound = [[row for row in each if not faults(shared.table.name, row._mapping) and not too_long(row)]
                     for each in read]  # fmt: skip
            unsound += sum(map(len, read)) - sum(map(len, sound))
            for number in (0, 1):
                working = _Exchange(sides, number, some, rows)
                done = working.latest(shared, sound) if isinstance(shared, Latest) else working.all(shared, sound)
                counts[number] += done if shared.table not in UNTOLD else 0
    return counts, unsound


def _rows(side: Side, table: Table, found: Iterable[Class], number: int) -> list[Row[Any]]:
    ids = [one.id for each in found for one in each.members[number]]
    rows: list[Row[Any]] = []
    for some in chunks(sorted(ids)):
        rows += side.connection.execute(select(table).where(table.c.card_id.in_(some))).all()
    return rows


class _Exchange:
    """What one side is given of one table. Cards are told apart by their class."""

    def __init__(
        self,
        sides: tuple[Side, Side],
        number: int,
        found: Iterable[Class],
        rows: tuple[dict[int, int], dict[int, int]],
    ) -> None:
        self.sides = sides
        self.number = number
        self.connection = sides[number].connection
        self.row = rows[number]
        self.of = [{one.id: id(each) for each in found for one in each.members[side]} for side in (0, 1)]
        # Rows that became one stand under the one that stays.
        for side in (0, 1):
            self.of[side] |= {rows[side][id(each)]: id(each) for each in found if id(each) in rows[side]}

    def latest(self, shared: Latest, read: Sequence[Sequence[Row[Any]]]) -> int:
        """Give this side the latest row of each card."""
        best: dict[int, tuple[datetime, str, Row[Any]]] = {}
        own: dict[int, list[Row[Any]]] = {}
        for side in (0, 1):
            for row in read[side]:
                card = self.of[side][row.card_id]
                best[card] = max(
                    [one for one in (best.get(card),) if one]
                    + [(getattr(row, shared.time), _weight(shared.table, row), row)],
                    key=lambda one: one[:2],
                )
                if side == self.number:
                    own.setdefault(card, []).append(row)
        count = 0
        for card, (_, weight, row) in best.items():
            here = own.get(card, [])
            if card not in self.row or (len(here) == 1 and _weight(shared.table, here[0]) == weight):
                continue
            table = shared.table
            self.connection.execute(delete(table).where(table.c.card_id.in_([one.card_id for one in here])))
            self.connection.execute(insert(table).values({**row._mapping, "card_id": self.row[card]}))
            self.sides[self.number].written = True
            count += 1
        return count

    def all(self, shared: All, read: Sequence[Sequence[Row[Any]]]) -> int:
        """Give this side the rows that only the other one has."""
        table, other = shared.table, 1 - self.number

        def name(side: int, row: Row[Any]) -> tuple[Any, ...]:
            return self.of[side][row.card_id], *(getattr(row, column) for column in shared.name)

        own = {name(self.number, row): row for row in read[self.number]}
        names = _names(self.sides, shared, read)
        count = 0
        for row in read[other]:
            known, card = own.get(name(other, row)), self.of[other][row.card_id]
            if card not in self.row:
                continue
            line = names[other].get(getattr(row, shared.review)) if shared.review else None
            if known is None:
                values = {key: value for key, value in row._mapping.items() if key != "id"}
                values |= {"card_id": self.row[card]} | ({shared.review: self._line(line)} if shared.review else {})
                self.connection.execute(insert(table).values(**values))
                self.sides[self.number].written = True
                count += 1
            elif shared.review and line is not None:
                before = names[self.number].get(getattr(known, shared.review))
                if before is None or before < line:  # the rating before it was taken back
                    statement = update(table).where(table.c.id == bindparam("row"))
                    self.connection.execute(statement.values({shared.review: self._line(line)}), {"row": known.id})
                    self.sides[self.number].written = True
        return count

    def _line(self, name: str | None) -> int | None:
        return self.connection.execute(select(reviews.c.id).where(reviews.c.uid == name)).scalar() if name else None


def _names(sides: tuple[Side, Side], shared: All, read: Sequence[Sequence[Row[Any]]]) -> list[dict[int, str]]:
    """For each side, the names of the lines of the log that its rows refer to."""
    found: list[dict[int, str]] = []
    for side, rows in zip(sides, read, strict=True):
        ids = [number for row in rows if shared.review and (number := getattr(row, shared.review)) is not None]
        named: dict[int, str] = {}
        for some in chunks(ids):
            query = select(reviews.c.id, reviews.c.uid).where(reviews.c.id.in_(some))
            named |= {row.id: row.uid for row in side.connection.execute(query)}
        found.append(named)
    return found
