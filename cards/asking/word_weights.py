"""What the words of a card tell of its worth: "example", "this" and "above" speak against, "stands for" speaks for.

Features know the form of a card; of two cards of the same form the words tell better which one a reader can use, also
where writer and subject are new. Each word, each pair of neighbours, and the beginnings and ends of long words have a
weight in the question and in the answer, kept in words.json (Korean cards) and words_english.json;
`python -m tests.cards.training_words` makes them.

A short note is asked nearly whole, so there words do not count; in a long one they count fully. Of Korean cards they do
not count either where a writer joins words by arrows throughout: they were learnt from notes of sentences.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from cards.asking.features import is_of_arrows, text_of
from cards.asking.shifts import Moved, part_of, shifted
from cards.card import Card
from cards.language.text import has_hangul
from cards.note import Note
from cards.translation import N_

SPEAKS_FOR = "+ " + N_("readers mostly kept cards with words like its own")
SPEAKS_AGAINST = "− " + N_("readers could seldom use cards with words like its own")
TOLD = 0.5  # what moves the log-odds by less is not worth a sentence
# What is asked by its form alone stays so where its words speak for it by so much: of 67 English cards for which they
# do not, readers could use 57 of 100, of 126 for which they do 83.
BACKED = 0.3
FEW, ENOUGH = 18, 40  # lines of a note whose cards are not moved by their words, and of one where they are in full

_TELLS = {True: re.compile(r"/what/"), False: re.compile(r"/(?:what|does)/")}  # by whether cards are Korean
_WORD = re.compile(r"[a-z_]+|[가-힣]+|0+|[^\w\s]")
_DIGITS = re.compile(r"\d+")


class Words(NamedTuple):
    """The weights of words in the question and in the answer.

    A card's score is the bias and, of each side, the sum of its known words' weights over the root of their number.
    `middle` is the score that moves nothing, `slope` by how much a point of score moves the log-odds. What a thing is
    or does is told in so many words: `usual` move nothing, and e times as many move the log-odds by `length`. These
    four are set by hand, by what readers of new writers could use.
    """

    bias: float
    question: Mapping[str, float]
    answer: Mapping[str, float]
    middle: float
    slope: float
    usual: float = 1.0
    length: float = 0.0
    kept: float = 0.5


@lru_cache(2)
def weights(korean: bool) -> Words:
    """The weights that come with the program, for cards of one language."""
    name = "words.json" if korean else "words_english.json"
    stored = json.loads(files("cards.asking").joinpath(name).read_text("utf-8"))
    return Words(**stored)


def words_of(text: str) -> set[str]:
    """The words and signs of a text, its pairs of neighbours with "^" and "$" for its ends, and how long words begin
    and end, by which forms of one word tell the same.

    Every number is "0": which one it is tells nothing of other notes.

    >>> sorted(words_of("Gates closed"))
    ['-sed', '-tes', '^ gates', 'clos-', 'closed', 'closed $', 'gate-', 'gates', 'gates closed']
    """
    words = _WORD.findall(_DIGITS.sub("0", text.lower()))
    endings = {f"~{word[-1]}" for word in words if len(word) > 1 and has_hangul(word)}
    edges = {edge for word in words for edge in _edges(word)}
    pairs = {f"{one} {next_}" for one, next_ in zip(["^", *words], [*words, "$"], strict=True)}
    return set(words) | endings | edges | pairs


def _edges(word: str) -> tuple[str, ...]:
    """How a Korean word of three syllables or more, or an English one of five letters or more, begins and ends."""
    if has_hangul(word):
        return (f"{word[:2]}-", f"-{word[-2:]}") if len(word) > 2 else ()
    return (f"{word[:4]}-", f"-{word[-3:]}") if len(word) > 4 else ()


def score(question: str, answer: str, chosen: Words) -> float:
    """What the words of a card tell: higher for cards that readers kept."""
    total = chosen.bias
    for text, by in ((question, chosen.question), (answer, chosen.answer)):
        known = [by[word] for word in words_of(text) if word in by]
        if known:
            total += sum(known) / math.sqrt(len(known))
    return total


def by_words(note: Note, cards: Sequence[Card], reasons: Sequence[tuple[str, ...]], fixed: Sequence[bool]) -> Moved:
    """The cards of a note with their worth moved by their words, and why; which ones stay, `shifted` says."""
    part = part_of(note, FEW, ENOUGH)
    if not part:
        return list(cards), tuple(reasons)
    arrows = is_of_arrows(text_of(note))
    moves = [(part * by, _why(part * by)) for by in _moves(cards)]
    kept = [1 - part * (1 - weights(has_hangul(card.question)).kept) for card in cards]
    stays = [
        (sure and by >= BACKED) or (arrows and has_hangul(card.question))
        for card, sure, (by, _) in zip(cards, fixed, moves, strict=True)
    ]
    return shifted(cards, reasons, stays, moves, kept)


def _by_length(answer: str, chosen: Words) -> float:
    """How far the length of a meaning moves its log-odds.

    Of meanings of up to six words readers could use 41 of 100 in English and 71 in Korean, of those of more than
    eleven 90 and 94.
    """
    return chosen.length * math.log(max(1, len(answer.split())) / chosen.usual)


def _why(by: float) -> str:
    return SPEAKS_FOR if by >= TOLD else SPEAKS_AGAINST if by <= -TOLD else ""


def _moves(cards: Sequence[Card]) -> list[float]:
    """How far the words of each card move its log-odds; those of one column of a table move together, by their mean."""
    moves, columns = [], defaultdict(list)
    for place, card in enumerate(cards):
        korean = has_hangul(card.question)
        chosen = weights(korean)
        by = chosen.slope * (score(card.question, card.answer, chosen) - chosen.middle)
        moves.append(by + (_by_length(card.answer, chosen) if _TELLS[korean].search(card.shape) else 0.0))
        if card.rule == "table" and not card.reverse:
            columns[card.context, card.asks].append(place)
    for places in columns.values():
        mean = sum(moves[place] for place in places) / len(places)
        for place in places:
            moves[place] = mean
    return moves
