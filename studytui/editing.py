"""A note in a person's own editor, and what their edit changes. The program itself never writes into a note."""

from __future__ import annotations

import asyncio
import subprocess
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from db.records import Change, Plan, Problem
from studytui import config
from studytui.plaintext import plural

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.app import StudyApp

_ORDER = (Change.NEW, Change.REWORDED, Change.MOVED, Change.RETURNED, Change.GONE)


async def edit(app: StudyApp, path: str, line: int) -> None:
    """Open a note at a line and wait until the editor ends. Raises Problem where that cannot be."""
    if not Path(path).exists():
        raise Problem(f"{path} is not there any more; its cards and their history are kept.")
    try:
        command = config.editor(app.environ, path, line)
    except config.Misfit as misfit:
        raise Problem(str(misfit)) from None
    try:
        try:
            with app.suspend():
                subprocess.run(command, check=False)
        except SuspendNotSupported:  # no terminal to hand over: the editor has a window of its own
            await asyncio.to_thread(subprocess.run, command, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise Problem(f"The editor {command[0]} could not be started ({error.strerror}).") from None


def pick_up(db: Database, path: str, now: datetime) -> str:
    """Import what changed in one note; a sentence that says so, or "" where nothing did. Runs in a thread."""
    from db import library
    from studytui import importing

    plan = importing.survey(db, [Path(path)], now)
    if plan.failed:
        raise Problem(plan.failed[0].reason)
    if not plan.sources:
        return ""
    library.apply(db, plan, now)
    return changes(plan)


def changes(plan: Plan) -> str:
    """What a plan changes, in a sentence; "" where it changes no card."""
    counted = [(change, plan.count(change)) for change in _ORDER]
    parts = [f"{count} {change.value}" for change, count in counted if count]
    if not parts:
        return ""
    total = sum(count for _, count in counted)
    return f"{plural(total, 'card')} changed: {', '.join(parts)}." if len(parts) > 1 else f"{_cards(*parts)}."


def _cards(part: str) -> str:
    count, _, word = part.partition(" ")
    return f"{count} {word} card" + ("" if count == "1" else "s")
