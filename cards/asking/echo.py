"""How much of an answer its question tells already: one that adds little to it is guessed, not remembered."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.text import plain, words

_ENDINGS = ("ations", "ation", "ing", "ed", "es", "s")
_WORD = re.compile(r"[A-Za-z]{2,}|\d+|[가-힣]+")
_LIGHT = words(
    "the and for with that which from into than then this are was were can may its their has have not but all any one"
    " of to in on by an or as at is it be used using use"
)


def told_in_question(question: str, answer: str, heads: str) -> dict[str, float]:
    """The features: the share of the answer's words that stand in the question or above it, and how many are new."""
    told = stems(answer)
    if not told:
        return {}
    asked, above = stems(question), stems(heads)
    share = len(told & asked) / len(told)
    new = len(told - asked - above)
    return {
        "answer told by its question": share,
        "answer told by its question or headings": len(told & (asked | above)) / len(told),
        "answer told by half": float(share >= 0.5),
        "answer with no new word": float(new == 0),
        "answer with one new word": float(new == 1),
        "answer with two new words": float(new == 2),
        "new words in the answer": min(new, 10) / 10,
        "words in the answer": min(len(told), 20) / 20,
        "words in the question": min(len(asked), 20) / 20,
    }


@lru_cache(1024)
def stems(text: str) -> frozenset[str]:
    """The words of a text without their endings, six letters of each, small ones left out."""
    found = (match.group().lower() for match in _WORD.finditer(plain(text)))
    return frozenset(_stem(word) for word in found if word not in _LIGHT)


def _stem(word: str) -> str:
    if not word.isascii():
        return word[:2]  # of a Korean word what stands before its particle or ending
    if len(word) > 4:
        word = next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end)), word)
    return word.rstrip("s")[:6]
