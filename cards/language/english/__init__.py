"""English, read with the tagger for English. `cards.language.reader` says what each language offers."""

from cards.language.english.findings import findings
from cards.language.english.gaps import gaps
from cards.language.english.grammar import (
    carried,
    has_verb,
    is_pointing,
    is_story,
    meaning_of,
    shape_of,
    speaks_of_text,
    subject_of,
    tagged,
)

__all__ = [
    "carried",
    "findings",
    "gaps",
    "has_verb",
    "is_pointing",
    "is_story",
    "meaning_of",
    "shape_of",
    "speaks_of_text",
    "subject_of",
    "tagged",
]
