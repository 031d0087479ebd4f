"""What is told behind the object of an English verb, where that is its point: to what end, by what means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cards.language.text import words
from cards.language.word import Word

# "allows users to log in": what stands behind the object belongs to the verb.
_OF_VERB = words(
    """
    allow enable help cause force require permit ask tell want let get expect lead encourage instruct configure teach
    order need oblige tempt prompt drive inspire motivate invite urge persuade train program bring take have give
    determine decide find identify
    """
)
# "the ability to run": it belongs to the noun.
OF_NOUN = words(
    """
    ability abilities way ways right rights attempt attempts need permission chance method request requests tendency
    decision time order freedom opportunity power capacity willingness access option options instructions desire
    reason reasons steps step command commands plan incentive incentives effort
    """
)
_LETS = words("allow enable help force cause permit encourage instruct tempt prompt urge persuade train program")
_USES = words("use employ utilize utilise")
_LINKED = {
    "to": words("convert map relate reduce attach connect compare add bind assign send pass compress expand limit"),
    "from": words("protect prevent separate derive remove extract exclude hide isolate free delete"),
    "against": words("protect defend secure"),
    "as": words("represent treat portray view define describe express see encode store interpret specify"),
    "with": words("replace combine compare associate fill"),
}
_AS_WHAT = _USES | _LINKED["as"]
_NAMING = ("AT", "DPS", "DT0", "VVG", "AJ", "NN", "NP")
_STATES = words("involve mean include contain require need have lack cover concern comprise")
_MEANS = words("by via through using")
_DONE_WITH = words(
    "structure organize organise implement build encrypt sign index compress secure solve handle achieve"
)

# Where a thing is kept is asked; of what is kept a store has much.
_KEEPS = words("store save cache record persist publish place install deploy")
_WHERE = words("in on at inside under within")
_NO_PLACE = re.compile(
    r"\b(?:order|orders|parallel|form|forms|format|formats|way|ways|manner|time|sequence|batch|batches|bulk|advance"
    r"|detail|general|particular|plain text|case|cases|addition|binary|units?|terms)$"
    r"|^(?:in|on|at|within) (?:the |a |an )?(?:form|case|order|event|process|way|long run|first place|same|terms"
    r"|addition|(?:\w+ )?(?:pass|time|once|least|most|moment|beginning|end))\b",
    re.I,
)

_AGAINST = re.compile(r"(?:prevent|avoid|reduce|ensure|protect|limit)$")  # no router is told to prevent something
_MAKES = re.compile(r"to (?P<makes>form|give|produce|yield|create|make|build)\s")  # what comes of it, not what for


_BY_HOW_MUCH = re.compile(
    r"by (?:about |around |at least |at most |up to |roughly |nearly |almost |more than |over )?"
    r"(?:[\d$€£]|half\b|(?:an?|one) (?:third|quarter|fifth|tenth|factor|order)\b"
    r"|(?:two|three|four|five|ten)(?:fold| times| percent| orders)\b)"
)


class Told(NamedTuple):
    """An object, what is told behind it, and its kind: "end", "means", "much", "place", "used", "result", "link" or
    "lets"."""

    object: str
    rest: str
    kind: str


def told_behind(text: str, tokens: Sequence[Word], start: int, end: int, verb: str) -> Told | None:
    """The object of a verb and what is told behind it, from the token at `start` to where the clause ends.

    >>> from cards.language.english.grammar import tagged
    >>> says = "Repeaters boost the signal to counteract the loss"
    >>> told_behind(says, tagged(says), 2, len(says), "boost")
    Told(object='the signal', rest='to counteract the loss', kind='end')
    >>> says = "The cable carries light by total internal reflection"
    >>> told_behind(says, tagged(says), 3, len(says), "carry")
    Told(object='light', rest='by total internal reflection', kind='means')
    >>> says = "A lease gives the right to write a file"
    >>> told_behind(says, tagged(says), 3, len(says), "give") is None
    True
    """
    inside = [i for i in range(start, len(tokens)) if tokens[i].start < end]
    for i in inside[1:-1]:
        word, before, behind = tokens[i], tokens[i - 1], tokens[i + 1]
        if word.text.lower() == "by" and behind.tag.startswith(("VVG", "AV", "XX")):
            return None
        as_what = word.text == "as" and verb in _AS_WHAT and behind.tag.startswith(_NAMING)
        if word.text in {",", ";", ":"} or (not as_what and word.tag.startswith(("CJ", "DTQ", "PNQ", "AVQ"))):
            return None
        if not (before.tag.startswith(("NN", "NP", "UNC", "CRD")) or before.text.startswith("\x01")):
            continue
        rest = text[word.start : end].strip(" ,;:.")
        said = text[tokens[start].start : word.start].strip()
        if len(said.split()) > 8 or not 2 <= len(rest.split()) <= 16:
            continue
        if word.tag == "TO0" and re.search(r"\bfor\s", said):
            return None  # "the capacity for a wall to bear its weight"
        ends = word.tag == "TO0" and behind.tag in {"VVI", "VBI", "VHI", "VDI"}
        against = verb == "configure" and _AGAINST.match(behind.text) is not None
        if ends and (verb.partition(" ")[0] not in _OF_VERB or against) and before.text.lower() not in OF_NOUN:
            if len(rest.split()) < 3:
                return None
            return Told(said, rest, "used" if verb in _USES else "result" if _MAKES.match(rest) else "end")
        if ends and verb in _LETS and behind.tag == "VVI" and len(said.split()) <= 4:
            return Told(said, rest, "lets")
        if verb in _USES and (as_what or (word.text == "for" and "," not in rest and behind.tag.startswith(_NAMING))):
            return Told(said, rest, "used")  # "uses the tide as a clock": what is used as a clock
        linked = word.text.lower() == "into" or verb in _LINKED.get(word.text.lower(), ())
        if linked and word.tag.startswith(("PR", "CJS", "TO")) and not behind.tag.startswith(("VVI", "PNP", "CJ")):
            # "divides time into slots, and memory into pages": the second half is another fact.
            rest = re.split(rf",?\sand\s(?=[^,]{{3,40}}\s{word.text}\s)", rest)[0]
            return Told(said, rest, "link")
        if verb in _KEEPS and word.text.lower() in _WHERE and behind.tag.startswith((*_NAMING, "UNC", "CRD")):
            if "," in rest or _NO_PLACE.search(rest) or not said or said.split()[0] in {"in", "on"}:
                return None
            return Told(said, rest, "place")
        by_which = word.text.lower() in _MEANS or (word.text.lower() == "with" and verb in _DONE_WITH)
        if by_which and verb not in _STATES and not behind.tag.startswith(("VVG", "PNP")):
            if re.search(r"\sby\s\w+ing\b", rest):
                continue  # "raises the chance of visits by bees by planting clover"
            rest = re.split(r",\s(?=\w+ing\s)", rest)[0]
            much = word.text.lower() == "by" and _BY_HOW_MUCH.match(rest)
            return Told(said, rest, "much" if much else "means")
    return None
