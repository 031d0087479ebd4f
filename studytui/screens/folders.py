"""The remembered folders, looked at quietly: on every start, and whenever a note is saved while the app runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from db.records import Plan
from studytui.editing import changes
from studytui.plaintext import harmless, plural

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.app import StudyApp


def take_in(db: Database, now: datetime) -> str:
    """Look at the folders and take in what is sure; a sentence that says so. Runs in a thread."""
    from db import library
    from studytui import importing

    plan = importing.look(db, now)
    if plan.sources or plan.missing or plan.touched:
        library.apply(db, plan, now)
    return sentence(plan)


def sentence(plan: Plan) -> str:
    """What a look brought, in a line; "" where there is nothing to say."""
    parts = [changes(plan)]
    if doubts := len(plan.doubts):
        parts.append(f"{plural(doubts, 'doubtful match')} kept apart.".replace("matchs", "matches"))
    if plan.failed:
        first = plan.failed[0]
        more = f" and {plural(len(plan.failed) - 1, 'more note')}" if len(plan.failed) > 1 else ""
        parts.append(f"Not read: {first.path}{more} ({first.reason})")
    return harmless(" ".join(part for part in parts if part))


async def look(app: StudyApp, say: Callable[[str], None]) -> None:
    """Take in what changed in the remembered folders and say it in a quiet line. Raises Problem."""
    said = await app.ask(take_in, app.clock())
    if said:
        app.looked = said
        say(said)
