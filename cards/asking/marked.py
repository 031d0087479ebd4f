"""What is shown of a line with a marked piece, and what is left out of it.

A writer marks while reading, and a mark seldom ends where a phrase does. "The [...]. The kernel uses the number" asks
nothing: of a marked clause the subject stays, a noun phrase that the mark cuts is left out whole, and of a long line
the sentence with the gap is shown, with the one before it where it leans on that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.grammar import clause, tagged
from cards.language.finding import BLANK
from cards.language.statement import sentences
from cards.language.text import has_hangul
from cards.language.word import Word

SUBJECT = 10  # words that the subject of a marked clause may have
TOLD = 3  # words that must be left to ask for
CUT = 4  # words from which a mark may end within a compound
LONG = 24  # words of a line that are read at a glance
_FRESH = re.compile(r"(?:^|[,;:.] |\b(?:i\.e\.,?|the|an?|so|and|but|thus) )$", re.I)
_LEANS = re.compile(
    r"(?:\W|^)(?:it|this|these|they|those|such|then|thus|therefore|hence|similarly|instead|but|however|also|here)\b",
    re.I,
)
_NAMED = re.compile(r"(?:called|named)$")


def gap_in(text: str, mark: str) -> tuple[str, str]:
    """A text with a gap for its marked piece, and the piece, as a reader can make something of them.

    >>> gap_in("The rope number tells the berth of a boat. A clerk reads it.", "rope number tells the berth of a boat")
    ('The rope number [...]. A clerk reads it.', 'tells the berth of a boat')
    >>> gap_in("Boats leave in order from the first free berth of the row.", "in order from the first free")
    ('Boats leave [...] of the row.', 'in order from the first free berth')
    >>> gap_in("A dry dock is a watertight basin.", "watertight")
    ('A dry dock is a [...] basin.', 'watertight')
    """
    if has_hangul(text):
        return text.replace(mark, BLANK), mark
    start = text.index(mark)
    end = start + len(re.sub(r"(?<=\w\w)\.$", "", mark))
    end = _whole(text, start, end)
    start = _verb(text, start, end)
    return _seen(f"{text[:start]}{BLANK}{text[end:]}"), text[start:end].strip()


def _whole(text: str, start: int, end: int) -> int:
    """Where a mark ends with the noun phrase that it cuts."""
    sentence, at = _sentence(text, start)
    tokens = tagged(sentence) or ()
    inside = [i for i, t in enumerate(tokens) if start <= at + t.start and at + t.end <= end]
    if not inside or at + tokens[inside[-1]].end < len(text[:end].rstrip()):
        return end
    place = inside[-1] + 1
    if (
        place >= len(tokens)
        or not _is_cut(tokens, inside)
        or sentence[tokens[place - 1].end : tokens[place].start] != " "
    ):
        return end
    last = place
    while last < len(tokens) and _in_phrase(tokens[last]) and not (last > place and tokens[last].tag == "AT0"):
        last += 1
    while last > place and not tokens[last - 1].tag.startswith(("NN", "NP")):
        last -= 1
    return at + tokens[last - 1].end if last > place else end


def _is_cut(tokens: Sequence[Word], inside: Sequence[int]) -> bool:
    """Whether a mark ends within a noun phrase: behind its article, what is called so, or the half of a compound."""
    final, after = tokens[inside[-1]], tokens[inside[-1] + 1]
    if len(inside) > 1 and _NAMED.search(final.text):
        return True
    if len(inside) >= CUT and final.tag.startswith("NN") and after.tag.startswith("NN"):
        return True
    if len(inside) >= CUT and final.tag == "NP0" and tokens[inside[-2]].tag == "AT0" and after.tag.startswith("NN"):
        return True  # "with a DAC system"
    opened = [i for i in inside if tokens[i].tag in {"AT0", "DPS"}]
    named = any(tokens[i].tag.startswith(("NN", "NP")) for i in inside if opened and i > opened[-1])
    return len(inside) > 2 and bool(opened) and not named


def _in_phrase(token: Word) -> bool:
    return token.tag.startswith(("NN", "NP", "AJ", "CRD", "ORD", "AT0", "DPS"))


def _verb(text: str, start: int, end: int) -> int:
    """Where the predicate of a marked clause begins; the mark's own begin where it marks no clause."""
    sentence, at = _sentence(text, start)
    if not _FRESH.search(sentence[: start - at]):
        return start
    tokens = tagged(text[start:end]) or ()
    begins = [0, *(i + 1 for i, t in enumerate(tokens) if t.text == "," and i < SUBJECT)]
    for begin in begins:
        found = clause(tokens, begin) if begin < len(tokens) else None
        if found is None or found.verb > SUBJECT:
            continue
        told = text[start + tokens[found.verb].start : end]
        return start + tokens[found.verb].start if found.verb and len(told.split()) >= TOLD else start
    return start


def _sentence(text: str, place: int) -> tuple[str, int]:
    """The sentence of a text in which a place lies, and where it begins."""
    begin = 0
    for sentence in sentences(text):
        at = text.find(sentence, begin)
        if at < 0:
            return text, 0
        begin = at + len(sentence)
        if place < begin:
            return sentence, at
    return text, 0


def _seen(text: str) -> str:
    """What is shown of a text with a gap: all of a short one, the sentence with the gap of a long one."""
    told = sentences(text)
    place = next((i for i, sentence in enumerate(told) if BLANK in sentence), -1)
    if place < 0 or len(told) < 2 or len(text.split()) <= LONG:
        return text
    mine = told[place]
    before, _, behind = mine.partition(BLANK)
    alone = len((before + behind).split()) < TOLD
    first = place - 1 if place and (alone or _LEANS.search(before)) else place
    last = place + 1 if alone and place + 1 < len(told) else place
    return " ".join(told[first : last + 1])
