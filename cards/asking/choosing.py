"""Asked or held: the cards of a note that are asked by themselves are those worth it, and not too many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cards.asking.worth import model
from cards.card import Card

FREE = 15  # so many cards need no more than the line; each further one needs a little more than the one before
STEEPER = 0.004


def ask_or_hold(cards: Sequence[Card], line: float | None = None) -> tuple[Card, ...]:
    """The cards with `held` set where they are not asked by themselves. What a writer marked is always asked."""
    start = model().line if line is None else line
    free = [i for i, card in enumerate(cards) if card.rule != "explicit"]
    free.sort(key=lambda i: -cards[i].worth)
    held = set()
    for rank, i in enumerate(free):
        if cards[i].worth < min(0.97, start + STEEPER * max(0, rank - FREE)):
            held.add(i)
    return tuple(replace(card, held=i in held) for i, card in enumerate(cards))
