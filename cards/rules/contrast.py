"""Two of a kind side by side ("Pre-LN", "Post-LN"): how do they differ?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ANSWER, ended, shortened
from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.aspects import is_aspect
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.endings import trimmed
from cards.language.text import has_hangul, key, plain

FORMS = frozenset({Form.TERM})

EXAMPLES = (
    (
        "## 정규화\n- Post-LN: 더한 뒤에 함\n- Pre-LN: 더하기 전에 함\n",
        (("**Post-LN**과 **Pre-LN** (정규화) — 어떻게 다른가?", "- Post-LN: 더한 뒤에 함\n- Pre-LN: 더하기 전에 함"),),
    ),
)
_VERSUS = re.compile(r"\bvs\b\.?|차이|비교|differen|compar|versus", re.I)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """One card for a pair of siblings that are alike in name or set against each other by their heading."""
    told = [c for c in claims if len(c.entry.parts) == 1]
    if len(told) != 2 or any(is_aspect(c.part.term) for c in told):
        return
    one, other = told
    a, b = without_gloss(one.part.term), without_gloss(other.part.term)
    if not (_VERSUS.search(" ".join(scope.heads[-1:])) or _VERSUS.search(scope.label) or alike(a, b)):
        return
    answer = f"- {a}: {_meaning(one)}\n- {b}: {_meaning(other)}"
    if len(answer) > ANSWER:
        return
    uses = own(one.entry.line) | own(other.entry.line)
    yield Fact(Ask.DIFFER, Kind.CONTRAST, a, answer, other.entry.line.number, uses, said=b, subject=plain(a), rank=7)


def _meaning(claim: Claim) -> str:
    part = claim.part
    body = shortened(part.body)
    return ", ".join(ended(p) for p in (trimmed(body) if has_hangul(body) else body, *part.effects))


def alike(one: str, other: str) -> bool:
    """Whether two names are made alike: one word or one ending in common, another apart.

    >>> alike("Pre-LN", "Post-LN"), alike("동기", "비동기"), alike("스택", "큐"), alike("TCP", "UDP")
    (True, True, False, False)
    """
    if one.startswith("`") or max(len(one.split()), len(other.split())) > 3 or "의 " in one + other:
        return False
    a, b = ({key(w) for w in re.split(r"[\s\-_]+", t) if len(key(w)) > 1} for t in (one, other))
    if a & b and a != b:
        x, y = ([key(w) for w in re.split(r"[\s\-_]+", t) if key(w)] for t in (one, other))
        return len(x) == len(y) and (x[-1] == y[-1] or x[0] == y[0])
    p, q = key(one), key(other)
    if p == q or not p or not q:
        return False
    hangul = any("가" <= c <= "힣" for c in p)
    common = 0
    while common < min(len(p), len(q)) and p[-1 - common] == q[-1 - common]:
        common += 1
    return common >= (2 if hangul else 4) and common * 2 >= min(len(p), len(q))
