"""The plan of an import: the notes as they were read, compared with the stored cards. It only reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select

from cards.card import Change
from cards.identity import Match, fingerprint, match
from cards.matching.places import Placed
from cards.translation import N_
from db.engine import Database
from db.imports.adopt import adopted
from db.imports.basis import basis
from db.imports.reunite import reunited, take_sound
from db.records import Failure, Known, Plan, PlanRow, Source
from db.rows import chunks, known_cards
from db.schema import BY_DEMO, IN_PARTS, NOTED, WAITING, cards, notes

NOTHING = N_("no earlier card like it")
RETIRED = 3000  # so many retired cards of other notes are compared with new ones


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is remembered of a card, and its position in its note."""

    known: Known
    position: int

    @property
    def placed(self) -> Placed:
        known = self.known
        return Placed(known.card, known.path, self.position, known.id, known.retired, known.weight)


def plan(
    db: Database,
    sources: Iterable[Source],
    failed: Iterable[Failure] = (),
    *,
    unchanged: Collection[str] = (),
    missing: Collection[str] = (),
    touched: Iterable[Source] = (),
    folders: Iterable[str] = (),
    known: Collection[str] = (),
) -> Plan:
    """Everything that applying would do. `sources` are the notes that were read, `missing` the paths of known notes
    that are no longer there; cards may move between all of these. The order of the sources does not matter.

    `unchanged` are the known notes that were looked at and need no reading, `touched` those of them that were saved
    without a change, `folders` what is to be remembered, and `known` the paths of all known notes.
    """
    ordered = tuple(sorted(sources, key=lambda source: source.path))
    paths = {source.path for source in ordered}
    away = tuple(sorted(set(missing) - paths))
    today = [
        Placed(card, source.path, position) for source in ordered for position, card in enumerate(source.cards, start=1)
    ]
    with db.read() as connection:
        found = adopted(connection, ordered)
        stored = _stored(connection, paths.union(away, (came for came, _ in found.values())), today)
        for number, one in stored.items():
            if one.known.note_id in found:
                stored[number] = replace(one, known=replace(one.known, path=found[one.known.note_id][1]))
        if stored or (today and _take_retired(connection, stored)):
            matches = match([one.placed for one in stored.values()], today)
            if any(map(_without_history, matches)) and _take_retired(connection, stored):
                matches = match([one.placed for one in stored.values()], today)
            rows = _rows(matches, stored)
        else:
            rows = tuple(PlanRow(Change.NEW, p.path, p.card, None, why=NOTHING, position=p.position) for p in today)
        rows = reunited(connection, rows)
        return Plan(
            ordered, rows, tuple(failed), len(unchanged), away, tuple(touched), tuple(folders),
            _still(connection, unchanged, known), _still(connection, unchanged, known, WAITING), basis(connection),
            tuple((number, here) for number, (_, here) in sorted(found.items())),
        )  # fmt: skip


def _without_history(one: Match) -> bool:
    """Whether a card of today continues none that was answered, as far as its note and its exact words tell."""
    return one.change is Change.NEW or (one.change is Change.RETURNED and one.old is not None and not one.old.weight)


def _still(connection: Connection, unchanged: Collection[str], known: Collection[str], *such: Any) -> int:
    """How many such cards the unchanged notes have. Where these are nearly all notes, the others are counted."""
    count = select(func.count()).select_from(cards).where(*such)
    retired = cards.c.retired.is_not(False)
    # What no note says, each by its own small index; `id` leads SQLite to that of the retired ones.
    others = ((retired, cards.c.id > 0), (~retired, BY_DEMO), (~retired, IN_PARTS, ~BY_DEMO))

    def of(paths: Iterable[str]) -> int:
        here = count.join(notes).where(~retired, NOTED)
        return sum(connection.execute(here.where(notes.c.path.in_(some))).scalar_one() for some in chunks(paths))

    if 2 * len(unchanged) < len(known):
        return of(unchanged)
    if not unchanged:
        return 0
    whole, *apart = (connection.execute(each).scalar_one() for each in (count, *(count.where(*one) for one in others)))
    return int(whole - sum(apart)) - of(set(known).difference(unchanged))


def _stored(connection: Connection, paths: Collection[str], today: Sequence[Placed]) -> dict[int, _Stored]:
    """The cards of these notes, retired ones too, and retired cards of other notes that say what one of these says."""
    found: dict[int, _Stored] = {}
    if connection.execute(select(cards.c.id).limit(1)).first() is None:
        return found
    query = known_cards().where(NOTED)
    for some in chunks(sorted(paths)):
        _take(connection, found, query.where(notes.c.path.in_(some)))
    prints = {fingerprint(placed.card) for placed in today}
    prints -= {fingerprint(one.known.card) for one in found.values() if not one.known.retired}
    for some in chunks(sorted(prints)):
        _take(connection, found, query.where(cards.c.fingerprint.in_(some), cards.c.retired))
    return found


def _take_retired(connection: Connection, found: dict[int, _Stored]) -> bool:
    """Add the retired cards of all notes, the latest ones where there are many: what was cut out of one note may have
    been pasted into another, edited, an import later. True when there are any.
    """
    if not found and connection.execute(select(cards.c.id).limit(1)).first() is None:
        return False
    before = len(found)
    latest = select(cards.c.id).where(cards.c.retired.is_not(False), NOTED).order_by(cards.c.id.desc()).limit(RETIRED)
    _take(connection, found, known_cards().where(cards.c.id.in_(latest)))
    return len(found) > before


def _take(connection: Connection, found: dict[int, _Stored], query: Any) -> None:
    taken: dict[int, tuple[Known, int]] = {}
    take_sound(connection.execute(query.order_by(cards.c.id)), taken)
    found.update((number, _Stored(*one)) for number, one in taken.items())


def _rows(matches: Iterable[Match], stored: dict[int, _Stored]) -> tuple[PlanRow, ...]:
    rows = []
    for one in matches:
        before = stored[one.old.id].known if one.old else None
        guess = stored[one.maybe.id].known if one.maybe and one.new and not one.old else None
        here = one.new or one.old
        assert here is not None
        rows.append(
            PlanRow(
                one.change,
                here.path,
                one.new.card if one.new else None,
                before,
                likeness=one.likeness,
                doubtful=one.doubtful,
                why=one.why,
                flag=one.flag if before and before.schedule.reps else None,
                guess=guess,
                position=here.position,
            )
        )
    return tuple(rows)
