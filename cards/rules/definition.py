"""`term: meaning`, `term - meaning`, `term → what it is`, and back where the meaning names the term."""

from __future__ import annotations

from collections.abc import Iterator

from cards.asking.answers import shortened
from cards.asking.claims import is_message, is_point, is_sequence
from cards.asking.draft import Draft, own
from cards.asking.scope import Scope
from cards.asking.wording import backwards, bold, is_clause, reversible, what
from cards.card import Kind
from cards.language.endings import josa
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question
from cards.language.terms import is_name
from cards.language.text import key

EXAMPLES = (
    (
        "## 패턴\n- Dilated → 띄엄띄엄 잇는 연결\n",
        (
            ("**Dilated** (패턴) — 어떤 것인가?", "띄엄띄엄 잇는 연결"),
            ("띄엄띄엄 잇는 연결 — 무엇을 말하나? (패턴)", "Dilated"),
        ),
    ),
    ("## TCP\n- 단점: 연결을 맺느라 느리다\n", (("**TCP**의 단점은?", "연결을 맺느라 느리다"),)),
    ("## Git\n- HEAD: the commit you stand on\n", (("**HEAD** (Git) — what is it?", "the commit you stand on"),)),
)


def is_owned(scope: Scope) -> bool:
    """Whether the lines tell which one each thing has of what is named above ("Transformer: 약한 inductive bias")."""
    name = key(scope.name)
    if len(name) < 4 or not scope.korean or scope.aspect:
        return False
    bodies = [p.body for e in scope.entries for p in e.parts if p.sign == ":"]
    return len(bodies) > 1 and any(key(b).endswith(name) and len(b) < 40 for b in bodies)


def cards(scope: Scope) -> Iterator[Draft]:
    """One card for each term with its meaning, and its reverse."""
    owned = is_owned(scope)
    for entry in scope.entries:
        for part in entry.parts:
            if part.sign not in {":", "-", "→"} or (
                part.sign == "→" and (not is_name(part.term) or is_clause(part.term))
            ):
                continue
            if (
                not part.body
                or is_point(part, scope)
                or is_question(part.term)
                or is_sequence(part)
                or is_message(part)
            ):
                continue
            term, answer = part.term, shortened(part.body)
            if answer.endswith(("?", "？")):
                continue  # what only asks on tells nothing
            question = what(term, scope, loose=part.sign == "→")
            if owned and part.sign != "→" and is_name(term) and not scope.is_aspect(term):
                question = f"{bold(term)}의 {scope.name}{josa(scope.name, '은는')}?"
            line, uses = entry.line.number, own(entry.line)
            yield Draft(
                Kind.DEFINITION,
                question,
                answer,
                line,
                without_gloss(term) if not scope.is_aspect(term) else scope.name,
                uses,
                accepted_for(answer),
                rank=3,
            )
            if reversible(term, answer):
                yield Draft(
                    Kind.DEFINITION,
                    backwards(answer, scope),
                    term,
                    line,
                    without_gloss(term),
                    uses,
                    accepted_for(term),
                    reverse=True,
                    rank=6,
                )
