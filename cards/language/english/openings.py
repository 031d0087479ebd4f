"""English sentences that open with their condition, their reason or their purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.asking import questioned
from cards.language.english.deeds import UNFINISHED, orders, says
from cards.language.english.grammar import FINITE, clause, shape_of, tagged
from cards.language.english.links import REASONS
from cards.language.finding import Ask, Finding

OPENS_CODE = re.compile(r"^(?P<mark>if|when|once)\s(?P<first>\x01+)\s+(?P<then>.{4,})$", re.I)
OPENS = re.compile(
    r"^(?P<mark>because of|because|since|due to|if|when|whenever|unless|once|as soon as|as long as|even if|to"
    r"|in order to|by|without|instead of)\s+(?P<first>[^,]{3,110}),\s+(?:then\s+)?(?P<then>.{4,})$",
    re.I,
)


def opening(text: str, opened: re.Match[str]) -> Iterator[Finding]:
    """A sentence that opens with its condition, its reason or its purpose."""
    mark = opened["mark"].lower()
    first, then = (text[slice(*opened.span(name))].strip() for name in ("first", "then"))
    if re.match(r"(?:or|and|but)\b", then):
        return  # a second condition or reason, not what follows from the first
    whole = text[: opened.end("first")].strip()
    condition = whole[:1].lower() + whole[1:]
    if mark in REASONS:
        if not (mark == "since" and re.match(r"(?:\d{4}|then)\b", first)):
            yield Finding(Ask.WHY, "", then, first, "reason")
    elif mark in {"to", "in order to"}:
        yield from _to_do(first, condition, then)
    elif mark == "by" and re.match(r"(?:not\s)?\w+ing\b", first) and (asked := questioned("how", then)):
        yield Finding(Ask.OWN, "", asked, f"by {first}", "way")
    elif mark in {"by", "without", "instead of", "unless"}:
        return
    elif says(first):
        if orders(then):
            yield Finding(Ask.OWN, "", f"what should be done {condition}", then, "advice")
        elif _is_whole(then) and not UNFINISHED.search(then) and len(then.split()) >= 3:
            yield Finding(Ask.IF, "", condition, then, "condition")


def _is_whole(then: str) -> bool:
    """Whether words behind a condition say what happens: a clause of their own, or what is to be done."""
    tokens = tagged(then)
    if not tokens or tokens[0].tag.startswith(("CJ", "CRD")) or tokens[-1].tag in {"VM0", "TO0", "AT0"}:
        return False
    return clause(tokens) is not None or tokens[-1].tag in FINITE or shape_of(then) == "predicate"


def _to_do(first: str, whole: str, then: str) -> Iterator[Finding]:
    """ "To track them, the router keeps a table": what is done for it."""
    if _begins_as_noun(first) or re.match(r"(?:be|have|me|us|some|that|this)\b", first, re.I):
        return
    if needed := re.match(
        r"(?:you|we|one)\s(?:(?:will|may|would)\s)?(?P<verb>need|must have|require)s?\s(?!to\b)(?P<what>.{3,})$", then
    ):
        yield Finding(Ask.OWN, "", f"what do you need {whole}", needed["what"], "means")
    elif not _lacks_subject(then) and not UNFINISHED.search(then):
        yield Finding(Ask.HOW, "", whole, then, "means")


def _lacks_subject(then: str) -> bool:
    tokens = tagged(then)
    return not tokens or tokens[0].tag in {"VM0", "VVZ", "VBZ", "VHZ"}


def _begins_as_noun(text: str) -> bool:
    """Whether words begin as a noun does, so that "to" before them leads to no verb ("To the untrained eye")."""
    tokens = tagged(text)
    return bool(tokens) and tokens is not None and tokens[0].tag.startswith(("AT", "DPS", "DT0", "PN", "NP"))
