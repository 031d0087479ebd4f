"""What makes the cell of an English table doubtful: its row or its column is no name, or anybody could guess it.

A table is worth asking where its rows are names of a kind, its column is a side of such things, and its cells differ.
"""

from __future__ import annotations

import re

from cards.asking.columns import Cell, cell_at
from cards.asking.fact import Fact
from cards.asking.guessable import says_again, says_only
from cards.asking.scope import Scope
from cards.language.english.grammar import clause, tagged
from cards.language.glosses import without_gloss
from cards.language.text import key, plain

# Columns that tell how a note or a course is kept, and nothing of the thing itself.
_OF_KEEPING = re.compile(
    r"(?:key ?words?|tags?|mnemonics?|memory (?:aid|trick|hook)s?|status|owner|author|professor|instructor|lecturer"
    r"|teacher|rooms?|dates?|due(?: date)?|pages?|slides?|urls?|images?|pictures?|icons?|emoji|priority|done|id"
    r"|file(?:name)?|path|score|points|marks|weight(?:ing)?|credits?|ttl|action items?|difficulty|my \w+|your \w+)",
    re.I,
)
_DEGREE = re.compile(
    r"(?:(?:very|more|most|less|least|quite|relatively|generally|usually|typically|much|slightly|extremely) )*"
    r"(?:high|low|medium|moderate|fast|slow|good|bad|poor|excellent|great|fair|large|small|big|easy|hard|difficult|simple"
    r"|complex|cheap|expensive|strong|weak|limited|minimal|variable|varies|average|common|rare|short|long|quick|heavy|light"
    r"|basic|advanced|better|worse|best|worst|[a-z]{3,}est|[a-z]{2,}er)(?: (?:to|[-–]) \w+)?",
    re.I,
)
_SIZE = re.compile(
    r"(?:(?:very|too|more|less) )?"
    r"(?:small|large|big|high|low|medium|short|long|fast|slow|many|few|old|new|deep|shallow|wide)(?:er|est)?",
    re.I,
)
_FOLLOWS = re.compile(
    r"\b(?:results?|outcomes?|effects?|consequences?|happens|behaviou?r|response|action|then)\b", re.I
)
# "Prompt 3", "Week 2": one of a row, but for what is counted because that says of what kind it is ("Layer 3").
_NUMBERED = re.compile(
    r"(?!(?:layer|type|phase|level|class|stage|tier|grade|category|generation|version|mode|order|degree|group|period|form)\s)"
    r"[a-z]{3,} #?\d+",
    re.I,
)
_EXAMPLE = re.compile(r"\W*(?:examples?|e\.g)\W*:", re.I)
_ONE_EXAMPLE = re.compile(r"(?:\d[\d.]*\s)?example \d+\s?[-–—:.]\s", re.I)
TOLD = 9  # words from which a first cell is a sentence or a list, and no name
COLUMN = 7  # and those that the head of a column may have


def doubt_of_english_cell(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a cell waits for its reader's look; "" where nothing of its table speaks against it."""
    said = fact.said.strip(" ?:")
    if re.fullmatch(r"[A-Z]\d\w*|\$.*\$|-?[\d.]+", said):
        return "its label may be a name"
    if _OF_KEEPING.fullmatch(said):
        return "its column tells how the note is kept, not what its row is"
    if _DEGREE.fullmatch(answer.strip("*_. ")):
        return "more or less than what is not said"
    if re.fullmatch(r"\$[A-Za-z]\$(?: (?:bits?|bytes?|[a-z]{1,3}))?", answer):
        return "its answer says little"  # "$n$ bits": a letter for whatever it is
    if _EXAMPLE.match(fact.about) or _EXAMPLE.match(answer) or any(map(_ONE_EXAMPLE.match, scope.heads)):
        return "it asks for one example of many"
    row = without_gloss(fact.about).strip("*_ ")
    if _SIZE.fullmatch(row):
        return "of which one it tells is not said"  # "Small": of what, the head above its column says
    if says_only(answer, row) or says_again(answer, row):
        return "its meaning says its own name"
    found = cell_at(fact.line, fact.said, scope)
    if found is None:
        return ""
    if len(said.split()) > COLUMN or re.search(r"[.;]\s| [-–—] ", said):
        return "its column is told, not named"
    if _is_told(without_gloss(fact.about)) and not _FOLLOWS.search(said):
        return "its row is told, not named"
    if found.column < 0:  # a table whose columns are the things
        return ""
    if _is_of_another_kind(found):
        return "its term is no name"
    if len(found.rows) == 1:
        return "its row stands alone, and is one entry of many"
    if len(found.rows) > 2 and _is_of_two(found):
        return "yes or no can be guessed"
    return ""


def _is_of_another_kind(found: Cell) -> bool:
    """Whether all other rows begin with the head of their column ("Deck 1" under "Deck"), and this one not."""
    kind = key(plain(found.header[0]))
    begins = [key(plain(row[0])).startswith(kind) for row in found.rows if row and row[0].strip()]
    return len(kind) > 2 and sum(begins) > 1 and sum(begins) == len(begins) - 1 and not _begins(found.row[0], kind)


def _begins(name: str, kind: str) -> bool:
    return key(plain(name)).startswith(kind)


def is_numbered(name: str) -> bool:
    """Whether a name is one of a row of which no more is said.

    >>> is_numbered("Prompt 3"), is_numbered("Layer 3"), is_numbered("RAID 5")
    (True, False, False)
    """
    return not name[:2].isupper() and _NUMBERED.fullmatch(name.strip("*_ ")) is not None


def _is_told(name: str) -> bool:
    """Whether what stands in front of a row says something, and names nothing."""
    bare = name.strip("*_ ")
    if "`" in bare:
        return False
    if bare.endswith((".", "?", "!")) or len(bare.split()) >= TOLD:
        return True
    tokens = tagged(bare) if len(bare.split()) > 3 else None
    found = clause(tokens) if tokens else None
    # "Bounds check before the jump": a noun that may be the verb of many is none here
    return bool(tokens) and found is not None and (tokens or ())[found.verb].tag != "VVB"


def _is_of_two(cell: Cell) -> bool:
    """Whether all cells of a column have one of two short values, so that half of all guesses are right."""
    told = [key(plain(row[cell.column])) for row in cell.rows if len(row) > cell.column]
    values = {value for value in told if value}
    return len(values) <= 2 and all(len(value) <= 24 and value.isalpha() for value in values)
