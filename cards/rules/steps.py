"""Steps one after another, in a row (`new → ready → running`) or each on a line: their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cards.asking.answers import ANSWER, ended
from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.flow import SENT, flow_of, is_how_to
from cards.asking.scope import Scope
from cards.asking.subjects import subject_of, topic_of
from cards.card import Kind
from cards.language.english.deeds import UNFINISHED
from cards.language.finding import Ask
from cards.language.korean.endings import direction, happens
from cards.language.statement import sentences
from cards.language.text import has_hangul, plain
from cards.note import Form as Mark
from cards.note import Line

FORMS = frozenset({Form.STEP, Form.FLOW, Form.MESSAGE})

EXAMPLES = (
    (
        "## 프로세스 상태\n`new` → `ready` → `running`\n",
        (("**프로세스 상태** — 3단계를 순서대로 대면?", "1. `new`\n2. `ready`\n3. `running`"),),
    ),
)
_PROMISED = re.compile(r"[가-힣]\s?(?:\d\s?)?(?:단계|과정|절차|순서)$")
_LABEL = re.compile(r"^(?:(?:step|stage|phase)\s?\d+|\d+\s?단계|단계\s?\d+)\s*[.:\-–—]?\s*(?=\S)", re.I)
_DONE_TO_IT = re.compile(r"^\w+ (?:it|them)$", re.I)  # "Unpack it" is whole
WHOLE = 6
POINT = 40  # characters of a point below a step
SIGNS = re.compile(r"[:：→=;]|\.\s")
_SHOWN = re.compile(r"^(?:output|result|example|ex\b|예시|예제|출력|실행 결과)", re.I)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """The steps in order; a long row in parts, each asked from the step before it."""
    if _SHOWN.search(scope.heading):
        return
    if scope.stepped and scope.name:
        names = [_LABEL.sub("", name) for name, _ in scope.members]
        yield from _ordered(names, "", scope, scope.number, frozenset(number for _, number in scope.members))
    messages = [c for c in claims if c.form is Form.MESSAGE]
    if len(messages) > 1:
        uses = frozenset(n for c in messages for n in own(c.entry.line))
        yield from _ordered([_message(c) for c in messages], "", scope, messages[0].entry.line.number, uses)
    numbered = [c for c in claims if c.form is Form.STEP]
    if len(numbered) > 1 and len(numbered) == sum(entry.line.ordered for entry in scope.entries):
        uses = frozenset(n for c in numbered for n in own(c.entry.line))
        uses |= {child.number for c in numbered for child in _points(c)}
        steps = [_step(c) for c in numbered]
        told = [ended(c.entry.line.text) for c in numbered]
        if any(UNFINISHED.search(step) and not _DONE_TO_IT.search(step) for step in told):
            return  # "3. Stop when", over the cases
        yield from _ordered(steps, "", scope, numbered[0].entry.line.number, uses)
    for claim in claims:
        if claim.form is not Form.FLOW:
            continue
        line = claim.entry.line
        uses = own(line).union(*(own(c) for c in line.children))
        term = claim.part.term if claim.part.sign in {":", "-", "="} else ""
        if not term and len(scope.entries) > 1 and not scope.lead:
            continue  # one row among other lines is not what its heading names
        yield from _ordered([ended(s) for s in flow_of(claim.entry)], term, scope, line.number, uses)


def _ordered(steps: list[str], term: str, scope: Scope, line: int, uses: frozenset[int]) -> Iterator[Fact]:
    subject = subject_of(term, scope) if term else None
    about = subject.name if subject else (scope.lead if scope.lead and scope.titled else topic_of(scope))
    if subject is None and scope.section and is_how_to(scope.heading):
        about = scope.heading  # what it says is done in these steps
    if not about or len(steps) > 20:
        return
    rows = [f"{i}. {step}" for i, step in enumerate(steps, 1)]
    answer = "\n".join(rows)
    if len(steps) <= WHOLE and len(answer) > ANSWER:
        said = [_brief(step) for step in steps]
        brief = "\n".join(f"{i}. {step}" for i, step in enumerate(said, 1))
        # Lines that all say more than one thing are told one by one, and no steps.
        answer = brief if len(brief) <= ANSWER and sum(map(str.__ne__, said, steps)) * 2 <= len(steps) else answer
    if len(steps) <= WHOLE and len(answer) <= ANSWER * 1.5:
        named = _PROMISED.search(about) and all(len(s.split()) <= 5 and not happens(s) and "\n" not in s for s in steps)
        yield Fact(
            Ask.STEPS,
            Kind.ENUMERATION,
            about,
            answer,
            line,
            uses,
            sort="named" if named or scope.stepped else "",
            many=len(steps),
            subject=plain(scope.name),
            rank=2,
        )
        return
    for before, after in pairwise(steps):
        if steps.count(before) == 1 and len(before) <= 80:
            yield Fact(
                Ask.STEPS,
                Kind.RELATION,
                about,
                after,
                line,
                uses,
                after=before.split("\n")[0],
                subject=plain(scope.name),
                rank=3,
            )


def _brief(step: str) -> str:
    """What a step says first, without remarks: "짐을 싣는다. (짐은 …) 이때 …" is "짐을 싣는다"."""
    if "```" in step or not has_hangul(step):
        return step
    return ended(_REMARK.sub("", sentences(step)[0]).strip())


_REMARK = re.compile(r"\.?\s?\([^()]{12,}\)$")


def _step(claim: Claim) -> str:
    line = claim.entry.line
    text = ended(line.text)
    for child in line.children:
        if child.form is Mark.CODE and len(child.text) < 120:
            text += f"\n```{child.info}\n{child.text}\n```"
    points = _points(claim)
    return f"{text}: {', '.join(ended(point.text) for point in points)}" if points else text


def _points(claim: Claim) -> tuple[Line, ...]:
    """The two or three short points below a step, which say of what it consists."""
    below = claim.entry.line.children
    short = all(one.form is Mark.ITEM and not one.children and len(one.text) <= POINT for one in below)
    return below if short and 2 <= len(below) <= 3 and not any(SIGNS.search(one.text) for one in below) else ()


def _message(claim: Claim) -> str:
    """Who sends what to whom, as a line."""
    part = claim.part
    sent = SENT.match(part.body)
    if sent is None:
        return part.body
    to = sent["to"]
    if has_hangul(part.term + to):
        return f"{part.term}에서 {to}{direction(to)}: {sent['what']}"
    return f"{part.term} to {to}: {sent['what']}"
