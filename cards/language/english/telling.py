"""Whether words behind an English name tell what happens or what to do, rather than what the name is.

A meaning is a phrase: its noun says of what kind the name is, and every verb in it stands in a relative clause, an
infinitive or a participle. What has a verb of its own, bids, or asks is one thing of many that can be told of the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cards.language.english.grammar import FINITE, clause, tagged
from cards.language.english.meanings import is_order
from cards.language.word import Word

_OPENS = ("CJT", "PNQ", "DTQ", "AVQ", "CJS")
_OPENING = frozenset(
    {"that", "when", "where", "if", "because", "while", "since", "although", "until", "unless", "once"}
)
_LIKE = frozenset({"as", "than", "like", "such"})  # "such as charts" opens no clause
_AFTER = frozenset({"before", "after"})  # prepositions, too
_SURE = FINITE - {"VVD", "VVB", "VVZ"}
_OBJECT = ("AT0", "DPS", "PNP", "DT0")
_AUXILIARY = frozenset({"VM0", "VDZ", "VDB", "VDD", "XX0"})
_WITH_VERB = frozenset({"that's", "who's", "there's", "which's"})
_CONTACT = ("PNP", "AT0", "DPS")
_TAKES = ("AT0", "DPS", "DT0", "PNP", "AJ", "PR", "TO0", "CRD", "NN")


@lru_cache(4096)
def tells(text: str) -> bool:
    """Whether words have a finite verb outside of every relative clause, so that they are a sentence.

    >>> tells("Components that need charts may require more code"), tells("a list that holds keys and sorts them")
    (True, False)
    >>> tells("the commit you stand on"), tells("A function that's part of a class is a method")
    (False, True)
    """
    tokens = tagged(text.replace("’", "'")) or ()
    waiting, opened, joins, before = 0, False, False, ""
    for i, word in enumerate(tokens):
        tag, small = word.tag, word.text.lower()
        joins = joins or tag == "CJC"
        if small in _WITH_VERB:
            waiting, opened = max(0, waiting - (small[:3] == "the")), True  # "that's", "there's" hold their verb
        elif (
            (tag.startswith(_OPENS) and (small not in _LIKE or _is_clause_behind(tokens, i)))
            or small in _OPENING
            or small in _AFTER
        ):
            waiting, opened = waiting + 1, True
        elif tag.startswith(_CONTACT) and before.startswith(("NN", "PN")):
            waiting, opened = waiting + 1, True  # "the commit you stand on", "the key a lock takes"
        elif i and _is_verb(tokens, i):
            joined = _is_joined(tokens, i) or (opened and joins)
            if not waiting and not joined:
                return True
            waiting, joins = waiting - (waiting > 0 and not joined), False
        before = tag
    return False


def _is_clause_behind(tokens: Sequence[Word], at: int) -> bool:
    """Whether "as" opens a clause ("as it leaves the net")."""
    return at + 1 < len(tokens) and tokens[at + 1].tag == "PNP"


def _is_verb(tokens: Sequence[Word], at: int) -> bool:
    """Whether a word is a finite verb for sure: many nouns and participles look like one."""
    word, before = tokens[at], tokens[at - 1].tag
    behind = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    if before in _AUXILIARY or word.text.lower() in {"called", "named"}:
        return False  # "doesn't have" is one verb
    if behind in _SURE and word.tag not in _SURE:
        return False  # "to which ships are tied"
    if word.tag in _SURE or (
        word.tag == "VVI" and before == "VVN" and tokens[at + 1 :][:1] and tokens[at + 1].text == "that"
    ):
        return True
    if (
        before.startswith(_OPENS)
        and tokens[at - 1].text.lower() not in _LIKE
        and word.tag.startswith(("VV", "VH", "VD"))
        and word.tag not in {"VVG", "VVN"}
    ):
        return True
    if word.tag == "VVZ":
        return not before.startswith(("AT", "DPS", "AJ", "PRF", "PRP", "CRD")) and behind.startswith(_TAKES)
    return word.tag in {"VVD", "VVB"} and behind.startswith(_OBJECT) and before.startswith(("NN", "NP"))


def _is_joined(tokens: Sequence[Word], at: int) -> bool:
    """Whether a verb goes on with the one before it ("that reads rows and sorts them")."""
    behind = at - 1
    while behind > 0 and tokens[behind].tag == "AV0":
        behind -= 1
    return tokens[behind].tag == "CJC" or tokens[behind].text == ","


_ASKS = re.compile(
    r"(?:how|where|when|what|which|whether) to\s|(?:what|which|who|whom|why|how|whether)\s"
    r"(?!(?:\w+ly\s)?(?:many|much|often|long|well|far|fast|likely|quickly|easily|available|[a-z]+ed|percentage|share|part"
    r"|fraction|remains?|is|happens?|makes?)\b)",
    re.I,
)
_INVERTED = re.compile(
    r"(?:how|what)\s(?:\w+\s)?(?:is|are|do|does|did|can|should|will|would)\s(?:\w+\s)?(?:we|you|I|it|your|our)\b", re.I
)
_FIRST = re.compile(r"(?:actually|first|then|just|simply|always|now|please|try to)\s", re.I)


def asks(text: str) -> bool:
    """Whether words ask on ("How to seal a letter", "what you write into it"), as a list of topics does.

    >>> asks("How to seal a letter"), asks("how long a letter is kept"), asks("what remains of it")
    (True, False, False)
    """
    return _ASKS.match(text) is not None or _INVERTED.match(text) is not None


def bids(text: str) -> bool:
    """Whether words tell somebody to do something ("actually do the work", "Be familiar with the layers").

    >>> bids("Be familiar with the layers"), bids("actually do the work"), bids("a work that is done")
    (True, True, False)
    """
    if re.match(r"be\s[a-z]", text, re.I) or _ORDERED.match(text):
        return True
    bare = _FIRST.sub("", text)
    tokens = tagged(bare) or ()
    return bare != text and (is_order(bare) or (len(tokens) > 2 and tokens[0].tag in {"VDB", "VHB", "VVB"}))


# Verbs of orders that the tagger takes for nouns or adjectives.
_ORDERED = re.compile(
    r"(?:use|update|separate|favou?r|restrict|limit|enable|disable|change|check|move|add|test|ensure|make|keep|avoid|try"
    r"|let|place|store|treat|start|stop|prefer|plan|focus|design|group|process|compute|read|write)\s"
    r"(?!of\b|to\b|for\b|in\b|on\b|by\b|from\b|between\b|with\b|at\b|into\b|over\b|case|that\b|which\b|and\b|or\b)(?:the\s|an?\s|all\s|your\s|[A-Z]\w*\s"
    r"|[a-z-]+s\s(?:for|to|from|in|on|with|by|into|when)\b|\w+ing\b"
    r"|\w+\s(?:\w+\s)?(?:from|to|over|into|with|between|at)\b)",
    re.I,
)


def has_main(text: str) -> bool:
    """Whether a condition, an aim or a time in front has its main clause behind it ("When it is full, pages go").

    >>> has_main("When it is full, pages are written"), has_main("when one firm rules the market")
    (True, False)
    >>> has_main("to prevent locks, the machine gives each a slot"), has_main("to build, test and ship parts")
    (True, False)
    """
    if re.match(r"(?:to|for)\s", text, re.I) and tells(text):
        return True
    if re.match(r"to\s", text, re.I) and _bids_behind(text):
        return True
    for match in re.finditer(r",\s", text):
        then = text[match.end() :]
        if "e.g." in text[: match.start()] or re.match(
            r"(?:and|or|but|which|who|where|when|if|such|e\.g|i\.e|not|like|as|given|\w+ing|regardless)\b", then, re.I
        ):
            continue
        tokens = tagged(then.replace("’", "'")) or ()
        if re.match(r"(?:you|we|it|they|I|there|how|what)\b", then, re.I) or _acts(tokens):
            return True
        listed = re.search(r"\b(?:and|or)\b", then) is not None
        if not listed and len(tokens) > 2 and is_order(then) and not tokens[0].text.endswith("s"):
            return True
    return False


def _acts(tokens: Sequence[Word]) -> bool:
    """Whether words begin with a clause whose verb is none that may be a noun."""
    found = clause(tokens)
    if found is None or found.verb + 1 >= len(tokens):
        return False
    many = tokens[found.verb - 1].tag == "NN2" and tokens[found.verb + 1].tag.startswith(("NN", "AT", "DPS", "AV"))
    return tokens[found.verb].tag != "VVB" or many


def _bids_behind(text: str) -> bool:
    """Whether an aim without a comma runs on into what one does for it ("To change colours edit `a.css`")."""
    tokens = tagged(text) or ()
    for i in range(3, len(tokens)):
        word, before = tokens[i], tokens[i - 1].tag
        behind = tokens[i + 1].tag if i + 1 < len(tokens) else ""
        if word.tag == "NN1" and before == "NN2" and behind.startswith(("AT0", "DPS", "CRD")):
            return True  # "to calm the guards blow three puffs"
        if word.tag not in {"VVB", "VDB"} or not before.startswith(("NN", "NP")) or i + 1 == len(tokens):
            continue
        if word.text.islower() and (tokens[i + 1].tag.startswith(_OBJECT) or not tokens[i + 1].text[:1].isprintable()):
            return True
    return False
