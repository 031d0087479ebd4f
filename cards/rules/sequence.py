"""Steps one after another, in a row (`new → ready → running`) or each on a line: their order, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cards.card import Kind
from cards.draft import ANSWER, Draft, own
from cards.glosses import accepted_for
from cards.note import Form
from cards.rules.answers import ended
from cards.scope import Entry, Scope
from cards.statement import Statement
from cards.wording import bold, is_clause, points

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


def is_sequence(part: Statement) -> bool:
    """Whether arrows lead from one short name to the next, three or more of them."""
    if not part.effects:
        return False
    names = (part.term, part.body, *part.effects)
    return part.sign == "→" and len(names) >= 3 and all(len(n) <= 25 and not is_clause(n) for n in names)


def steps_of(entry: Entry) -> list[str]:
    """The steps that a line and what leans on it walk through; [] where they are none."""
    line = entry.line
    if len(entry.parts) != 1 or line.form not in (Form.TEXT, Form.ITEM):
        return []
    part = entry.parts[0]
    if not part.effects and not line.children:
        return []
    if is_sequence(part):
        return [part.term, part.body, *part.effects]
    leaning = [c.text for c in line.children if c.form is Form.LEAN]
    plain = not part.sign and len(leaning) >= 2 and len(leaning) == len(line.children)
    return [part.body, *leaning] if plain and not any("→" in s or ":" in s for s in leaning) else []


def cards(scope: Scope) -> Iterator[Draft]:
    """The steps in order, and each step from the one before it."""
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
        if len(answer) <= ANSWER:
            yield Draft(Kind.ENUMERATION, question, answer, line, scope.name, uses, rank=2)
        for before, after in pairwise(steps):
            if steps.count(before) > 1:
                continue
            tail = "다음은?" if scope.korean else "what comes next?"
            join = " " if scope.korean else " — "
            yield Draft(
                Kind.RELATION,
                f"{bold(scope.label or scope.name)} — {before}{join}{tail}",
                after,
                line,
                scope.name,
                uses,
                accepted_for(after),
                rank=3,
            )
