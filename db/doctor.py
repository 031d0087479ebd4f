"""The checks of `studytui doctor`. None of them changes anything."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy import exists as there_is

from cards.translation import _
from db import settings
from db.domains import DOMAINS, contradiction, faults, json_of
from db.engines import refusing, stored_rows
from db.migrations import HEAD
from db.records import Event
from db.replay import ASIDE, Projection, projection_of, projections
from db.rows import SCHEDULE
from db.schema import answers, card_texts, cards, notes, reviews

if TYPE_CHECKING:
    from db.engine import Database

# The FSRS engine computes in 32 bits, and another machine may round the last one differently.
ROUNDING = 1e-4
MOST = 200  # values that are told each in a line
NAMED = 5  # at most so many cards are named in a detail


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in words."""

    name: str
    ok: bool
    detail: str


def examine(db: Database) -> list[Finding]:
    """Run every check on one snapshot of the database. Raises Problem only when it cannot be read at all."""
    findings = []
    checks: list[tuple[str, Callable[[Connection], tuple[bool, str]]]] = [
        ("tables", _tables),
        ("log held", _log_held),
        ("undos", _undos),
        ("answers", _answers),
        ("replay", _replay),
        ("search", _search),
    ]
    if db.path is not None:
        checks = [("file", _file), ("references", _references), *checks]
    with db.read() as connection:
        for name, check in checks:
            try:
                ok, detail = check(connection)
            except Exception as error:  # whatever one check meets in a damaged file, the others are still made
                ok, detail = False, _("could not be looked at: {value}", value=getattr(error, "orig", None) or error)
            findings.append(Finding(name, ok, detail))
        findings += _values(connection)
    return findings


def _values(connection: Connection) -> list[Finding]:
    """A finding for each value that its column may not hold; a single one where there is none."""
    found: list[str] = []
    for table in DOMAINS:
        key = "id" if "id" in DOMAINS[table] else next(iter(DOMAINS[table]))
        try:
            for values in stored_rows(connection, table):
                for name, words in faults(table, values).items():
                    found.append(
                        _(
                            "{table}, {key} {row!r:.40}: {name} is {value!r:.60}, not {words}",
                            table=table,
                            key=key,
                            row=values[key],
                            name=name,
                            value=values[name],
                            words=words,
                        )
                    )
                if table == "cards" and (said := contradiction(values)):
                    found.append(f"{table}, {key} {values[key]!r:.40}: {said}")
                if table == "settings" and values["key"] == settings.SCHEDULE_KEY:
                    stored = json_of(values["value"]) if isinstance(values["value"], str) else values["value"]
                    found += [
                        _("settings: {name} is out of bounds", name=name) for name in settings.out_of_bounds(stored)
                    ]
        except Exception as error:  # as in examine: the other tables are still looked at
            found.append(
                _("{table} cannot be read ({value!r})", table=table, value=getattr(error, "orig", None) or error)
            )
    if not found:
        return [Finding("values", True, _("every value is one that its column may hold"))]
    more = [_("and {value} more", value=len(found) - MOST)] if len(found) > MOST else []
    return [Finding("values", False, said) for said in [*found[:MOST], *more]]


def _file(connection: Connection) -> tuple[bool, str]:
    answers = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
    if answers == ["ok"]:
        return True, _("every page of the file is whole")
    return False, _(
        "the file is damaged ({names}); `studytui restore` goes back to a backup", names="; ".join(map(str, answers))
    )


def _references(connection: Connection) -> tuple[bool, str]:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if not broken:
        return True, _("every card has its note, and every line of the log its card")
    return False, _(
        "{broken} rows point to something that is not there, the first in {table}",
        broken=len(broken),
        table=broken[0][0],
    )


def _tables(connection: Connection) -> tuple[bool, str]:
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    count = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (notes, cards)]
    if found == HEAD:
        return True, _(
            "at revision {HEAD}, with {count:,} notes and {count2:,} cards", HEAD=HEAD, count=count[0], count2=count[1]
        )
    return False, _("at revision {found}, and this program is made for {HEAD}", found=found, HEAD=HEAD)


def _search(connection: Connection) -> tuple[bool, str]:
    texts = card_texts.c
    same = (func.lowered(cards.c.question) == texts.question) & (func.lowered(cards.c.subject) == texts.subject)
    found = there_is().where(card_texts.c.card_id == cards.c.id, same)
    count = connection.execute(select(func.count()).select_from(cards).where(~found)).scalar_one()
    if not count:
        return True, _("every card can be found by what it says")
    return False, _("{count} cards cannot be found by what they say; `studytui doctor --repair` mends it", count=count)


def _log_held(connection: Connection) -> tuple[bool, str]:
    missing = {"reviews_no_update", "reviews_no_delete"} - refusing(connection)
    if not missing:
        return True, _("the database refuses to change or shorten the review log")
    return False, _("the review log is not held against changes: {names} is missing", names=", ".join(sorted(missing)))


def _undos(connection: Connection) -> tuple[bool, str]:
    target = reviews.alias("target")
    sound = (target.c.id == reviews.c.undoes) & (target.c.card_id == reviews.c.card_id)
    sound &= (target.c.event != Event.UNDO) & (target.c.id < reviews.c.id)
    wrong = select(func.count()).where(reviews.c.event == Event.UNDO, ~there_is().where(sound))
    count = connection.execute(wrong).scalar_one()
    if not count:
        return True, _("every undo names an earlier event of its own card")
    return False, _("{count} undos name no earlier event of their own card", count=count)


def _answers(connection: Connection) -> tuple[bool, str]:
    mine = (reviews.c.id == answers.c.review_id) & (reviews.c.card_id == answers.c.card_id)
    mine &= reviews.c.event == Event.RATING
    wrong = select(func.count()).where(answers.c.review_id.is_not(None), ~there_is().where(mine))
    count = connection.execute(wrong).scalar_one()
    if not count:
        return True, _("every rated answer to a demo's question names a rating of its own card")
    return False, _("{count} answers to demos' questions name no rating of their own card", count=count)


def _replay(connection: Connection) -> tuple[bool, str]:
    """Whether every card's row is what its log says, cards without a log included."""
    parameters = settings.within(connection).parameters
    played = projections(connection, parameters)
    expected = next(played, None)
    seen, wrong = 0, []
    for row in _rows(connection):
        said = Projection()
        if expected is not None and expected[0] == row.id:
            said, expected = expected[1], next(played, None)
        seen += 1
        if not _same(row, said):
            wrong.append(row.id)
    if not wrong:
        return True, _("the log, played again, gives the schedule of all {seen:,} cards", seen=seen)
    names = ", ".join(map(str, wrong[:NAMED])) + (" …" if len(wrong) > NAMED else "")
    return False, _(
        "{wrong} of {seen} cards are not what the log says (card {names})", wrong=len(wrong), seen=seen, names=names
    )


def _rows(connection: Connection) -> Iterable[Row[Any]]:
    columns = [cards.c[name] for name in (*SCHEDULE.names, *ASIDE.names)]
    query = select(cards.c.id, *columns).order_by(cards.c.id)
    return connection.execute(query.execution_options(yield_per=2000))


def _same(row: Row[Any], said: Projection) -> bool:
    try:
        stored = projection_of(row)
    except (TypeError, ValueError):  # told with its value
        return False
    memories = [
        (stored.schedule.stability, said.schedule.stability),
        (stored.schedule.difficulty, said.schedule.difficulty),
    ]
    for found, wanted in memories:
        if (found is None) is not (wanted is None):
            return False
        if isinstance(found, str | bytes):
            return False
        if found is not None and wanted is not None and not math.isclose(found, wanted, rel_tol=ROUNDING):
            return False
    return _placed(stored) == _placed(said)


def _placed(projection: Projection) -> Projection:
    return replace(projection, schedule=replace(projection.schedule, stability=None, difficulty=None))
