"""`whole = part + part`: what it is made of, and what the parts make together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.draft import Draft, own
from cards.asking.scope import Scope
from cards.asking.wording import about
from cards.card import Kind
from cards.language.glosses import accepted_for, without_gloss
from cards.language.statement import Statement
from cards.language.terms import is_name
from cards.reading.inline import mask

EXAMPLES = (
    (
        "## 섞은 구조\n- BigBird = Band + Global + Random\n",
        (
            ("**BigBird** (섞은 구조) — 무엇으로 이루어지나?", "Band + Global + Random"),
            ("Band + Global + Random — 합치면 무엇이 되나?", "BigBird"),
        ),
    ),
)
_FORMULA = re.compile(r"[\d^_*/\\(){}²³√Σ∑·×]|\b[a-z]\b")


def parts_of(part: Statement) -> list[str]:
    """The parts that a statement says its term is made of; [] where it says no such thing."""
    if part.sign != "=" or not is_name(part.term):
        return []
    hidden = mask(part.body)
    at, out, start = [m.start() for m in re.finditer(r"(?<=\s)[+＋](?=\s)", hidden)], [], 0
    for stop in at:
        out.append(part.body[start:stop].strip())
        start = stop + 1
    out.append(part.body[start:].strip())
    # Sums of symbols are equations, not things put together.
    return out if len(out) > 1 and all(out) and not all(len(o) <= 2 or _FORMULA.search(o) for o in out) else []


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
