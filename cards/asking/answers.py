"""What several rules need of answers: short enough, and whole."""

from __future__ import annotations

from cards.asking.draft import ANSWER
from cards.language.statement import sentences


def shortened(text: str, limit: int = ANSWER) -> str:
    """As many whole sentences of a text as fit; the text itself where not even one does.

    >>> shortened("하나이다. 둘이다.", 6)
    '하나이다'
    """
    text = text.strip()
    if len(text) > limit:
        kept = ""
        for sentence in sentences(text):
            if len(kept) + len(sentence) + 1 > limit:
                break
            kept = f"{kept} {sentence}".strip()
        text = kept or text
    return ended(text)


def ended(text: str) -> str:
    """A text without the stop behind its only sentence."""
    text = text.strip().rstrip(",;:")
    return text[:-1] if text.endswith(".") and not text.endswith("..") and ". " not in text else text
