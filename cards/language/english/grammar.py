"""The grammar of an English sentence as far as cards need it: its clause, its subject, what kind of words it is.

The tags are those of the British National Corpus: NN noun, AJ adjective, V verb (VB be, VH have, VD do, VM can and its
like, VV any other; then B, Z, D finite, I infinitive, G -ing, N participle), PR preposition, CJ conjunction, PN
pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cards.language.tagging import Word, words
from cards.language.text import mask

FINITE = frozenset({"VBB", "VBZ", "VBD", "VM0", "VHB", "VHZ", "VHD", "VDB", "VDZ", "VDD", "VVZ", "VVD", "VVB"})


_IN_NAME = ("NN", "NP", "AJ", "AT", "DT0", "DPS", "CRD", "ORD", "POS", "PRF", "CJC", "UNC", "ZZ0", "VVG", "VVN", "AV0")


_LINKS = ("CJS", "CJT", "DTQ", "PNQ", "AVQ")


_POINTING = frozenset(
    [
        "it",
        "they",
        "this",
        "that",
        "these",
        "those",
        "he",
        "she",
        "we",
        "you",
        "i",
        "there",
        "one",
        "both",
        "each",
        "some",
        "most",
        "many",
    ]
)


_STORY = re.compile(
    r"^TIL (?:how|what|about|why)\b|\b(?:I|I'm|I've|my|me|let's|today|yesterday|this (?:post|article|chapter|section"
    r"|lecture|course|book|week|note"
    r"|time))\b"
)


LEADING = re.compile(
    r"^(?:note that|remember that|keep in mind that|in other words|in practice|in general|in short|basically|also|so"
    r"|thus"
    r"|therefore|hence|however|moreover|furthermore|in fact|for example|for instance|that is|importantly|additionally"
    r"|as a result|and|but|yes|no|ok|well|then|next|finally|first|second|firstly|secondly|lastly|similarly|likewise"
    r"|TIL(?: that)?|today i learned(?: that)?|turns out(?: that)?)\s*[,:]?\s+(?=\S)",
    re.I,
)


class Clause(NamedTuple):
    """A clause: its subject, its first finite verb and where that ends, and what follows, as spans of the sentence."""

    subject: tuple[int, int]
    verb: int
    rest: tuple[int, int]


@lru_cache(4096)
def is_story(text: str) -> bool:
    """Whether a sentence tells what its writer did or speaks of the text itself, rather than of the world."""
    return _STORY.search(text) is not None


_OF_TEXT = re.compile(
    r"^(?:the (?:following|top|bottom|first|second|third|left|right|above|next)\s(?:example|row|column|figure|picture"
    r"|image|diagram|code"
    r"|table|snippet|section|chapter|graph)|here(?:'s| is| are)\b|(?:figure|table|see|below|above|as shown"
    r"|in this (?:example|case|section))\b"
    r"|this (?:example|figure|picture|code|table|snippet|diagram)\b|there (?:is|are) (?:an?|some|many|two|three"
    r"|several)\b[^.]*:$)",
    re.I,
)


def speaks_of_text(text: str) -> bool:
    """Whether a sentence speaks of a figure, a table or the text around it."""
    return _OF_TEXT.match(text) is not None


def is_connective(words: str) -> bool:
    """Whether words only lead over to what follows ("In other words")."""
    return LEADING.match(f"{words} x") is not None and len(words.split()) <= 4


def tagged(text: str) -> tuple[Word, ...] | None:
    """The words of a sentence with what is hidden in it as one name each; None without a tagger."""
    return words(mask(text))


def clause(tokens: Sequence[Word], start: int = 0) -> Clause | None:
    """The first clause from a token on: a noun phrase and the finite verb behind it; None where there is none."""
    noun = False
    for i in range(start, len(tokens)):
        word = tokens[i]
        if word.tag in FINITE:
            if not noun or i == start or (word.tag in {"VVB", "VVD"} and i + 1 == len(tokens)):
                return None
            last = tokens[-1].end
            return Clause((tokens[start].start, tokens[i - 1].end), i, (word.start, last))
        if word.tag.startswith(("NN", "NP", "PN", "UNC", "ZZ0", "EX0")) or word.tag == "VVG":
            noun = True
        elif (
            word.tag.startswith(_LINKS)
            or word.text in ",;:"
            or not word.tag.startswith((*_IN_NAME, "PRP", "TO0", "XX0"))
        ):
            return None
    return None


def has_verb(text: str) -> bool | None:
    """Whether words make a clause; None without a tagger to tell."""
    tokens = tagged(text)
    return None if tokens is None else clause(tokens) is not None


def piece_of(text: str, span: tuple[int, int]) -> str:
    """The words of a span, without the signs at its edges."""
    return text[span[0] : span[1]].strip(" ,;:")


def without_article(subject: str) -> str:
    """A subject without its article."""
    return re.sub(r"^(?:an?|the|every|each|any|all)\s+", "", subject, flags=re.I)


def is_pointing(subject: str) -> bool:
    """Whether a subject only points at what was named before."""
    first = subject.split()[0].lower() if subject.split() else "it"
    return first in _POINTING or first in {"its", "their", "his", "her", "our", "your"}


def subject_of(text: str) -> str:
    """The subject of a sentence, without its article; "" where it has none, or one that only points back."""
    tokens = tagged(text)
    if not tokens:
        return ""
    found = clause(tokens)
    subject = piece_of(text, found.subject) if found is not None else ""
    return "" if not subject or is_pointing(subject) else without_article(subject)


def meaning_of(text: str) -> str:
    """What a line without a verb of its own says a thing is ("A brown seaweed that grows …"); "" where it says else."""
    bare = text.strip(" :").rstrip(". ")
    tokens = tagged(bare)
    if not tokens or tokens[0].tag != "AT0" or (tokens[0].text.lower() == "the" and len(tokens) < 5) or is_story(bare):
        return ""
    return bare if shape_of(bare) == "phrase" else ""


def shape_of(text: str) -> str:
    """What words are: a "phrase", a "predicate" that begins with its verb, or a "clause"; "" where nothing tells."""
    tokens = tagged(text)
    if not tokens:
        return ""
    first = next((t for t in tokens if not t.tag.startswith(("PU", "AV"))), tokens[0])
    if first.tag in {"VVZ", "VVB", "VHZ", "VDZ", "VM0", "VBZ", "VVD"}:
        return "predicate"
    if any(t.tag in {"PNP", "EX0"} for t in tokens[:3]) or clause(tokens) is not None:
        return "clause"
    relative = False
    for token in tokens:
        if token.tag.startswith(("DTQ", "CJT", "PNQ", "AVQ", "CJS")) or token.text == "that":
            relative = True
        elif token.tag in FINITE and not relative:
            return "clause"
    return "phrase"
