"""What the words of a whole note tell of its cards: that it holds knowledge, or what only one project or course needs.

A question on the flags of somebody's script has the same form as one on what an index is, and often the same words.
Which of both a note is about, its other lines say: "pull request", "our users", "checklist", "week 3". Readers could
use 39 of 100 cards of notes about one project, plan or course, and 74 of 100 of notes of knowledge.

The words of the headings and of the other lines have weights, kept in note_words.json (Korean notes) and
note_words_english.json; `python -m tests.cards.training_notes` makes them. Code is not read. A note speaks for no card,
only against, and a short one tells little.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from cards.asking.shifts import Moved, part_of, shifted
from cards.card import Card
from cards.language.text import has_hangul
from cards.note import Note
from cards.translation import N_

DROPPED = "− " + N_("its note tells of one project, plan or course more than of what holds for anybody")
FEW, ENOUGH = 10, 40  # a note of so few lines tells nothing, and one of so many all it can
TOLD = 0.25  # what moves the log-odds by less is not worth a sentence
MOST = 1.5  # a note takes no more from the log-odds of its cards

_WORD = re.compile(r"[a-z][a-z']+|[가-힣]+")
_FENCE = ("```", "~~~")


class Words(NamedTuple):
    """The weights of words in headings and in other lines.

    What a note is, is told from 0 (nothing to ask) over 2 (half of it is about one thing of its writer's) to 4 (all of
    it is knowledge): the bias and, of each side, the sum of its known words' weights over the root of their number.
    Below `middle` each point takes `slope` from the log-odds of a card.
    """

    bias: float
    headings: Mapping[str, float]
    lines: Mapping[str, float]
    middle: float
    slope: float


@lru_cache(2)
def weights(korean: bool) -> Words:
    """The weights that come with the program, for notes of one language."""
    name = "note_words.json" if korean else "note_words_english.json"
    stored = json.loads(files("cards.asking").joinpath(name).read_text("utf-8"))
    return Words(stored["bias"], stored["headings"], stored["lines"], stored["middle"], stored["slope"])


def words_of(source: Sequence[str]) -> tuple[set[str], set[str]]:
    """The words of the headings and of the other lines of a note, without its front matter and its code.

    Of a Korean word its first two syllables count too, by which forms of one word tell the same.

    >>> [sorted(side) for side in words_of(["# Ropes", "Our ropes", "```", "rm -r", "```", "밧줄을"])]
    [['ropes'], ['our', 'ropes', '밧줄-', '밧줄을']]
    """
    headings: set[str] = set()
    lines: set[str] = set()
    front = bool(source) and source[0].strip() == "---"
    inside = False
    for number, row in enumerate(source):
        text = row.strip().lower()
        if front:
            front = number == 0 or text != "---"
            continue
        if text.startswith(_FENCE):
            inside = not inside
        elif not inside:
            side = headings if text.startswith("#") else lines
            for word in _WORD.findall(text):
                side.add(word)
                if has_hangul(word):
                    side.add(f"{word[:2]}-")
    return headings, lines | headings


def kind(sides: Sequence[Collection[str]], chosen: Words) -> float:
    """What a note is by its words, from 0 (nothing to ask) to 4 (all of it is knowledge)."""
    total = chosen.bias
    for words, by in zip(sides, (chosen.headings, chosen.lines), strict=True):
        known = [by[word] for word in words if word in by]
        if known:
            total += sum(known) / math.sqrt(len(known))
    return min(4.0, max(0.0, total))


def by_note(note: Note, cards: Sequence[Card], reasons: Sequence[tuple[str, ...]]) -> Moved:
    """The cards of a note with their worth moved by what the note is, and why; what is doubtful or marked stays."""
    part = part_of(note, FEW, ENOUGH)
    if not part or not cards:
        return list(cards), tuple(reasons)
    korean = sum(has_hangul(card.question) for card in cards) * 2 > len(cards)
    chosen = weights(korean)
    by = part * max(-MOST, min(0.0, chosen.slope * (kind(words_of(note.source), chosen) - chosen.middle)))
    return shifted(cards, reasons, [False] * len(cards), [(by, DROPPED if by <= -TOLD else "")] * len(cards))
