"""Syncing from the app: in the background, with one line on Today that says how it went."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cards.translation import N_, _
from studytui.plaintext import day_of, plural

if TYPE_CHECKING:
    from db.engine import Database
    from db.sync import Synced
    from studytui.ports import Study


def sync_now(db: Database, now: datetime) -> Synced | None:
    """Sync with the file that is set; None where none is. Runs in a thread. Raises Problem."""
    from db import sync

    to = sync.target_of(db)
    return None if to is None else sync.sync(db, to, now)


def line(db: Database, now: datetime) -> str:
    """When this machine synced last, for Today; nothing where it syncs with no file. Runs in a thread."""
    from db import sync

    if sync.target_of(db) is None:
        return ""
    last = sync.last(db)
    return (
        _("Not synced yet.") if last is None else _("Last sync {when}.", when=_when(last.astimezone(now.tzinfo), now))
    )


def sentence(done: Synced) -> str:
    """What a sync brought and took, in a line."""
    came, went = done.merged.came, done.merged.went
    parts = [
        _(text, what=_words(moved.lines, moved.new + moved.changed))
        for moved, text in ((came, N_("{what} came")), (went, N_("{what} went")))
        if moved.lines or moved.new or moved.changed
    ]
    said = _("Synced: {parts}.", parts=", ".join(parts)) if parts else _("Synced: nothing new on either side.")
    if done.merged.ahead:
        said += " " + _("A clock was wrong: answers dated after now count from today.")
    return " ".join([said, *done.left[:1]])


async def sync(study: Study, *, asked: bool) -> None:
    """Sync in the background. What goes wrong is said in the corner only where a person has `asked` for it."""
    from db.records import Problem

    try:
        done = await study.ask(sync_now, study.clock())
    except Problem as problem:
        study.sync_problem = str(problem)
        if asked:
            study.notice(str(problem), wrong=True)
        study.synced("", came=False)
        return
    study.sync_problem = ""
    if done is not None:
        study.synced(sentence(done), came=done.merged.came.anything)
        if asked:
            study.notice(sentence(done), wrong=bool(done.left))
    elif asked:
        study.notice(_("No file is set to sync with. Choose one in the settings, or with `studytui sync FILE --set`."))


def _words(lines: int, cards: int) -> str:
    counted = [plural(lines, "answer")] if lines else []
    counted += [plural(cards, "card")] if cards else []
    return _("{this} and {that}", this=counted[0], that=counted[1]) if len(counted) == 2 else counted[0]


def _when(at: datetime, now: datetime) -> str:
    day = "" if at.date() == now.date() else f"{day_of(at)} "
    return f"{day}{at:%H:%M}"
