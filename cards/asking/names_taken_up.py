"""Whether an answer takes its term up again and adds next to nothing ("Rope locker: what does it hold? ropes").

Of a term all words count but those that say what sort of thing it is ("the `tags` directory"): who reads the question
knows them, and what is left of the answer is what anyone would put beside them.
"""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.finding import Ask
from cards.language.text import words

LONGEST = 12  # words of an answer that may add next to nothing
NEW = 3  # words of it that may be new

_SORTS = words(
    """
    keyword keywords function functions command commands layer layers directory folder file files method methods class
    object objects type types property properties attribute attributes component components parameter field option
    interface interfaces the and for with from into over under
    """
)
_SMALL = words(
    "that with from which this into their they have been being such more most also used uses using will within context"
    " level provide provides"
)
_BEHIND = re.compile(r",\s(?:making|allowing|enabling|ensuring|helping|giving|improving|so that)\s.*$", re.S)
_NAME = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])|[A-Z][a-z]")
_PLACED = frozenset({"where", "when", "manner", "much"})


def takes_up_name(fact: Fact, answer: str, name: str, scope: Scope) -> bool:
    """Whether what is said of a term, or of what the heading over it names, can be read off that name."""
    if fact.ask is Ask.WHAT and _is_concern(answer, name):
        return True
    answer = _BEHIND.sub("", answer)
    if fact.ask not in {Ask.DOES, Ask.PURPOSE, Ask.WHAT} or fact.sort in _PLACED or len(answer.split()) > LONGEST:
        return False
    if re.search(r"[\d$`]|\bnot?\b|n't\b", answer):
        return False
    over = scope.name if fact.about and fact.ask is not Ask.WHAT else ""
    return _is_in(name, answer, over) or (bool(over) and _is_in(over, answer, name, least=2))


def _is_concern(answer: str, name: str) -> bool:
    """Whether a meaning says of what its term is about, in the words of the term.

    >>> _is_concern("a kind of work that focuses on the making of sails", "Sail making")
    True
    >>> _is_concern("a kind of work that focuses on making sails out of three layers of cotton", "Sail making")
    False
    """
    found = _CONCERNS.search(answer)
    if found is None:
        return False
    inside = {_stem(word.lower()) for word in re.findall(r"[A-Za-z]{3,}", name)} - _SMALL
    told = {_stem(word.lower()) for word in re.findall(r"[A-Za-z]{3,}", answer[found.end() :]) if word not in _SMALL}
    return len(inside) > 1 and inside <= told | {"the", "and"} and len(told - inside - {"the", "and"}) <= NEW


_CONCERNS = re.compile(
    r"\b(?:(?:focus(?:es)?|focused|cent(?:er|re)s|concentrates?) (?:up)?on|deals? with|(?:is |are )?concerned with"
    r"|relates? to|revolves? around|(?:is|are) about|concerns|involves)\b"
)


def _is_in(name: str, answer: str, known: str, least: int = 1) -> bool:
    """Whether all words of a name stand in an answer that has few of its own; `known` is what else is read.

    >>> _is_in("Tide lock", "the locking of tides", ""), _is_in("Tide table", "a table of the lights", "")
    (True, False)
    >>> _is_in("`ropes` directory", "ropes and not sails", ""), _is_in("RopeLocker", "a locker on the quay", "")
    (True, False)
    """
    inside = [word for word in _NAME.findall(name) if word.lower() not in _SORTS]
    said = [word.lower() for word in re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", answer)]
    stems = {_stem(word) for word in said}
    if len(inside) == 1 and inside[0].lower().removesuffix("s") not in {word.removesuffix("s") for word in said}:
        return False  # "Smoker: a tin that blows smoke" tells what one is
    if len(inside) < least or not all(_stem(word.lower()) in stems for word in inside):
        return False
    heard = {_stem(word.lower()) for word in _NAME.findall(known)} | {_stem(word.lower()) for word in inside}
    told = [word for word in said if len(word) > 3 and word not in _SMALL]
    return len([word for word in told if _stem(word) not in heard]) <= NEW


def _stem(word: str) -> str:
    """The first four letters of a word of one piece; a compound is a word of its own."""
    return word if "-" in word else word.removesuffix("s")[:4] if len(word) > 4 else word.removesuffix("s")


def spells_out(answer: str, name: str) -> bool:
    """Whether what a call gives only spells out its name ("`len()`": the length of a row), whatever it is given.

    >>> spells_out("the knots of an object", "`knot()`"), spells_out("the length of an object", "`len`()")
    (True, True)
    >>> spells_out("lowercase letters", "`toLowerCase()`"), spells_out("the length in metres and feet", "`len`()")
    (True, False)
    >>> spells_out("the length of an object", "Length")
    False
    """
    match = _CALL.fullmatch(name)
    if match is None or re.search(r"[\d$`]|\bnot?\b", answer):
        return False
    whole = match["name"].lower().replace("_", "")
    pieces = [piece.lower() for piece in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", match["name"])]
    said = [word.lower() for word in re.findall(r"[A-Za-z]{3,}", answer)]
    told = {
        word
        for word in said
        if (len(word) > 3 and word.removesuffix("s") in whole)
        or any(len(piece) > 2 and word.startswith(piece.removesuffix("s")) for piece in pieces)
    }
    return bool(told) and all(word in told or word in _GIVEN or word in _SMALL for word in said)


_CALL = re.compile(r"`(?:\w+\.)*(?P<name>[A-Za-z_]\w*)(?:\(\))?`(?:\(\))?(?: (?:function|method|command))?")
# What a call is given and what sort of thing it gives: any call does.
_GIVEN = words(
    """
    the and for its value values number numbers object objects item items string strings version new form type types
    specified given current actual where element elements letter letters list lists array arrays result input data code
    """
)
