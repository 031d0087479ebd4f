"""A list that the English line over it announces ("The guild keeps three kinds of ledgers:"), asked by that line."""

from __future__ import annotations

import re
from itertools import takewhile

from cards.asking.answers import ANSWER, ended, listed
from cards.asking.fact import Fact
from cards.asking.measures import BESIDE, of_each
from cards.asking.scope import Entry, Scope
from cards.asking.values import value_of
from cards.card import Kind
from cards.language.english.announcing import announced
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.verb_labels import asked_by_label
from cards.language.statement import sentences
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, plain
from cards.note import Form as Mark

MOST = 8  # members of one answer
LONGEST = 90  # characters of a member
_BARE = re.compile(r"which \w+ (?:\w+ )?\w+ are there")
_ARTICLE = re.compile(r"^(?:an?|the)\s", re.I)
_JOINED = re.compile(r"[,;]?\s(?:and|or)$|[,;]$")
_LEFT_OVER = re.compile(r"(?:etc|and so on|others?|misc|\.{3}|…)\W*$|^\W*(?:e\.?g|ex|example|note)\b", re.I)


def announced_list(scope: Scope) -> Fact | None:
    """The question that a line over a list asks, with the list for its answer; None where it asks none."""
    if scope.section:
        return _uses(scope)
    if has_hangul(scope.heading):
        return _by_verb(scope)
    if scope.is_example or has_hangul(scope.heading) or not scope.heading:
        return None
    items = [e for e in scope.entries if e.line.form is Mark.ITEM]
    if not 2 <= len(items) <= MOST or len(items) != len(scope.entries):
        return None
    if of_each(scope) and all(value_of(e.line.text, e.line.strong)[2] in BESIDE for e in items):
        return None  # "Oven settings for bread" over "Baguette 250 °C": each has its own
    said = announced(_named(scope), len(items))
    if _BARE.fullmatch(said):
        return None  # "There are four types": of what is not said
    members = _members(items) if said else []
    if not members:
        return None
    lines = frozenset(n for e in items for n in range(e.line.number, e.line.last + 1)) | {scope.number}
    return Fact(
        Ask.OWN,
        Kind.ENUMERATION,
        "",
        listed(members),
        scope.number,
        lines,
        said,
        "announced by a line",
        many=len(members),
        subject=plain(without_gloss(scope.name)),
        rank=1,
    )


def _by_verb(scope: Scope) -> Fact | None:
    """What stands below a Korean label that is the verb of it ("담고 있음" below "일지"), asked of the name above."""
    name = without_gloss(scope.name if scope.lead else scope.above)
    items = [e for e in scope.entries if e.line.form is Mark.ITEM]
    if not name or scope.is_example or not 1 <= len(items) <= MOST or len(items) != len(scope.entries):
        return None
    asked = asked_by_label(scope.heading)
    members = _members(items) if asked and key(scope.heading) not in key(name) else []
    if asked.startswith("어떤") and not all(map(_name, items)):
        return None
    if not members or any(e.below is not None for e in items):
        return None
    lines = frozenset(n for e in items for n in range(e.line.number, e.line.last + 1)) | {scope.number}
    return Fact(Ask.DOES, Kind.ENUMERATION, name, listed(members), scope.number, lines, asked, "list", rank=1)


_USE = re.compile(
    r"when (?P<not>not )?to (?P<do>use|choose|pick|avoid)"
    r"(?: (?:it|this|each|which|what)\b.*| (?P<what>[^\s,:]+(?: [^\s,:]+){0,3}))?",
    re.I,
)


def _uses(scope: Scope) -> Fact | None:
    """When one uses a thing, where its heading or the one above says that below it stands just that ("When to use")."""
    heads = [head.strip(" ?:") for head in scope.heads[-2:]]
    own = _USE.fullmatch(heads[-1]) if heads else None
    match = own or (_USE.match(heads[0]) if len(heads) > 1 and scope.meant and not scope.aspect else None)
    items = list(takewhile(lambda e: e.line.form is Mark.ITEM, scope.entries))
    if match is None or not scope.name or has_hangul(scope.name) or not 1 <= len(items) <= MOST:
        return None
    if any(e.below is not None for e in items):
        return None
    told = [_WHEN.sub("", ended(sentences(e.line.text)[0])) for e in items]
    if any(not 2 <= len(one.split()) <= 20 or _LEFT_OVER.search(one) for one in told) or len(listed(told)) > ANSWER:
        return None
    lines = frozenset(n for e in items for n in range(e.line.number, e.line.last + 1)) | {scope.number}
    said = f"when do you {'not ' if match['not'] else ''}{match['do'].lower()} {'them' if plural(scope.name) else 'it'}"
    name = without_gloss(scope.name)
    if own and (what := own["what"]):
        name = _ARTICLE.sub("", what).removesuffix(" instead")  # "When to use triggers"
        said = f"{said.rpartition(' ')[0]} {'them' if plural(name) else 'it'}"
    return Fact(
        Ask.OWN,
        Kind.ENUMERATION,
        name,
        listed(told),
        scope.number,
        lines,
        said,
        "announced by a line",
        many=len(told),
        subject=plain(name or without_gloss(scope.name)),
        rank=1,
    )


_WHEN = re.compile(r"^(?:when|if) (?=\S+ \S)", re.I)
_THIS = re.compile(
    r"(?:(?P<one>this|it)(?: (?:approach|method|model|algorithm|technique|strategy|pattern|design|scheme|protocol"
    r"|architecture|system|tool|process|policy))?|(?P<many>they|these))\s(?=(?:has|have|is|are|can|may|uses?|requires?"
    r"|needs?|provides?|offers?|supports?|suffers?|consists?|includes?|contains?|depends?|involves?|relies|follows?)\b)",
    re.I,
)


def _named(scope: Scope) -> str:
    """The line over a list, with the name above it in place of a word that stands for it ("This has two drawbacks")."""
    match, name = _THIS.match(scope.heading), without_gloss(scope.above)
    if match is None or not name or not is_name(name) or bool(match["many"]) != plural(name):
        return scope.heading
    return f"{name} {scope.heading[match.end() :]}"


def _members(items: list[Entry]) -> list[str]:
    """What each line of a list stands for: its name, where each has a meaning behind it, else all it says."""
    named = [_name(e) for e in items]
    told = named if all(named) else [_JOINED.sub("", ended(sentences(e.line.text)[0])) for e in items]
    if any(not one or len(one) > LONGEST or _LEFT_OVER.search(one) or one.endswith("?") for one in told):
        return []
    if not all(named) and any(len(sentences(e.line.text)) > 1 or e.line.text.endswith(":") for e in items):
        return []
    if len(listed(told)) > ANSWER:
        told = [_ARTICLE.sub("", without_gloss(one)) for one in told]
    return told if len(listed(told)) <= ANSWER else []


def _name(entry: Entry) -> str:
    """The name before a meaning, or a bare name; "" where a line is neither."""
    if len(entry.parts) != 1:
        return ""
    part = entry.parts[0]
    name = (
        part.term
        if part.sign in {":", "-", "="}
        else ""
        if part.sign
        else _JOINED.sub("", entry.line.text.strip(" .:"))
    )
    return name if name and len(name) <= 45 and is_name(name) else ""
