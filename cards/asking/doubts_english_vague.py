"""What makes an English question vague: it asks for one of many things, of a letter, or of a condition unnamed."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.english.grammar import clause, tagged
from cards.language.finding import Ask
from cards.language.text import key
from cards.note import Form


def doubt_of_vague(fact: Fact, answer: str, scope: Scope, plainly: bool) -> str:
    """Why nobody could tell what is asked; "" where nothing speaks for that.

    `plainly` says that the question is about what its heading names, or about code.
    """
    if re.match(r"(?:an?\s|the\s)?examples? of\s", fact.about):
        return "of which one it tells is not said"
    if fact.ask is Ask.IF:
        return _of_condition(fact.said)
    if fact.ask is Ask.WHAT:
        return _of_meaning(fact, answer, scope)
    if _NUMBERED.match(fact.said) or re.match(r"when is \(i+v?\)", fact.said):
        return "it points at what is not there"
    if fact.ask is Ask.WHY and re.match(r"(?:such|these|those)\s[a-z]", answer):
        return "it points at what is not there"
    if fact.ask is Ask.WHY and re.search(r"\bnote that\b", fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.DOES:
        return _of_deed(fact, answer, scope, plainly)
    if fact.ask in {Ask.ASPECT, Ask.CELL} and re.fullmatch(
        r"(?:sketch of )?(?:the )?(?:proof|derivation)", fact.said, re.I
    ):
        return "its term is a label, not a name"  # of what it is the proof is not said
    if fact.ask is not Ask.OWN:
        return ""
    if _ONE_DOES.match(fact.said):
        return "anything might be said of what it does"
    if fact.sort == "subject" and key(scope.name) not in key(fact.said) and not _is_due(fact, scope):
        return "of what it is so is not said"
    if re.search(r"\bcalled$", fact.said) and re.search(r"\s(?:because|since|as it|as they)\s", answer):
        return "it tells of several things at once"  # its other name, and why
    lists = fact.said.startswith("which are the ")
    if lists and clause(tagged(fact.said.removeprefix("which are the ")) or ()) is not None:
        return "it was cut in the middle of a sentence"
    return ""


def _is_due(fact: Fact, scope: Scope) -> bool:
    """Whether a point below a name asks what must be done by when ("what must be recorded before departure?")."""
    point = any(e.line.number == fact.line and e.line.form is Form.ITEM for e in scope.entries)
    return point and scope.meant and bool(scope.name) and not scope.aspect and _DUE.match(fact.said) is not None


_DUE = re.compile(
    r"what (?:must|has to) be [a-z]+\b.*\s(?:before|after|until|when|once|every|daily|weekly|monthly|yearly|hourly"
    r"|within|during)\b"
)


def _of_condition(said: str) -> str:
    if re.search(r"\bconditions? (?:is|are) (?:met|satisfied|fulfilled|true)$", said):
        return "it points at what is not there"
    lettered = re.match(r"(?:if|when)\s\W?\w\W?\sis an?\s", said)
    return "it does not say of what it tells" if lettered or ", false other" in said else ""


def _of_meaning(fact: Fact, answer: str, scope: Scope) -> str:
    if _WEIGHED.match(answer):
        return "it tells what is so, not what its term is"  # "a great concern for China"
    if _NUMBERED.search(answer) or _NUMBERED.search(fact.about):
        return "it points at what is not there"
    if fact.sort == "meaning" and _MORE.match(fact.about):
        return "it tells what is so, not what its term is"  # "Faster water means faster boats"
    if _ASPECT_OF.match(fact.about or scope.name) and key(fact.about) == key(scope.name):
        # "It is the craft of …" below "Importance of weaving"
        return "it says something of another thing than its term"
    return ""


def _of_deed(fact: Fact, answer: str, scope: Scope, plainly: bool) -> str:
    # What is not done "while a boat is turning" may be done at other times.
    behind = rf"{re.escape(answer[-24:])}\s(?:while|when|until|unless|if)\s"
    if re.match(r"(?:whether|if|how|where) (?:it|they|this|these)\s", answer) and not plainly:
        return "it points at what is not there"
    if fact.sort == "quality" and re.search(r"\b(?:better|worse) than$", fact.said):
        return "its answer says little"
    if _SO_MANY.search(answer) and scope.texts.get(fact.line, "").rstrip().endswith(":"):
        return "it only leads to the list below it"  # "Divides users into three categories:"
    if fact.sort == "quality" and re.search(r"\bthan$", fact.said) and re.search(r"\bones$", answer):
        return "its answer stands in its heading"  # "small merges are easier than large ones"
    if re.search(r"(?:\bnot|n't) \w+$", fact.said) and re.search(behind, scope.texts.get(fact.line, "")):
        return "it was cut in the middle of a sentence"
    if _ONE_OF_MANY.search(fact.said) and not plainly:
        return "anything might be said of what it does"
    coded = fact.about.startswith("`") and fact.said.startswith("will ")
    if fact.sort == "object" and _MAY.match(fact.said) and not coded:
        return "anything might be said of what it does"
    if fact.said.endswith("serve as") and _PRAISED.search(answer):
        return "its answer says little"
    return ""


_MORE = re.compile(
    r"(?:faster|slower|bigger|smaller|larger|higher|lower|longer|shorter|better|worse|greater|stronger|weaker|more|less"
    r"|fewer)\s",
    re.I,
)
_SO_MANY = re.compile(r"\b(?:two|three|four|five|six|several|\d) [a-z]+$")
_WEIGHED = re.compile(
    r"(?:a lot|lots) of\s|an? (?:great|major|big|real|serious) (?:concern|problem|issue|challenge)\b", re.I
)
# "satisfies (i) but not (ii)", of a list that is not there
_NUMBERED = re.compile(r"(?:^|\s)\((?:i|ii|iii|iv)\)(?=\s|$)")
_ASPECT_OF = re.compile(
    r"(?:the )?(?:importance|significance|need|benefits|basics|overview|history|structure|types|purpose|role"
    r"|nature) of\s",
    re.I,
)
# Of 27 judged cards that ask what one does, or can do with a thing, 11 were of use.
_ONE_DOES = re.compile(r"what (?:does|do|can|may) one (?:not )?do\b", re.I)
# Of what a thing supports or offers there is much: of 25 judged cards 13 were of use.
_ONE_OF_MANY = re.compile(r"(?:do|does|did) (?:support|offer|store|have|execute)$")
# What may be, or will be, is one of many things: of 29 judged cards 18 were of use. What code will do is sure.
_MAY = re.compile(r"(?:may|might|could|will|would) ")
_PRAISED = re.compile(
    r"\b(?:crucial|fundamental|vital|essential|key|backbone|cornerstone|foundation|building blocks?)\b", re.I
)
