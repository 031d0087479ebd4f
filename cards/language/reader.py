"""One interface for both languages: who reads a sentence need not know which language it is in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from cards.language import english, korean
from cards.language.finding import Finding
from cards.language.text import has_hangul
from cards.language.word import Word


class Reader(Protocol):
    """What a language can tell of a sentence. The packages `english` and `korean` are readers."""

    def findings(self, text: str) -> tuple[Finding, ...]:
        """What the sentence says, the surest first."""

    def gaps(self, text: str, strong: Sequence[str] = ()) -> tuple[Finding, ...]:
        """The sentence with one telling piece left out, the most telling first."""

    def carried(self, text: str, before: str) -> str:
        """The sentence with the noun for the pronoun it begins with, where the sentence before names it for sure."""

    def tagged(self, text: str) -> tuple[Word, ...] | None:
        """Its words with their tags; None without a tagger."""

    def has_verb(self, text: str) -> bool | None:
        """Whether it says that something happens; None without a tagger."""

    def subject_of(self, text: str) -> str:
        """What it speaks of, "" where it names nothing."""

    def meaning_of(self, text: str) -> str:
        """What a line without a subject says that a thing is, "" where it says something else."""

    def shape_of(self, text: str) -> str:
        """A "phrase", a "predicate" or a "clause"; "" where nothing tells."""

    def is_pointing(self, subject: str) -> bool:
        """Whether a subject only points at what was named before."""

    def is_story(self, text: str) -> bool:
        """Whether it tells what its writer did."""

    def speaks_of_text(self, text: str) -> bool:
        """Whether it speaks of a figure or of the text around it."""


def reader_of(text: str) -> Reader:
    """The reader for the language of a text."""
    return cast(Reader, korean if has_hangul(text) else english)


def reader_for(is_korean: bool) -> Reader:
    """The reader for a language."""
    return cast(Reader, korean if is_korean else english)
