"""A sentence of two halves as two sentences, each with its own subject."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language import english, korean
from cards.language.korean.grammar import finished
from cards.language.text import has_hangul, mask

_ENGLISH = re.compile(r"\s*(?:;|,\s+(?:and|but|while|whereas)(?=\s)|,(?=\s\x01))\s*")
_KOREAN = re.compile(r"(?<=[가-힣])(?P<end>고|며|지만|는 반면(?:에)?|ᆫ 반면(?:에)?|[은한]\s?반면(?:에)?|는데|;),?\s+")


@lru_cache(4096)
def clauses(text: str) -> tuple[str, ...]:
    """The halves of a sentence where each says something of a subject of its own; else the sentence alone.

    >>> clauses("The moon raises two bulges, and the sun pulls half as strong.")
    ('The moon raises two bulges', 'the sun pulls half as strong.')
    """
    return _korean(text) if has_hangul(text) else _english(text)


def _english(text: str) -> tuple[str, ...]:
    hidden = mask(text)
    if re.match(r"(?:if|when|because|since|although|while|once|as|to|in order)\b", text, re.I):
        return (text,)
    for match in _ENGLISH.finditer(hidden):
        one, two = text[: match.start()].strip(), text[match.end() :].strip()
        if len(one.split()) < 3 or len(two.split()) < 3:
            continue
        if english.has_verb(one) and english.subject_of(two):
            return (one, *_english(two))
    return (text,)


def _korean(text: str) -> tuple[str, ...]:
    hidden = mask(text)
    for match in _KOREAN.finditer(hidden):
        one, two = text[: match.end("end")].strip(), text[match.end() :].strip()
        if len(one) < 8 or len(two) < 6:
            continue
        first, second = korean.subject_of(one), korean.subject_of(two)
        if not first or not second or first == second:
            continue
        return (finished(one), *_korean(two))
    return (text,)
