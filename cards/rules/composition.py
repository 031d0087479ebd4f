"""`whole = part + part`: what it is made of, and what the parts make together."""

from __future__ import annotations

from collections.abc import Iterator

from cards.asking.claims import parts_of
from cards.asking.draft import Draft, own
from cards.asking.scope import Scope
from cards.asking.wording import about
from cards.card import Kind
from cards.language.glosses import accepted_for, without_gloss

EXAMPLES = (
    (
        "## 섞은 구조\n- BigBird = Band + Global + Random\n",
        (
            ("**BigBird** (섞은 구조) — 무엇으로 이루어지나?", "Band + Global + Random"),
            ("Band + Global + Random — 합치면 무엇이 되나?", "BigBird"),
        ),
    ),
)


def cards(scope: Scope) -> Iterator[Draft]:
    """Each composition, both ways."""
    for entry in scope.entries:
        for part in entry.parts:
            if not parts_of(part):
                continue
            line, uses = entry.line.number, own(entry.line)
            tail = "무엇으로 이루어지나?" if scope.korean else "what is it made of?"
            yield Draft(
                Kind.COMPOSITION,
                f"{about(part.term, scope)} — {tail}",
                part.body,
                line,
                without_gloss(part.term),
                uses,
                rank=3,
            )
            back = "합치면 무엇이 되나?" if scope.korean else "what do they make together?"
            yield Draft(
                Kind.COMPOSITION,
                f"{part.body} — {back}",
                part.term,
                line,
                without_gloss(part.term),
                uses,
                accepted_for(part.term),
                reverse=True,
                rank=6,
            )
