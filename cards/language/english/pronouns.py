"""The noun in place of the pronoun that an English sentence begins with."""

from __future__ import annotations

import re

from cards.language.english.antecedents import is_side
from cards.language.english.framing import without_case
from cards.language.english.grammar import clause, is_pointing, may_be_done, piece_of, tagged, without_article
from cards.language.english.plurals import plural


def carried(text: str, before: str) -> str:
    """A sentence with the noun in place of the pronoun it begins with, where the sentence before names it for sure.

    >>> carried("They are assigned by an ISP.", "Public IP addresses are registered on the internet.")
    'Public IP addresses are assigned by an ISP.'
    """
    match = _PRONOUN.match(text)
    before = without_case(before)
    tokens = tagged(before) if match and before else None
    found = clause(tokens) if tokens else None
    if match is None or not tokens or found is None or _EXPLETIVE.match(text):
        return text
    subject = piece_of(before, found.subject)
    if (
        is_pointing(subject)
        or ((match["are"] or match["are_too"]) and may_be_done(tokens, found.verb))
        or tokens[0].tag.startswith("PR")  # "In gas copper turns red": where the case ends is not sure
        or is_side(subject)
        or len(subject.split()) > (10 if match["are"] or match["are_too"] else 6)
        or (tokens[found.verb].tag in _OF_MANY or plural(without_article(subject))) != (match["they"] is not None)
    ):
        return text
    named = re.sub(r"^(?:an?|every|each|any)\s+", "The ", subject, flags=re.I)
    are = ("are " if match["they"] else "is ") if match["are_too"] else ""
    return f"{named[:1].upper()}{named[1:]} {are}{text[match.end() :]}"


_OF_MANY = frozenset({"VVB", "VBB", "VHB", "VDB"})
_PRONOUN = re.compile(
    r"^(?:it|(?P<they>they))(?:(?=\s(?P<are>(?:is|are)\s)(?:called|known as|named)\s)\s+|\s+(?=[a-z])"
    r"|(?P<are_too>['’](?:s|re)\s)(?=(?:called|known as|named)\s))",
    re.I,
)
_EXPLETIVE = re.compile(
    r"^it\s+(?:(?:is|was|can be|may be|will be|seems|appears|turns out|would be|should be)\s+(?:\w+ly\s+|not\s+|very\s+"
    r"|more\s+|also\s+|often\s+)?(?:\w+\s+)?(?:that|to|for|when|if|how|why|who|because)\b|takes\b|depends\b"
    r"|follows\b|helps\b)",
    re.I,
)
