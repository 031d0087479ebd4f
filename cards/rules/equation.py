"""Equations: recalled whole, with a blank in them, and `name = expression` in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.answers import ended, shortened
from cards.asking.claims import IN_CODE, ordered_steps, parts_of
from cards.asking.draft import Draft, own
from cards.asking.scope import Scope
from cards.asking.wording import about, bold
from cards.card import Kind
from cards.language.endings import josa
from cards.language.glosses import accepted_for, without_gloss
from cards.language.korean import analyse
from cards.language.statement import pairs
from cards.language.terms import is_title
from cards.language.text import has_hangul, key, mask
from cards.note import Form, Line

EXAMPLES = (
    (
        "## 표준화\n$$z = (x - μ) / σ$$\n",
        (
            ("**표준화** — 식은?", "$$z = (x - μ) / σ$$"),
            ("**표준화** — □에 들어갈 것은? $$z = □ / σ$$", "$(x - μ)$"),
        ),
    ),
    ("## 활성화\n- SiLU = β가 1인 Swish\n", (("**SiLU** (활성화) — 무엇과 같은가?", "β가 1인 Swish"),)),
)
_REMARK = re.compile(
    r"^(?P<math>.+?)\s*(?:\\quad|\\qquad"
    r"|,)?\s{1,}[(（](?P<remark>[^()]*[가-힣]{2}[^()]*(?:\([^()]*\)[^()]*)*)[)）]\s*$",
    re.S,
)
_RELATION = re.compile(
    r"(?<![<>!:\\])(?:=|≈|\\approx(?![a-z])|:=|∝|\\propto(?![a-z])|\\sim(?![a-z])|\\equiv(?![a-z]))(?!=)"
)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[a-z*]+\}(?:\{[^{}]*\})?|&|\\\\|\\(?:tag|label)\{[^{}]*\}")


def cards(scope: Scope) -> Iterator[Draft]:
    """The equations of a scope and the equalities in its lines."""
    blocks = [e.line for e in scope.entries if e.line.form is Form.MATH]
    for i, line in enumerate(blocks):
        yield from _block(line, scope, len(blocks), i)
    steps = {step.line.number for step in ordered_steps(scope)}
    for entry in scope.entries:
        if len(entry.parts) == 1 and IN_CODE.match(entry.line.text) and scope.name and entry.below is None:
            ask = "식은?" if scope.korean else "what is its equation?"
            yield Draft(
                Kind.EQUATION,
                f"{_head(scope)} — {ask}",
                entry.line.text,
                entry.line.number,
                scope.name,
                own(entry.line),
                rank=3,
            )
        for part in entry.parts:
            if part.sign == "=" and not parts_of(part) and entry.line.number not in steps:
                subject = about(part.term, scope)
                prose = len(part.body.split()) > 1 and not re.search(r"[\d+*/^=\[\]$]", part.body)
                tail = "무엇과 같은가?" if scope.korean else ("what is it?" if prose else "what does it equal?")
                answer = shortened(part.body)
                yield Draft(
                    Kind.EQUATION,
                    f"{subject} — {tail}" if subject else "",
                    answer,
                    entry.line.number,
                    without_gloss(part.term),
                    own(entry.line),
                    accepted_for(answer),
                    rank=3,
                )


def _block(line: Line, scope: Scope, count: int, place: int) -> Iterator[Draft]:
    text, remark = " ".join(line.text.split()), line.info
    if match := _REMARK.match(text):
        text, remark = match.group("math").strip(), match.group("remark")
    uses = own(line)
    relation = _RELATION.search(text)
    subject = scope.lead or scope.name
    if not subject:
        return
    left = text[: relation.start()].strip() if relation and text.count("\\\\") == 0 else ""
    head = _head(scope)
    if (count > 1 or line.raw) and left and len(left) < 60:
        question = f"{head} — ${_bare(left)}$의 식은?" if scope.korean else f"{head} — what is ${_bare(left)}$?"
    elif count > 1 and place:
        question = f"{head} — {place + 1}번째 식은?" if scope.korean else f"{head} — what is equation {place + 1}?"
    elif scope.aspect and scope.korean and has_hangul(scope.aspect) and scope.name:
        question = f"{bold(scope.label)}{josa(scope.label, '은는')}?"
    else:
        question = f"{head} — 식은?" if scope.korean else f"{head} — what is its equation?"
    yield Draft(Kind.EQUATION, question, f"$${text}$$", line.number, scope.name, uses, rank=2)
    if relation and (blank := _blank(text, relation.end())):
        start, end = blank
        ask = "□에 들어갈 것은?" if scope.korean else "what belongs in □?"
        answer = f"${text[start:end].strip()}$"
        yield Draft(
            Kind.EQUATION,
            f"{head} — {ask} $${text[:start]}□{text[end:]}$$",
            answer,
            line.number,
            scope.name,
            uses,
            (text[start:end].strip(),),
            rank=3,
        )
    ask = "무엇인가?" if scope.korean else "what is it?"
    for part in pairs(remark.split("→")[0].strip()) if ":" in remark else ():
        if part.sign == ":" and len(part.term) <= 20 and not part.effects:
            symbol = f"{about(part.term, scope)} — {ask}"
            yield Draft(Kind.DEFINITION, symbol, ended(part.body), line.number, part.term, uses, rank=4)
    if remark:
        found = analyse(remark)
        if found.subject:
            yield Draft(
                Kind.DEFINITION,
                f"{about(found.subject, scope)} — {ask}",
                ended(found.predicate),
                line.number,
                found.subject,
                uses,
                rank=4,
            )


def _head(scope: Scope) -> str:
    if not scope.lead:
        own_words = f" ({scope.heading})" if scope.heading and not scope.meant and is_title(scope.heading) else ""
        return bold(scope.name) + own_words
    lead = ended(scope.lead)
    return lead if not scope.name or key(scope.name) in key(lead) else f"{bold(scope.name)} — {lead}"


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
