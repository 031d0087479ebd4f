"""What the note a card stands in says of its worth: how the note is written, and how many drafts it gives.

A project's papers, an advertisement and a list of settings give drafts in the same forms as a note of what somebody
learnt, and readers keep few of them. A single draft does not show that, but all of them together do, and so does the
hand of their writer. How much each of these moves a card is learnt along with the worth of cards (`make worth`), so far
for English notes: of Korean ones it told nothing. It only lowers worth: what spoke for the cards of some writers did
not for those of the next.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from cards.asking.shifts import Moved, part_of, shifted
from cards.card import Card
from cards.language.english.gaps_plain import PLAIN
from cards.language.finding import Ask
from cards.language.text import has_hangul
from cards.note import Note
from cards.translation import N_

DROPPED = "− " + N_("readers keep few cards of notes written like this one")
TOLD = 0.25  # what moves the log-odds by less is not worth a sentence
MOST = 1.2  # a note takes no more from the log-odds of its cards
FEW, ENOUGH = 10, 40  # a note of so few lines tells nothing, and one of so many all it can
_LAST = f"sentence/{Ask.GAP.value}/{PLAIN}"  # made of what nothing else was made of: it tells nothing of its note
FINE = 20.0  # a share counts by its logarithm, from one in twenty on

_WORD = re.compile(r"[A-Za-z']+")
_COUNTED: Mapping[str, re.Pattern[str]] = {
    "colons": re.compile(r":"),
    "semicolons": re.compile(r";"),
    "dashes in a sentence": re.compile(r"—"),
    "code marks": re.compile(r"`"),
    "bold": re.compile(r"\*\*"),
    "braces": re.compile(r"\{"),
    "parentheses": re.compile(r"\("),
    "arrows": re.compile(r"->|→|=>"),
    "emoji": re.compile(r"[\U0001F300-\U0001FAFF☀-➿]"),
    "headings": re.compile(r"^#+ ", re.M),
    "items": re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}\.) ", re.M),
    "rows of a table": re.compile(r"^[ \t]*\|", re.M),
}


def company(note: Note, cards: Sequence[Card], unused: int) -> dict[str, float]:
    """How a note is written, and how many drafts it gives, by name: each as the logarithm of how much of it, from 0."""
    lines = [line for line in note.source if line.strip()]
    text, words = "\n".join(lines), 0
    capital = capitals = project = 0
    for word in _WORD.findall(text):
        words += 1
        capital += word[0].isupper()
        capitals += len(word) > 1 and word.isupper()
        project += word.lower() in {"project", "projects"}
    n = max(1, len(lines))
    found = {name: len(pattern.findall(text)) / n for name, pattern in _COUNTED.items()}
    found |= {
        "length of a line": len(text) / n / 100,
        "words in capitals": capitals / max(1, words),
        "words with a capital": capital / max(1, words),
        "says project": project / max(1, words) * 10,
        "lines of code": _in_code(lines) / n,
        "drafts": len(cards) / n,
        "lines without a card": unused / n,
    }
    return {name: round(math.log1p(FINE * value), 3) for name, value in found.items()}


def _in_code(lines: Sequence[str]) -> int:
    """How many lines stand in fences."""
    count, inside = 0, False
    for line in lines:
        if line.lstrip().startswith(("```", "~~~")):
            inside = not inside
        elif inside:
            count += 1
    return count


@lru_cache(1)
def weights() -> Mapping[str, float]:
    """How much each thing moves the log-odds of a card; under "" what is taken off so that most notes move none."""
    stored: dict[str, float] = json.loads(files("cards.asking").joinpath("company_english.json").read_text("utf-8"))
    return stored


def lean(found: Mapping[str, float], chosen: Mapping[str, float] | None = None) -> float:
    """How far a note moves the log-odds of its cards down; a note speaks for no card, only against."""
    chosen = weights() if chosen is None else chosen
    by = chosen.get("", 0.0) + sum(chosen.get(name, 0.0) * value for name, value in found.items())
    return max(-MOST, min(0.0, by))


def in_company(
    note: Note, cards: Sequence[Card], unused: int, reasons: Sequence[tuple[str, ...]], fixed: Sequence[bool]
) -> Moved:
    """The cards of an English note with the worth they have in this note, and why.

    Those `fixed`, and those of which there is a doubt, keep theirs.
    """
    if not cards or has_hangul(" ".join(card.question for card in cards)):
        return list(cards), tuple(reasons)
    telling = [card for card in cards if not card.shape.startswith(_LAST)]
    left = {card.line for card in cards} - {card.line for card in telling}
    by = lean(company(note, telling, unused + len(left))) * part_of(note, FEW, ENOUGH)
    return shifted(cards, reasons, fixed, [(by, DROPPED if by <= -TOLD else "")] * len(cards))
