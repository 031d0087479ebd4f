"""A typed answer against the accepted ones: right, close, or something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from cards.card import Card
from cards.language.glosses import without_gloss
from cards.translation import _

_MARKS = re.compile(r"\*\*|`+|\$+|==|^\s*(?:[-*]|\d+[.)])\s+", re.M)
_GREEK: dict[str, str] = dict(
    zip(
        ["alpha", "beta", "gamma", "delta", "epsilon", "sigma", "theta", "lambda", "mu", "phi", "pi", "omega"],
        "αβγδεσθλμφπω",
        strict=True,
    )
)
_TEX: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\\(?:text|mathrm|operatorname|left|right|,|;|!|quad|qquad)\b"), ""),
    (re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}"), r"\1/\2"),
    (re.compile(r"\\sqrt\{([^{}]*)\}|sqrt\(([^()]*)\)"), r"√\1\2"),
    (re.compile(r"\\(?:cdot|times)\b|(?<=\s)[*×](?=\s)|[×*]"), "·"),
    (re.compile(r"\^\{?2\}?"), "²"),
    (re.compile(r"\^\{?3\}?"), "³"),
    (re.compile(r"\^\{?(?:T|\\top)\}?"), "ᵀ"),
    (
        re.compile(r"\\(alpha|beta|gamma|delta|epsilon|sigma|theta|lambda|mu|phi|pi|omega)\b"),
        lambda m: _GREEK[m.group(1)],
    ),
)
_HYPHEN = re.compile(r"(?<=[^\W\d])[-‐‑–](?=[^\W\d])")
_QUIET = re.compile(r"[\s,.;:!?\"'“”‘’{}\\]+")
_NEGATIONS = re.compile(r"않|없|못|아니|불가|\bnot?\b|n't|never|without", re.I)


@dataclass(frozen=True, slots=True)
class Grade:
    """`right`: it says what an accepted answer says; `close`: a typo away; `likeness` 0 … 1 to the nearest of them."""

    right: bool
    close: bool
    likeness: float

    @property
    def verdict(self) -> str:
        """What a person is told."""
        return _("Right.") if self.right else _("Close.") if self.close else _("Not quite.")


def normal(text: str) -> str:
    """A text with everything gone that does not change what an answer says: case, markup, spaces, stops.

    >>> normal("Block-local"), normal("x + y") == normal("x - y"), normal(r"\\sqrt{d}")
    ('blocklocal', False, '√d')
    """
    text = _MARKS.sub("", unicodedata.normalize("NFC", text))
    for pattern, instead in _TEX:
        text = pattern.sub(instead, text)
    return _QUIET.sub("", _HYPHEN.sub("", text.casefold()))


def grade(typed: str, card: Card) -> Grade:
    """How a typed answer compares with the card's. The order of a list does not matter."""
    given = normal(typed)
    best = Grade(False, False, 0.0)
    if not given:
        return best
    for form in dict.fromkeys((card.answer, *card.accepted, without_gloss(card.answer))):
        wanted = normal(form)
        if not wanted:
            continue
        right = given == wanted or _items(typed) == _items(form)
        likeness = 1.0 if right else ratio(given, wanted) / 100
        same = _digits(given) == _digits(wanted) and bool(_NEGATIONS.search(typed)) == bool(_NEGATIONS.search(form))
        close = not right and same and likeness >= 0.8 and min(len(given), len(wanted)) >= 3
        if right or likeness > best.likeness:
            best = Grade(right, close, likeness)
        if right:
            break
    return best


def _items(text: str) -> frozenset[str]:
    parts = frozenset(n for part in re.split(r"\n|,|;|·|\s\+\s|\s(?:및|그리고|and)\s", text) if (n := normal(part)))
    return parts if len(parts) > 1 else frozenset((normal(text),))


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c in "²³+<>")
