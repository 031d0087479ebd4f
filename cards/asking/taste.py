"""One person's taste: how much of a note they want to be asked, and which shapes of card they keep or refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cards.asking.wording import DROPS, KEEPS
from cards.card import Card, Extraction

# How far each choice moves the line above which a card is asked: few asks about two thirds, many nearly twice as much.
LINES = {"few": 0.06, "normal": 0.0, "many": -0.15}


@dataclass(frozen=True, slots=True)
class Taste:
    """What a person chose (`amount`: few, normal or many), and by how much each shape is worth more or less to them."""

    amount: str = "normal"
    shifts: Mapping[str, float] = field(default_factory=dict)


def for_a_taste(found: Extraction, taste: Taste) -> Extraction:
    """What a note gave, with the worth of its cards moved for one person, and asked or held anew."""
    if taste == Taste():
        return found
    moved, reasons = [], []
    for card, said in zip(found.cards, found.reasons, strict=True):
        by = 0.0 if card.rule == "explicit" else taste.shifts.get(card.shape, 0.0)
        moved.append(replace(card, worth=round(min(1.0, max(0.0, card.worth + by)), 4)))
        reasons.append((*said, reason(by)) if by else said)
    return replace(found, cards=chosen(moved, taste.amount), reasons=tuple(reasons))


def chosen(cards: Sequence[Card], amount: str) -> tuple[Card, ...]:
    """The cards of one note, asked or held as this amount has it."""
    from cards.asking.choosing import ask_or_hold
    from cards.asking.worth import model

    return ask_or_hold(cards, model().line + LINES.get(amount, 0.0))


def reason(by: float) -> str:
    """Why a card is worth more or less to this person than to others."""
    return f"{'+' if by > 0 else '−'} {(KEEPS if by > 0 else DROPS).format(by=f'{by:+.2f}')}"
