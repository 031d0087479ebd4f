"""Korean, read with the tagger for Korean. `cards.language.reader` says what each language offers."""

from cards.language.korean.findings import findings
from cards.language.korean.gaps import gaps
from cards.language.korean.grammar import (
    carried,
    has_verb,
    is_pointing,
    meaning_of,
    shape_of,
    subject_of,
    tagged,
)
from cards.language.korean.stories import is_story, speaks_of_text

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
