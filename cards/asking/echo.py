"""How much of an answer its question tells already: an answer that adds little to it is guessed, not remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cards.language.text import plain, words

_WORD = re.compile(r"[A-Za-z]{2,}|[가-힣]+|\d+")
_LIGHT = words(
    "the and for with that which from into than then this are was were can may its their has have not but all any one"
    " of to in on by an or as at is it be used using use 것 수 등 때 및 위해 통해 대한 하는 있는 있다 한다 된다 위한"
)


def told_in_question(question: str, answer: str, heads: Iterable[str]) -> dict[str, float]:
    """The features: the share of the answer's words that stand in the question or above it, and how many are new."""
    told = _stems(answer)
    if not told:
        return {}
    asked, above = _stems(question), _stems(" ".join(heads))
    share = len(told & asked) / len(told)
    new = len(told - asked - above)
    return {
        "answer told by its question": share,
        "answer told by its question or headings": len(told & (asked | above)) / len(told),
        "answer told by half": float(share >= 0.5),
        "answer with no new word": float(new == 0),
        "answer with one new word": float(new == 1),
        "answer with two new words": float(new == 2),
    }


def _stems(text: str) -> set[str]:
    """The words of a text without their endings, small ones left out: two syllables of a Korean word, six letters."""
    found = (match.group().lower() for match in _WORD.finditer(plain(text)))
    return {_stem(word) for word in found if word not in _LIGHT}


def _stem(word: str) -> str:
    if word[0] >= "가":
        return word[:2]
    return re.sub(r"(?:ations?|ing|ed|es|s)$", "", word)[:6] if len(word) > 4 else word.rstrip("s")
