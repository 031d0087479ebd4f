"""Signs of a yes/no column ("O", "✗", "△"), and what they say in words."""

from __future__ import annotations

import re

from cards.language.standins import shown

_YES = frozenset(
    ["True", "true", "TRUE", "O", "o", "○", "◯", "⭕", "Y", "y", "Yes", "yes", "YES", "✓", "✔", "✅", "예", "네"]
)
_NO = frozenset(
    ["False", "false", "FALSE", "X", "x", "×", "✕", "✗", "✘", "❌", "N", "n", "No", "no", "NO", "아니오", "아니요"]
)
_HALF = frozenset(["△", "▲", "▵", "🔺", "🔼"])
_SIGNS = re.compile(r"[*_`\\\ufe0e\ufe0f]|~~")


def signed(value: str) -> str:
    """The sign of a yes/no column that a cell is, "" where it says more; in other columns an emoji is what is said."""
    sign = _SIGNS.sub("", value).strip()
    half = shown(sign)
    return sign if sign in _YES or sign in _NO else half if half in _HALF else ""


def judgement(sign: str, korean: bool) -> tuple[str, tuple[str, ...]]:
    """What the sign in a yes/no column says, in words, and what else is accepted."""
    if sign in _HALF:
        return ("부분적으로" if korean else "partly"), ("△", sign)
    if sign in _YES:
        return ("그렇다" if korean else "yes"), ("O", "o", "yes", "예", "네")
    return ("아니다" if korean else "no"), ("X", "x", "no", "아니오", "아니요")
