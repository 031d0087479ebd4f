"""What a study session was, in numbers, and what comes after it, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cards.schedule import Rating
from cards.translation import _, ngettext
from studytui.plaintext import when


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session was: cards rated and how, seconds spent, and what comes next.

    `waiting` counts the cards due now, those outside the session's filter too; `next_due` is the instant the next card
    comes when none is.
    """

    done: int
    ratings: Mapping[Rating, int]
    seconds: float
    next_due: datetime | None
    waiting: int

    @property
    def right(self) -> float:
        """The share of ratings that were not Again, 0–1; 1 when nothing was rated."""
        return 1 - self.ratings.get(Rating.AGAIN, 0) / self.done if self.done else 1.0


def nothing(filter: str) -> str:
    """What to say where the session has no card at its start."""
    return _("No card for {filter} is due.", filter=filter) if filter else _("Nothing is due.")


def first_cards(held: int) -> str:
    """How cards come into the queue where none ever will by itself: the held ones by a look, others from notes."""
    if not held:
        return _("`studytui import PATH` makes cards from notes.")
    return ngettext(
        "{count} held card waits for a look: `studytui` opens it, `studytui search is:held` shows it.",
        "{count} held cards wait for a look: `studytui` opens them, `studytui search is:held` shows them.",
        held,
    )


def coming(summary: Summary, filter: str, waits: str, now: datetime, *, ended: bool = False) -> str:
    """What comes next, in a sentence; "" where no card will ever come. `waits` says why no demo can ask just now;
    `ended`: the session had its measure, so that cards were left.
    """
    if waits and summary.waiting:
        return f"{ngettext('{count} card waits.', '{count} cards wait.', summary.waiting)} {waits}"
    if summary.waiting and ended:
        return ngettext("{count} card still waits.", "{count} cards still wait.", summary.waiting)
    if summary.waiting and filter:
        return ngettext(
            "{count} card is due outside {filter}.",
            "{count} cards are due outside {filter}.",
            summary.waiting,
            filter=filter,
        )
    if summary.waiting:
        return ngettext("{count} card is due by now.", "{count} cards are due by now.", summary.waiting)
    return "" if summary.next_due is None else _("The next card comes {when}.", when=when(summary.next_due, now))
