"""A condition that calls the subject of its sentence "it", with the name of that.

A question shows the condition alone: "what happens even if it was frozen?" does not say of what it tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.asking import inside
from cards.language.english.consequences import asked_under
from cards.language.english.grammar import clause, is_name, is_pointing, piece_of
from cards.language.english.plurals import plural
from cards.language.word import Word

_STANDS_IN = re.compile(r"(?P<it>it|they|its|their)\s(?=\S+(?:\s\S|$))", re.I)
_OF_SEVERAL = frozenset({"VBB", "VVB", "VHB"})
_OF_ONE = frozenset({"VBZ", "VVZ", "VHZ"})
# "it rains", "it is dark": of no thing
_OF_NO_THING = re.compile(
    r"it(?:'s|\s(?:is|was|gets|becomes|has been|will be))?\s(?:\w+ly\s|very\s|too\s)?"
    r"(?:rain|snow|hail|freez|dark|night|day|late|early|winter|summer|cold out|warm out|windy"
    r"|foggy|possible|necessary)\w*"
    r"|it\s(?:is|was)\s(?!\w+ed\b)\w+\s(?:to|that|for \w+ to)\b",
    re.I,
)


def named_in(condition: str, told: str, tokens: Sequence[Word]) -> str:
    """A condition with the name of the subject that it points at; the condition as it is where it may point elsewhere.

    `tokens` are the words of what is told under it.

    >>> from cards.language.english.grammar import tagged
    >>> named_in("it was frozen for a year", "Plasma stays usable", tagged("Plasma stays usable"))
    'plasma was frozen for a year'
    >>> named_in("it rains", "The pump runs on", tagged("The pump runs on"))
    'it rains'
    """
    match = _STANDS_IN.match(condition)
    found = clause((*tokens, Word("", "PUN", len(told), len(told), ""))) if tokens else None
    if match is None or found is None or _OF_NO_THING.match(condition):
        return condition
    subject, rest = piece_of(told, found.subject), condition[match.end() :]
    if is_pointing(subject) or not is_name(tokens, found.subject):
        return condition
    owns, several = match["it"].lower() in {"its", "their"}, match["it"].lower() in {"they", "their"}
    name = inside(subject, tokens[0])
    verb = tokens[found.verb].tag
    if several != (verb in _OF_SEVERAL or (verb not in _OF_ONE and plural(name))):
        return condition
    if owns and not asked_under(f"if {condition}", told).startswith("what happens"):
        return condition  # "what does the crust do even if its host dies?" names whose it is
    own = "" if not owns else "'" if name.endswith("s") else "'s"
    return f"{name}{own} {rest}"
