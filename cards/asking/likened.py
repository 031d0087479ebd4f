"""What a card is likened to: a new or rare sort of card is worth what the sort is that it is asked like.

The worth of a card is learnt from judgements, and of a new sort there are none. Here stands for each such sort which
one it is reckoned as, until readers have judged enough of its own.
"""

from __future__ import annotations

import re

from cards.asking.cases import is_tried
from cards.asking.listcolumns import COLUMN
from cards.asking.measures import is_amount, is_measure
from cards.asking.questions import Draft
from cards.language.english.deeds import is_event
from cards.language.english.naming import is_meaning_of
from cards.language.english.turning import PIECE
from cards.language.finding import Ask
from cards.language.korean.formulas import is_formula
from cards.language.reader import reader_for

_DONE_TO = re.compile(r"[을를]\s\S+(?:다|함|기)$")
# Where, when, by whom and by how much something is done is asked as what it is done to.
_OF_OBJECTS = frozenset({"where", "when", "who", "much"})
_WITH_WE = {
    "built": "which one",
    "done": "which one",
    "done why": "purpose",
    "how done": "clear means",
}  # what one does, and why (cards.language.english.we)
# What stands behind "Pros:" of a thing is asked as the cell of a table of such things is.
_SIDES = re.compile(
    r"(?:pros|cons|(?:dis)?advantages?|benefits?|drawbacks?|risks?|limitations?|use cases?|range|unit"
    r"|strengths?|weaknesses|upsides?|downsides?"
    r"|default|best for)",
    re.I,
)


_OF_SEVERAL = re.compile(r"[:;,]|^(?:types|kinds|forms|classes) of\s|\b(?:pros|cons|use cases?|summary)\b", re.I)


_COMMAND = re.compile(r"`[a-z][\w./-]*\s[^`]+`$")  # what "=" says of it is what it does


def likened(draft: Draft, rule: str) -> tuple[Draft, str]:
    """A draft and its rule as their worth is reckoned: a formula in words is worth what a meaning is,
    and so is what is told of a side of a thing ("임진왜란의 결과 — 조선은?")."""
    fact = draft.fact
    if fact.sort == "pattern" or (fact.sort == "code" and rule == "table"):
        return draft._replace(fact=fact._replace(sort="")), rule
    if fact.sort == "against":  # what a sentence says of two things is asked as any of its sides is
        half = draft.answer.rpartition(": ")[2]
        return draft._replace(fact=fact._replace(ask=Ask.OWN, sort="clear means"), answer=half), rule
    if fact.ask is Ask.OWN and fact.sort == PIECE:
        return draft._replace(fact=fact._replace(ask=Ask.DOES, sort="object", about=fact.subject)), rule
    if rule == "sentence" and fact.ask is Ask.OWN and fact.sort == "count":
        return draft._replace(fact=fact._replace(sort="which one")), rule
    if fact.sort in _WITH_WE:
        return draft._replace(fact=fact._replace(sort=_WITH_WE[fact.sort])), rule
    if rule == "equation" and not draft.korean and fact.ask is Ask.WHAT and _COMMAND.match(fact.about):
        return draft._replace(fact=fact._replace(ask=Ask.DOES, sort="deed of a code")), "definition"
    if fact.sort == "announced by a line":  # a list asked by the sentence over it: as a sentence is asked which one
        joined = draft.answer.removeprefix("- ").replace("\n- ", ", ")
        return draft._replace(fact=fact._replace(sort="which one"), answer=joined), "sentence"
    if fact.ask is Ask.WHAT and fact.sort == "clause" and not draft.korean and is_event(fact.about, draft.answer):
        return draft._replace(fact=fact._replace(ask=Ask.DOES, sort="predicate")), rule
    if (
        rule == "label"
        and not draft.korean
        and fact.ask is Ask.ASPECT
        and _SIDES.fullmatch(fact.said)
        and not _OF_SEVERAL.search(fact.about)
    ):
        return draft._replace(fact=fact._replace(ask=Ask.CELL, sort="cell")), "table"
    if rule in {"definition", "letters"} and not draft.korean and fact.ask is Ask.STANDS:
        return draft, "sentence"
    if rule == "value" and fact.sort in {"predicate", "phrase"}:
        return draft, "definition"  # a gloss in brackets, as behind a colon
    if rule == "value" and fact.ask is Ask.STANDS:
        return draft._replace(fact=fact._replace(sort="meaning")), "letters" if draft.korean else "sentence"
    if rule == "definition" and fact.ask is Ask.ASPECT and is_tried(fact.about):
        rule, fact = "label", fact._replace(sort="shared")  # what came of one of several cases
        draft = draft._replace(fact=fact)
    if rule == "label" and fact.sort == "shared":  # what is told of each of several things is the column of a table
        if draft.korean:
            return draft._replace(fact=fact._replace(sort="label")), rule
        return draft._replace(fact=fact._replace(ask=Ask.CELL, sort="cell")), "table"
    if fact.sort == "bid":
        return draft._replace(fact=fact._replace(sort="described")), rule
    if fact.sort == "in a state":  # "kept at 24 degrees, it …" is a condition, too
        return draft._replace(fact=fact._replace(sort="condition")), rule
    if fact.ask is Ask.IF and fact.sort == "at a value":  # "gloss = 0: …" is a condition as any that a sentence says
        if draft.korean:
            return draft._replace(fact=fact._replace(sort="clear condition")), "sentence"
        return draft._replace(fact=fact._replace(ask=Ask.CELL, sort="cell")), "table"  # a row for each value
    if fact.ask is Ask.HOW and draft.korean and fact.sort == "predicate" and _DONE_TO.search(draft.answer):
        return draft._replace(fact=fact._replace(ask=Ask.DOES)), rule
    if fact.ask is Ask.CALLED and not draft.korean and is_meaning_of(fact.said, draft.answer):
        # What a thing is called is its meaning asked from the other side.
        turned = fact._replace(ask=Ask.WHAT, about=draft.answer, answer=fact.said, said="", sort="meaning")
        return draft._replace(fact=turned, answer=fact.said), rule
    if fact.ask is Ask.TURNS and not draft.korean:
        return draft._replace(fact=fact._replace(ask=Ask.DOES, sort="predicate")), rule
    if fact.sort == "clear amount" or is_measured(draft):
        return draft._replace(fact=fact._replace(sort="clear means")), rule
    if fact.ask is Ask.CELL and fact.sort == "number":  # so much of a name: as its cost is, or as the row of a table
        sort, rule = ("cost", "definition") if draft.korean else ("cell", "table")
        return draft._replace(fact=fact._replace(sort=sort)), rule
    if fact.sort == COLUMN:  # a column that is a list is asked as any list is
        return draft._replace(fact=fact._replace(sort="")), "enumeration"
    if fact.ask is Ask.ASPECT and fact.sort == "column" and draft.korean:
        return draft._replace(fact=fact._replace(sort="label")), "label"
    if fact.ask is Ask.ASPECT and fact.sort == "column" and _SIDES.fullmatch(fact.said):
        return draft._replace(fact=fact._replace(ask=Ask.CELL, sort="cell")), rule
    if rule == "definition" and not draft.korean and fact.ask is Ask.DOES and fact.sort in {"object", "where"}:
        return draft._replace(fact=fact._replace(sort="when")), rule  # what a meaning's verb is said of
    if rule == "sentence" and fact.ask is Ask.DOES and fact.sort in _OF_OBJECTS:
        return draft._replace(fact=fact._replace(sort="object")), rule
    if fact.sort in {"of a head", "why so"}:
        return draft._replace(fact=fact._replace(ask=Ask.DOES, about=fact.subject, said="", sort="predicate")), rule
    if fact.sort == "of an aspect":
        shape = reader_for(draft.korean).shape_of(draft.answer)
        return draft._replace(fact=fact._replace(ask=Ask.WHAT, about=fact.subject, said="", sort=shape)), rule
    if fact.sort == "named" or (fact.ask is Ask.EQUALS and draft.korean and is_formula(draft.answer)):
        return draft._replace(fact=fact._replace(ask=Ask.WHAT, sort="phrase")), "definition"
    return draft, rule


def is_measured(draft: Draft) -> bool:
    """Whether it asks for a quality told in figures ("기본 크기는? → 64MB")."""
    fact = draft.fact
    own = draft.korean and fact.ask is Ask.OWN and fact.sort == "value"
    return own and is_measure(re.sub(r"[은는]$", "", fact.said)) and is_amount(draft.answer)
