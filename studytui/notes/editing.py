"""Opening a note in the person's editor, and importing what they changed. The program never writes into a note."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from cards.translation import N_, _
from cards.translation.system import why
from db.records import Change, Plan, Problem, is_collection
from studytui import config
from studytui.plaintext import CHANGES, plural
from studytui.private import their_umask

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.notes.reading import Reading
    from studytui.ports import Study

_ORDER = (Change.NEW, Change.REWORDED, Change.MOVED, Change.RETURNED, Change.GONE)


async def edit(app: Study, path: str, line: int) -> None:
    """Open a note at a line and wait until the editor ends. Raises Problem where that cannot be."""
    if is_collection(path):
        raise Problem(_("This card came from another program and stands in no note. Reword it instead."))
    if not Path(path).exists():
        raise Problem(_("{path} is not there any more; its cards and their history are kept.", path=path))
    try:
        command = config.editor(app.environ, path, line)
    except config.Misfit as misfit:
        raise Problem(str(misfit)) from None
    try:
        try:
            with app.suspend():
                subprocess.run(command, check=False, umask=their_umask())
        except SuspendNotSupported:  # no terminal to hand over: the editor has a window of its own
            run = partial(subprocess.run, command, check=False, stdin=subprocess.DEVNULL, umask=their_umask())
            await asyncio.to_thread(run)
    except OSError as error:
        raise Problem(
            _("The editor {command} could not be started ({strerror}).", command=command[0], strerror=why(error))
        ) from None


async def revise(app: Study, path: str, line: int) -> str:
    """Open a note at a line, and import what was changed; returns a sentence about it, or "". Raises Problem."""
    async with app.imports:  # the watcher sees the saved note as well, and finds nothing left to do
        await edit(app, path, line)
        return await app.ask(pick_up, path, app.clock(), app.reading)


def pick_up(db: Database, path: str, now: datetime, reading: Reading) -> str:
    """Import what changed in one note; returns a sentence about it, or "" where nothing did. Runs in a thread."""
    from studytui.notes import survey

    plan = take_in(db, lambda: survey.survey(db, [Path(path)], now, reading=reading), now)
    if plan.failed:
        raise Problem(plan.failed[0].reason)
    return changes(plan)


def take_in(db: Database, make: Callable[[], Plan], now: datetime) -> Plan:
    """Make a plan and apply it without asking: doubtful matches become new cards. Runs in a thread.

    Where another window imports in between, the plan is made again.
    """
    from db import library

    for attempt in range(3):
        plan = make()
        try:
            if plan.sources or plan.missing or plan.touched:
                library.apply(db, plan, now)
            return plan
        except Problem:
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


def changes(plan: Plan) -> str:
    """What a plan changes of the cards that are asked, in a sentence; "" where it changes none."""
    counted = [(change, sum(row.change is change and not row.held for row in plan.rows)) for change in _ORDER]
    found = [(change, count) for change, count in counted if count]
    if not found:
        return ""
    if len(found) == 1:
        change, count = found[0]
        text = N_("{count} {what} card.") if count == 1 else N_("{count} {what} cards.")
        return _(text, count=count, what=_(CHANGES[change]))
    parts = [_("{count:,} {what}", count=count, what=_(CHANGES[change])) for change, count in found]
    total = plural(sum(count for _change, count in found), "card")
    return _("{cards} changed: {parts}.", cards=total, parts=", ".join(parts))
