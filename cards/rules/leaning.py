"""Lines below one that begin with an arrow, and remarks behind "←": what follows from the line they lean on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ended, listed, shortened
from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.follows import followed
from cards.asking.scope import Scope
from cards.asking.subjects import subject_of, topic_of
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.endings import josa
from cards.language.reader import reader_of
from cards.language.statement import parse
from cards.language.text import has_hangul, plain
from cards.note import Form as Mark
from cards.note import Line

FORMS = frozenset(set(Form) - {Form.FLOW, Form.DATA, Form.EXERCISE})

EXAMPLES = (
    ("## 반죽\n- 온도가 높음\n  → 발효가 빨라짐\n", (("**반죽** — 온도가 높으면 어떻게 되나?", "발효가 빨라짐"),)),
    (
        "## 해시\n- 적재율이 커진다\n  → 충돌이 잦아진다\n",
        (("**해시** — 적재율이 커진다 — 그래서 어떻게 되나?", "충돌이 잦아진다"),),
    ),
)
_SO = re.compile(r"^(?:그래서|따라서|그러므로|즉|so|thus|hence|therefore),?\s", re.I)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What leans on each line."""
    for claim in claims:
        children = [c for c in claim.entry.line.children if c.form is Mark.LEAN]
        yield from _remark(claim, scope)
        if not children or claim.part is not (claim.entry.parts or (claim.part,))[-1]:
            continue
        plain_ones = [c for c in children if not parse(c.text).sign]
        for child in children:
            part = parse(child.text)
            if part.sign == "→":
                yield _follows(ended(part.term), part.body, child, scope)
            elif part.sign in {":", "-"}:
                owner = subject_of(claim.part.term, scope).name if claim.part.sign else topic_of(scope)
                yield Fact(
                    Ask.ASPECT, Kind.RELATION, owner, shortened(part.body), child.number, own(child), part.term, rank=5
                )
        if claim.form in (Form.MATH, Form.FORMULA) and plain_ones and len(plain_ones) <= 3:
            yield from _of_equation(claim, plain_ones, scope)
            continue
        if 1 <= len(plain_ones) <= 2:
            said = ended(claim.entry.line.text) if claim.entry.line.form in (Mark.TEXT, Mark.ITEM) else ""
            for child in plain_ones:
                if said:
                    yield _follows(said, child.text, child, scope)


_ROLE = re.compile(r"^(?:\S+\s){0,3}\S*(?:원인|이유|단점|장점|한계|문제점|핵심|주범|특징)$")


def _remark(claim: Claim, scope: Scope) -> Iterator[Fact]:
    """What a remark behind "←" calls its line: "O(T²D) ← 병목 원인" answers what the 병목 원인 is."""
    part, line = claim.part, claim.entry.line
    if not part.remark or not part.sign:
        return
    if not _ROLE.match(part.remark):
        yield Fact(
            Ask.FOLLOWS,
            Kind.RELATION,
            part.term,
            shortened(part.remark),
            line.number,
            own(line),
            ended(part.body),
            subject=plain(without_gloss(part.term)),
            rank=6,
        )
        return
    answer = part.term
    said = f"{part.remark}{josa(part.remark, '은는')}"
    yield Fact(
        Ask.OWN, Kind.RELATION, "", answer, line.number, own(line), said, "remark", subject=plain(part.term), rank=6
    )


def _of_equation(claim: Claim, told: Sequence[Line], scope: Scope) -> Iterator[Fact]:
    """What is said below an equation: one line is what it is like; of several each is asked with a piece left out."""
    about = topic_of(scope)
    korean = any(has_hangul(c.text) for c in told)
    if len(told) > 1 and korean:
        for child in told:
            reader = reader_of(child.text)
            for found in (*reader.findings(child.text), *reader.gaps(child.text))[:1]:
                kind = Kind.CLOZE if found.ask is Ask.GAP else Kind.RELATION
                yield Fact(found.ask, kind, "", found.answer, child.number, own(child), found.said, found.sort, rank=5)
        return
    uses = frozenset(n for c in told for n in own(c))
    answer = listed([ended(_SO.sub("", c.text)) for c in told])
    if not korean:
        yield Fact(Ask.FOLLOWS, Kind.RELATION, about, answer, told[0].number, uses, sort="equation", rank=5)
        return
    said = claim.entry.line.text.strip("$ ") if claim.form is Form.MATH else ended(claim.entry.line.text)
    said = f"${said}$" if claim.form is Form.MATH else said
    yield Fact(Ask.EFFECT, Kind.RELATION, "", answer, told[0].number, uses, said, "formula", rank=5)


def _follows(said: str, told: str, child: Line, scope: Scope) -> Fact:
    answer = shortened(_SO.sub("", told))
    one = Fact(
        Ask.FOLLOWS,
        Kind.RELATION,
        "",
        answer,
        child.number,
        own(child),
        said,
        "arrow",
        subject=plain(scope.name),
        rank=5,
    )
    return followed(one, said)
