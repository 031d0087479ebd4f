"""Answers of one mould: of calls beside each other, what is said of each differs by a word that its name has already.

"getHours(): the hours of the day", "getMinutes(): the minutes of the day". Of 24 such cards readers could use 11, of
other rows of the same tables and lists four in five.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from cards.card import Card

ROWS = 4  # rows of a column, or meanings of a list, that may have a mould
LEAST = 4  # words of an answer that has one
ALIKE = 0.6  # of the words of two answers, those in both
MOST = 24  # answers with one word that are compared with each other
_WORD = re.compile(r"[a-z]+|[가-힣]+|\d+", re.I)


def of_one_mould(cards: Sequence[Card]) -> set[int]:
    """Places of the cards of tables and lists that another one beside them answers in nearly the same words."""
    columns: dict[tuple[tuple[str, ...], str, str], list[int]] = defaultdict(list)
    for place, card in enumerate(cards):
        if card.rule in {"table", "definition"} and not card.reverse:
            columns[card.context, card.asks, card.rule].append(place)
    return {place for places in columns.values() if len(places) >= ROWS for place in _alike(cards, places)}


def _alike(cards: Sequence[Card], places: Sequence[int]) -> set[int]:
    """Those of a column whose words most of another one's are."""
    words = {place: {word.lower() for word in _WORD.findall(cards[place].answer)} for place in places}
    of: dict[str, list[int]] = defaultdict(list)
    for place, found in words.items():
        for word in found if len(found) >= LEAST else ():
            of[word].append(place)
    out: set[int] = set()
    for place, found in words.items():
        shared: dict[int, int] = defaultdict(int)
        for word in found:
            for other in of[word][:MOST]:
                shared[other] += other != place
        out |= {
            one
            for other, count in shared.items()
            if count >= ALIKE * len(found | words[other]) and len(found) >= LEAST
            for one in (place, other)
        }
    return out
