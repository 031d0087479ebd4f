"""Steps one after another, in a row (`new → ready → running`) or each on a line: their order, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cards.asking.answers import ended
from cards.asking.claims import _SENT, is_message, steps_of
from cards.asking.draft import ANSWER, Draft, own
from cards.asking.scope import Scope
from cards.asking.wording import about, bold, order, points
from cards.card import Kind
from cards.language.endings import closed, final
from cards.language.glosses import accepted_for
from cards.language.text import has_hangul

EXAMPLES = (
    (
        "## 프로세스 상태\n`new` → `ready` → `running`\n",
        (
            ("**프로세스 상태** 3가지는?", "1. `new`\n2. `ready`\n3. `running`"),
            ("**프로세스 상태** — `new` 다음은?", "`ready`"),
            ("**프로세스 상태** — `ready` 다음은?", "`running`"),
        ),
    ),
)


def _messages(scope: Scope) -> Iterator[Draft]:
    """Who sends what to whom, in order."""
    entries = [e for e in scope.entries if len(e.parts) == 1 and is_message(e.parts[0])]
    if len(entries) < 2 or not scope.name:
        return
    rows = []
    for entry in entries:
        part = entry.parts[0]
        if sent := _SENT.match(part.body):
            to = sent.group("to")
            if has_hangul(part.term + to):
                way = "으로" if closed(to) and final(to[-1]) != _RIEUL else "로"
                who = f"{part.term}에서 {to}{way}"
            else:
                who = f"{part.term} to {to}"
            rows.append(f"{who}: {sent.group('what')}")
    answer = "\n".join(f"{i}. {row}" for i, row in enumerate(rows, 1))
    uses = frozenset(n for e in entries for n in own(e.line))
    yield Draft(Kind.ENUMERATION, order(scope), answer, entries[0].line.number, scope.name, uses, rank=2)


_RIEUL = 8  # behind this final consonant stands 로, not 으로


def cards(scope: Scope) -> Iterator[Draft]:
    """The steps in order, and each step from the one before it."""
    yield from _messages(scope)
    for entry in scope.entries:
        steps = [ended(s) for s in steps_of(entry)]
        if not steps or len(steps) > 12 or not scope.name:
            continue
        uses = own(entry.line).union(*(own(c) for c in entry.line.children))
        line = entry.line.number
        answer = "\n".join(f"{i}. {step}" for i, step in enumerate(steps, 1))
        ask = "순서대로 대면?" if scope.korean else "what is the order?"
        head = points(scope, len(steps)).rstrip("?") if scope.aspect else f"{bold(scope.name)}"
        question = f"{head}?" if scope.aspect else f"{head} — {ask}"
        topic = bold(scope.label or scope.name)
        if entry.parts[0].sign in {":", "-", "="}:
            topic = about(entry.parts[0].term, scope, named=True)
            question = f"{topic} — {ask}"
        if len(answer) <= ANSWER:
            yield Draft(Kind.ENUMERATION, question, answer, line, scope.name, uses, rank=2)
        for before, after in pairwise(steps):
            if steps.count(before) > 1:
                continue
            tail = "다음은?" if scope.korean else "what comes next?"
            join = " " if scope.korean else " — "
            yield Draft(
                Kind.RELATION,
                f"{topic} — {before}{join}{tail}",
                after,
                line,
                scope.name,
                uses,
                accepted_for(after),
                rank=3,
            )
