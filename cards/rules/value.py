"""A name with something beside it: a quantity, the abbreviation it has, what it is for in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.measures import measured, of_measure, told_in_line
from cards.asking.scope import Scope
from cards.asking.subjects import subject_of
from cards.asking.values import USED, gloss_of, value_of
from cards.card import Kind
from cards.language.english.meanings import kind_of
from cards.language.finding import Ask
from cards.language.korean.acting import tells_deed
from cards.language.korean.grammar import tagged
from cards.language.korean.heads import Head, head_of
from cards.language.korean.verbal import OF_DEEDS, may_be_done
from cards.language.text import has_hangul, plain

FORMS = frozenset({Form.VALUE})

EXAMPLES = (
    ("## Strings\n- Body sizes\n  - Viola 41 cm\n  - Violin 36 cm\n", (("**Viola** — body size?", "41 cm"),)),
    (
        "## Classes\n- Solo Strings (SOS)\n- Chamber Ensemble (CHE)\n",
        (("**SOS** (Classes) — what does it stand for?", "Solo Strings"),),
    ),
    ("## Services\n- Ports: HTTP (80), SSH (22)\n", (("**HTTP** (Services) — port?", "80"),)),
    ("## 정원 도구\n- **톱** (굵은 가지용)\n", (("**톱** (정원 도구) — 어디에 쓰나?", "굵은 가지용"),)),
    ("## Darkroom\n- **Fixer** (removes silver)\n", (("**Fixer** (Darkroom) — what does it do?", "removes silver"),)),
)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What stands beside each name."""
    for claim in claims:
        if many := told_in_line(claim.part.term, claim.part.body):
            number = claim.entry.line.number
            yield from (of_measure(*one, claim.part.term, number, own(claim.entry.line)) for one in many)
            continue
        name, value, how = value_of(claim.entry.line.text, claim.entry.line.strong)
        line, uses = claim.entry.line.number, own(claim.entry.line)
        if how == "glossed" and (stands := gloss_of(claim.entry.line.text)):
            subject = subject_of(name, scope)
            sides = (Ask.STANDS, Kind.DEFINITION, subject.name, stands, line, uses)
            yield Fact(*sides, subject=plain(name), sort="letters", rank=3)
        if how in {"quantity", "in brackets", "glossed"}:
            if (fact := measured(name, value, scope, line, uses)) is not None:
                yield fact
        else:
            subject = subject_of(name, scope)
            ask, said, sort = _of_remark(name, value) if how == "remark" else (Ask.WHAT, "", how)
            ask = Ask.STANDS if how == "letters" else ask
            yield Fact(ask, Kind.DEFINITION, subject.name, value, line, uses, said, sort, subject=plain(name), rank=3)


def _of_remark(name: str, gloss: str) -> tuple[Ask, str, str]:
    """What a gloss in brackets tells of its name, how that is asked, and as what sort: what it is for ("굵은 가지용",
    "종아리 풀기"), what it does ("removes silver"), how many there are, or what it is."""
    if USED.search(gloss):
        return Ask.PURPOSE if gloss.startswith("for ") else Ask.WHAT, "", "purpose"
    if not has_hangul(gloss):
        if _SO_MANY.match(gloss):
            return Ask.CELL, "how many", "number"
        return (Ask.DOES, "", "predicate") if kind_of(gloss) == "deed" else (Ask.WHAT, "", "remark")
    tokens = tagged(gloss) or ()
    made = len(tokens) > 2 and tokens[-1].tag == "ETN" and tokens[-1].text == "기"
    if made or gloss.endswith("는 데"):
        return Ask.WHAT, "", "purpose" if _is_tool(name) else "remark"
    if tells_deed(gloss) and tokens and tokens[-1].tag in {"EF", "ETN"}:
        return Ask.DOES, "", "predicate"
    return Ask.WHAT, "", "phrase" if head_of(gloss) is Head.DESCRIBED else "remark"


def _is_tool(name: str) -> bool:
    """Whether a name may be that of a tool: of no deed, no time and nothing that one sets out to do."""
    tokens = tagged(name) or ()
    last = tokens[-1] if tokens else None
    done = last is not None and (last.tag == "ETN" or may_be_done(last.text) or last.text.endswith(OF_DEEDS))
    return last is not None and not done and not _SET.search(name)


_SET = re.compile(
    r"(?:요일|교시|주차|일차|월|아침|점심|저녁|오전|오후|밤|주|날|숙제|과제|목표|할 ?일|단계|시간|운동|\d)$"
)
_SO_MANY = re.compile(r"(?:an?|one|two|three|four|five|six|seven|eight|\d+) (?:per|a|an|for (?:each|every))\s\w", re.I)
