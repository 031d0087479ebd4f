"""Finer forms of English cards: of what kind a meaning is, and what a sentence is about.

A form that mixes good and bad cards tells little of any one. What tells them apart is named here, so that each part has
a weight of its own.
"""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.measures import is_amount, is_measure, is_quantity
from cards.asking.scope import Scope
from cards.language.english.meanings import is_task, kind_of
from cards.language.english.plurals import plural
from cards.language.finding import BLANK, Ask
from cards.language.glosses import without_gloss
from cards.language.reader import reader_for
from cards.language.text import key

_SAYS_WHAT = frozenset({"definition", "table"})
_OF_SENTENCES = frozenset({Ask.DOES, Ask.GAP, Ask.WHY, Ask.IF, Ask.PURPOSE, Ask.WHAT, Ask.FOLLOWS, Ask.OWN})
_NAME = re.compile(r"^`|[a-z][A-Z]|\b[A-Z]{2,}|\d|\s[A-Z]")


def subform(fact: Fact, answer: str, rule: str, scope: Scope, marked: bool) -> tuple[str, ...]:
    """What tells the good cards of an English form from its bad ones, in a word or two; () where nothing does.

    `marked` says whether the writer set the term off.
    """
    if rule in _SAYS_WHAT and fact.ask is Ask.WHAT:
        kind = kind_of(answer)
        listed = kind == "narrowed" and not marked and _GLOSSARY.search(scope.heading) is not None
        return tuple(part for part in (kind, "named" if marked else "", "glossary" if listed else "") if part)
    if rule in _SAYS_WHAT and fact.ask in {Ask.DOES, Ask.PURPOSE} and fact.about:
        return ("named",) if marked else ()
    if rule == "enumeration" and fact.ask is Ask.LIST:
        return _list(fact, answer)
    if rule == "table" and fact.ask is Ask.CELL and fact.sort == "cell":
        return (_cell(fact.said, answer),)
    if rule == "question":
        return ("asked",) if _ASKS.match(fact.said) and not _OF_ONE.search(f"{fact.said} {answer}") else ()
    if rule == "code" and fact.ask is Ask.COMMAND:
        if not is_task(fact.said, 3 if fact.about == "" else 2):
            return ()
        return ("deed", "alone") if fact.sort == "command" and _is_alone(fact.said, answer) else ("deed",)
    if fact.ask is Ask.GAP and _CALLED.search(fact.said.partition(BLANK)[0]):
        return ("called",)
    if rule in {"sentence", "definition"} and fact.ask in _OF_SENTENCES:
        return (standing(fact, answer, scope, marked),)
    return ()


def _list(fact: Fact, answer: str) -> tuple[str, ...]:
    """Whether a list is one of a few short names of a kind; () where it is a part of one, or of what is told."""
    members = [part.removeprefix("- ") for part in re.split(r"\n|, ", answer)]
    short = all(len(re.sub(r"\s?\([^()]*\)", "", member).split()) <= 3 for member in members)
    if fact.after or not 2 <= fact.many <= 7 or fact.many != len(members) or not short:
        return ()
    kind = without_gloss(fact.said or fact.about)
    return ("aspect", "names") if fact.said else ("names",) if plural(kind) else ()


def _cell(column: str, answer: str) -> str:
    """What kind of cell is asked for: an example, a number, a code, a name or words."""
    if re.search(r"\b(?:examples?|e\.g|sample|notes?|usage|syntax|code)\b", column, re.I):
        return "example"
    if is_amount(answer) or (is_quantity(answer) and is_measure(column)):
        return "words"
    if re.search(r"\d", answer):
        return "number"
    return "code" if answer.startswith(("`", "$")) else "short" if len(answer.split()) <= 3 else "words"


def _is_alone(says: str, command: str) -> bool:
    """Whether a command is one, short, and what it is to do is said without the example around it."""
    bare = command.strip("`")
    several = re.search(r"[|;]|&&|\n|https?:|\"[^\"]{9,}|'[^']{9,}", bare)
    return len(bare.split()) <= 6 and not several and not _OF_ONE.search(says)


_GLOSSARY = re.compile(r"\b(?:glossary|terminology|vocabulary|definitions|key terms)\b", re.I)
_ASKS = re.compile(
    r"(?:what|why|how|when|where|which|who)(?:\s[\w-]+){0,3}?\s(?:is|are|do|does|did|was|were|can|could|should|would"
    r"|will|has"
    r"|have|happens|makes|causes)\s",
    re.I,
)
_CALLED = re.compile(r"\b(?:called|known as|named|termed|referred to as)(?:\sas)?(?:\s(?:an?|the))?\s\W?$", re.I)
_OF_ONE = re.compile(r"\b(?:I|me|my|we|us|our|you|your|this|these|here|above|below|today|now)\b", re.I)


def standing(fact: Fact, answer: str, scope: Scope, marked: bool) -> str:
    """What a sentence is about: the "topic" of its heading, a "name", something "plain", or "nothing" it names."""
    subject = fact.about
    if not subject:
        told = answer if fact.ask is Ask.IF else fact.said.replace(BLANK, "it")
        subject = reader_for(False).subject_of(told)
    if not subject:
        return "nothing"
    topic = key(without_gloss(scope.name)).removesuffix("s")
    if topic and topic in key(subject):
        return "topic"
    if marked or _NAME.search(subject) or any(word in subject for word in scope.strong):
        return "name"
    return "plain"
