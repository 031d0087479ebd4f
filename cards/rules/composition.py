"""`whole = part + part`: what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.text import plain

FORMS = frozenset({Form.WHOLE})

EXAMPLES = (
    (
        "## 섞은 구조\n- BigBird = Band + Global + Random\n",
        (("**BigBird** (섞은 구조) — 무엇으로 이루어지나?", "Band + Global + Random"),),
    ),
)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """The parts of each whole."""
    for claim in claims:
        part = claim.part
        yield Fact(
            Ask.MADE_OF,
            Kind.COMPOSITION,
            part.term,
            part.body,
            claim.entry.line.number,
            own(claim.entry.line),
            subject=plain(without_gloss(part.term)),
            exact=True,
            rank=3,
        )
