"""What an English sentence says: what it defines, why, when, what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.grammar import (
    LEADING,
    Clause,
    clause,
    is_pointing,
    is_story,
    piece_of,
    shape_of,
    tagged,
    without_article,
)
from cards.language.finding import Ask, Finding
from cards.language.tagging import Word
from cards.language.text import mask

_BE = frozenset({"VBB", "VBZ", "VBD"})
LINK = re.compile(
    r"(?P<mark>,?\s+(?:because of|because|since|due to|thanks to|owing to|so that|in order to|even if|even though"
    r"|although|if|when|whenever|unless|until|once|as soon as|as long as|by|instead of|rather than|through"
    r"|without|via|using))\s+",
    re.I,
)
_OPENS_CODE = re.compile(r"^(?P<mark>if|when|once|unless)\s(?P<first>\x01+)\s+(?P<then>.{4,})$", re.I)
_OPENS = re.compile(
    r"^(?P<mark>because|since|due to|if|when|whenever|unless|once|as soon as|as long as|even if|to"
    r"|in order to|by|without|instead of)\s+(?P<first>[^,]{3,110}),\s+(?:then\s+)?(?P<then>.{4,})$",
    re.I,
)


_ASKS_WHETHER = re.compile(
    r"\b(?:say|tell|know|check|see|show|ask|choose|decide|determine|test|find out|specif(?:y|ies)|indicate)(?:s|es|ed"
    r"|ing)?"
    r"(?:\s(?:you|us|them|whether|me|exactly))?$|\beven$",
    re.I,
)


def findings(text: str) -> tuple[Finding, ...]:
    """What a sentence says, the surest first. Empty where it tells a story or says nothing that can be asked.

    >>> [f.ask.value for f in findings("Rye flour wakes a weak starter faster because it carries more wild yeast.")]
    ['why']
    """
    text = text.strip().rstrip(".!").strip()
    while leading := LEADING.match(text):
        text = text[leading.end() :]
    if len(text.split()) < 3 or is_story(text):
        return ()
    tokens = tagged(text)
    if not tokens:
        return ()
    return tuple(_found(text, tokens))


def _found(text: str, tokens: tuple[Word, ...]) -> Iterator[Finding]:
    main = clause(tokens, 1 if tokens[0].tag == "PUN" else 0)
    hidden = mask(text)
    if opened := _OPENS.match(hidden) or _OPENS_CODE.match(hidden):
        yield from _opening(text, opened)
        return
    if used := re.match(
        r"^use\s+(?P<what>(?:an?\s|the\s)?[^,]{2,40}?)\s(?P<for>(?:to\s+\w+|for\s|when\s|if\s).{4,})$", text, re.I
    ):
        yield Finding(Ask.PURPOSE, without_article(used["what"]), "", used["for"], "purpose")
        return
    if main is not None:
        yield from _defined(text, tokens, main)
        yield from _does(text, tokens, main)
    yield from _linked(text, hidden, tokens, main)


def _opening(text: str, opened: re.Match[str]) -> Iterator[Finding]:
    mark = opened["mark"].lower()
    first, then = (text[slice(*opened.span(name))].strip() for name in ("first", "then"))
    whole = text[: opened.end("first")].strip()
    if mark in {"because", "since", "due to"}:
        yield Finding(Ask.WHY, "", then, first, "reason")
    elif mark in {"to", "in order to"}:
        if _begins_as_noun(first):
            return
        yield Finding(Ask.HOW, "", whole, then, "means")
    elif mark in {"by", "without", "instead of"}:
        return
    elif _says(first) and _is_whole(then):
        yield Finding(Ask.IF, "", whole[:1].lower() + whole[1:], then, "condition")


def _is_whole(then: str) -> bool:
    """Whether words behind a condition say what happens: a clause of their own, or what is to be done."""
    tokens = tagged(then)
    if not tokens or tokens[0].tag.startswith(("CJ", "CRD")) or tokens[-1].tag in {"VM0", "TO0", "AT0"}:
        return False
    return clause(tokens) is not None or shape_of(then) == "predicate"


def _says(condition: str) -> bool:
    """Whether a condition says of what it holds: "the buffer is full", not "it is not" or "written to a topic"."""
    if condition.startswith("`") or "\x01" in mask(condition)[:3]:
        return True
    tokens = tagged(condition)
    found = clause(tokens) if tokens else None
    if not tokens or found is None:
        return False
    return tokens[0].tag not in {"PNP", "EX0"} or len(tokens) > 5


def _begins_as_noun(text: str) -> bool:
    """Whether words begin as a noun does, so that "to" before them leads to no verb ("To the untrained eye")."""
    tokens = tagged(text)
    return bool(tokens) and tokens is not None and tokens[0].tag.startswith(("AT", "DPS", "DT0", "PN", "NP"))


def _defined(text: str, tokens: tuple[Word, ...], main: Clause) -> Iterator[Finding]:
    """ "X is a …", "X means …", "X refers to …", "X is called Y"."""
    subject, verb = piece_of(text, main.subject), tokens[main.verb]
    after = tokens[main.verb + 1 :]
    if not after:
        return
    said = text[verb.end :].strip()
    if verb.tag in _BE:
        names = re.match(
            r"(?:also |often |usually |sometimes )?(?:called|known as|named|referred to as|termed)\s+(?P<name>.+)$",
            said,
        )
        if names:
            name = re.split(r"[;,]|\s(?:because|since|and|when|if|in|by)\s", names["name"])[0].strip()
            name = re.sub(r"^(?:an?|the)\s", "", name)
            if len(name.split()) <= 6:
                yield Finding(Ask.CALLED, "", "" if is_pointing(subject) else subject, name, "name")
            return
        head = after[0]
        article = head.tag == "AT0" or head.lemma in {"a", "an", "the", "one"}
        if article and not is_pointing(subject) and len(said.split()) >= 3 and _names(tokens, main):
            yield Finding(Ask.WHAT, without_article(subject), "", said, "meaning")
        elif head.tag == "PRP" and re.match(r"for\s+\w+ing\b", said) and _names(tokens, main):
            yield Finding(Ask.PURPOSE, without_article(subject), "", said, "purpose")
        used = re.match(
            r"(?:mainly |mostly |often |usually |commonly )?used (?P<what>(?:to|for|when|as|by)\s.+)$", said
        )
        if used and not is_pointing(subject) and _names(tokens, main):
            yield Finding(Ask.PURPOSE, without_article(subject), "", used["what"], "purpose")
    elif verb.text in {"must"} and not is_pointing(subject) and len(subject.split()) >= 3:
        yield Finding(Ask.OWN, "", f"what must {said}", subject, "subject")
    elif verb.lemma in {"mean", "denote", "represent"} or (
        verb.lemma in {"refer", "stand"} and after[0].lemma in {"to", "for"}
    ):
        if verb.lemma in {"refer", "stand"}:
            said = text[after[0].end :].strip()
        if said.startswith("that "):
            return
        if not is_pointing(subject) and _names(tokens, main):
            ask = Ask.STANDS if verb.lemma == "stand" else Ask.WHAT
            yield Finding(ask, without_article(subject), "", said, "meaning")


def _names(tokens: tuple[Word, ...], main: Clause) -> bool:
    """Whether the subject of a clause is a name of few words, that a question can be about."""
    inside = [t for t in tokens if main.subject[0] <= t.start < main.subject[1]]
    heavy = [t for t in inside if not t.tag.startswith(("AT", "PRF", "PUN"))]
    return 1 <= len(heavy) <= 5 and all(t.tag.startswith(_PARTS_OF_NAME) for t in inside)


_PARTS_OF_NAME = ("AT", "NN", "NP", "AJ", "PRF", "CRD", "ORD", "POS", "UNC", "ZZ0", "VVG", "CJC", "PUN", "DPS", "NULL")


_TELLING = frozenset(
    [
        "prevent",
        "avoid",
        "allow",
        "enable",
        "require",
        "guarantee",
        "ensure",
        "return",
        "provide",
        "store",
        "contain",
        "support",
        "cause",
        "increase",
        "reduce",
        "decrease",
        "improve",
        "depend",
        "consist",
        "include",
        "hold",
        "produce",
        "create",
        "generate",
        "replace",
        "represent",
        "measure",
        "track",
        "map",
        "convert",
        "measure",
        "share",
        "cost",
        "need",
        "limit",
        "control",
        "determine",
        "define",
        "describe",
        "solve",
        "detect",
        "protect",
        "separate",
        "isolate",
        "encrypt",
        "compress",
        "copy",
        "send",
        "receive",
        "wait",
        "block",
        "lock",
        "free",
        "allocate",
        "delete",
        "remove",
        "add",
        "merge",
        "split",
        "sort",
        "combine",
        "connect",
        "bind",
        "expose",
        "hide",
        "raise",
        "count",
        "lower",
        "slow",
        "speed",
        "cache",
        "index",
        "encode",
        "decode",
        "trigger",
        "run",
        "execute",
        "inherit",
        "implement",
        "override",
        "extend",
        "absorb",
        "release",
        "regulate",
        "carry",
        "bind",
        "inhibit",
        "activate",
        "feed",
        "attract",
        "repel",
        "break",
        "turn",
        "change",
    ]
)


def _does(text: str, tokens: tuple[Word, ...], main: Clause) -> Iterator[Finding]:
    """The object of a telling verb: "X prevents Y"."""
    verb = tokens[main.verb]
    subject = piece_of(text, main.subject)
    if verb.tag not in {"VVZ", "VVB"} or is_pointing(subject) or not _names(tokens, main):
        return
    if verb.lemma not in _TELLING or main.verb + 1 >= len(tokens):
        return
    said = text[verb.end :].strip()
    if tokens[main.verb + 1].tag.startswith(("AT", "NN", "NP", "AJ", "DT0", "CRD", "DPS", "ORD", "VVG", "CJT")) and (
        2 <= len(said.split()) <= 16
    ):
        plural = verb.tag == "VVB"
        yield Finding(Ask.DOES, without_article(subject), f"{'do' if plural else 'does'} {verb.lemma}", said, "object")


def _linked(text: str, hidden: str, tokens: tuple[Word, ...], main: Clause | None) -> Iterator[Finding]:
    """What stands behind a word that links: the reason, the condition, the means, the contrast."""
    for match in LINK.finditer(hidden):
        if match.start() < 6:
            continue
        mark = match["mark"].strip(" ,").lower()
        before, after = text[: match.start()].strip(" ,"), text[match.end() :].strip()
        if len(after.split()) < (2 if mark not in {"by", "via", "using", "through"} else 1):
            continue
        if len(before.split()) < 2:
            continue
        if mark in {"because", "because of", "since", "due to", "thanks to", "owing to"}:
            if mark == "since" and re.match(r"\d{4}|the \d", after):
                continue
            yield Finding(Ask.WHY, "", before, after, "reason")
            return
        if mark == "so that":
            yield Finding(Ask.WHY, "", before, f"so that {after}", "reason")
            return
        if mark in {"even if", "if", "when", "whenever", "unless", "once", "as soon as", "as long as"}:
            asks = _ASKS_WHETHER.search(before)
            if asks or main is None or match.start() < main.rest[0] or ", " in before:
                return
            if is_ := re.match(r"^(?P<what>(?:an?\s|the\s)?(?:[\w-]+\s){1,3})(?:is|are|occurs|happens)$", before):
                yield Finding(Ask.WHAT, without_article(is_["what"].strip()), "", f"{mark} {after}", "meaning")
                return
            if _says(after) and len(before.split()) >= 3 and not before.endswith((" that", " in", " of")):
                yield Finding(Ask.IF, "", f"{mark} {after}", before, "condition")
            return
