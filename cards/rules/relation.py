"""`cause → effect → what comes of it`, lines that lean on what stands before them, and remarks behind "←"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.answers import ended, shortened
from cards.asking.claims import is_message, is_point, is_sequence, steps_of
from cards.asking.draft import Draft, own
from cards.asking.scope import Entry, Scope
from cards.asking.wording import about, bold, follows, is_clause, listed
from cards.card import Kind
from cards.language import korean
from cards.language.endings import josa
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question
from cards.language.statement import Statement, parse
from cards.language.terms import is_name
from cards.language.text import has_hangul
from cards.note import Form, Line

EXAMPLES = (
    ("## Band\n- Band를 L층 쌓음 → 더 멀리 닿음\n", (("Band를 L층 쌓으면 어떻게 되나?", "더 멀리 닿음"),)),
    (
        "## 정규화\n- Post-LN: 원래 구조 → 학습이 불안정\n",
        (("**Post-LN** (정규화): 원래 구조 — 그 결과는?", "학습이 불안정"),),
    ),
    ("## 층\n어텐션: O(T²D) ← 병목\n", (("**어텐션** (층): O(T²D) — 덧붙일 말은?", "병목"),)),
)


_SO = re.compile(r"^(?:그래서|따라서|그러므로|즉|so|thus|hence|therefore),?\s", re.I)


def cards(scope: Scope) -> Iterator[Draft]:
    """A card for each arrow that is no definition."""
    for entry in scope.entries:
        yield from _arrows(entry, scope)
        if not steps_of(entry):
            yield from _leaning(entry, scope)


def _arrows(entry: Entry, scope: Scope) -> Iterator[Draft]:
    line, uses = entry.line.number, own(entry.line)
    for part in entry.parts:
        if (part.sign and is_question(part.term)) or is_sequence(part) or is_message(part):
            continue
        if is_point(part, scope):
            answer = shortened(part.body)
            tail = "그래서?" if scope.korean else "what follows?"
            yield Draft(
                Kind.RELATION,
                f"{bold(scope.name)} — {ended(part.term)}. {tail}",
                answer,
                line,
                scope.name,
                uses,
                accepted_for(answer),
                rank=5,
            )
        elif part.sign == "→" and (not is_name(part.term) or is_clause(part.term)):
            answer = shortened(part.body)
            yield Draft(
                Kind.RELATION, follows(part.term, scope), answer, line, scope.name, uses, accepted_for(answer), rank=4
            )
        before = _said(part.term, part.sign, part.body, scope)
        for effect in part.effects:
            answer = shortened(effect)
            tail = "그 결과는?" if scope.korean else "what follows?"
            yield Draft(
                Kind.RELATION,
                f"{before} — {tail}" if before else "",
                answer,
                line,
                without_gloss(part.term),
                uses,
                accepted_for(answer),
                rank=5,
            )
            before = f"{before}, {effect}" if len(before) + len(effect) < 160 else effect
        if part.remark:
            head = _said(part.term, part.sign, part.body, scope) if part.sign else _topical(part.body, scope)
            tail = "덧붙일 말은?" if scope.korean else "what is noted about it?"
            yield Draft(
                Kind.RELATION,
                f"{head} — {tail}" if head else "",
                shortened(part.remark),
                line,
                without_gloss(part.term) or scope.name,
                uses,
                rank=5,
            )


def _said(term: str, sign: str, body: str, scope: Scope) -> str:
    """What stands before an arrow, with its subject, as the beginning of a question."""
    body = ended(body)
    if sign in {":", "-"} or (sign == "→" and is_name(term) and not is_clause(term)):
        subject = about(term, scope)
        return f"{subject}: {body}" if subject else ""
    if sign == "=":
        return _topical(f"{term} = {body}", scope)
    return _topical(f"{ended(term)}, {body}", scope)


def _topical(text: str, scope: Scope) -> str:
    from cards.language.text import key

    if not scope.name or key(scope.name) in key(text):
        return text
    return f"{bold(scope.name)} — {text}"


def _leaning(entry: Entry, scope: Scope) -> Iterator[Draft]:
    """Lines below one that begin with an arrow: what follows from it. Those that say A → B speak for themselves."""
    plain: list[str] = []
    uses: frozenset[int] = frozenset()
    first = 0
    for child in entry.line.children:
        if child.form is not Form.LEAN:
            continue
        part = parse(child.text)
        if part.sign == "→" and is_clause(part.term):
            yield from _leads_on(part, entry, child, scope)
            continue
        if part.sign == "→":
            yield Draft(
                Kind.RELATION,
                _becomes(part.term, scope),
                shortened(part.body),
                child.number,
                scope.name,
                own(child),
                rank=5,
            )
            continue
        if part.sign in {":", "-"}:
            owner = entry.parts[-1].term if entry.parts and entry.parts[-1].sign else ""
            yield _labelled(part, owner, own(child), child.number, scope)
            continue
        found = korean.analyse(child.text) if has_hangul(child.text) else None
        if found and found.form == "condition":
            question = f"{_topical(found.subject, scope)} 어떻게 되나?"
            yield Draft(
                Kind.RELATION, question, shortened(found.predicate), child.number, scope.name, own(child), rank=5
            )
            continue
        plain.append(ended(_SO.sub("", child.text)))
        uses |= own(child)
        first = first or child.number
    if entry.line.form is Form.LEAN and not entry.line.children:
        plain.append(ended(_SO.sub("", entry.line.text)))
        uses, first = own(entry.line), entry.line.number
    if not plain:
        return
    answer = listed(plain)
    yield Draft(
        Kind.RELATION, _from(entry, scope, len(plain)), answer, first, scope.name, uses, accepted_for(answer), rank=5
    )


def _leads_on(part: Statement, entry: Entry, child: Line, scope: Scope) -> Iterator[Draft]:
    """ "→ 커지면 충돌이 잦아진다 → 재해싱": what follows from the line above, and what from that."""
    owner = entry.parts[-1].term if entry.parts and entry.parts[-1].sign else ""
    subject = (about(owner, scope) if owner else "") or bold(scope.name)
    head = f"{subject} — " if subject else ""
    found = korean.analyse(part.term) if has_hangul(part.term) else None
    if found and found.form == "condition":
        question = f"{head}{found.subject} 어떻게 되나?"
        yield Draft(Kind.RELATION, question, shortened(found.predicate), child.number, scope.name, own(child), rank=5)
    tail = "그래서?" if scope.korean else "what follows?"
    yield Draft(
        Kind.RELATION,
        f"{head}{ended(part.term)}. {tail}",
        shortened(part.body),
        child.number,
        scope.name,
        own(child),
        rank=5,
    )


def _labelled(part: Statement, owner: str, uses: frozenset[int], line: int, scope: Scope) -> Draft:
    subject = (about(owner, scope) if owner else "") or bold(scope.name)
    particle = josa(part.term, "은는") if scope.korean else ""
    question = f"{subject} — {part.term}{particle}?" if subject else ""
    return Draft(Kind.RELATION, question, shortened(part.body), line, without_gloss(owner) or scope.name, uses, rank=5)


def _from(entry: Entry, scope: Scope, count: int) -> str:
    many = f" {count}가지" if count > 1 else ""
    if entry.line.form is Form.MATH:
        if not scope.name:
            return ""
        return (
            f"{bold(scope.name)}의 식에서 따라오는 것{many}은?".replace("가지은", "가지는")
            if scope.korean
            else f"{bold(scope.name)} — what follows from its equation?"
        )
    tail = f"그 결과{many}는?" if scope.korean else "what follows?"
    if entry.line.form in (Form.CODE, Form.TABLE, Form.LEAN) or not entry.parts:
        return f"{bold(scope.name)} — {tail}" if scope.name else ""
    part = entry.parts[-1]
    if part.effects:
        head = _topical(part.effects[-1], scope)
    elif part.sign:
        head = _said(part.term, part.sign, part.body, scope)
    else:
        head = _topical(ended(part.body), scope)
    return f"{head} — {tail}" if head else ""


def _becomes(term: str, scope: Scope) -> str:
    head = _topical(ended(term), scope)
    return f"{head}: 어떻게 되나?" if scope.korean else f"{head}: what becomes of it?"
