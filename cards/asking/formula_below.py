"""A meaning that breaks off before a formula of its own line below takes the formula along, and the words behind it.

"A braid is a map such that for all x:" says nothing without what holds for all x. What ends in a colon is else whole,
and its formula is asked for by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from cards.asking.answers import ended
from cards.asking.fact import Fact, own
from cards.asking.scope import Entry, Scope
from cards.language.finding import Ask
from cards.language.statement import sentences
from cards.language.tagging import words
from cards.language.text import has_hangul, mask
from cards.language.word import Word
from cards.note import Form, Line

MOST = 2  # formulas that a meaning is read across


def across_formulas(facts: Iterable[Fact], scope: Scope, at: int) -> Iterator[Fact]:
    """The facts of the entry at this place, a meaning that breaks off before a formula with that formula in it."""
    for fact in facts:
        yield _joined(fact, scope, at) if breaks_off(fact, scope.entries, at) else fact


def breaks_off(fact: Fact, entries: tuple[Entry, ...], at: int) -> bool:
    """Whether an English meaning ends its line, and the line leads on to the formula below it."""
    behind = next(_behind(entries, at), None)
    if fact.ask is not Ask.WHAT or behind is None or behind.form is not Form.MATH:
        return False
    text = entries[at].line.text.rstrip(" *_")
    if has_hangul(text) or text.endswith((".", "!", "?", ")")):
        return False
    if not text.rstrip(_LEADS).endswith(fact.answer.rstrip(_LEADS)[-20:]):
        return False
    if text.endswith(":"):
        return _FOR_ALL.search(fact.answer) is not None
    return is_open(text) or (text[-1:].isalpha() and _SIGNATURE.fullmatch(behind.text.strip(" .,;")) is not None)


def is_open(text: str) -> bool:
    """Whether an English sentence wants a formula behind it: where it ends, what it speaks of is not told yet.

    >>> is_open("A group is a set with the operations"), is_open("The speed is the ratio of the depths")
    (True, False)
    >>> is_open("The drag is given by"), is_open("A pulse is a short wave"), is_open("The speed in glass is $c/n$")
    (True, False, False)
    """
    tokens = words(mask(text.rstrip("*_")))
    if not tokens:
        return True
    last = tokens[-1]
    if (
        last.tag.startswith(_GOES_ON_TAGS)
        or _SATISFIES.search(text)
        or text.rstrip("*_ ").endswith((",", "—", "–", "-"))
    ):
        return True
    if _FOR_ALL.search(text) or (" that " in text and "," in text and _UNTOLD.search(text)):
        return True
    return last.tag.startswith("NN") and _ends_in_the_one(tokens)


_GOES_ON_TAGS = ("AT", "DPS", "PR", "CJ", "TO", "VB", "VM", "VH", "DTQ", "AVQ")
_SATISFIES = re.compile(r"\b(?:satisf(?:y|ies)|obeys?|equals?|reads?|fulfil[ls]*|(?:mini|maxi)mi[sz]es?)$")
_UNTOLD = re.compile(r"\bthat\b.*,\s(?:the|its|their)\s(?:\w+\s)?\w+$")  # "such that for every knot, the reading"


def _ends_in_the_one(tokens: tuple[Word, ...]) -> bool:
    """Whether words end in a thing that is spoken of as the known one ("is the linear map", "with the operations").

    Behind "of" it only tells of another thing ("the ratio of the depths").
    """
    at = len(tokens) - 1
    while at > 0 and tokens[at].tag.startswith(("NN", "AJ", "AV", "VVN", "VVG")):
        at -= 1
    before = tokens[at - 1] if at else None
    named = tokens[at].text.lower() in {"the", "these", "following"}
    return (
        named and before is not None and (before.tag.startswith("V") or before.text.lower() in {"with", "by", "from"})
    )


def stays_open(fact: Fact, scope: Scope) -> bool:
    """Whether a meaning breaks off before a formula, and was not whole with it either."""
    at = next((i for i, entry in enumerate(scope.entries) if entry.line.number == fact.line), None)
    return at is not None and breaks_off(fact, scope.entries, at)


_LEADS = " ,:;—–-"
# "such that for all x": what is so for them is the formula.
_FOR_ALL = re.compile(
    r"\b(?:such that|so that|satisfying|where|with|for which)(?:,? for (?:all|every|each|any)\s.{1,60})?$"
)
_GOES_ON = re.compile(r"(?:and|or|both|is|are|has|have|defined|given|holds?|for|satisfying|such|with|in|on|to|of)\b")
_SIGNATURE = re.compile(r"[^=<>:]*:[^=<>:]*\\to\b[^=<>:]*|[^=<>:]*\\mapsto\b[^=<>:]*")  # from where to where a map goes
_NEXT = re.compile(r"(?:because|since|where|which|so|hence|thus|then|here)\b")
_SAID_OF = re.compile(r"\s[—–-]\s|,\s(?:where|with|so|and|i\.e\.|that is)\s|:\s|;\s|\.\s")


def _joined(fact: Fact, scope: Scope, at: int) -> Fact:
    """A meaning with the formulas it leads to and what is said behind them; as it was where that is not whole."""
    told, uses, formulas, stops, bare = fact.answer.rstrip(_LEADS), set(fact.uses), 0, False, False
    told = f"{told}:" if scope.entries[at].line.text.rstrip(" *_").endswith((":", "—", "–")) else told
    for line in _behind(scope.entries, at):
        if line.form is Form.MATH and formulas < MOST:
            formulas += 1
            bare = _SIGNATURE.fullmatch(line.text.strip(" .,;")) is not None
            told = f"{told}{',' if told.endswith('$') else ''} ${_in_line(line.text)}$"
            stops = line.text.rstrip().endswith((".", ",", ";")) and not bare
        elif line.form is Form.TEXT and (_GOES_ON.match(line.text) or (bare and line.text.startswith("where "))):
            first = sentences(line.text)[0].rstrip(" .")
            first = first if line.text.startswith("where ") else _SAID_OF.split(first, maxsplit=1)[0]
            told, stops = f"{told} {first.rstrip(' ,:')}", first != line.text.rstrip(" :")
        else:
            stops = not bare and (not line.text[:1].islower() or _NEXT.match(line.text) is not None)
            break
        uses |= own(line)
        if stops:
            break
    else:
        stops = formulas > 0
    return fact._replace(answer=ended(told), uses=frozenset(uses), accepted=(), sort="meaning") if stops else fact


def _behind(entries: tuple[Entry, ...], at: int) -> Iterator[Line]:
    """What is read behind a line: what hangs from it, then the lines that follow."""
    yield from entries[at].line.children
    for entry in islice(entries, at + 1, None):
        yield from entry.line.walk()


def _in_line(math: str) -> str:
    """A formula as it stands within a sentence: on one line, and without the stop behind it."""
    return " ".join(math.rstrip(" .,;").split())
