"""Lines below one that begin with an arrow, and remarks behind "←": what follows from the line they lean on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ended, listed, shortened
from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.scope import Scope
from cards.asking.subjects import subject_of, topic_of
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.statement import parse
from cards.language.text import plain
from cards.note import Form as Mark
from cards.note import Line

FORMS = frozenset(set(Form) - {Form.FLOW, Form.DATA, Form.EXERCISE})

EXAMPLES = (
    (
        "## 해시\n- 적재율이 커진다\n  → 충돌이 잦아진다\n",
        (("**해시** — 적재율이 커진다. 그러면?", "충돌이 잦아진다"),),
    ),
)
_SO = re.compile(r"^(?:그래서|따라서|그러므로|즉|so|thus|hence|therefore),?\s", re.I)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What leans on each line."""
    for claim in claims:
        children = [c for c in claim.entry.line.children if c.form is Mark.LEAN]
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
        if claim.form is Form.MATH and plain_ones and len(plain_ones) <= 3:
            uses = frozenset(n for c in plain_ones for n in own(c))
            answer = listed([ended(_SO.sub("", c.text)) for c in plain_ones])
            about = topic_of(scope)
            yield Fact(Ask.FOLLOWS, Kind.RELATION, about, answer, plain_ones[0].number, uses, sort="equation", rank=5)
            continue
        if 1 <= len(plain_ones) <= 2:
            said = ended(claim.entry.line.text) if claim.entry.line.form in (Mark.TEXT, Mark.ITEM) else ""
            for child in plain_ones:
                if said:
                    yield _follows(said, child.text, child, scope)
        if claim.part.remark and claim.part.sign:
            yield Fact(
                Ask.FOLLOWS,
                Kind.RELATION,
                claim.part.term,
                shortened(claim.part.remark),
                claim.entry.line.number,
                own(claim.entry.line),
                ended(claim.part.body),
                subject=plain(without_gloss(claim.part.term)),
                rank=6,
            )


def _follows(said: str, told: str, child: Line, scope: Scope) -> Fact:
    answer = shortened(_SO.sub("", told))
    return Fact(
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
