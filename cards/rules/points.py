"""What a heading is, or what there is to know about it: the plain lines under it, as one answer or a short list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.answers import ended, shortened
from cards.asking.claims import IN_CODE, is_point, ordered_steps, partly, points_back, same, steps_of
from cards.asking.draft import ANSWER, Draft, own
from cards.asking.scope import Entry, Scope
from cards.asking.subjects import carried
from cards.asking.wording import bold, listed, order, points
from cards.card import Kind
from cards.language import endings, english, korean
from cards.language.aspects import is_collective
from cards.language.glosses import accepted_for
from cards.language.headings import is_question
from cards.language.statement import sentences
from cards.language.terms import is_name, is_title
from cards.language.text import has_hangul
from cards.note import Form

EXAMPLES = (
    (
        "## 스택\n나중에 넣은 것이 먼저 나오는 자료구조\n",
        (("**스택** — 무엇인가?", "나중에 넣은 것이 먼저 나오는 자료구조"),),
    ),
    (
        "## TCP\n### 장점\n- 순서를 지킴\n- 잃은 것을 다시 보냄\n",
        (("**TCP**의 장점 2가지는?", "순서를 지킴, 잃은 것을 다시 보냄"),),
    ),
)
_MOST = 6  # lines that one answer may list


def cards(scope: Scope) -> Iterator[Draft]:
    """The meaning of the name, and its points in answers of at most 200 characters."""
    if whole := _whole(scope):
        yield whole
        return
    among = {entry.line.number for entry, _ in partly(scope)}
    found = [(entry, text) for entry, text in plain_lines(scope) if entry.line.number not in among]
    if not found:
        return
    first_entry, first = found[0]
    if scope.name and scope.meant and not (scope.aspect or scope.lead or scope.question or scope.told):
        alone = len(found) == 1 and first_entry.line.form is Form.ITEM and len(scope.entries) == 1
        single = not re.search(r"(?:와|과|이랑|랑)\s|,\s|\bvs\b|\s/\s|\band\b", scope.heading or scope.name)
        above = first_entry.line.form is Form.TEXT and first_entry is scope.entries[0] and single
        above = above and _opens(first, first_entry)
        if above or alone or (first_entry is scope.entries[0] and _is_meaning(first)):
            question = f"{bold(scope.name)} — {'무엇인가?' if scope.korean else 'what is it?'}"
            answer = shortened(
                endings.trimmed(first) if endings.is_defined(first) or endings.is_copula(first) else first
            )
            yield Draft(
                Kind.DEFINITION,
                question,
                answer,
                first_entry.line.number,
                scope.name,
                own(first_entry.line),
                accepted_for(answer),
                rank=0,
            )
            found = found[1:]
    if not (scope.aspect or scope.lead or scope.question):
        found = [(e, t) for e, t in found if not asked_alone(t)]
    if steps := ordered_steps(scope):
        yield from _in_order(scope, steps)
        found = [(e, t) for e, t in found if e.line.number not in {s.line.number for s in steps}]
    chunks: list[list[tuple[Entry, str]]] = []
    for entry, text in found:
        size = sum(len(t) + 3 for _, t in chunks[-1]) if chunks else ANSWER
        if not chunks or size + len(text) + 3 > ANSWER or len(chunks[-1]) == _MOST:
            chunks.append([])
        chunks[-1].append((entry, text))
    total = len(found)
    for i, chunk in enumerate(chunks):
        answer = listed(_paragraphs(chunk))
        question = points(scope, total, (i + 1, len(chunks)) if len(chunks) > 1 else None)
        if total == 1 and _REASON.search(answer):
            question = question.replace("자세히는?", "왜 그런가?").replace("in detail?", "why?")
        uses = frozenset(n for e, _ in chunk for n in own(e.line))
        line = chunk[0][0].line.number if len(chunks) > 1 or not scope.number else scope.number
        kind = Kind.ENUMERATION if total > 1 else Kind.DEFINITION
        yield Draft(
            kind, question, answer, line, scope.name, uses, accepted_for(answer), rank=2 if line == scope.number else 4
        )


_REASON = re.compile(r"때문(?:이다|에|임)?\.?$|^because\b", re.I)


def _in_order(scope: Scope, steps: tuple[Entry, ...]) -> Iterator[Draft]:
    """The steps of a process, numbered, in as many answers as they need."""
    lines = [f"{i}. {ended(step.line.text)}" for i, step in enumerate(steps, 1)]
    rows: list[list[int]] = [[]]
    for i, line in enumerate(lines):
        if rows[-1] and sum(len(lines[k]) + 1 for k in rows[-1]) + len(line) > ANSWER:
            rows.append([])
        rows[-1].append(i)
    for place, row in enumerate(rows, 1):
        question = order(scope, (place, len(rows)) if len(rows) > 1 else None)
        uses = frozenset(n for i in row for n in own(steps[i].line))
        answer = "\n".join(lines[i] for i in row)
        yield Draft(Kind.ENUMERATION, question, answer, steps[row[0]].line.number, scope.name, uses, rank=2)


def _paragraphs(chunk: list[tuple[Entry, str]]) -> list[str]:
    """The points of an answer, sentences of one paragraph of prose kept together."""
    out: list[str] = []
    last: Entry | None = None
    for entry, text in chunk:
        if out and entry is last and entry.line.form is Form.TEXT:
            out[-1] = f"{out[-1].rstrip('.')}. {text}"
        else:
            out.append(text)
        last = entry
    return out


def _whole(scope: Scope) -> Draft | None:
    """The answer to a heading that asks, where it is a list of plain and labelled lines that fits as one."""
    if not scope.question or len(scope.entries) < 2 or not any(p.sign for e in scope.entries for p in e.parts):
        return None
    told = [e.line.text for e in scope.entries]
    if any(e.line.form is not Form.ITEM or e.below is not None or "→" in e.line.text for e in scope.entries):
        return None
    if all(p.sign for e in scope.entries for p in e.parts) and not scope.entries[0].line.ordered:
        return None  # each line is a card of its own, and its names another
    answer = listed([ended(text) for text in told])
    if len(answer) > ANSWER:
        return None
    uses = frozenset(n for e in scope.entries for n in own(e.line))
    return Draft(Kind.QUESTION, points(scope, len(told)), answer, scope.number, scope.name, uses, rank=0)


_TO_YOU = re.compile(
    r"^(?:you|use|run|call|start|see|try|type|open|install|add|note|remember|don't|never|always)\b", re.I
)


def _opens(text: str, entry: Entry) -> bool:
    """Whether a paragraph begins with these words, and says something of a thing, not what the reader should do."""
    return not _TO_YOU.match(text) and text[:12] in sentences(entry.line.text)[0]


def _is_meaning(text: str) -> bool:
    """Whether the first line under a name reads like what it is, not like one of several things about it."""
    if not has_hangul(text):
        return re.match(r"(?:an?|the|one of)\s", text, re.I) is not None and len(text) > 20
    return endings.is_defining(text) or (len(text) >= 20 and not endings.is_clause(text) and not _VERBAL.search(text))


_VERBAL = re.compile(r"(?:[다요음함됨임]|[가-힣]기)[.!]?$")


def plain_lines(scope: Scope) -> Iterator[tuple[Entry, str]]:
    """The lines of a scope that say something about its name and have no name of their own."""
    inherited = carried(scope) if not (scope.question or scope.lead or scope.aspect) else {}
    asked = -9
    for entry in scope.entries:
        line = entry.line
        answers, asked = line.number <= asked + 1 and line.form is Form.TEXT, -9
        if line.form is Form.TEXT and line.text.endswith("?") and entry.below is None:
            asked = line.last
        if line.form not in (Form.TEXT, Form.ITEM) or len(entry.parts) != 1 or line.task or answers:
            continue
        part = entry.parts[0]
        if steps_of(entry):
            continue
        if part.sign and not is_point(part, scope):
            continue
        text = part.term if part.sign else part.body
        if part.sign:
            yield entry, ended(text)
            continue
        if entry.below is not None and (not entry.below.lead or is_title(text) or not is_said(text)):
            continue
        if is_question(text) or text.endswith((":", "：")):
            continue
        if IN_CODE.match(text):
            continue  # an equation
        if "↔" in text and all(map(is_name, text.split("↔"))):
            continue  # "이산 변수 ↔ 연속 변수" names two opposites, and says nothing of them
        before = ""
        for k, sentence in enumerate(sentences(text)):
            if is_question(sentence):
                break
            if (subject := inherited.get((line.number, k))) and not same(subject, scope):
                continue
            leans = _LEANS.match(sentence)
            if k and points_back(sentence):
                # "This means …" says something only beside the sentence before it.
                if before and len(before) + len(sentence) < ANSWER:
                    before = f"{before.rstrip('.')}. {sentence}"
                continue
            if leans and before and len(before) + len(sentence) < ANSWER:
                before = f"{before}. {sentence}" if not before.endswith(".") else f"{before} {sentence}"
                continue
            if before:
                yield entry, before
            told = sentence[leans.end() :] if leans else sentence
            if line.form is Form.TEXT and is_collective(scope.aspect) and _of_its_own(told):
                continue  # one of several kinds: a card of its own asks what it is
            kept = about_name(told, scope)
            # Within a paragraph a sentence keeps its subject, or it would lean on nothing.
            before = ended(told) if kept and k and line.form is Form.TEXT else kept
        if before:
            yield entry, before


_LEANS = re.compile(
    r"^(?:그래서|따라서|그러므로|즉|하지만|그러나|대신|반면에?|또한|그리고|때문에|이로 인해|so|therefore"
    r"|thus|hence|but|however|instead),?\s",
    re.I,
)


def _of_its_own(sentence: str) -> bool:
    """Whether a sentence names what it is about."""
    found = (korean if has_hangul(sentence) else english).analyse(sentence)
    return found.form in {"definition", "topic"} and is_name(found.subject)


def asked_alone(text: str) -> bool:
    """Whether a sentence is asked by itself, by what it says first ("인덱스를 많이 만들면"): it is no point as well."""
    of = korean if has_hangul(text) else english
    return len(of.clauses(text)) == 1 and of.analyse(text).form in {"adverb", "condition"}


def is_said(text: str) -> bool:
    """Whether a line over others is a sentence, rather than the name of what they say."""
    return (endings.is_clause(text) or len(text.split()) > 3) if has_hangul(text) else len(text.split()) > 6


def about_name(sentence: str, scope: Scope) -> str:
    """A sentence as a point about the name of its scope; "" where it has a subject of its own or tells a story."""
    if has_hangul(sentence) and endings.is_unfinished(sentence):
        return ""
    found = (korean if has_hangul(sentence) else english).analyse(sentence)
    if found.form in {"story", "alias"}:
        return ""
    if (
        found.subject
        and found.form in {"definition", "topic"}
        and (same(found.subject, scope) or not (scope.question or scope.lead or scope.aspect))
    ):
        if same(found.subject, scope):
            return ended(found.predicate)
        if is_name(found.subject):
            return ""
    return (
        endings.trimmed(sentence)
        if has_hangul(sentence) and endings.is_defined(sentence) and "가리" not in sentence[-5:]
        else ended(sentence)
    )
