"""The particle at the end of a Korean word, told by its letters alone: for searching, where no sentence is at hand."""

from __future__ import annotations

# After a consonant, after a vowel, after either. The longer ones are tried first.
_AFTER_CONSONANT = ("이라는", "이란", "으로", "이나", "은", "이", "을", "과")
_AFTER_VOWEL = ("라는", "란", "로", "나", "는", "가", "를", "와")
_AFTER_EITHER = ("에서는", "에서", "에게", "까지", "부터", "보다", "처럼", "에는", "의", "에", "도", "만")
_ALL = sorted((*_AFTER_CONSONANT, *_AFTER_VOWEL, *_AFTER_EITHER), key=len, reverse=True)
_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8


def bare(word: str) -> str:
    """The word without its particle, where two syllables or more are left and their last sound allows that particle.

    >>> bare("해시테이블은"), bare("트라이"), bare("회의")
    ('해시테이블', '트라이', '회의')
    """
    for particle in _ALL:
        stem = word.removesuffix(particle)
        if stem != word:
            if len(stem) < 2 or not _FIRST <= ord(stem[-1]) <= _LAST:
                return word
            final = (ord(stem[-1]) - _FIRST) % _FINALS
            if particle in _AFTER_EITHER or (particle in _AFTER_CONSONANT) == bool(final):
                return stem
            if particle == "로" and final == _RIEUL:
                return stem
    return word
