"""Two of a kind side by side ("Pre-LN", "Post-LN"): how do they differ?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.answers import ended, shortened
from cards.asking.draft import ANSWER, Draft, own
from cards.asking.scope import Entry, Scope
from cards.asking.wording import bold
from cards.card import Kind
from cards.language.aspects import is_aspect
from cards.language.endings import josa
from cards.language.glosses import without_gloss
from cards.language.terms import is_name, overlap
from cards.language.text import key
from cards.note import Form

EXAMPLES = (
    (
        "## 정규화\n- Post-LN: 더한 뒤에 함\n- Pre-LN: 더하기 전에 함\n",
        (("**Post-LN**과 **Pre-LN** (정규화) — 어떻게 다른가?", "- Post-LN: 더한 뒤에 함\n- Pre-LN: 더하기 전에 함"),),
    ),
)
_VERSUS = re.compile(r"\bvs\b\.?|차이|비교|differen|compar|versus", re.I)


def cards(scope: Scope) -> Iterator[Draft]:
    """One card for each pair of siblings that are alike in name or set against each other by their heading."""
    told = [e for e in scope.entries if _meaning(e)]
    if len(told) != 2 or any(is_aspect(e.parts[0].term) for e in told):
        return
    one, other = told
    a, b = without_gloss(one.parts[0].term), without_gloss(other.parts[0].term)
    if not (_VERSUS.search(" ".join(scope.heads[-1:])) or _VERSUS.search(scope.label) or alike(a, b)):
        return
    answer = f"- {a}: {_meaning(one)}\n- {b}: {_meaning(other)}"
    if len(answer) > ANSWER:
        answer = f"- {a}: {shortened(one.parts[0].body)}\n- {b}: {shortened(other.parts[0].body)}"
    where = f" ({scope.label})" if scope.label and not overlap(a, scope.label) else ""
    if scope.korean:
        question = f"{bold(a)}{josa(a, '과와')} {bold(b)}{where} — 어떻게 다른가?"
    else:
        question = f"{bold(a)} and {bold(b)}{where} — how do they differ?"
    yield Draft(Kind.CONTRAST, question, answer, other.line.number, a, own(one.line) | own(other.line), rank=7)


def _meaning(entry: Entry) -> str:
    if len(entry.parts) != 1 or entry.line.form not in (Form.ITEM, Form.TEXT):
        return ""
    part = entry.parts[0]
    if part.sign not in {":", "-", "→"} or not is_name(part.term):
        return ""
    return ", ".join(ended(p) for p in (part.body, *part.effects))


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
