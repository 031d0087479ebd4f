"""One line of a note asked in another way: the same words, but what is asked and what is answered are cut otherwise.

That is what another version of the program makes of a note that did not change. Likeness is no measure of it: "X — what
is true of it?" and "X does [...] first" share little, and yet one knows the second who knows the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from cards.card import Card
from cards.language.finding import BLANK

MOST_PAIRS = 400  # a line of more cards than that allows is left to the other ways of matching
SHORTEST = 2  # letters of an answer: what is shorter is contained in anything
_NO_LETTER = re.compile(r"[\W_]+")


def asked_otherwise(olds: Sequence[Card], news: Sequence[Card], open_olds: Iterable[int], open_news: Iterable[int]) -> (
    list[tuple[int, int]]
):  # fmt: skip
    """Which of the open cards of one line are one card, as pairs of numbers into `olds` and `news`.

    The old and the new card have one answer, or that of one is a part of the other's; and what either is about stands
    in what the line said and says.
    """
    said, says = _whole(olds), _whole(news)
    pairs = [(i, j) for i in open_olds for j in open_news if olds[i].reverse is news[j].reverse]
    if len(pairs) > MOST_PAIRS:
        return []
    alike = sorted(
        ((-fuzz.partial_ratio(_text(olds[i]), _text(news[j])), i, j) for i, j in pairs
         if _overlap(olds[i], news[j]) and letters(news[j].subject) in said and letters(olds[i].subject) in says)
    )  # fmt: skip
    found: dict[int, int] = {}
    for _, i, j in alike:
        if i not in found and j not in found.values():
            found[i] = j
    return list(found.items())


def _overlap(old: Card, new: Card) -> bool:
    """Whether the answers are the same, or one is a part of the other."""
    shorter, longer = sorted((letters(old.answer), letters(new.answer)), key=len)
    return shorter == longer or (len(shorter) >= SHORTEST and shorter in longer)


def _whole(cards: Iterable[Card]) -> str:
    """All that the cards of one line say, with the headings above it, as letters."""
    return " ".join(part for card in cards for part in (*map(letters, card.context), _text(card)))


def _text(card: Card) -> str:
    """What a card says, its blank filled, as letters."""
    filled = card.question.replace(BLANK, card.answer)
    return letters(filled) if filled != card.question else letters(card.question) + letters(card.answer)


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return _NO_LETTER.sub("", text).casefold()
