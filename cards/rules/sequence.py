"""Steps one after another, in a row (`new → ready → running`) or each on a line: their order, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cards.asking.answers import ended
from cards.asking.draft import ANSWER, Draft, own
from cards.asking.scope import Entry, Scope
from cards.asking.wording import about, bold, is_clause, order, points
from cards.card import Kind
from cards.language import korean
from cards.language.endings import closed, final, happens
from cards.language.glosses import accepted_for
from cards.language.statement import Statement
from cards.note import Form
from cards.reading.inline import has_hangul

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


_ORDER = re.compile(
    r"순서|과정|흐름|단계|절차|우선순위|order|steps?|flow|path|pipeline|sequence|priority|lifecycle", re.I
)


def is_sequence(part: Statement) -> bool:
    """Whether arrows lead from one short name to the next, three or more of them."""
    if not part.effects:
        return False
    if part.sign in {":", "-", "="}:
        # "찾는 순서: Local → Enclosing → Global"
        row = (part.body, *part.effects)
        return len(row) >= 3 and _ORDER.search(part.term) is not None and all(len(n) <= 30 for n in row)
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
        return [*([part.term] if part.sign == "→" else []), part.body, *part.effects]
    leaning = [c.text for c in line.children if c.form is Form.LEAN]
    plain = not part.sign and len(leaning) >= 2 and len(leaning) == len(line.children)
    return [part.body, *leaning] if plain and not any("→" in s or ":" in s for s in leaning) else []


_PROCESS = re.compile(
    r"(?:면|때는|경우는)\s?\?|과정|순서|절차|단계|동작|작동|흐름|어떻게|원리"
    r"|생명 ?주기|handshake|how\b|steps?\b|process$|procedure|flow|lifecycle|algorithm",
    re.I,
)


_ACTS = re.compile(
    r"(?:[을를에로서지]|먼저|다시|다음|통해)\s(?:\S+\s)?(?:조회|저장|전송|반환|실행|호출|생성|삭제|추가|제거|확인|이동|할당|갱신|적재|처리|전달|요청"
    r"|응답|수신|송신|반복|교체|선택|비교|변환|계산|등록|검사|해제|종료|시작|설정|복사|반영|수행|대기|검색|탐색|정렬|연결|입력|출력|분할|병합)"
    r"(?:\s?\([^()]*\))?\.?$"
)
_BIDS = re.compile(
    r"^(?:set|take|repeat|relax|add|remove|find|create|send|check|run|start|stop|compute|calculate|update|choose|pick|split|merge"
    r"|swap|compare|move|copy|insert|delete|return|call|read|write|open|close|build|install|go|get|put|make|push|pop|visit|mark"
    r"|initiali[sz]e|select|apply|train|click|connect|wait|divide|sort|enqueue|dequeue|assign|continue)\s",
    re.I,
)
_WAITS = re.compile(r"[가-힣]면\s|\s(?:후|뒤|때)(?:에|마다)?\s|\b(?:when|after|then|once)\b", re.I)
_IS_PROCESS = re.compile(r"(?:과정|절차|순서)(?:이다|입니다|임)?\.?$")


def ordered_steps(scope: Scope) -> tuple[Entry, ...]:
    """The numbered lines that say what is done one after another; () where they are facts, names or advantages.

    Under a heading that promises a process two are enough; under a name each must say what is done.
    """
    steps = tuple(e for e in scope.entries if e.line.ordered and e.line.form is Form.ITEM)
    if len(steps) < 2 or any(
        len(e.parts) != 1 or e.parts[0].sign not in {"", "="} or e.below or e.line.children for e in steps
    ):
        return ()
    texts = [e.line.text for e in steps]
    first = scope.entries[0].line
    means = first.text if first.form is Form.TEXT and _IS_PROCESS.search(first.text) else ""
    if means or _PROCESS.search(" ".join((scope.question, scope.aspect, scope.lead, scope.heading))):
        return steps
    if scope.aspect or scope.question or len(steps) < 3 or not scope.name:
        return ()
    acts = sum(
        1
        for t in texts
        if has_hangul(t) and (happens(t) or _ACTS.search(t)) and korean.analyse(t).form not in {"topic", "definition"}
    )
    acts += sum(1 for t in texts if _BIDS.match(t))
    if acts * 2 > len(texts):
        return steps
    # What one line ends with the next begins with, and one waits for something: a process too.
    stems = [{w[:2] for w in re.findall(r"[가-힣]{2,}|[A-Za-z]{3,}", t)} for t in texts]
    linked = sum(1 for one, other in pairwise(stems) if one & other)
    return steps if linked * 2 > len(texts) - 1 and any(_WAITS.search(t) for t in texts) else ()


def is_message(part: Statement) -> bool:
    """Whether an arrow says who sends to whom what ("클라이언트 → 서버 : SYN")."""
    return part.sign == "→" and not part.effects and _SENT.match(part.body) is not None


_SENT = re.compile(r"^(?P<to>[^:()]{1,24}?)\s*:\s+(?P<what>\S.*)$")


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
