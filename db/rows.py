"""Rows of the tables as frozen dataclasses and back: a column is named once, as the field of its dataclass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from datetime import timedelta
from enum import Enum
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from sqlalchemy import Row, Select, select

from cards.card import Card
from cards.schedule import Schedule, State
from cards.translation import _
from db import domains
from db.records import Known, Own, Review, Stale, Unsound
from db.schema import cards, clock_corrections, notes, reviews, stars, wordings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
Record = TypeVar("Record", bound="DataclassInstance")
CHUNK = 500  # ids or paths in one query; SQLite takes at least 999


class Columns(Generic[Record]):
    """The fields of a frozen dataclass as columns of the same names.

    `names` are the columns in the order of the fields, without those in `apart`, which the caller fills. An enumeration
    is stored as its value, a tuple as a list.
    """

    def __init__(self, of: type[Record], *, apart: Iterable[str] = ()) -> None:
        hints = get_type_hints(of)
        self.names = tuple(field.name for field in fields(of) if field.name not in apart)
        self._of = of
        self._get = attrgetter(*self.names)
        types = {name: hints[name] for name in self.names}
        self._read = [(place, how) for place, hint in enumerate(types.values()) if (how := _reading(hint))]
        self._enums = [name for name, hint in types.items() if _enum(hint)]

    def values(self, row: Any) -> dict[str, Any]:
        """The fields that a row of the database holds."""
        return dict(zip(self.names, self._fields(row), strict=True))

    def of(self, row: Any) -> Record:
        """The dataclass that a row of the database says."""
        return self._of(*self._fields(row))

    def columns(self, value: Record) -> dict[str, Any]:
        """The columns that a value fills."""
        found = dict(zip(self.names, self._get(value), strict=True))
        for name in self._enums:
            if found[name] is not None:
                found[name] = found[name].value
        return found

    def _fields(self, row: Any) -> list[Any]:
        found = list(self._get(row))
        for place, read in self._read:
            if found[place] is not None:
                found[place] = read(found[place])
        return found


def _enum(hint: Any) -> type[Enum] | None:
    """The enumeration of a field, also of one that may be None."""
    return next((each for each in (hint, *get_args(hint)) if isinstance(each, type) and issubclass(each, Enum)), None)


def _reading(hint: Any) -> Callable[[Any], Any] | None:
    """How a field of this type is made from what is stored; None where the two are the same."""
    return tuple if get_origin(hint) is tuple else _enum(hint)


CARD = Columns(Card)
SCHEDULE = Columns(Schedule)
REVIEW = Columns(Review)
_KNOWN = Columns(Known, apart=("card", "schedule", "own", "starred"))

# The columns that come from a note: an import writes them, and undoing it puts them back.
CONTENT = ("note_id", "position", *CARD.names, "fingerprint", "retired", "flag")

# The log, and by how many days the clock was ahead when a line was written (None where it went right).
LOG: Select[Any] = select(reviews, clock_corrections.c.days.label("ahead")).outerjoin(
    clock_corrections, clock_corrections.c.uid == reviews.c.uid
)
# A card's log in the order it is played in, on every machine alike.
IN_ORDER = (reviews.c.uid, reviews.c.id)


def known_cards() -> Select[Any]:
    """The query whose rows `known` and `noted` read: all columns of cards, the path of the note, and own words."""
    own = [column.label(f"own_{column.name}") for column in wordings.c if column.name != "card_id"]
    columns = select(cards, notes.c.path, *own, stars.c.starred)
    return columns.join_from(cards, notes).outerjoin(wordings).outerjoin(stars)


def known(row: Row[Any]) -> Known:
    """A row of `known_cards` as what is remembered, in one's own words. Raises Unsound where a value cannot be."""
    one = noted(row)
    return one if one.own is None else replace(one, card=said(one.card, one.own))


def noted(row: Row[Any]) -> Known:
    """The same with the card as its note says it: what an import compares."""
    check(row)
    if not isinstance(row.path, str):
        raise Unsound(_("The note of card {id} has a path that is no text. `studytui doctor` tells more.", id=row.id))
    card, schedule, own = CARD.of(row), SCHEDULE.of(row), own_of(row)
    return Known(card=card, schedule=schedule, own=own, starred=bool(row.starred), **_KNOWN.values(row))


def own_of(row: Row[Any]) -> Own | None:
    """The own words in a row of `known_cards`; None where there are none, or none that can be read."""
    question, answer, above = row.own_question, row.own_answer, (row.own_note_question, row.own_note_answer)
    if (question is None and answer is None) or domains.faults("wordings", _wording(row)):
        return None
    return Own(question, answer, above, (row.question, row.answer), row.own_at)


def _wording(row: Row[Any]) -> dict[str, Any]:
    return {column.name: getattr(row, f"own_{column.name}") for column in wordings.c if column.name != "card_id"}


def said(card: Card, own: Own) -> Card:
    """A card in a person's own words. What else its note accepts for an answer belongs to the note's."""
    if own.question is not None:
        card = replace(card, question=own.question)
    return card if own.answer is None else replace(card, answer=own.answer, accepted=())


def check(row: Row[Any]) -> None:
    """Raise Unsound where the row of a card holds a value that cannot be."""
    if domains.sound("cards", row):
        said = None if row.state == State.NEW else domains.contradiction(row._mapping)
    else:
        name, words = next(iter(domains.faults("cards", row._mapping).items()))
        said = f"{name} is {str(row._mapping[name])[:60]!r}, and should be {words}"
    if said:
        raise Unsound(
            _(
                "Card {id} cannot be read: {said}. `studytui doctor --repair` puts right what it can.",
                id=row.id,
                said=said,
            )
        )


def sound_log(rows: Iterable[Row[Any]]) -> Iterator[Review]:
    """Rows of `LOG` as its lines, without those that hold a value that cannot be."""
    for row in rows:
        if domains.sound("reviews", row):
            line = REVIEW.of(row)
            yield _counted_back(line, row.ahead) if row.ahead else line


def _counted_back(line: Review, days: int) -> Review:
    """A line whose clock was ahead by so many days, with the days as they were."""
    return replace(
        line,
        study_day=max(1, line.study_day - days),
        due_day=line.due_day and max(1, line.due_day - days),
        due_at=line.due_at and line.due_at - timedelta(days=days),
    )


def sound(rows: Iterable[Row[Any]], read: Callable[[Row[Any]], Known] = known) -> Iterator[Known]:
    """What is remembered, without the rows that hold a value that cannot be; `studytui doctor` tells of those."""
    for row in rows:
        with suppress(Unsound):
            yield read(row)


def still_says(row: Row[Any], seen: Known) -> None:
    """Raise Stale where a row says something else than what was shown of it; how its text is spaced does not matter."""
    card = known(row).card
    if (card.question, card.answer) == (seen.card.question, seen.card.answer):
        return
    from cards.identity import fingerprint  # seldom needed, and more to load than all of a rating

    if fingerprint(card) != fingerprint(seen.card):
        raise Stale(
            _(
                "This card says something else since you saw it: its note was imported, it was reworded, or "
                "a backup was restored. Nothing was stored; look at it again."
            )
        )


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The values in chunks of at most `size`."""
    rest = iter(values)
    while some := tuple(islice(rest, size)):
        yield some
