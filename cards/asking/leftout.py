"""What an English line says of the name above it, which it leaves out ("Stored on the client" below "Cookies")."""

from __future__ import annotations

import re

from cards.asking.answers import shortened
from cards.asking.fact import Fact, own
from cards.asking.scope import Entry
from cards.card import Kind
from cards.language.aspects import is_aspect
from cards.language.english.deeds import is_bidden
from cards.language.english.retold import object_of
from cards.language.english.subjectless import lacking
from cards.language.english.understood import OF_KINDS
from cards.language.finding import Ask, Finding
from cards.language.glosses import accepted_for, without_gloss
from cards.language.text import has_hangul, plain

_TIME = re.compile(
    r"(?:brief )?(?:history|background|origins?|timeline|classes|today|overview|sources?|references?|note|info"
    r"|reminder)",
    re.I,
)


def of_name(text: str, name: str, entry: Entry) -> Fact | None:
    """What words without a subject say of a name, as a fact; None where they say it otherwise."""
    if not name or has_hangul(text + name) or is_aspect(name) or _TIME.fullmatch(name):
        return None
    if OF_KINDS.search(name):
        return None  # "Injected by a router" below "Delivery methods" is one of them
    if name[:1].islower() and is_bidden(name):
        return None  # "returns a handle" over "used to read": what is said is said of the handle
    found = lacking(text, without_gloss(name))
    return _fact(found, name, entry) if found is not None else None


def of_term(term: str, meaning: str, entry: Entry) -> Fact | None:
    """What a meaning says of its term by a participle or a verb that a question can repeat; None elsewhere."""
    if has_hangul(term + meaning):
        return None
    name = without_gloss(term)
    found = lacking(meaning, name) or object_of(name, meaning)
    return _fact(found, term, entry) if found is not None else None


def _fact(found: Finding, name: str, entry: Entry) -> Fact:
    answer = shortened(found.answer)
    return Fact(
        found.ask,
        Kind.DEFINITION if found.ask in {Ask.OWN, Ask.PURPOSE} else Kind.RELATION,
        name,
        answer,
        entry.line.number,
        own(entry.line),
        found.said,
        found.sort,
        subject=plain(without_gloss(name)),
        accepted=accepted_for(answer),
        rank=4,
    )
