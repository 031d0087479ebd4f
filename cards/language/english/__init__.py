"""English, read with the tagger for English. `cards.language.reader` says what each language offers."""

from cards.language.english.findings import findings
from cards.language.english.gaps import gaps
from cards.language.english.grammar import has_verb, is_pointing, meaning_of, shape_of, subject_of, tagged
from cards.language.english.pronouns import carried
from cards.language.english.stories import is_story, speaks_of_text

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
