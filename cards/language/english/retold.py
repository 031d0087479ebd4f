"""English meanings that begin with their term once more, or with "it" or "this tool" for it."""

from __future__ import annotations

import re

from cards.language.english.framing import is_expletive
from cards.language.english.grammar import FINITE, tagged
from cards.language.english.plurals import plural
from cards.language.english.predicates import predicate_end
from cards.language.finding import Ask, Finding
from cards.language.text import words

_IS = re.compile(r"(?:\s?\([^()]{1,40}\))?\s(?:is|are|means|refers to)\s(?=(?:an?|the|one)\s)", re.I)
_ARE = re.compile(r"(?:\s?\([^()]{1,40}\))?\sare\s", re.I)
# "Infix notation is the …" says what "infix" is: the noun behind the name only says of what kind that is.
_KIND = re.compile(
    r"\s(?:notation|method|algorithm|operator|function|layer|model|process|approach|pattern|technique|principle|protocol"
    r"|mode|type|system|attack|test|theory|scheme|strategy|style)(?=\s(?:is|are|means|refers to)\s)",
    re.I,
)
_ALSO = re.compile(
    r"(?:also|otherwise|sometimes|often|commonly)\s(?:known|called|referred to|named)\b[^.;:]{3,140}?,?\s(?:is|are)\s"
    r"(?=(?:an?|the)\s)",
    re.I,
)
_SHORT = re.compile(r"(?:it|this|that)['’]s\s(?=(?:an?|the|how|where|what|when)\s)", re.I)
_POINTER = frozenset(words("this these it they"))
# A meaning that begins with one of these says it with its object: "what does it require?", not "what does it do?".
_SAYS_MORE = {
    "": words("require need contain include support represent indicate lack accept return consume measure"),
    "of": words("consist"),
    "on": words("depend rely"),
    "to": words("apply belong"),
}


def without_term(term: str, meaning: str) -> str:
    """A meaning without the term that it begins with once more, or the word that stands for it.

    >>> without_term("Nuclear fusion", "Nuclear fusion is the process by which nuclei join")
    'the process by which nuclei join'
    >>> without_term("bowline", "Bowline knot is the loop that holds"), without_term("bight", "Bight of bays")
    ('Bowline knot is the loop that holds', 'Bight of bays')
    >>> without_term("Gate tests", "Gate tests are timed trials"), without_term("Gates", "Gates are used in locks")
    ('timed trials', 'Gates are used in locks')
    >>> without_term("waterfall", "Waterfall model is the plan of steps")
    'the plan of steps'
    >>> without_term("lasso", "also known as lariat (LR), riata or reata, is a rope that is thrown")
    'a rope that is thrown'
    >>> without_term("Strict", "This level is the strongest of all"), without_term("Loader", "It reads the whole tape")
    ('the strongest of all', 'reads the whole tape')
    >>> without_term("Draught Gauge", "DG measures how deep a hull lies")
    'measures how deep a hull lies'
    """
    if says := re.match(r"(?:is|are)\s(?=(?:an?|the|one|for|\w+ed (?:on|in|by|to|with|for|as|from))\s)", meaning, re.I):
        return meaning[says.end() :]
    if says := re.match(r"(?:means|refers to|is defined as|are defined as)\s(?:that\s)?(?=[a-z])", meaning, re.I):
        return meaning[says.end() :]
    if also := _ALSO.match(meaning):
        return meaning[also.end() :]
    bare = re.sub(r"\s?\([^()]*\)$", "", term).strip()
    start = re.match(r"(?:an?|the)\s", meaning, re.I)
    at = start.end() if start else 0
    first = meaning[at:].partition(" ")[0]
    letters = [first] if stands_for(first, bare) else []
    for name in (bare, *re.findall(r"\(([A-Z]{2,})\)$", term), *letters):
        again = bool(name) and meaning[at : at + len(name)].lower() == name.lower()
        kind = _KIND.match(meaning, at + len(name)) if again else None
        behind = kind.end() if kind else at + len(name)
        if again and (found := _IS.match(meaning, behind)):
            return meaning[found.end() :]
        if again and (found := _ARE.match(meaning, behind)) and _begins_with_name(meaning[found.end() :]):
            return meaning[found.end() :]
        if again and (deed := _deed_behind(meaning, at + len(name))):
            return meaning[deed:]
    return _without_pointer(meaning)


def _deed_behind(meaning: str, at: int) -> int:
    """Where what the name before it does begins ("measures the depth"); 0 where no verb stands behind it."""
    if not re.match(r"\s[a-z]+s\s\S", meaning[at:]):
        return 0
    verb = next((word for word in tagged(meaning) or () if word.start == at + 1), None)
    return verb.start if verb is not None and verb.tag == "VVZ" else 0


def _begins_with_name(text: str) -> bool:
    """Whether words begin with a noun and what describes it ("timed trials of …"), and not with what is done or how."""
    for word in tagged(text) or ():
        if word.tag.startswith("NN"):
            return True
        if not word.tag.startswith(("AT", "AJ", "VVN", "VVG", "DT0", "CRD", "CJC")):
            return False
    return False


def _without_pointer(meaning: str) -> str:
    """A meaning without "it", "these" or "this method" in front, where these stand for its term."""
    if short := _SHORT.match(meaning):
        return meaning[short.end() :]
    first = meaning.partition(" ")[0].lower()
    tokens = tagged(meaning) if first in _POINTER and not is_expletive(meaning) else None
    if not tokens or len(tokens) < 5:
        return meaning
    at = 1
    while at < 4 and first in {"this", "these"} and tokens[at].tag.startswith(("NN", "AJ")):
        at += 1
    verb = tokens[at]
    if verb.tag not in FINITE or verb.tag in {"VVD", "VBD", "VHD", "VDD"} or re.match(r"mean", verb.text, re.I):
        return meaning
    if verb.tag in {"VBZ", "VBB"}:
        behind = tokens[at + 1]
        told = behind.tag.startswith("AT") or behind.text.lower() in {"how", "what", "where"} or behind.tag == "VVN"
        return meaning[behind.start :] if told else meaning
    return meaning[verb.start :] if not (first == "these" and verb.tag == "VVB" and at == 1) else meaning


def object_of(term: str, meaning: str) -> Finding | None:
    """What a meaning says its term requires, contains or returns, where that is its verb; None elsewhere.

    >>> object_of("Kiln", "Requires a dry floor")[2:4], object_of("Kiln", "Burns wood")
    (('does require', 'a dry floor'), None)
    """
    first = meaning.partition(" ")[0]
    who = "it" if first.endswith("s") else "they" if plural(term) else ""
    tokens = tagged(f"{who} {first.lower()}{meaning[len(first) :]}") if who and first.isalpha() else None
    if not tokens or len(tokens) < 4 or tokens[1].tag not in {"VVZ", "VVB"}:
        return None
    behind = tokens[2].text.lower()
    prep = behind if behind in _SAYS_MORE else ""
    if tokens[1].lemma not in _SAYS_MORE[prep]:
        return None
    start = 3 if prep else 2
    end = predicate_end(tokens, start)
    if end < tokens[-1].end or start >= len(tokens):
        return None
    said = f"{'do' if plural(term) else 'does'} {tokens[1].lemma}{' ' if prep else ''}{prep}"
    told = meaning[tokens[start].start - len(who) - 1 :].strip(" .,;")
    if tokens[1].lemma == "return" and " to " in told:
        return None  # "returns the fish to the pond" gives nothing back to a caller
    if len(told) < 4 or re.match(r"(?:this|that|these|those|it|them|you)\b", told, re.I):
        return None
    return Finding(Ask.DOES, "", said, told, "object")


def stands_for(term: str, meaning: str) -> bool:
    """Whether a meaning only spells out the letters that its term is.

    >>> stands_for("RIP", "Routing Information Protocol"), stands_for("RIP", "a protocol of routers")
    (True, False)
    """
    bare = re.sub(r"\s?\([^()]*\)$", "", meaning).strip(" .")
    initials = [word[0].upper() for word in re.split(r"[\s-]+", bare) if word and word.lower() not in _SMALL]
    every = [word[0].upper() for word in re.split(r"[\s-]+", bare) if word]
    more = len(term) > 2 and len(every) == len(term) + 1  # "HOL": "Head of Line Blocking"
    return term.isupper() and 2 <= len(term) <= 6 and list(term) in (initials, every, every[:-1] if more else every)


_SMALL = words("of and the for in to a an on")
