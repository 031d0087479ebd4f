"""Worth moved by what a card alone does not show: how its note is written (company.py), which words it has
(word_weights.py). What is certain and what is doubtful keep their worth, whatever moves the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from cards.asking.choosing import DOUBTED
from cards.card import Card
from cards.note import Note

Moved = tuple[list[Card], tuple[tuple[str, ...], ...]]  # the cards, and of each what speaks for and against it


def part_of(note: Note, few: int, enough: int) -> float:
    """How much a note's length lets its cards be moved: nothing up to `few` lines with text, all from `enough` on."""
    lines = sum(1 for line in note.source if line.strip())
    return min(1.0, max(0.0, (lines - few) / (enough - few)))


def shifted(
    cards: Sequence[Card],
    reasons: Sequence[tuple[str, ...]],
    fixed: Sequence[bool],
    moves: Sequence[tuple[float, str]],
    kept: Sequence[float] = (),
) -> Moved:
    """The cards with their log-odds moved, each by its own, and the reason of it told second; "" tells nothing.

    Before that each keeps its share `kept` of its log-odds, where shares are given. Cards that are `fixed`, marked
    (worth 1) or doubtful stay.

    >>> from cards.card import Kind
    >>> one = Card(Kind.DEFINITION, "Tide?", "a wave", (), 1, worth=0.8)
    >>> (card,), why = shifted([one], [("+ a form",)], [False], [(-1.0, "− its words")])
    >>> card.worth, why
    (0.5954, (('+ a form', '− its words'),))
    """
    moved, told = [], []
    shares = kept or [1.0] * len(cards)
    for card, reason, stays, (by, why), share in zip(cards, reasons, fixed, moves, shares, strict=True):
        if stays or not DOUBTED < card.worth < 1:
            moved.append(card)
            told.append(reason)
            continue
        odds = share * math.log(card.worth / (1 - card.worth)) + by
        moved.append(replace(card, worth=round(1 / (1 + math.exp(-odds)), 4)))
        told.append((*reason[:1], why, *reason[1:]) if why else reason)
    return moved, tuple(told)
