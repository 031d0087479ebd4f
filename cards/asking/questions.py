"""Facts into drafts: each question in the language of its line, with its subject in front."""

from __future__ import annotations

import re
from typing import NamedTuple

from cards.asking.answers import ended
from cards.asking.fact import Fact
from cards.asking.inplace import in_place
from cards.asking.measures import is_case
from cards.asking.scope import Scope
from cards.asking.subjects import Subject, subject_of, topic_of
from cards.asking.voices import english, korean
from cards.asking.ways import is_way
from cards.language.english.asking import base
from cards.language.english.grammar import tagged
from cards.language.english.labels import is_opened
from cards.language.english.plurals import plural
from cards.language.english.statives import said_by_verb
from cards.language.english.times import is_time
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.endings import trimmed
from cards.language.reader import reader_for
from cards.language.terms import overlap
from cards.language.text import has_hangul, key, plain


class Draft(NamedTuple):
    """A card in the making: its fact, its question and answer, and the reverse one where there may be one."""

    fact: Fact
    question: str
    answer: str
    korean: bool
    reverse: bool = False


_ADVERB = re.compile(r"^(?:흔히|보통|일반적으로|대개|주로|참고로)\s(?=\S)")  # "흔히 돛대는 …" is about the mast
_OPEN = tuple("는된한진")
_IN_SHORT = re.compile(r"^(?:간단히 말(?:해서?|하면)|쉽게 말(?:해서?|하면)|한마디로|다시 말해서?|즉),?\s")


# "What happens when the level rises?" is not answered by what that means, but by what is so then.
_IT_MEANS = re.compile(
    r"^(?:it|this|that) (?:just |simply )?means (?:that )?(?=(?:an?|the|each|every|all|no|there) )", re.I
)
_IS_TOLD = re.compile(r"[가-힣]다\.$")  # a whole sentence over a line is no name for what the line tells


FEW_WORDS = 2  # "Search", "Search time": so few words do not say of which structure a cost is


def draft(fact: Fact, scope: Scope) -> Draft:
    """The question a fact answers."""
    told = " ".join((fact.said, fact.answer, fact.about)) if fact.ask is not Ask.MARKED else fact.said
    is_korean = has_hangul(told) or (scope.korean and fact.ask in _SHORT)
    if fact.ask is Ask.DOES and not fact.said and not is_korean:
        fact = _agreeing(_by_its_verb(fact))
    if fact.ask in {Ask.DOES, Ask.WHAT} and not fact.said and is_korean:
        fact = in_place(fact._replace(about=_ADVERB.sub("", fact.about)))
    if not is_korean and fact.ask is Ask.WHAT and fact.about and plural(fact.about):
        fact = fact._replace(about=_as_told(fact, scope.texts.get(fact.line, "")))
    lead = "" if is_opened(scope.lead) or (is_korean and _IS_TOLD.search(scope.lead) and not fact.about) else scope.lead
    topic = topic_of(scope) or lead
    subject = subject_of(fact.about, scope) if fact.about else Subject("")
    place = subject.place if fact.ask is not Ask.DIFFER else _place(fact, scope)
    if fact.sort == "cost" and fact.ask is Ask.CELL and not is_korean:
        place = without_gloss(scope.name) if key(scope.name) != key(fact.about) else ""  # "Search" of which structure
    if fact.sort == "symbol" and fact.said:
        place = without_gloss(fact.said)  # the formula that the symbol stands in
    if is_korean and not place and (fact.sort == "opening" or scope.glossed) and not scope.section:
        place = _above(fact, scope)
    if (fact.ask is Ask.CELL and key(fact.said) in key(place)) or fact.sort == "list":
        names_case = fact.sort == "cost" and not is_korean and len(fact.about.split()) <= FEW_WORDS
        of_which = fact.ask is Ask.CELL and (names_case or is_case(fact.about))
        place = _of_which(fact, scope) if of_which else ""
    if not place and is_way(scope) and (fact.ask is Ask.LIST or (is_korean and fact.ask is Ask.DOES and fact.said)):
        place = without_gloss(scope.heads[-2] if scope.section else scope.above or scope.heads[-1])
    if (
        fact.ask is Ask.LIST
        and not scope.section
        and scope.above
        and not place
        and key(without_gloss(scope.above)) not in key(fact.about)
    ):
        place = without_gloss(scope.above)
    if not is_korean and fact.ask is Ask.DOES and fact.sort in _PLACED and is_time(fact.answer):
        fact = fact if _SO_LONG.search(fact.said) else fact._replace(sort="when")  # "occurs in November"
    voice = korean if is_korean else english
    answer = fact.answer
    if not fact.subject:
        fact = fact._replace(subject=plain(without_gloss(fact.about or scope.name)))
    if fact.ask is Ask.WHAT and has_hangul(answer) and ". " not in answer:
        answer = trimmed(answer)
        tokens = reader_for(True).tagged(answer) or () if answer.endswith(_OPEN) else ()
        if tokens and tokens[-1].tag == "ETM":
            answer += " 것"  # "속성의 집합으로 이루어진"
    if fact.ask is not Ask.MARKED:
        answer = ended(_IN_SHORT.sub("", answer))
    if fact.ask is Ask.STANDS and (quoted := _QUOTED.match(answer)):
        answer = quoted["what"]
    if fact.ask is Ask.IF and not is_korean:
        answer = _IT_MEANS.sub("", answer)
    return Draft(fact, voice.question(fact, topic, place), answer, is_korean)


def _of_which(fact: Fact, scope: Scope) -> str:
    """The nearest heading that names of what "best" or "search" is the cost, and not that costs are told, or ""."""
    heads = (without_gloss(_NUMBER.sub("", head)) for head in reversed(scope.heads))
    return next((head for head in heads if key(fact.said) not in key(head) and key(fact.about) not in key(head)), "")


_NUMBER = re.compile(r"^\d+(?:[-.]\d+)*\.?\s+")


def _as_told(fact: Fact, line: str) -> str:
    """A heading of many in the number in which its line tells of it: "Vectors" over "A vector is …" is "Vector"."""
    about = fact.about
    one = _PLURAL_END.sub(lambda end: {"ies": "y", "s": ""}.get(end[0], end[0][:-2]), about)
    told = re.search(rf"\b(?:an?|the|each|every) {re.escape(one)} (?:is|refers|means)\b", line, re.I)
    again = re.search(rf"\b{re.escape(one.split()[-1])}\b", fact.answer, re.I)
    return one if one != about and told and not again else about


_QUOTED = re.compile(r"[\"“](?P<what>[^\"“”]{4,80}?)[.,]?[\"”](?:\.?\s.*)?$", re.S)  # "… for "Rapid Tug." It is a …"
_PLURAL_END = re.compile(r"(?:(?<=[a-z])ies|(?<=x|z)es|(?<=s|c|h)hes|(?<=ss)es|(?<![su])s)$")


def _by_its_verb(fact: Fact) -> Fact:
    """A fact asked by the verb of its answer, where that tells of no deed ("Requires …": what does it require?)."""
    said = said_by_verb(fact.answer, plural(fact.about))
    return fact._replace(said=said[0], answer=said[1], sort=said[2] or fact.sort) if said else fact


def _agreeing(fact: Fact) -> Fact:
    """A deed with its verb as "what do they do?" wants it ("makes a field safe" of walls)."""
    told = tagged(fact.answer) or () if not fact.said and plural(fact.about) else ()
    if not told or told[0].tag != "VVZ" or any(word.tag in {"VVZ", "VBZ", "VHZ"} for word in told[1:]):
        return fact
    return fact._replace(answer=base(told[0]) + fact.answer[told[0].end :])


def _above(fact: Fact, scope: Scope) -> str:
    """What stands over a name of one word in a list, which may be a word for many things ("UPDATE")."""
    above = without_gloss(scope.above)
    one = len(without_gloss(fact.about).split()) == 1 and without_gloss(fact.about) == fact.about
    return above if one and above and not overlap(fact.about, above) else ""


def _place(fact: Fact, scope: Scope) -> str:
    return "" if not scope.label or overlap(fact.about, scope.label) else scope.label


def backwards(made: Draft, scope: Scope) -> Draft:
    """The question from a meaning to its term."""
    fact = made.fact
    turned = fact._replace(ask=Ask.MEANT, said=made.answer.rstrip(". "), answer=fact.about, about="", rank=6)
    voice = korean if made.korean else english
    place = topic_of(scope)
    return Draft(turned, voice.question(turned, "", place), fact.about, made.korean, True)


_PLACED = frozenset({"object", "where"})  # what is asked of what stands right behind a verb, or of its place
# How long or after whom is told behind these, and behind a preposition what it goes with.
_SO_LONG = re.compile(
    r"\b(?:called|named|last|take|need|spend|mean|equal|range|about|as|at|by|for|from|in|into|of|on|to|with)$"
)
_SHORT = frozenset(
    {
        Ask.WHAT,
        Ask.LIST,
        Ask.STEPS,
        Ask.MADE_OF,
        Ask.EQUATION,
        Ask.BLANK,
        Ask.EQUALS,
        Ask.STANDS,
        Ask.CELL,
        Ask.ASPECT,
        Ask.COMMAND,
        Ask.CODE,
        Ask.PRINTS,
        Ask.DIFFER,
    }
)
