"""What a review shows, read from the session at once and in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cards.schedule import Outcome, Rating
from db.records import Known

if TYPE_CHECKING:
    from cards.links import Link
    from demos.question import Asked
    from studytui.asking import Draw, Given
    from studytui.session import Session
    from studytui.summary import Summary


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the screen shows, read from the session at once."""

    known: Known | None
    revealed: bool
    outcomes: tuple[Outcome, ...]
    link: Link | None
    done: int
    left: int
    seconds: float
    summary: Summary | None = None  # once nothing is left
    draw: Draw | None = None  # of a card that a demo asks: what is to be drawn, the question, the answer and its mark
    question: Asked | None = None
    given: Given | None = None
    suggested: Rating | None = None


def shown(session: Session) -> Shown:
    """What the session stands at; runs in a thread."""
    from studytui.actions import demo_of

    known = session.current
    return Shown(
        known,
        session.revealed,
        session.outcomes() if known and session.revealed else (),
        demo_of(known.card) if known else None,
        session.done,
        session.left,
        session.seconds,
        None if known else session.summary(),
        session.draw,
        session.question,
        session.given,
        session.suggested(),
    )
