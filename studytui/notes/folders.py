"""Importing from the remembered folders without asking: at every start, and when a note is saved while the app runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing, suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from cards.translation import ngettext
from db.records import Plan, Problem
from studytui.notes.editing import changes, take_in
from studytui.plaintext import harmless

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.notes.reading import Reading
    from studytui.ports import Study


def sentence(plan: Plan) -> str:
    """What an import brought, in one line; "" where there is nothing to say."""
    parts = [changes(plan)]
    if doubts := len(plan.doubts):
        parts.append(
            ngettext(
                "{count} doubtful match kept apart: the first screen leads to it.",
                "{count} doubtful matches kept apart: the first screen leads to them.",
                doubts,
            )
        )
    parts += plan.notices
    if plan.failed:
        first = plan.failed[0]
        name = first.path.rpartition("/")[2]  # the line is short, and what is wrong matters more than where it lies
        reason = first.reason.replace(first.path, name)
        others = len(plan.failed) - 1
        more = " " + ngettext("And {count} more note.", "And {count} more notes.", others) if others else ""
        parts.append(f"{reason if reason.startswith(name) else f'{name}: {reason}'}{more}")
    return harmless(" ".join(part for part in parts if part))


async def look(app: Study) -> None:
    """Import what changed in the remembered folders, and say it in a line. Raises Problem."""
    from studytui.notes import survey

    await _take_in(app, lambda db, now: survey.look(db, now, reading=app.reading))


async def watch(app: Study) -> None:
    """Import each note that is saved while the app runs. Raises Problem where nothing can be watched."""
    from studytui.notes.watching import watch

    async with aclosing(watch(await app.opened())) as saved:
        async for paths in saved:
            found = sorted(paths)
            with suppress(Problem):  # a note that cannot be read now is looked at again on the next start
                await _take_in(app, partial(_look_at, found, app.reading))


def _look_at(paths: list[str], reading: Reading, db: Database, now: datetime) -> Plan:
    from studytui.notes import survey

    return survey.look_at(db, paths, now, reading=reading)


async def _take_in(app: Study, make: Callable[[Database, datetime], Plan]) -> None:
    now = app.clock()

    def work(db: Database) -> str:
        return sentence(take_in(db, lambda: make(db, now), now))

    async with app.imports:
        said = await app.ask(work)
    if said:
        app.notes_imported(said)
