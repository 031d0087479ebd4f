"""The dash that parts a term from what is said of it, and those that join the chords of a progression."""

from __future__ import annotations

import re

from cards.language.text import has_hangul

_DASH = re.compile(r"\s+[-–—―]{1,2}\s+|(?<=[가-힣)])[-–—]\s+|\s+[-–—](?=[가-힣])")
_DASHES = re.compile(r"[-–—―]")
# Degrees and chords of music one after the other: "ii7", "I^(△7)", "IV V iii vi", "Am7 D7".
_CHORD = (
    r"(?:[b#♭♯]?(?:I{1,3}|IV|VI{0,2}|i{1,3}|iv|vi{0,2})|[A-G][b#♭♯]?(?:m|M|maj|min)?)"
    r"(?:maj|dim|aug|sus|add|[°ø△Δ+^ob#♭♯]|m?\d{1,2}|\([^()\s]{1,12}\)){0,6}"
)
_CHORDS = re.compile(rf"\W{{0,3}}{_CHORD}(?:\s{_CHORD}){{0,12}}\W{{0,3}}")


def parting(text: str, shown: str) -> re.Match[str] | None:
    """The first dash of a masked text that joins no chords.

    >>> parting("ii7 - V7 — 투 파이브", "ii7 - V7 — 투 파이브").group(), parting("IV - V", "IV - V")
    (' — ', None)
    """
    if not _DASHES.search(shown):
        return None
    start = 0
    dash = _DASH.search(shown)
    while dash and _CHORDS.fullmatch(text[start : dash.start()]):
        start, following = dash.end(), _DASH.search(shown, dash.end())
        if not _CHORDS.fullmatch(text[start : following.start() if following else len(text)]):
            break
        dash = following
    return dash


_WORDS = re.compile(r"[A-Za-z]{3,}(?:\s[A-Za-z]{2,}){0,2}")
_MEASURED = re.compile(r"\d[\d.,]*\s?(?:[A-Za-z]{1,12}|%|[€$£°])(?![\w^*/+=(]).*\s[A-Za-z]{2,}")


def explains(term: str, body: str) -> bool:
    """Whether a dash explains a term, rather than subtract or span.

    >>> explains("Result", "3.2 m on average, 7 m in the middle"), explains("x", "3 m"), explains("Depth", "3")
    (True, False, False)
    """
    if len(term) > 45 or re.fullmatch(r"[\d\s.,:~]+", term):
        return False
    if re.match(r"^[\d\s.]+(?:\W|$)", body) and not (_WORDS.fullmatch(term) and _MEASURED.match(body)):
        return False
    if len(term) <= 2 and not has_hangul(term) and len(body) <= 3:
        return False
    if has_hangul(term) and body.startswith(f"{term} "):
        return False  # "릴레이션 - 릴레이션 사이의 …" joins two, and explains neither
    return any(c.isalpha() for c in term) and sum(c.isalpha() for c in body) >= 2
