"""What makes an English term and its meaning doubtful: the term is a deed, the meaning an advice, a price or a fit."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.typed import COMMAND
from cards.language.english.deeds import is_event, is_law
from cards.language.english.grammar import tagged
from cards.language.english.meanings import is_of_many, is_order, kind_of
from cards.language.english.plurals import plural
from cards.language.english.understood import tells_a_deed
from cards.language.finding import Ask

_WHERE_IT_IS = re.compile(r"(?:in|on|at|under|out of|off|by|from|with)\s[a-z]+(?:\s[a-z]+)?", re.I)  # "on holiday"


def doubt_of_meaning(fact: Fact, answer: str, name: str, rule: str, of_deeds: bool = False) -> str:
    """What of a term and its meaning speaks against them; `of_deeds` is so where its list tells what its terms do."""
    code = fact.about.startswith("`")
    if fact.sort == "cost":
        return ""
    costs = fact.ask is Ask.CELL and re.match(r"O\([^)]+\)", answer) is not None  # "Insert a key — time complexity?"
    happens = fact.sort == "clause" and is_event(name, answer)
    row = fact.ask is Ask.CELL and rule == "table" and " " not in name  # "dovetail": whatever it is, it has its columns
    if not (code or costs or happens or row or COMMAND.match(name)) and _is_deed(name) and not _is_named(name, answer):
        return "its term is a deed, not a name"
    if fact.ask is Ask.CELL:
        return ""
    kind = kind_of(answer)
    if fact.ask is Ask.WHAT:
        if kind == "clause" and fact.sort == "phrase" and not re.match(r"(?:how|what|whether|where)\b", answer, re.I):
            return "it tells what is so, not what its term is"
        if kind == "condition" and not code and _WHERE_IT_IS.fullmatch(answer):
            return "it says something else than what its term is"
        if kind == "order" and not code and not happens and not is_law(name):
            return "it is an advice about its term, not what the term is"
        many = kind in {"narrowed", "bare"} and not code and is_of_many(answer) and not plural(name)
        if many and (len(name) < 3 or (len(answer.split()) < 4 and not _THAT.match(answer))):
            return "it says something else than what its term is"
        if re.match(r"[^\w\s$`(\"'] ?[=:] ", answer):
            return "it tells of several things at once"
        if re.match(r"O\([^)]+\)\s", answer):
            return "it says what its term costs, not what it is"
        if re.search(r"\b(?:1\d{3}|20\d\d)\b", name):
            return "it tells of a time"
        if not re.search(r"[A-Za-z]{3}|[$`]", answer):
            return "a bare number does not say what a thing is"
        if re.match(r"(?:let|suppose|assume|given|consider)\b", answer, re.I):
            return "it says something else than what its term is"
        if re.match(r"the (?:most|standard|best|classic|modern|famous|default)\b(?!\s\w+\sof)", answer, re.I) and (
            len(answer.split()) <= 5
        ):
            return "it praises its term, and does not say what it is"
        if _EXAMPLE.match(answer):
            return "it says something else than what its term is"
        if _FIT.match(answer):
            return "it says what its term is good for, not what it is"
        if (
            kind == "bare"
            and len(answer.split()) <= 2
            and not re.search(r"[$`\d]", answer)
            and not _short_for(name, answer)
        ):
            return "two bare nouns say little of a name"
    told = of_deeds and not _ADVISES.match(answer) and (answer[:1].islower() or _may_do(name))
    tokens = tagged(name) or ()
    if len(tokens) > 2 and tokens[0].tag == "AJ0" and tokens[1].tag == "PRP":
        return "its term is a quality, not a name"  # "Crucial for tests"
    if fact.ask is Ask.DOES and not code and tells_a_deed(name) and kind == "order":
        return "its term is a deed, not a name"
    if fact.ask is Ask.DOES and not fact.said and not code:
        if _MODAL.match(answer):
            return "it says how its term is, not what it is"
        if plural(name) and _of_one(answer):
            return "it says something of another thing than its term"
    if fact.ask is Ask.DOES and not fact.said and not code and not told and kind == "order" and not plural(name):
        return "it is an advice about its term, not what the term does"
    if re.match(r"[^.]{0,60}\b(?:e\.?g|i\.e|etc)$", answer):
        return "it was cut in the middle of a sentence"
    return ""


_MODAL = re.compile(r"(?:can|may|might|could|should|must|will|would|cannot)\b", re.I)


def _may_do(name: str) -> bool:
    """Whether a name is of something that acts, and so may be told by a bare verb ("Router: Forward packets").

    What one wants of a thing, or does ("Reliability", "Boundary analysis"), does nothing itself: there it is a bidding.

    >>> _may_do("Router"), _may_do("Type checker"), _may_do("DNS"), _may_do("Reliability"), _may_do("Top view")
    (True, True, True, False, False)
    """
    head = re.split(r"\s(?:of|for|in|on|with|to|from|by)\s|\s?\(", name, maxsplit=1)[0].split()
    return bool(head) and re.search(r"(?:er|or|ist)$|[A-Z]{2}|`", head[-1]) is not None


def _of_one(answer: str) -> bool:
    """Whether an answer begins with the verb of one thing ("mirrors the search"), and so tells of no several."""
    first, _, rest = answer.partition(" ")
    told = tagged(f"it {first.lower()} {rest}") if first.endswith("s") and not first.endswith("ss") else None
    return bool(told) and len(told or ()) > 2 and (told or ())[1].tag == "VVZ"


def _is_named(name: str, answer: str) -> bool:
    """Whether a word that may be a verb is a name here: what stands behind it says what a thing is ("Commit")."""
    if len(name.split()) > 1:
        behind = name.split()[1].lower()
        return kind_of(answer) == "article" and behind not in {
            "a",
            "an",
            "the",
            "your",
            "to",
        }  # "Draw hole: an opening"
    if not name[:1].isupper():
        return False
    return kind_of(answer) in {"article", "narrowed"} or re.search(r"[=·×^(]|\\[a-z]", answer) is not None


# What tells which things are meant, so that their kind in the plural says what a term is too.
_THAT = re.compile(r"(?:[\w-]+\s){1,4}(?:that|which|who|whose|used (?:to|for)|to [a-z]+)\s\S+\s\S", re.I)
_ADVISES = re.compile(
    r"(?:avoid|suppose|consider|understand|remember|start|try|learn|know|think|imagine|note|ensure|always"
    r"|never|check|make sure|don't|do not|keep in mind|see|let)\b",
    re.I,
)
_EXAMPLE = re.compile(
    r"(?:(?:an?|the|another|one)\s(?:\w+\s){0,2})?examples?\b"
    r"|the (?:more|less|bigger|larger|smaller|higher|lower|longer|shorter|faster|better|closer)\b",
    re.I,
)
_FIT = re.compile(
    r"(?:\w+ly )?(?:powerful|useful|helpful|efficient|fast|slow|easy|hard|difficult|expensive|cheap)"
    r"(?:,|$|\s(?:for|to|when|in|with|and|but|because|if)\b)|[\"“]|"
    r"(?:very |more |most )?(?:ideal|best|good|great|strong|suitable|perfect|bad|poor|recommended|required|needed"
    r"|important|available|optional|related)\b",
    re.I,
)


def _short_for(name: str, answer: str) -> bool:
    """Whether a name is the initials of its meaning."""
    if name.isupper() and len(name) <= 6:
        return True
    letters = re.sub(r"[^a-z]", "", name.lower())
    return len(letters) >= 2 and letters == "".join(word[0] for word in re.split(r"[\s-]+", answer.lower()) if word)


def is_quality(name: str) -> bool:
    """Whether a term is an adjective in small letters and nothing else ("redundant", "dynamic")."""
    if not name.isalpha() or not name.islower() or len(name) < 4:
        return False
    alone, before = tagged(name), tagged(f"it is very {name}") or ()
    return bool(alone) and (alone or ())[0].tag == "AJ0" and before[-1].tag == "AJ0"


def _is_deed(name: str) -> bool:
    """Whether a term tells what one does ("Learn by breaking", "changing an integer") rather than names a thing."""
    tokens = tagged(name)
    if not tokens:
        return False
    if len(tokens) < 2:
        return tokens[0].tag in {"VVB", "VVI", "VVZ"} and not name.isupper()
    if tokens[0].text.endswith("s") and len(tokens) == 2 and tokens[1].text in {"on", "in", "by", "for", "with", "to"}:
        return True  # "Filters on"
    if tokens[0].tag == "VVZ" and tokens[1].tag.startswith(("AJ", "NN", "AT", "VVG")):
        return True  # "Identifies redundant tests"
    first, second = tokens[0], tokens[1]
    if first.tag in {"VM0", "TO0", "PNP", "XX0"} or first.text.lower() in {
        "don't",
        "can't",
        "not",
        "no",
        "how",
        "why",
        "what",
    }:
        return True
    if first.tag in {"VVG", "VVN"} and second.tag.startswith(("AT", "DPS", "PR", "DT0", "AV", "TO0")):
        return True
    if all(word[:1].isupper() for word in name.split()) and not second.tag.startswith(("AT", "DPS", "DT0")):
        return False  # "Skip Connections"
    return is_order(name) and (first.tag in {"VVB", "VVI"} or second.tag.startswith(("AT", "DPS", "DT0")))
