"""What speaks against English lines below a name that leave it out: what they tell may be of something else.

"Sorted by date" below "Seed bank" tells of the seeds, "the hall where porters wait" names a part of a station, and
"cuts load on the mast" is a deed of the name or tells what cuts do.
"""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.english.grammar import tagged
from cards.language.english.plurals import plural
from cards.language.english.understood import is_open
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.text import words
from cards.note import Form

_ARRANGED = words(
    """
    arranged bucketed catalogued categorised categorized classed classified clustered coded filed graded grouped indexed
    keyed labelled labeled laid lined listed marked named numbered ordered packed paired placed ranked racked separated
    sequenced shelved sorted split stacked stored tagged
    """
)
_BY = re.compile(rf"(?:is|was|(?:can|must|should|may) be) (?:{'|'.join(_ARRANGED)})(?: (?:up|out|off))? by$")
# What is so arranged is one thing that holds many.
_HOLDS_MANY = re.compile(
    r"(?:list|table|index|queue|array|catalog(?:ue)?|file|log|set|collection|archive|deck|register|ledger|data|heap|tree"
    r"|directory|dictionary|glossary|menu|schedule|sequence|series|stack|pile|report|results?)$",
    re.I,
)
_LIKENED = re.compile(r"(?:is|are) (?:(?:most|very|somewhat) )?(?:similar|comparable|likened|akin|analogous|close) to$")
_PART = re.compile(r"the (?:\w+ ){1,3}?(?:where|who|whose|(?:in|on|at|from|through) which)\s", re.I)


def doubt_of_left_out(fact: Fact, answer: str, scope: Scope) -> str:
    """Why what such a line tells may not be of the name above it; "" where nothing speaks for that."""
    lines = [entry.line for entry in scope.entries if entry.line.form is Form.ITEM]
    line = next((one for one in lines if one.number == fact.line), None)
    if line is None or not scope.meant or not scope.name:
        return ""
    of_name = fact.about == scope.name
    if of_name and _BY.match(fact.said) and _tells_of_members(without_gloss(scope.name), answer):
        return "of which one it tells is not said"
    if of_name and fact.ask is Ask.DOES and _LIKENED.match(fact.said):
        return "it asks for one example of many"  # what a thing is likened to is not what is learnt of it
    if fact.ask is Ask.WHAT and fact.sort == "opening" and len(lines) > 1 and _PART.match(answer):
        return "it says something of another thing than its term"
    if fact.ask in {Ask.OWN, Ask.DOES} and not of_name and is_open(line.text):
        return "of which one it tells is not said"
    return ""


def _tells_of_members(name: str, answer: str) -> bool:
    """Whether one thing cannot be arranged by what is told: it holds those that are."""
    by = (tagged(answer) or ())[-1:]
    return not plural(name) and not _HOLDS_MANY.search(name) and bool(by) and by[0].tag in {"NN1", "NN0"}
