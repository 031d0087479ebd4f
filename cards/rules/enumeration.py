"""Names listed under a heading that stands for a collection, asked for with their count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.claims import member, partly
from cards.asking.draft import ANSWER, Draft, own
from cards.asking.scope import Entry, Scope
from cards.asking.wording import is_clause, listed, members
from cards.card import Kind
from cards.language.aspects import is_aspect, is_collective
from cards.language.glosses import without_gloss
from cards.language.refused import skipped
from cards.language.terms import is_name
from cards.language.text import key
from cards.note import Form

EXAMPLES = (
    ("## 어텐션의 종류\n1. Self: 자기끼리 봄\n2. Cross: 남을 봄\n", (("**어텐션**의 종류 2가지는?", "Self, Cross"),)),
    (
        "## Sorting algorithms\n- Bubble: swaps neighbours\n- Merge: halves and merges\n",
        (("**Sorting algorithms** — which 2 are there?", "Bubble, Merge"),),
    ),
)
_VERSUS = re.compile(r"\bvs\b|차이|비교|differen", re.I)
_COUNTED = re.compile(
    r"\d\s?(?:가지|대|단계|개)|[두세네]\s?가지|(?:종류|유형|패턴|알고리즘|자료구조|원칙|기법|명령어|자료형)$"
)
_PLURAL = re.compile(
    r"(?:[a-z]{2}s|들|패턴|구조|메서드|메소드|명령어?|상태|수준|단계|계층|연산자?|함수|자료형|타입"
    r"|알고리즘|기법|방법|전략|모델|지표|조건|원칙|키워드|속성|프로토콜"
    r"|모드|유형|종류|요소|\d+\s?가지|[두세네]\s?가지|다섯\s?가지|[2-9]\s?(?:개|대|단계|원칙))$",
    re.I,
)


def cards(scope: Scope) -> Iterator[Draft]:
    """One card for the members of a collection, or several where they are too many for one answer."""
    yield from _headings(scope)
    items = [e for e in scope.entries if e.line.form is Form.ITEM]
    listable = items if len(items) > 1 else [e for e in scope.entries if member(e)]
    named = [(e, term) for e in listable if (term := member(e)) and not scope.is_aspect(term)]
    named = named if len(named) == len(listable) else (partly(scope) or named)
    if len(items) < 2 and (len(named) < 3 or len(named) < len(scope.entries)):
        return
    if len(named) < 2 or len(named) * 5 < len(listable) * 4 or not _collection(scope, named):
        return
    terms = [term for _, term in named]
    if len(set(map(key, terms))) < len(terms) or len(terms) > 12:
        return
    answer = listed(terms)
    if len(answer) > ANSWER:
        answer = listed([without_gloss(t) for t in terms])
    uses = frozenset(n for e, _ in named for n in own(e.line))
    yield Draft(
        Kind.ENUMERATION,
        members(scope, len(terms)),
        answer,
        scope.number or named[0][0].line.number,
        scope.name,
        uses,
        rank=1,
    )


def _headings(scope: Scope) -> Iterator[Draft]:
    """The headings below one that stands for a collection ("4대 특성")."""
    terms = [name for name, _ in scope.members]
    if not 2 <= len(terms) <= 9 or len(scope.entries) > 2 or not scope.name or not scope.section:
        return
    if any(not is_name(t) or is_aspect(t) or is_clause(t) or skipped(t) for t in terms):
        return
    if is_collective(scope.aspect) or (
        scope.meant and (_COUNTED.search(scope.heading) or is_acronym(scope.name, terms))
    ):
        uses = frozenset(number for _, number in scope.members)
        yield Draft(Kind.ENUMERATION, members(scope, len(terms)), listed(terms), scope.number, scope.name, uses, rank=1)


def is_acronym(name: str, terms: list[str]) -> bool:
    """Whether a name is made of the first letters of what it stands for.

    >>> is_acronym("ACID", ["원자성(Atomicity)", "일관성(Consistency)", "격리성(Isolation)", "지속성(Durability)"])
    True
    """
    letters = without_gloss(name).strip()
    if not letters.isupper() or len(letters) != len(terms):
        return False
    return all(re.search(rf"(?:^|[^A-Za-z]){re.escape(c)}", t, re.I) for c, t in zip(letters, terms, strict=True))


def _collection(scope: Scope, named: list[tuple[Entry, str]]) -> bool:
    """Whether the heading promises several things of a kind, rather than being one of which several things are said."""
    if scope.lead:
        return scope.titled and not _VERSUS.search(scope.lead)
    if scope.aspect:
        return bool(scope.name) and is_collective(scope.aspect)
    if not scope.meant or not scope.name or _VERSUS.search(scope.heading):
        return False
    if is_acronym(scope.name, [term for _, term in named]):
        return True
    if any(e.line.form in (Form.CODE, Form.TABLE) for e in scope.entries):
        return False
    if _PLURAL.search(without_gloss(scope.heading or scope.name)) or all(e.line.ordered for e, _ in named):
        return True
    marked = len(named) >= 3 and len(named) == len(scope.entries)
    if marked and all(term in e.line.strong or term.startswith("`") for e, term in named):
        return True
    tail = key(scope.name.split()[-1])
    return len(tail) > 2 and all(tail in key(term) for _, term in named)
