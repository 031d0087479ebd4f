"""What a label tells under a heading of reasons, of uses, or of results: of the heading's thing, not of its own."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.english.meanings import is_order, kind_of
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.headings import heading_text
from cards.language.korean.endings import josa
from cards.language.terms import is_described
from cards.language.text import has_hangul

# What is told under these is told of its parts and sides, and defines none of them.
_OF_SIDES = re.compile(
    r"(?:[가-힣]+\s)?(?:결과|원인|차이점?|비교|공통점|영향|효과|배경|장점|단점|장단점|문제점?|한계점?|의의|특징|특성|성질)"
    r"|(?:\w+\s)?(?:results?|causes?|effects?|differences?|comparison|similarities|consequences|impacts?"
    r"|(?:dis)?advantages?|pros|cons|benefits|drawbacks|limitations|characteristics)",
    re.I,
)
# When to use a thing, or how it goes with another: whatever is told there, it is no meaning of its label.
_OF_WHEN = re.compile(r"[가-힣]\s?(?:시점|시기|연관성)$")
_USES_KO = re.compile(r"(?:(?:주요|대표|실제|실무|대표적인)\s)?(?:활용|사용|적용|이용|응용)\s?(?:사례|예시?|분야|처)")
_USES = re.compile(
    r"(?:(?:common|typical|key|main|practical|popular|real[- ]world|some)\s)*(?:use[- ]?cases?|uses|applications?)",
    re.I,
)
_WHY = re.compile(
    r"why (?:(?:is|are|do|does|should|would|use|we|you|to)\s.*|\S.* (?:is|are) (?:\w+ ){0,2}(?:important|useful|needed"
    r"|necessary|preferred|popular|rare|hard|slow|fast|good|bad|better|worse)\b.*)",
    re.I,
)
_TOLD = re.compile(r"why (?P<name>(?!is\b|are\b)\S.*?) (?P<verb>is|are) (?P<how>.+)", re.I)
_ASKED = re.compile(
    r"why (?P<verb>is|are) (?P<name>.+?) (?P<how>(?:(?:so|very|not|also|often|still) )?(?:important|useful|needed"
    r"|necessary|preferred|popular|rare|hard|slow|fast|good|bad|better|worse|used)\b.*)",
    re.I,
)
_OF_USE = re.compile(r"\b(?:uses?|usage|applications?|examples?)$", re.I)
_FOR = re.compile(r"(?:[a-z]{2}ing|tion|sion|ment|sis|ance|age)$", re.I)  # "for load balancing", "in databases"


def of_head(term: str, meaning: str, scope: Scope, line: int, uses: frozenset[int]) -> Fact | None:
    """What a label tells of the reason or the use that its heading asks for; None where it tells of something else."""
    if has_hangul(scope.aspect) and scope.name and _USES_KO.fullmatch(scope.aspect.strip()) and has_hangul(meaning):
        return _fact(f"{term}에는 어떻게 쓰이나", scope.name, term, meaning, line, uses)
    if not (scope.aspect or scope.section) or has_hangul(term + meaning):
        return None
    if asked := _reason(term, scope):
        return _fact(asked, without_gloss(term), term, meaning, line, uses)._replace(sort="why so")
    asked = _use(term, meaning, scope)
    return _fact(asked, scope.name, term, meaning, line, uses) if asked else None


def of_side(term: str, meaning: str, scope: Scope, line: int, uses: frozenset[int]) -> Fact | None:
    """What a label tells of the aspect of its heading ("임진왜란의 결과"); None where it defines its term."""
    when = scope.name and _OF_WHEN.search(scope.aspect or scope.heading)
    if not when and (not scope.aspect or not scope.name or not _OF_SIDES.fullmatch(scope.aspect.strip())):
        return None
    defines = is_described(meaning) if has_hangul(meaning) else kind_of(meaning) == "article"
    if defines and not when:
        return None
    asked = f"{term}{josa(term, '은는')}" if has_hangul(meaning) or scope.korean else term
    return _fact(asked, "", term, meaning, line, uses)


def _fact(asked: str, about: str, term: str, meaning: str, line: int, uses: frozenset[int]) -> Fact:
    sort = "of an aspect" if not about else "of a head"
    return Fact(Ask.OWN, Kind.DEFINITION, about, meaning, line, uses, asked, sort, subject=term, rank=3)


def _reason(term: str, scope: Scope) -> str:
    """ "why indexes are important" of a label ("Speed") under a heading that asks so; "" elsewhere."""
    asked = heading_text(scope.heading).rstrip("? ")
    if not scope.section or not _WHY.fullmatch(asked) or is_order(term) or _OF_USE.search(term):
        return ""
    named = without_gloss(scope.name).split()
    if match := _TOLD.fullmatch(asked):
        named += match["name"].split()
    turned = _ASKED.fullmatch(asked)
    asked = f"why {turned['name']} {turned['verb']} {turned['how']}" if turned else asked
    said = [word if word in named or not word[1:].islower() else word.lower() for word in asked.split()]
    return " ".join(said)


def _use(term: str, meaning: str, scope: Scope) -> str:
    """ "How are Bloom filters used in databases" of a label under "Use cases"; "" where the label is defined there."""
    if not _USES.fullmatch(scope.aspect.strip()) or not scope.name or is_order(term) or kind_of(meaning) == "article":
        return ""
    where, name = without_gloss(term), without_gloss(scope.name)
    return f"how {'are' if plural(name) else 'is'} {name} used {'for' if _FOR.search(where) else 'in'} {where}"
