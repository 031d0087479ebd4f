"""A name with something beside it: a quantity, the abbreviation it has, what it is for in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.claims import Claim, Form, value_of
from cards.asking.fact import Fact, own
from cards.asking.scope import Scope
from cards.asking.subjects import subject_of
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.text import has_hangul, plain

FORMS = frozenset({Form.VALUE})

EXAMPLES = (
    ("## Strings\n- Body sizes\n  - Viola 41 cm\n  - Violin 36 cm\n", (("**Viola** — body size?", "41 cm"),)),
    (
        "## Classes\n- Solo Strings (SOS)\n- Chamber Ensemble (CHE)\n",
        (("**SOS** (Classes) — what does it stand for?", "Solo Strings"),),
    ),
    ("## 정원 도구\n- **톱** (굵은 가지용)\n", (("**톱** (정원 도구) — 무엇인가?", "굵은 가지용"),)),
)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What stands beside each name."""
    for claim in claims:
        name, value, how = value_of(claim.entry.line.text, claim.entry.line.strong)
        line, uses = claim.entry.line.number, own(claim.entry.line)
        if how == "quantity":
            quality = _one(scope.lead or scope.aspect or scope.heading)
            if not quality or quality == name:
                continue
            yield Fact(
                Ask.CELL, Kind.DEFINITION, name, value, line, uses, quality, "number", subject=plain(name), rank=3
            )
        else:
            subject = subject_of(name, scope)
            ask = Ask.STANDS if how == "letters" else Ask.WHAT
            yield Fact(ask, Kind.DEFINITION, subject.name, value, line, uses, subject=plain(name), sort=how, rank=3)


def _one(kind: str) -> str:
    """One of a kind: "Body sizes" are a "body size" each."""
    bare = kind.rstrip(":： ")
    if has_hangul(bare) or len(bare.split()) > 4:
        return bare if len(bare) <= 20 else ""
    return re.sub(r"(?<=[a-z])s$", "", bare) if not bare.endswith("ss") else bare
