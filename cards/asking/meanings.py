"""What kind of meaning a term has: one that fits nothing else, a ruling, names alone, or its own words again."""

from __future__ import annotations

import re

from cards.asking.answers import listed
from cards.asking.claims import is_clause
from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.actions import IS_DONE
from cards.language.aspects import DEGREE, is_aspect
from cards.language.english.naming import is_row
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.headings import split_aspect
from cards.language.korean.endings import josa
from cards.language.korean.rows import are_deeds, are_kinds, counts, numbered, row_of
from cards.language.reader import reader_of
from cards.language.statement import Statement
from cards.language.terms import is_attribute, is_name, overlap
from cards.language.text import has_hangul, key, plain

_PROPERTY = re.compile(r"(?:이유|원인|방법|때|경우|것|결과|공식|조건|수|값|시점|목적|곳|차이)$|\b(?:of|for)\b")
_KINDS_OF = re.compile(r"(?:종류|유형|분류|원칙|규칙|조건|단계|수준|레벨|형태|속성|성질|특성|이상 현상)$")


def is_ruling(part: Statement, scope: Scope) -> bool:
    """Whether a whole sentence behind a term is what the term means: one of a kind, named after it, under its name."""
    if not has_hangul(part.body) or part.effects or len(part.body) > 90 or not is_clause(part.body):
        return False
    name = key(without_gloss(scope.name))
    kind = _KINDS_OF.search(scope.aspect or scope.heading) is not None
    bare = key(without_gloss(part.term))
    return kind and len(name) > 1 and bare.endswith(name) and bare != name


def is_glossed(meaning: str) -> bool:
    """Whether a meaning is so short that it only says the term again in other words ("1:1 통신")."""
    bare = without_gloss(meaning)
    return has_hangul(bare) and len(bare.split()) <= 3 and len(bare) <= 14 and not is_clause(bare)


def goes_on(meaning: str, then: str) -> bool:
    """Whether the sentence behind a meaning of few words says the rest of it: what it is, or how one word is done."""
    one = len(without_gloss(meaning).split()) == 1 and len(meaning) + len(then) <= 140
    return one or bool(reader_of(then).meaning_of(then))


def is_translation(term: str, meaning: str) -> bool:
    """Whether a Korean meaning is the verb of a dictionary with which a Latin one is said ("hate": "싫어하다")."""
    if has_hangul(term) or not meaning.endswith("다") or len(meaning.split()) > 3:
        return False
    tokens = reader_of(meaning).tagged(meaning) or ()
    return len(tokens) > 1 and tokens[-1].text == "다" and tokens[-2].tag in {"VV", "XSV"}


def without_topic(term: str, meaning: str) -> str:
    """A Korean meaning without the term that it begins with once more ("생존함수: 생존함수는 …")."""
    for name in (term, without_gloss(term)):
        if meaning.startswith(name) and meaning[len(name) : len(name) + 2] in {"은 ", "는 ", "란 "}:
            return meaning[len(name) + 2 :].strip()
    spelt = _SPELT_TOPIC.match(meaning) if has_hangul(term) else None
    return meaning[spelt.end() :] if spelt else meaning


# "FLR Fair Lock Rule은 …" behind "공정 잠금 규칙": its English name once more.
_SPELT_TOPIC = re.compile(r"(?:[A-Z]{2,6}\s)?(?:[A-Z][A-Za-z-]+\s){1,4}[A-Z][A-Za-z-]+\s?[은는]\s(?=.{10})")


_PROPER_NAME = re.compile(r"[A-Z][\w.+#-]*(?:\s[A-Z0-9][\w.+#-]*){0,3}(?:\s등)?")


def is_names(meaning: str) -> bool:
    """Whether a meaning only lists names, as examples of its term ("FaaS: AWS Lambda, Azure (Functions)")."""
    names = [name.strip() for name in re.sub(r"\s\([^()]*\)", "", meaning).split(",")]
    return len(names) > 1 and all(map(_PROPER_NAME.fullmatch, names))


def is_exact(term: str, meaning: str) -> bool:
    """Whether a meaning can mean nothing but its term: it says enough, and nothing of the term's own words."""
    if is_aspect(term) or len(term) > 40 or len(meaning) > 120 or "\n" in meaning or is_attribute(term):
        return False
    if "의 " in term or split_aspect(term)[1] or _PROPERTY.search(term):
        return False
    if is_clause(meaning) or meaning.endswith(("다", "음", "함", "됨")):
        return False  # what a thing does, many things do
    enough = len(meaning) >= 16 if has_hangul(meaning) else len(meaning.split()) >= 5
    shared = {key(w) for w in without_gloss(term).split() if len(key(w)) > 1}
    return enough and not overlap(term, meaning) and not any(w in key(meaning) for w in shared)


_IN_ORDER = re.compile(r"(?:단계|과정|순서|절차|흐름)$")


def of_row(term: str, meaning: str, line: int, uses: frozenset[int]) -> Fact | None:
    """What a Korean row of things is asked as: what is done by its term, its kinds, or as many as its term counts."""
    parts = numbered(meaning) or row_of(meaning)
    subject = plain(without_gloss(term))
    if numbered(meaning) and _IN_ORDER.search(term):
        rows = "\n".join(f"{i}. {step}" for i, step in enumerate(parts, 1))
        many = len(parts)
        return Fact(Ask.STEPS, Kind.ENUMERATION, term, rows, line, uses, many=many, subject=subject, rank=3)
    if numbered(meaning) and not counts(term, len(parts)):
        return None
    said = "" if counts(term, len(parts)) else "종류" if are_kinds(term, parts) else None
    if parts and said is not None:
        answer, many = listed(list(parts)), len(parts)
        return Fact(Ask.LIST, Kind.ENUMERATION, term, answer, line, uses, said, "kind", many, subject=subject, rank=3)
    if are_deeds(parts) and not IS_DONE.search(without_gloss(term)):
        return Fact(Ask.DOES, Kind.DEFINITION, term, meaning, line, uses, "", "phrase", subject=subject, rank=3)
    return None


def of_degree(term: str, meaning: str, scope: Scope, line: int, uses: frozenset[int]) -> Fact | None:
    """ "최대: 펌프 바로 뒤의 관" under "압력": what it is that has most of it; None for a figure."""
    name = without_gloss(scope.name)
    if not DEGREE.fullmatch(term) or not has_hangul(name) or scope.aspect or is_clause(meaning):
        return None
    if re.search(r"[을를]\s", meaning) or (re.search(r"\d", meaning) and len(meaning.split()) < 4):
        return None
    said = f"{name}{josa(name, '이가')} {term}인 것은"
    return Fact(Ask.OWN, Kind.DEFINITION, "", meaning, line, uses, said, "of an aspect", subject=plain(name), rank=3)


def side_of(term: str, scope: Scope) -> str:
    """The aspect of which a line tells for one of the things that the heading sets side by side; "" elsewhere."""
    if not scope.name:
        return ""
    if key(term) in scope.shared and any(key(term) in key(head) for head in scope.heads[:-1]):
        return scope.aspect or scope.name  # "TCP: …" under "속도" under "TCP와 UDP"
    if scope.section:
        return ""
    # "전송" beside "형식" is no word for an aspect, but stands where one does.
    above, said = (scope.name, scope.aspect) if scope.aspect else (scope.above, scope.name)
    if len(_VERSUS.split(said)) > 1 or key(said) == key(term):
        return ""  # the heading that sets them side by side names no aspect, nor does one of them
    sides = [key(side) for side in _VERSUS.split(above)]
    return said if len(sides) > 1 and key(term) in sides else ""


_VERSUS = re.compile(r"\s(?:vs\.?|versus|and|대)\s|[와과]\s|,\s|\s[/&]\s", re.I)


def of_owner(part: Statement, meaning: str, scope: Scope, line: int, uses: frozenset[int]) -> Fact | None:
    """A row of names behind a plural is told of the heading's thing: "Sources of peat: bogs, fens, moors"."""
    owned = scope.meant and scope.name and not scope.aspect and not scope.lead and not part.effects
    term = part.term
    if not owned or has_hangul(f"{term}{meaning}{scope.name}") or "`" in term or not is_row(meaning):
        return None
    if not (_HELD.search(term) or (plural(term) and re.match(r"[A-Z][a-z-]+(?:\s[a-z-]+)*$", term) and " " in term)):
        return None
    said, name = f"{term[:1].lower()}{term[1:]}", plain(without_gloss(scope.name))
    return Fact(Ask.ASPECT, Kind.DEFINITION, scope.name, meaning, line, uses, said, "label", subject=name, rank=3)


_HELD = re.compile(r"^[A-Z][a-z]+(?:\s[a-z]+){0,2}\s(?:used|needed|involved|required|affected|included)$")


def are_stuffs(body: str, into: str) -> bool:
    """Whether one thing becomes several ("당 -> 알코올 + 이산화 탄소"): bare nouns on both sides."""
    pieces = [body, *into.split(" + ")]
    return len(pieces) > 2 and all(is_name(p) and len(p.split()) <= 3 and not _SO.search(p) for p in pieces)


_SO = re.compile(r"[음함됨임]$|\d$")
