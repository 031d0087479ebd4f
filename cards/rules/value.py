"""A name with something beside it: a quantity, the abbreviation it has, what it is for in parentheses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.measures import measured, of_measure, told_in_line
from cards.asking.scope import Scope
from cards.asking.subjects import subject_of
from cards.asking.values import USED, gloss_of, value_of
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.text import plain

FORMS = frozenset({Form.VALUE})

EXAMPLES = (
    ("## Strings\n- Body sizes\n  - Viola 41 cm\n  - Violin 36 cm\n", (("**Viola** — body size?", "41 cm"),)),
    (
        "## Classes\n- Solo Strings (SOS)\n- Chamber Ensemble (CHE)\n",
        (("**SOS** (Classes) — what does it stand for?", "Solo Strings"),),
    ),
    ("## Services\n- Ports: HTTP (80), SSH (22)\n", (("**HTTP** (Services) — port?", "80"),)),
    ("## 정원 도구\n- **톱** (굵은 가지용)\n", (("**톱** (정원 도구) — 어디에 쓰나?", "굵은 가지용"),)),
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
            ask = Ask.STANDS if how == "letters" else Ask.WHAT
            ask = Ask.PURPOSE if value.startswith("for ") and how == "remark" else ask
            sort = "purpose" if how == "remark" and USED.search(value) else how
            yield Fact(ask, Kind.DEFINITION, subject.name, value, line, uses, subject=plain(name), sort=sort, rank=3)
