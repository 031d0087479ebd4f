"""Whether English words tell the reader what to do, say of what they hold, or break off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.grammar import FINITE, clause, tagged
from cards.language.text import mask, words
from cards.language.word import Word

UNFINISHED = re.compile(
    r"\b(?:that|in|of|for|to|with|at|by|from|as|than|and|or|but|is|are|was|the|an?|only|not|even|except"
    r"|like|this|these|those|it|them|so|due|because|if|when|however|therefore|thus"
    r"|(?:can|could|may|might|must|will|would|should) be)$",
    re.I,
)


def orders(then: str) -> bool:
    """Whether a clause tells the reader what to do."""
    tokens = tagged(then)
    words = [t for t in tokens or () if not t.tag.startswith(("AV", "PU", "ORD"))]
    if len(words) < 2:
        return False
    if words[0].tag in {"VVB", "VVI"} and words[1].tag == "CJC" and len(words) > 2 and words[2].tag in {"VVB", "VVI"}:
        return True  # "say so plainly and explain why"
    if words[0].tag in {"AJ0", "NN1", "NN0"}:
        return words[1].tag == "AT0"  # "open the valve"
    return words[0].tag in {"VVB", "VVI", "VDB"} and words[1].tag.startswith(_OBJECT)


_OBJECT = ("AT", "NN", "DPS", "AJ", "PRP", "DT0", "CRD", "ORD", "PNP")


def says(condition: str) -> bool:
    """Whether a condition says of what it holds: "the buffer is full", not "it is not" or "written to a topic"."""
    if condition.startswith("`") or "\x01" in mask(condition)[:3]:
        return True
    tokens = tagged(condition)
    found = clause(tokens) if tokens else None
    if tokens and found is None and 1 < len(tokens) <= 5 and tokens[0].tag == "AT0":
        # "the pressure drops", "the mains fail": behind "if" it is a verb
        several = tokens[-2].tag == "NN2" and tokens[-1].tag == "NN1"
        acts = tagged(f"they {tokens[-1].text}") if several else None
        return [t.tag for t in tokens[-2:]] == ["NN1", "NN2"] or bool(acts and acts[-1].tag in {"VVB", "VVI"})
    if not tokens or found is None or tokens[found.verb].tag in {"VVD", "VBD", "VHD", "VDD"}:
        return False  # what happened once is a story
    if re.match(r"(?:this|that|these|those|such|both of)\b", condition, re.I):
        return False
    return tokens[0].tag not in {"PNP", "EX0"} or len(tokens) > 5 or tokens[0].text.lower() in {"you", "we"}


def happens(text: str) -> bool:
    """Whether a clause tells that something happens: of a subject of its own, by a verb of change.

    >>> happens("crystals grow inside the glass"), happens("the goal is to be first"), happens("it stops")
    (True, False, False)
    """
    tokens = tagged(text)
    found = clause(tokens) if tokens else None
    if not tokens or found is None or not text[:1].isalpha() or tokens[0].tag.startswith(("PNP", "EX", "CJ")):
        return False
    verb = tokens[found.verb]
    behind = tokens[found.verb + 1] if found.verb + 1 < len(tokens) else verb
    return verb.tag in {"VVZ", "VVB"} or (verb.tag in {"VBZ", "VBB"} and behind.tag == "VVN")


_NO_PROCESS = re.compile(
    r"(?:auc|restric|op|func|condi|instruc|excep|rela|sec|posi|ac|permis|defini|dimen|ver|dura|loca)[ts]?ions?$", re.I
)
_PROCESS = re.compile(
    r"(?:[a-z]{3}(?:tion|sion|lysis|thesis)|\b(?:effect|failure|collapse|shift|cycle|reaction|response|process|phase"
    r"|attack|overflow|leak|deadlock|race|miss|crash|conflict))(?:e?s)?$",
    re.I,
)


def is_process(name: str) -> bool:
    """Whether a name is that of something which happens ("Assimilation", "overflow")."""
    return _PROCESS.search(name) is not None and _NO_PROCESS.search(name) is None


_LAW = re.compile(
    r"\b(?:principle|law|rule|theorem|axiom|hypothesis|lemma|postulate|thesis|conjecture)$"
    r"|^(?:the )?(?:law|principle|rule) of\b",
    re.I,
)


def is_law(name: str) -> bool:
    """Whether a name is that of what is held or laid down ("law of monitoring", "50% rule")."""
    return _LAW.search(name) is not None


def is_event(name: str, meaning: str) -> bool:
    """Whether a meaning tells what happens where a name stands for what happens.

    >>> is_event("Removing a node", "its keys go to the next one"), is_event("Deletion", "sound no longer pronounced")
    (True, True)
    >>> is_event("Sliding window", "only the last minute counts"), is_event("Position", "angle measured from the axis")
    (False, False)
    """
    process = is_process(name)
    if process and " " not in name and _is_undergone(meaning):
        return True
    if not (process or is_doing(name)) or is_bidden(meaning):
        return False
    if process:
        return happens(meaning)
    finite = [token for token in tagged(meaning) or () if token.tag in FINITE]
    return bool(finite) and not any(token.text.lower() in {"should", "must"} for token in finite)


def is_change(name: str, meaning: str) -> bool:
    """Whether a meaning names the change that a process is ("change from one vowel to another"), and bids none.

    >>> is_change("Metathesis", "change in order of sounds"), is_change("Router", "route to the next hop")
    (True, False)
    """
    tokens = tagged(meaning) if is_process(name) or name.endswith("ing") else None
    return bool(tokens) and len(tokens or ()) > 2 and _names_change(tokens or ())


def _names_change(tokens: Sequence[Word]) -> bool:
    return tokens[0].tag == "NN1" and tokens[1].tag in {"PRP", "PRF"} and tokens[1].text != "to"


def is_doing(name: str) -> bool:
    """Whether a name says what is done to what ("Adding a server", "Removing Node B"), and is no "sliding window"."""
    first, _, rest = name.partition(" ")
    if not first.endswith("ing") or not rest:
        return False
    tokens = tagged(name.lower()) or ()
    named = re.search(r"\s(?:[A-Z]|\d{1,2})$", rest) is not None
    return len(tokens) > 2 and tokens[0].tag == "VVG" and (named or tokens[1].tag in {"AT0", "DPS"})


_PARTICLES = words(
    "out up down off on in back away over apart together through by"
    " alongside ahead astern aside forward round around under ashore aboard aloft"
)
_GERUND = re.compile(r"[A-Za-z-]*[aeiouy][A-Za-z-]*[a-z]ing")


def names_deed(term: str) -> bool:
    """Whether a term names something that is done by its form alone ("Lighting", "Putting out", "Evaluation").

    >>> names_deed("Putting out"), names_deed("Evaluation"), names_deed("String"), names_deed("Rolling window")
    (True, True, False, False)
    """
    first, _, rest = term.partition(" ")
    if not rest and is_process(term) and term[-1:] != "s":
        return re.search(r"(?:tion|sion|lysis|thesis)$", term) is not None
    return _GERUND.fullmatch(first) is not None and (not rest or rest.split()[0].lower() in _PARTICLES)


def bids_how(meaning: str) -> bool:
    """Whether words tell somebody what to do to something, so that they say how a deed is done.

    >>> bids_how("stuff burning straw in and pump gently"), bids_how("plug the spout")
    (True, True)
    >>> bids_how("light sources of a stage")
    False
    >>> bids_how("compares both hives"), bids_how("a list of peers")
    (False, False)
    """
    first = meaning.partition(" ")[0]
    if not first.isalpha() or first.lower() in _NO_VERB or (first.endswith("s") and not first.endswith("ss")):
        return False
    small = meaning[:1].lower() + meaning[1:]
    told, alone = tagged(f"to {small}") or (), tagged(small) or ()
    for joins, two, behind in zip(alone, alone[1:], alone[2:], strict=False):
        acts = two.tag in {"VVI", "VVB"} and behind.tag in {"PNP", "AT0", "DPS"}
        if joins.text == "and" and (acts or (two.tag == "NN1" and behind.tag == "AV0")):
            return True  # "unlay the strands and tuck them in", "fill it and pump gently"
    if len(told) < 3 or told[1].tag != "VVI" or told[2].text == "no":
        return False  # "sound no longer pronounced"
    return told[2].tag in {"AT0", "DPS", "VVG", "CRD", "DT0"} or alone[0].tag in {"VVB", "VVI", "VDB"}


_NAMES = words("made called known used named defined found taken given based measured seen said expressed caused")


def _is_undergone(text: str) -> bool:
    """Whether bare words say what is done to something ("sound no longer pronounced")."""
    match = _UNDERGONE.match(text)
    if match is None or match["done"].lower() in _NAMES:
        return False
    tokens = tagged(f"the {match['what'].lower()} is {match['done'].lower()}") or ()
    told = len(tokens) == 4 and tokens[1].tag.startswith("NN") and tokens[3].tag in {"VVN", "AJ0"}
    return told and not any(token.tag in FINITE for token in (tagged(text) or ())[2:])


_UNDERGONE = re.compile(
    r"(?:an? |the )?(?P<what>[A-Za-z]+) (?:no longer |not |\w+ly )?(?P<done>[a-z]{2,}(?:ed|en|wn|pt))\b"
)


def is_bidden(text: str) -> bool:
    """Whether words begin with a verb, as one bids somebody or as one says what a thing does.

    >>> is_bidden("carry the queries to a peer"), is_bidden("reports errors"), is_bidden("a list of peers")
    (True, True, False)
    """
    first, _, rest = text.partition(" ")
    if not rest or not first.isalpha() or first.lower() in _NO_VERB or not re.search(r"\b[a-z]{3,}", rest):
        return False
    before, tag = ("it", "VVZ") if first.endswith("s") else ("to", "VVI")
    told = tagged(f"{before} {first.lower()} {rest}") or ()
    return len(told) > 2 and told[1].tag == tag and told[2].tag.startswith(_OBJECT)


_NO_VERB = frozenset({"like", "a", "an", "the"})


def is_order_to_act(text: str) -> bool:
    """Whether words bid somebody do something to a thing, and are no two nouns side by side.

    >>> is_order_to_act("Stir in the salt"), is_order_to_act("Call stack"), is_order_to_act("reports the errors")
    (True, False, False)
    """
    tokens = tagged(text) if is_bidden(text) and not text.partition(" ")[0].endswith("s") else None
    if not tokens or len(tokens) < 2:
        return False
    return tokens[1].tag in {"AT0", "DPS", "PNP", "DT0"} or (tokens[0].tag == "VVB" and tokens[1].tag == "PRP")


_RELATIVE = frozenset({"CJT", "DTQ", "PNQ", "AVQ", "CJS"})


def is_whole(text: str) -> bool:
    """Whether words hold a verb of their own beside those of relative clauses, and so are no name of a thing.

    >>> is_whole("The miller of the village built a weir"), is_whole("A mill that grinds the corn of a village")
    (True, False)
    """
    tokens = tagged(text) or ()
    verbs = relative = 0
    for i, token in enumerate(tokens[1:], 1):
        behind = tokens[i + 1].tag if i + 1 < len(tokens) else ""
        relative += token.tag in _RELATIVE or token.text.lower() == "that"
        acts = token.tag in {"VVZ", "VVB", "VVD"} and behind.startswith(("AT", "DPS"))
        if (acts or token.tag in {"VBZ", "VBB", "VM0", "VHZ", "VBD", "VHD"}) and tokens[i - 1].tag not in {
            "AT0",
            "AJ0",
        }:
            verbs += 1
    return verbs > relative


def hides_verb(text: str) -> bool:
    """Whether several things "of" something do what looks like a noun, so that a sentence looks like a name.

    >>> hides_verb("Waves of heat rise in the oven"), hides_verb("Layers of rock salt in the ground")
    (True, False)
    """
    tokens = tagged(text) or ()
    of = next((i for i, token in enumerate(tokens[:6]) if token.tag == "PRF"), 0)
    if not of or tokens[of - 1].tag != "NN2":
        return False
    at = of + 1
    while at < len(tokens) and tokens[at].tag.startswith(("AT", "AJ", "DPS", "NN2", "NP")):
        at += 1
    at += tokens[at - 1].tag != "NN2"
    if at + 1 >= len(tokens) or tokens[at].tag != "NN1" or not tokens[at + 1].tag.startswith(("PRP", "AV", "CJC")):
        return False
    told = tagged(f"they should all {tokens[at].text} in it") or tokens
    return told[3].tag == "VVI"
