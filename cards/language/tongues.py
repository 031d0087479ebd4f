"""Whether a text is in a language that is read here: its questions would be put in English, and be nonsense."""

from __future__ import annotations

import re

from cards.language.text import has_hangul, words

MANY = 30  # words from which the language of a text shows
FEW = 0.14  # share of the commonest English words that an English text passes, whatever it is about
MARKED = 0.08  # share of words with marked letters ("é", "č") that no English text reaches
_COMMON = words(
    """
    the of and to in is a for that it as are with on by be this an or from which can not at has have if you when used
    we but one all its they was there each will also use into than then so what how do
    """
)
_NO_WORDS = re.compile(r"```.*?```|`[^`\n]*`|\$\$[^$]*\$\$|\$[^$\n]*\$|\w+://\S+|\[\[[^\]\n]*\]\]", re.S)
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"[à-öø-žÀ-ÖØ-Ž]")


def is_foreign(text: str) -> bool:
    """Whether a text without Hangul is in a language other than English.

    >>> is_foreign("Une écluse est un ouvrage qui élève ou abaisse les bateaux à côté d'une chute. " * 3)
    True
    >>> is_foreign("A lock raises or lowers boats at a place where the level of the water changes. " * 3)
    False
    """
    if has_hangul(text):
        return False
    found = [word.lower() for word in _WORD.findall(_NO_WORDS.sub(" ", text))]
    if len(found) < MANY:
        return False
    common = sum(word in _COMMON for word in found)
    return common < FEW * len(found) and sum(map(bool, map(_MARKED.search, found))) >= MARKED * len(found)
