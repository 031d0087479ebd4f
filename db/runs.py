"""The cards that demos ask: one a question, for as long as a note holds a card that leads to its demo.

`attend` compares what is stored with what the notes say now. It is told which card leads to which demo, and which
questions there are, as db knows nothing of demos; it looks at no more cards than imports have changed since it was
called last, and writes only where something is different.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from cards.card import Card, Kind
from db import domains
from db.engines import take_ids
from db.imports.basis import basis
from db.records import Unsound
from db.rows import CARD, chunks, known_cards, noted
from db.schema import ACTIVE, BY_DEMO, NOTED, RUN, cards, imports, leads, settings

if TYPE_CHECKING:
    from db.engine import Database

LEADS = "leads"  # the key in settings: [edition, basis] of what the table was filled from
TRIES = 5  # an import may come between reading the cards and writing where they lead

Lead = Callable[[Card], str | None]


@dataclass(frozen=True, slots=True)
class Offered:
    """A question that a demo can ask. `title` gives what a list shows of it, for a card of a note that leads to it."""

    demo: str
    question: str
    title: Callable[[Card], tuple[str, str]]

    @property
    def subject(self) -> str:
        """What the card of this question is known by, in every database."""
        return f"{self.demo}/{self.question}"


def every(db: Database) -> dict[int, tuple[str, int]]:
    """Card → (subject, ratings) of every card of a demo that may be asked."""
    with db.read() as connection:
        rows = connection.execute(select(cards.c.id, cards.c.subject, cards.c.reps).where(BY_DEMO, ACTIVE))
        return {number: (subject, reps) for number, subject, reps in rows}


def demo_of(subject: str) -> str:
    """The demo that the card of a subject leads to."""
    return subject.partition("/")[0]


def attend(
    db: Database,
    lead: Lead,
    offered: Callable[[], Sequence[Offered]],
    edition: str,
    now: datetime,
    *,
    thorough: bool = True,
) -> bool:
    """Bring the cards of demos to what the notes say; whether any of them was changed.

    `edition` names what `lead` goes by: with another one every card is looked at again. Questions that are no longer
    offered, or whose concept no note holds any more, are retired and come back with their history. Where nothing was
    imported since, only a `thorough` look sees that a card was taken, rejected or put back.
    """
    return (_follow(db, lead, edition) or thorough) and _settle(db, offered(), now)


# -- which card leads where --------------------------------------------------------------------------------------------


def _follow(db: Database, lead: Lead, edition: str) -> bool:
    """Fill the table of leads from the cards that were changed since."""
    for _ in range(TRIES):
        with db.read() as connection:
            stamp = [edition, basis(connection)]
            before = connection.execute(select(settings.c.value).where(settings.c.key == LEADS)).scalar()
            if before == stamp:
                return False
            since = _since(before, edition)
            changed = None if since is None else _changed(connection, since)
            found = _led(connection, lead, changed)
        with db.begin() as connection:
            if basis(connection) != stamp[1]:
                continue
            _put(connection, found, changed)
            connection.execute(delete(settings).where(settings.c.key == LEADS))
            connection.execute(insert(settings).values(key=LEADS, value=stamp))
            return True
    return False


def _since(before: Any, edition: str) -> tuple[int, int] | None:
    """The last import and the number of undone ones that were followed; None where all cards are to be looked at."""
    if not (isinstance(before, list) and len(before) == 2 and before[0] == edition):
        return None
    last, _, undone = str(before[1]).partition("-")
    return (int(last), int(undone)) if last.isdecimal() and undone.isdecimal() else None


def _changed(connection: Connection, since: tuple[int, int]) -> set[int] | None:
    """The cards that imports have made or changed since, those of undone imports too; None where nobody knows."""
    last, undone = since
    query = select(imports).where(imports.c.id > last)
    if basis(connection).partition("-")[2] != str(undone):
        query = select(imports).where((imports.c.id > last) | imports.c.undone_at.is_not(None))
    found: set[int] = set()
    for row in connection.execute(query):
        if domains.faults("imports", row._mapping):
            return None
        found.update(map(int, row.changes["cards"]))
        for first, end in row.changes["made"]:
            found.update(range(first, end + 1))
    return found


def _led(connection: Connection, lead: Lead, changed: set[int] | None) -> dict[int, str]:
    """Card → demo, of the changed cards, or of all."""
    query = known_cards().where(NOTED, cards.c.retired.is_(False))
    if changed is None:
        batches: Iterable[Any] = [query.execution_options(yield_per=2000)]
    else:
        batches = (query.where(cards.c.id.in_(some)) for some in chunks(sorted(changed)))
    found = {}
    for batch in batches:
        for row in connection.execute(batch):
            with suppress(Unsound):
                if (demo := lead(noted(row).card)) is not None:
                    found[row.id] = demo
    return found


def _put(connection: Connection, found: dict[int, str], changed: set[int] | None) -> None:
    own = select(cards.c.id).where(BY_DEMO)
    if changed is None:
        connection.execute(delete(leads).where(leads.c.card_id.not_in(own)))
    else:
        for some in chunks(sorted(changed)):
            connection.execute(delete(leads).where(leads.c.card_id.in_(some), leads.c.card_id.not_in(own)))
    rows = [{"card_id": card, "demo": demo} for card, demo in found.items()]
    for part in chunks(rows):
        connection.execute(insert(leads), list(part))


# -- one card a question -----------------------------------------------------------------------------------------------


def _settle(db: Database, offered: Sequence[Offered], now: datetime) -> bool:
    """Make, move, retire and bring back the cards of questions; whether anything had to be done."""
    with db.read() as connection:
        if not any(_differences(connection, offered)) and not _unled(connection):
            return False
    with db.begin() as connection:
        for number, subject in _unled(connection):  # a repair has taken its row out
            connection.execute(insert(leads).values(card_id=number, demo=demo_of(subject)))
        made, changed = _differences(connection, offered)
        free = take_ids(connection, cards, len(made))
        for number, row in enumerate(made, start=free):
            connection.execute(insert(cards).values(id=number, created_at=now, **row))
            connection.execute(insert(leads).values(card_id=number, demo=demo_of(row["subject"])))
        for number, row in changed.items():
            connection.execute(update(cards).where(cards.c.id == bindparam("card")).values(row), {"card": number})
    return True


def _unled(connection: Connection) -> Sequence[Any]:
    """The cards of demos that no row says the demo of."""
    here = select(leads.c.card_id)
    return connection.execute(select(cards.c.id, cards.c.subject).where(BY_DEMO, cards.c.id.not_in(here))).all()


def _differences(
    connection: Connection, offered: Sequence[Offered]
) -> tuple[list[dict[str, Any]], dict[int, dict[str, Any]]]:
    """The rows of cards to be made, and what is to be written into which card that is there."""
    stored = {row.subject: row for row in connection.execute(select(cards).where(BY_DEMO))}
    leading = _leading(connection, {each.demo for each in offered})
    made: list[dict[str, Any]] = []
    changed: dict[int, dict[str, Any]] = {}
    wanted = set()
    for each in offered:
        there = leading.get(each.demo)
        if not there:
            continue
        wanted.add(each.subject)
        row = stored.get(each.subject)
        # It stays in the note it is in for as long as that one names the concept.
        by = next((one for one in there if row is not None and one.note_id == row.note_id), there[0])
        values = _content(each, by)
        if row is None:
            made.append(values)
        elif different := {name: value for name, value in values.items() if _stored(row, name) != value}:
            changed[row.id] = different
    for subject, row in stored.items():
        if subject not in wanted and not row.retired:
            changed[row.id] = {"retired": True}
    return made, changed


def _leading(connection: Connection, demos: set[str]) -> dict[str, list[Row[Any]]]:
    """Demo → the cards of notes that lead to it and may be asked, the first note first."""
    if not demos:
        return {}
    alive = (cards.c.retired.is_(False), cards.c.rejected.is_(False), cards.c.held.is_(False), NOTED)
    query = known_cards().add_columns(leads.c.demo).join(leads, leads.c.card_id == cards.c.id).where(*alive)
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query.order_by(*_FIRST)):
        if row.demo in demos and domains.sound("cards", row):
            found.setdefault(row.demo, []).append(row)
    return found


# The first note, and in it the definition of the concept before what else is said of it.
_FIRST = (cards.c.note_id, (cards.c.kind == Kind.DEFINITION.value).desc(), cards.c.position, cards.c.id)


def _content(offered: Offered, by: Row[Any]) -> dict[str, Any]:
    leading = noted(by).card
    question, answer = offered.title(leading)
    card = Card(Kind.RUN, question, answer, leading.context, leading.line, subject=offered.subject, rule=RUN)
    place = {"note_id": by.note_id, "position": by.position, "fingerprint": f"{RUN}:{offered.subject}"}
    return {**CARD.columns(card), **place, "retired": False}


def _stored(row: Row[Any], name: str) -> Any:
    value = getattr(row, name)
    return tuple(value) if isinstance(value, list) else value
