"""Asked or held: the cards of a note that are asked by themselves are those worth it, and not too many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cards.asking.worth import model, promise
from cards.card import Card
from cards.language.text import has_hangul

FREE = 15  # so many cards need no more than the line; each further one needs a little more than the one before
STEEPER = 0.004
SAFE = (
    0.85  # a form of which so many cards are usable is asked above the line; a worse one needs more, a better one less
)
STRICTER = 1.6
HIGHEST = 0.97


def ask_or_hold(cards: Sequence[Card], line: float | None = None) -> tuple[Card, ...]:
    """The cards with `held` set where they are not asked by themselves. What a writer marked is always asked."""
    start = model().line if line is None else line
    free = [i for i, card in enumerate(cards) if card.rule != "explicit"]
    free.sort(key=lambda i: -cards[i].worth)
    held = set()
    for rank, i in enumerate(free):
        if cards[i].worth < min(HIGHEST, start + stricter(cards[i]) + STEEPER * max(0, rank - FREE)):
            held.add(i)
    return tuple(replace(card, held=i in held) for i, card in enumerate(cards))


def stricter(card: Card) -> float:
    """By how much a card must be worth more than the line, since cards of its form often fail, or less."""
    return STRICTER * (SAFE - promise(card.shape, has_hangul(card.question)))
