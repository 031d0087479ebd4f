"""Turns of phrase that say what a thing is or is for in passing: "Gears, a plugin that …", "X that … are called Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.grammar import is_adverb, is_pointing, without_article
from cards.language.english.meanings import kind_of
from cards.language.finding import Ask, Finding

_CALLED = re.compile(
    r"^(?P<what>\S[^,;:]{8,110}?)\s(?:is|are)\s(?:(?:also|often|usually|commonly|sometimes|generally)\s)?"
    r"(?:called|known as|referred to as|termed|named(?! by\b))\s(?:an?\s|the\s)?(?P<name>[^,.;:]{2,60})$",
    re.I,
)
_USED = re.compile(
    r"^(?P<what>(?:an?\s|the\s)?[\w`][\w./()` -]{1,40}?),\s(?:which (?:is|are)\s)?"
    r"(?:mainly |often |usually |mostly )?used\s(?P<for>(?:to|for|as)\s[^;:]{4,110})$",
    re.I,
)
# "…, an open source plugin that gives browsers a database" behind a name in capitals, in code or in TeX.
_BESIDE = re.compile(
    r"(?:^|\s)(?:the\s)?(?P<name>(?:[A-Z][\w.+-]*|`[^`\n]+`)(?:\s[A-Z][\w.+-]*){0,3})(?:\s?\([A-Z]{2,6}\))?,\s?"
    r"(?P<what>an?\s[^,;:.]{14,120})$"
)
_OPEN = re.compile(r"\b(?:and|or|but|until|it|which|that|they|this|so|when|if)$|\buntil\b", re.I)
_HELD = re.compile(r"(?P<held>`[^`\n]+`|\$[^$\n]+\$)$")


def turns(text: str) -> Iterator[Finding]:
    """What such a sentence says.

    >>> [(f.said, f.answer) for f in turns("Predictors that look at other branches are called correlating predictors")]
    [('Predictors that look at other branches', 'correlating predictors')]
    >>> [(f.about, f.answer) for f in turns("In 2007 they launched Gears, a plugin that gives browsers a database")]
    [('Gears', 'a plugin that gives browsers a database')]
    >>> [(f.about, f.answer) for f in turns("Syslog, used to keep logs of a device")]
    [('Syslog', 'to keep logs of a device')]
    """
    if called := _CALLED.match(text):
        what = called["what"]
        if _OPEN.search(what):
            return
        if is_pointing(what):
            what = called_held(what)  # "Those chances $P(C)$ are called priors"
        if what and len(called["name"].split()) <= 6 and not is_adverb(called["name"]) and len(what.split()) <= 16:
            yield Finding(Ask.CALLED, "", what, re.split(r"\s(?:and|because|since|in|by)\s", called["name"])[0], "name")
    elif used := _USED.match(text):
        if not is_pointing(used["what"]):
            yield Finding(Ask.PURPOSE, without_article(used["what"]), "", used["for"], "purpose")
    elif (beside := _BESIDE.search(text)) and kind_of(beside["what"]) == "article":
        yield Finding(Ask.WHAT, beside["name"], "", beside["what"], "meaning")


def called_held(subject: str) -> str:
    """What a pointing subject holds in code or TeX, as its name: "$P(C)$" of "Those chances $P(C)$"."""
    held = _HELD.search(subject)
    return held["held"] if held else ""
