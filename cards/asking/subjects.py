"""What a question is about: the term itself, or the thing that the lines above it name."""

from __future__ import annotations

import re
from typing import NamedTuple

from cards.asking.cases import is_tried
from cards.asking.scope import Scope
from cards.language import headings
from cards.language.english.labels import is_opened
from cards.language.glosses import accepted_for, without_gloss
from cards.language.reader import reader_of
from cards.language.terms import overlap, same_name
from cards.language.text import has_hangul, key


class Subject(NamedTuple):
    """The name a question is about, and the label under which it stands ("" where the name says that itself)."""

    name: str
    place: str = ""


def topic_of(scope: Scope) -> str:
    """What the lines of a scope are about, as a question names it."""
    if scope.name[:1] in "[!:":
        return ""  # the caption of a picture
    if scope.aspect and scope.label:
        return scope.label
    bare = without_gloss(scope.name)
    if _EXAMPLE.fullmatch(bare.rstrip(": ")):
        return without_gloss(scope.above)
    if not scope.section and is_opened(bare):
        return without_gloss(scope.above)
    # "Test A (the lid is dry)": what stands in parentheses is no other name, and the reader needs it.
    told = len(scope.name) - len(bare) > 12 or scope.name.endswith("다)")
    if is_tried(bare) and len(scope.name) <= LONGEST_CASE:
        return scope.name
    return scope.name if told and len(scope.name) <= 45 else bare


LONGEST_CASE = 70  # letters of a numbered case with what sets it off


_EXAMPLE = re.compile(
    r"(?:ex|eg|e\.g\.?|for (?:example|instance)|likewise|additionally|furthermore|moreover|similarly"
    r"|also|(?-i:[Ww]here)|given|note|tl;?dr|takeaways?|(?:main |re)?sources?"
    r"|examples?(?:\s?[:–-]\s?.*|\s(?:of|include))?|예|예시|예제)",
    re.I,
)


def subject_of(term: str, scope: Scope) -> Subject:
    """A term as the subject of a question: with the label above it, where it does not say that itself."""
    term = term.strip()
    label = without_gloss(scope.name if scope.titled or len(scope.label.split()) > 5 else scope.label)
    label = label or without_gloss(scope.name)
    if _EXAMPLE.fullmatch(label):
        label = without_gloss(scope.above)
    if _NO_PLACE.fullmatch(label):
        return Subject(term)
    if not label or key(label) in key(term) or overlap(term, label):
        return Subject(term)
    if scope.name and not scope.aspect and overlap(term, scope.name):
        return Subject(term)
    if scope.aspect and same_name(term, scope.name) and (not has_hangul(term) or MEANS.fullmatch(scope.aspect)):
        return Subject(term)  # "NAT (NAT, purpose)"
    return Subject(term, label)


# Headings that stand over many things and tell of none of them.
_NO_PLACE = re.compile(
    r"(?:(?:in|as) )?(?:the )?(?:pseudo[ -]?)?code|formulas?|title|untitled|wip|to-?do|draft|connections?"
    r"|(?:의사 ?코드|코드|수식|공식)(?:로는?)?",
    re.I,
)
MEANS = re.compile(r"(?:개요|개념|정의|의미|뜻|설명|소개)")
_NO_NAME = re.compile(r"\bvs\b|(?:이유|방안|방법|차이점?|비교|문제점?|과정|구조|원인|특징|종류)$", re.I)


_SHORT_NOUN = re.compile(r"[가-힣]{1,3}|[가-힣]{2,6}[적별]")


def kind_of(scope: Scope) -> tuple[str, str]:
    """What a list is of, and the word for its kind: "발전 과정" below "SSD" are those of the SSD, not of 발전.

    A short noun before the kind is no thing of its own; with "의" between them it is ("함수의 종류").
    """
    name, kind = without_gloss(scope.name), scope.aspect
    heading = without_gloss(scope.heading).rstrip(": ")
    if not _SHORT_NOUN.fullmatch(name) or not heading.endswith(f"{name} {kind}"):
        return name, kind
    own = bool(scope.heads) and key(scope.heads[-1]) == key(scope.heading)
    heads = scope.heads[:-1] if own or scope.section else scope.heads
    above = scope.above if not scope.section and key(scope.above) != key(name) else ""
    over = above or (heads[-1] if heads else "")
    topic = headings.topic_of(over)
    owner = without_gloss(topic.name)
    if not owner or topic.aspect or topic.question or len(owner.split()) > 4 or key(name) in key(owner):
        return name, kind
    return owner, f"{name} {kind}"


def is_meaning(aspect: str, about: str, told: str) -> bool:
    """Whether what stands under "개요" or "정의" says what its name is, so that a question asks just that."""
    if about and re.fullmatch(r"[A-Z]\w+ (?:explanation|description)", aspect.strip(), re.I):
        return True  # "English explanation"
    if not about or not MEANS.fullmatch(aspect.strip()) or _NO_NAME.search(about):
        return False
    return has_hangul(told) and bool(reader_of(told).meaning_of(told))


def same(subject: str, scope: Scope) -> bool:
    """Whether a sentence's subject is what its heading names."""
    if not scope.name:
        return False
    # "Access Token / Refresh Token" are two things, and neither is both.
    others = () if " / " in scope.name else accepted_for(scope.name)
    names = {key(scope.name), key(without_gloss(scope.name)), *map(key, others)}
    said = {key(subject), key(without_gloss(subject))}
    if not has_hangul(subject):
        if f"({subject})" in scope.name and subject[:1].lower() != scope.name[:1].lower() and scope.name.isascii():
            return False  # "TCP" under "sequence number (TCP)" is what has one
        # "A hook is …" under "Hooks" is about it.
        names |= {name.removesuffix("s") for name in names if len(name) > 4}
        said |= {name.removesuffix("s") for name in said if len(name) > 4}
    return bool(names & said)


_KIND_IN_NAME = re.compile(r"(?:[A-Z][\w'’–-]*|[a-z][\w'’–-]{3,})(?:\s[A-Za-z][\w'’–-]*){1,3}")
_JOINS = re.compile(r"\b(?:of|in|for|and|or|with|to|on|at|by|from|vs|as|a|an|the)\b", re.I)


def is_kind_of(subject: str, text: str, scope: Scope) -> bool:
    """Whether "the league" is what the heading "The Hanseatic League" names: its last word, said as a known one."""
    name = re.sub(r"^the\s", "", without_gloss(scope.name), flags=re.I)
    if " " in subject or not subject.isascii() or not scope.meant or scope.aspect or scope.lead or not scope.section:
        return False
    if not _KIND_IN_NAME.fullmatch(name) or _JOINS.search(name):
        return False
    last = name.rpartition(" ")[2].lower()
    return last == subject.lower() and re.match(rf"(?:the|this)\s{re.escape(subject)}\b", text, re.I) is not None
