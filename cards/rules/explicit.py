"""What a writer marked as a card: `Q:`/`A:`, `question::answer`, `:::` both ways, `{{c1::…}}`, `==…==`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.answers import ended
from cards.asking.draft import Draft, own, span
from cards.asking.scope import Entry, Scope
from cards.asking.wording import BLANK
from cards.card import Kind
from cards.language.glosses import accepted_for
from cards.language.text import mask
from cards.note import Form, Line

EXAMPLES = (
    ("Q: 스택의 순서는?\nA: LIFO\n", (("스택의 순서는?", "LIFO"),)),
    ("프랑스의 수도::파리\n", (("프랑스의 수도", "파리"),)),
    ("파리:::프랑스의 수도\n", (("파리", "프랑스의 수도"), ("프랑스의 수도", "파리"))),
    (
        "물은 {{c1::100}}도에서 {{c2::끓는다}}\n",
        (("물은 [...]도에서 끓는다", "100"), ("물은 100도에서 [...]", "끓는다")),
    ),
    ("TCP는 ==연결 지향== 프로토콜이다\n", (("TCP는 [...] 프로토콜이다", "연결 지향"),)),
)
_ASK = re.compile(r"^(?:Q|질문|문제)\s?\d{0,3}\s?[.:：)]\s*(?P<text>\S.*)$")
_TELL = re.compile(r"^(?:A|답|답변|정답|해답)\s?\d{0,3}\s?[.:：)]\s*(?P<text>\S.*)?$")
_CLOZE = re.compile(r"\{\{c(?P<n>\d{1,2})::(?P<answer>[^{}]{1,200}?)(?:::(?P<hint>[^{}]{1,80}))?\}\}")
_CALL = re.compile(r"[a-z_]\w*\s*[(<:]")


def cards(scope: Scope) -> Iterator[Draft]:
    """The marked cards of a scope. The lines they use are theirs alone."""
    entries = scope.entries
    for i, entry in enumerate(entries):
        line = entry.line
        if line.form in (Form.CODE, Form.MATH, Form.TABLE):
            continue
        if match := _ASK.match(line.text):
            yield from _asked(match.group("text"), entry, entries[i + 1 :])
        elif "{{c" in line.text:
            yield from _cloze(line)
        elif line.high:
            yield from _highlighted(line)
        elif "::" in line.text:
            yield from _doubled(line)


def _asked(question: str, entry: Entry, after: tuple[Entry, ...]) -> Iterator[Draft]:
    line = entry.line
    inline = re.search(r"\s(?:A|답)\s?[.:：]\s*(\S.*)$", question)
    if inline and not line.children:
        answer = inline.group(1)
        yield Draft(
            Kind.QUESTION,
            question[: inline.start()].strip(),
            ended(answer),
            line.number,
            "",
            own(line),
            accepted_for(answer),
            rank=0,
        )
        return
    uses = own(line)
    told: list[str] = []
    rest = list(line.children) or [e.line for e in after]
    for k, below in enumerate(rest):
        match = _TELL.match(below.text)
        if k == 0 and not match and not line.children:
            return
        if (k and match) or _ASK.match(below.text) or below.form in (Form.TABLE,):
            break
        if k and below.form is Form.TEXT and not line.children and below.number > max(uses) + 1:
            break
        text = (match.group("text") or "") if match else below.text
        if below.form is Form.CODE:
            text = f"```{below.info}\n{below.text}\n```"
        if text:
            told.append(text)
        told += [c.text for c in below.children]
        uses |= span(below)
    answer = told[0] if len(told) == 1 else "\n".join(t if t.startswith("```") else f"- {t}" for t in told)
    yield Draft(
        Kind.QUESTION,
        question,
        ended(answer) if len(told) == 1 else answer,
        line.number,
        "",
        uses,
        accepted_for(answer),
        rank=0,
    )


def _cloze(line: Line) -> Iterator[Draft]:
    numbers = list(dict.fromkeys(m.group("n") for m in _CLOZE.finditer(line.text)))
    for number in numbers:
        answers = [m.group("answer").strip() for m in _CLOZE.finditer(line.text) if m.group("n") == number]

        def shown(match: re.Match[str], number: str = number) -> str:
            if match.group("n") != number:
                return match.group("answer")
            return f"[{match.group('hint')}]" if match.group("hint") else BLANK

        yield Draft(Kind.CLOZE, _CLOZE.sub(shown, line.text), ", ".join(answers), line.number, "", own(line), rank=0)


def _highlighted(line: Line) -> Iterator[Draft]:
    for high in line.high[:4]:
        rest = line.text.replace(high, "", 1)
        if line.text.count(high) == 1 and len(rest.strip(" .,:")) >= 4 and len(high) * 2 <= len(line.text) * 1.4:
            yield Draft(
                Kind.CLOZE, line.text.replace(high, BLANK), high, line.number, "", own(line), accepted_for(high), rank=0
            )


def _is_path(left: str, right: str) -> bool:
    """Whether "::" joins a path: std::vector and Foo::bar are paths, "capital of France::Paris" is a card."""
    if " " not in left or _CALL.match(right):
        return True
    return left.split()[-1].islower() and right.split()[0].islower()


def _doubled(line: Line) -> Iterator[Draft]:
    text = line.text
    bare = re.sub(r"`[^`]*`", lambda m: "\x01" * len(m.group()), text)
    at = bare.find("::")
    both = bare.startswith(":::", at)
    width = 3 if both else 2
    if at <= 0 or bare.find("::", at + width) >= 0 or not text[at + width :].strip():
        return
    left, right = text[:at].strip(), text[at + width :].strip()
    tight = not both and text[at - 1] != " " and text[at + 2] != " "
    if tight and left.isascii() and right.isascii() and _is_path(left, right):
        return
    if "→" in mask(text):
        return
    yield Draft(Kind.QUESTION, left, right, line.number, "", own(line), accepted_for(right), rank=0)
    if both:
        yield Draft(Kind.QUESTION, right, left, line.number, "", own(line), accepted_for(left), reverse=True, rank=1)
