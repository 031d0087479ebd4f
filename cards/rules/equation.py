"""Equations: recalled whole, a long one by a blank in it, and `name = expression` in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ended, shortened
from cards.asking.claims import Claim, Form
from cards.asking.equalities import RELATION, named_formula, outermost
from cards.asking.fact import Fact, own
from cards.asking.scope import Scope
from cards.asking.subjects import subject_of, topic_of
from cards.card import Kind
from cards.language.english.formulas import is_derived, name_before_formula
from cards.language.english.retold import stands_for
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.statement import pairs
from cards.language.text import has_hangul, key, mask, plain
from cards.note import Line

FORMS = frozenset({Form.MATH, Form.FORMULA})
LONG = 60  # signs beyond which an equation is asked by one blank in it, and not whole

EXAMPLES = (
    (
        "## 표준화\n$$z = (x - μ) / σ$$\n",
        (("**표준화** — 식은?", "$$z = (x - μ) / σ$$"),),
    ),
    ("## 활성화\n- SiLU = β가 1인 Swish\n", (("**SiLU** (활성화) — 무엇인가?", "β가 1인 Swish"),)),
)
_REMARK = re.compile(
    r"^(?P<math>.+?)\s*(?:\\quad|\\qquad"
    r"|,)?\s{1,}[(（](?P<remark>[^()]*[가-힣]{2}[^()]*(?:\([^()]*\)[^()]*)*)[)）]\s*$",
    re.S,
)
_SYMBOL = re.compile(r"^(?P<name>[^\s가-힣:]{1,10})(?:은|는)\s(?P<what>[^:()→]{2,60})$")
_SYMBOLS = re.compile(r",\s*(?=\$)")  # between the symbols a remark explains: "$w$: 무게, $l$: 길이"
_FOLLOWS = re.compile(
    r"\\(?:Rightarrow|implies|Leftrightarrow|iff|to(?![a-z]))|⇒|⇔"
)  # what follows from what is no equation
_INDEXED = re.compile(r"[_^]\{[^{}=]*=[^{}]*\}")  # a sum from i = 1 on, without anything that it is equal to
# "if x \leq 0 -> y = 1" says when, and what is so then: its left side is no name.
_CONDITION = re.compile(r"(?:\\text\{|\\mathrm\{)?\s*(?:if|when|where|for all|otherwise)\b", re.I)
_INLINE = re.compile(r"\$[^$=]{1,80}=[^$]{1,240}\$")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[a-z*]+\}(?:\{[^{}]*\})?|&|\\\\|\\(?:tag|label)\{[^{}]*\}")


_EXAMPLE = re.compile(r"(?<=[가-힣])\s(?:ex|eg|예|예시)$")  # "톱니 = 바퀴의 날 ex: …" was cut at its second sign
_NEXT = re.compile(
    r"\.\s+(?=[A-Z][a-z]+[\w -]*\s(?:is|are|has|have|can|must|should|[a-z]+s)\s)"
)  # a sentence of its own
_NEXT_KO = re.compile(r"(?<=[가-힣)])\.\s+(?=\S)|(?<=\S[A-Za-z\d])\.\s+(?=\S)")


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """The equations of a scope and the equalities in its lines."""
    blocks = [c.entry.line for c in claims if c.form is Form.MATH]
    inline = sum(1 for entry in scope.entries if _INLINE.search(entry.line.text))
    for i, line in enumerate(blocks):
        yield from _block(line, scope, len(blocks), i, len(blocks) + inline > 1)
    for claim in claims:
        part, line = claim.part, claim.entry.line
        if claim.form is not Form.FORMULA:
            continue
        if named := named_formula(part):
            yield from _named(part.term, *named, line)
            continue
        if part.sign != "=":
            yield Fact(Ask.EQUATION, Kind.EQUATION, topic_of(scope), line.text, line.number, own(line), rank=3)
            continue
        subject = subject_of(part.term, scope)
        body = (_NEXT_KO if has_hangul(part.body) else _NEXT).split(part.body, maxsplit=1)[0]
        answer = _EXAMPLE.sub("", shortened(body))
        prose = len(part.body.split()) > 1 and not re.search(r"[\d+*/^=\[\]$]", part.body)
        ask = Ask.WHAT if prose and not has_hangul(part.body) else Ask.EQUALS
        ask = Ask.STANDS if stands_for(part.term, part.body) and "(" not in part.body else ask
        yield Fact(
            ask,
            Kind.EQUATION,
            subject.name,
            answer,
            line.number,
            own(line),
            subject=plain(without_gloss(part.term)),
            accepted=accepted_for(answer),
            rank=3,
        )


def _named(term: str, math: str, remark: str, line: Line) -> Iterator[Fact]:
    """A formula behind its name, with the symbols that the remark behind it explains."""
    name, uses = plain(without_gloss(term)), own(line)
    parts = [pairs(piece.strip())[0] for piece in _SYMBOLS.split(remark)]
    symbols = [part for part in parts if part.sign == ":" and part.term.startswith("$") and not part.effects]
    answer = f"$${math}$$" if symbols or not remark else f"${math}$ ({remark})"
    yield Fact(Ask.EQUATION, Kind.EQUATION, term, answer, line.number, uses, sort="named", subject=name, rank=2)
    for part in symbols:
        sides = (Ask.WHAT, Kind.DEFINITION, part.term, ended(part.body), line.number, uses, term, "symbol")
        yield Fact(*sides, subject=part.term, rank=4)


def _block(line: Line, scope: Scope, count: int, place: int, several: bool) -> Iterator[Fact]:
    text, remark = " ".join(line.text.split()), line.info
    if match := _REMARK.match(text):
        text, remark = match.group("math").strip(), match.group("remark")
    uses = own(line)
    follows = _FOLLOWS.search(text) is not None
    relation = outermost(text) if not follows else None
    if is_derived(scope.lead) or _CONDITION.match(text) or (relation is None and not follows and _INDEXED.search(text)):
        return
    named = name_before_formula(scope.lead or scope.name) or (ended(scope.lead) if len(scope.lead) <= 60 else "")
    about = named or topic_of(scope)
    if not about:
        return
    several = several or (not named and (scope.in_boxes or " and " in about))  # any of them may be the heading's
    left = _bare(text[: relation.start()]) if relation and _is_one(text) else ""
    other = len(key(left)) > 3 and key(left) not in key(about)
    said = f"${left}$" if left and len(left) < 60 and (several or line.raw or other) else ""
    if count > 1 and not said and place:
        return  # which of several equations is meant could not be said
    blank = _blank(text, relation.end()) if relation else None
    if blank is None or len(text) <= LONG:
        yield Fact(
            Ask.EQUATION,
            Kind.EQUATION,
            about,
            f"$${text}$$",
            line.number,
            uses,
            said,
            subject=plain(scope.name),
            rank=2,
        )
    else:
        start, end = blank
        answer = f"${text[start:end].strip()}$"
        yield Fact(
            Ask.BLANK,
            Kind.EQUATION,
            about,
            answer,
            line.number,
            uses,
            f"$${text[:start]}□{text[end:]}$$",
            subject=plain(scope.name),
            accepted=(text[start:end].strip(),),
            rank=3,
        )
    if symbol := _SYMBOL.match(remark):
        what = ended(symbol["what"])
        name = symbol["name"]
        if name in text:
            yield Fact(Ask.WHAT, Kind.DEFINITION, name, what, line.number, uses, sort="symbol", subject=name, rank=4)
    for part in pairs(remark.split("→")[0].strip()) if ":" in remark else ():
        if part.sign == ":" and len(part.term) <= 20 and not part.effects:
            yield Fact(
                Ask.WHAT, Kind.DEFINITION, part.term, ended(part.body), line.number, uses, subject=part.term, rank=4
            )


def _is_one(math: str) -> bool:
    """Whether the rows of a block all go on with its first left-hand side."""
    _, *rows = math.split("\\\\")
    return all(RELATION.match(row.replace("&", "").strip()) or "\\end{" in row[:6] or not row.strip() for row in rows)


def _bare(math: str) -> str:
    return _ENVIRONMENT.sub("", math).strip()


def _blank(text: str, begin: int) -> tuple[int, int] | None:
    """Where the right-hand side can be left blank: a factor or term that is said nowhere else in the equation."""
    if "\\begin" in text or "\\\\" in text or len(text) > 160:
        return None
    candidates = [*_braced(text, begin), *_factors(text, begin)]
    best: tuple[int, int] | None = None
    for start, end in candidates:
        piece = text[start:end].strip()
        rest = text[:start] + " " + text[end:]
        size = len(piece)
        if size < 2 or size > 40 or size > (len(text) - begin) * 0.75 or key(piece) == "" or piece.strip("() ") in rest:
            continue
        if piece.count("{") != piece.count("}") or piece.count("(") != piece.count(")") or has_hangul(piece):
            continue
        if re.search(r"\\[lc]?dots|…|\.\.\.|^\\(?:sum|int|lim|prod)", piece):
            continue
        if len(key(piece)) <= 3 and key(piece) in key(rest):
            continue
        if best is None or abs(size - 8) < abs(best[1] - best[0] - 8):
            best = (start, end)
    return best


def _braced(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """The innermost arguments of fractions, and roots."""
    for match in re.finditer(r"\\frac\{", text[begin:]):
        at = begin + match.end()
        for _ in range(2):
            end = _close(text, at)
            if end < 0:
                break
            yield at, end
            at = end + 2
    for match in re.finditer(r"\\sqrt\{[^{}]*\}|√\w+|√\([^()]*\)", text[begin:]):
        yield begin + match.start(), begin + match.end()


def _close(text: str, at: int) -> int:
    depth = 1
    for i in range(at, min(len(text), at + 200)):
        depth += {"{": 1, "}": -1}.get(text[i], 0)
        if not depth:
            return i
    return -1


def _factors(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """What stands between the outermost operators of the right-hand side, and inside its outermost call."""
    right = text[begin:]
    shown = mask(right)
    start = 0
    for match in [*re.finditer(r"\s*(?:[+·×−*/]|\\cdot|\\times|(?<=\s)-(?=\s))\s*", shown), None]:
        end = match.start() if match else len(right)
        lead = len(right[start:end]) - len(right[start:end].lstrip())
        if right[start:end].strip():
            yield begin + start + lead, begin + end - (len(right[start:end]) - len(right[start:end].rstrip()))
        start = match.end() if match else end
