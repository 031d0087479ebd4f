"""A word as a tagger tells it, the same for both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Word(NamedTuple):
    """A word or morpheme: its text, its tag, where it stands in the sentence, its base form."""

    text: str
    tag: str
    start: int
    end: int
    lemma: str = ""


Tagger = Callable[[str], tuple[Word, ...]]
