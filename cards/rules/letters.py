"""Letters that an English sentence spells out beside them: "the Container Runtime Interface (CRI)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.english.letters import spelled_out
from cards.language.finding import Ask
from cards.language.text import has_hangul

FORMS = frozenset({Form.SENTENCE, Form.LEAD, Form.FRAGMENT, Form.LABEL, Form.ARROW, Form.STEP, Form.TERM})

EXAMPLES = (
    (
        "## Pods\nThe kubelet calls the Container Runtime Interface (CRI) to start a pod.\n",
        (("**CRI** (Pods) — what does it stand for?", "Container Runtime Interface"),),
    ),
)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What the letters of each line stand for; a term that is spelled out is asked as a term."""
    for claim in claims:
        text = claim.part.body if claim.form is Form.TERM else claim.entry.line.text
        if "(" not in text or has_hangul(text):
            continue
        line = claim.entry.line
        for letters, name in spelled_out(text):
            yield Fact(
                Ask.STANDS,
                Kind.DEFINITION,
                letters,
                name,
                line.number,
                own(line),
                "",
                "meaning",
                subject=letters,
                rank=7,
            )
