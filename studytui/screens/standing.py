"""How a card stands: in a word for a list, and with its last answers below the card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.content import Content

from cards.schedule import Settings, State, study_day
from cards.translation import N_, _
from db.records import Decision, Event, Known, Review
from studytui.plaintext import EVENTS, likely, plural
from studytui.widgets.own import is_outdated
from studytui.widgets.ratings import COLOURS
from studytui.widgets.text import padded

HELD = N_("Held: its worth is too doubtful to ask it by itself, so it waits until you take it.")
DECIDED = {Decision.TAKEN: N_("taken"), Decision.DROPPED: N_("dropped"), Decision.HAD: N_("had already")}


def standing(known: Known, today: int) -> tuple[str, str]:
    """Where a card stands, in a word or two, and in which colour."""
    schedule = known.schedule
    if known.rejected:
        return _("rejected"), "$muted"
    if known.suspended:
        return _("suspended"), "$muted"
    if is_outdated(known):
        return _("note changed"), "$accent"
    if known.card.held:
        return _(DECIDED[known.decision] if known.decision else N_("held")), "$muted"
    if known.buried_until is not None and known.buried_until > today:
        return _("tomorrow"), "$muted"
    if schedule.state is State.NEW:
        return _("new"), "$success"
    if schedule.state is not State.REVIEW or schedule.due_day is None:
        return _("learning"), "$accent"
    days = schedule.due_day - today
    return (_("due"), "bold $primary") if days <= 0 else (_("in {days}", days=plural(days, "day")), "$muted")


def history(
    known: Known, log: list[Review], now: datetime, settings: Settings, key_of: Callable[[str], str]
) -> Content:
    """Why the card comes when it does, how well it is known, and its last answers; `key_of` names keys."""
    from cards.schedule import retrievability, why_due

    schedule = known.schedule
    parts: list[tuple[str, str]] = [("\n" + why_due(schedule, now, settings), "$foreground")]
    if known.card.held:
        dropped = known.decision is not None
        parts = [("\n" + _("Dropped: it never comes back.") if dropped else "\n" + _(HELD), "$foreground")]
    if known.suspended:
        parts = [
            ("\n" + _("Suspended: it is not asked until you resume it with {s}.", s=key_of("suspend")), "$foreground")
        ]
    if known.rejected:
        parts = [
            ("\n" + _("Rejected: it is never asked. {x} accepts it after all.", x=key_of("reject")), "$foreground")
        ]
    recall = retrievability(schedule, study_day(now, settings.rollover_hour), settings)
    if recall is not None and schedule.stability is not None:
        parts.append(("\n" + likely(recall, schedule.stability), "$muted"))
        asked, forgotten = schedule.reps, schedule.lapses
        parts.append((" · " + _("{asked} asked · {forgotten} forgotten", asked=asked, forgotten=forgotten), "$muted"))
    taken_back = {line.undoes for line in log if line.undoes is not None}
    shown = [line for line in log if line.event is not Event.UNDO and line.id not in taken_back][-8:]
    for line in reversed(shown):
        at = line.at.astimezone(now.tzinfo)
        word, colour = (line.rating.word, COLOURS[line.rating]) if line.rating else (EVENTS[line.event], "$muted")
        seconds = _("{seconds} s", seconds=f"{line.duration_ms / 1000:.0f}") if line.event is Event.RATING else ""
        parts += [(f"\n{at:%Y-%m-%d %H:%M}  ", "$muted"), (padded(_(word), 10), colour), (seconds, "$muted")]
    return Content.assemble(*parts)
