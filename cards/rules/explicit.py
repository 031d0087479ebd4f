"""What a writer marked as a card: `Q:`/`A:`, `question::answer`, `:::` both ways, `{{c1::…}}`, `==…==`, `?`.

These are always cards: no filter for guesses looks at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cards.asking.answers import ended
from cards.asking.cloze import blanks, hidden
from cards.asking.fact import Fact, own, span
from cards.asking.scope import Entry, Scope
from cards.card import Kind
from cards.language.finding import BLANK, Ask
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
_ASK = re.compile(r"^(?:Q|질문|문제)\s?\d{0,3}\s?[.:：)]\s*(?P<text>\S.*)$", re.S)
_TELL = re.compile(r"^(?:A|답|답변|정답|해답)\s?\d{0,3}\s?[.:：)]\s*(?P<text>\S.*)?$", re.S)
_INLINE = re.compile(r"\s(?:A|답)\s?[.:：]\s*(?P<answer>\S.*)$")
_CALL = re.compile(r"[a-z_]\w*\s*[(<:]")


def is_marked(line: Line) -> bool:
    """Whether a line begins a marked card or belongs to one, read or not."""
    return bool(_ASK.match(line.text) or _TELL.match(line.text) or "{{c" in line.text or line.high)


def facts(scope: Scope) -> Iterator[Fact]:
    """The marked cards of a scope. The lines they use are theirs alone."""
    entries = scope.entries
    taken = -1
    for i, entry in enumerate(entries):
        line = entry.line
        if i <= taken or line.form in (Form.CODE, Form.MATH, Form.TABLE):
            continue
        if match := _ASK.match(line.text):
            fact, taken = _asked(match["text"], i, entries)
            if fact is not None:
                yield fact
        elif "{{c" in line.text:
            yield from _clozes(line)
        elif line.high:
            yield from _highlighted(line)
        elif "::" in line.text:
            yield from _doubled(line)
        elif line.text.strip() == "?" and 0 < i < len(entries) - 1:
            fact, taken = _below(i, entries)
            yield fact


def unread(scope: Scope) -> Iterator[tuple[frozenset[int], str]]:
    """Lines with a mark that makes no card, each with the reason."""
    entries = scope.entries
    for i, entry in enumerate(entries):
        text = entry.line.text
        if "{{c" in text and blanks(text) is None:
            yield own(entry.line), "its {{c1::…}} is not closed; write }} behind what is to be left out"
        elif (
            text.startswith(("Q", "질"))
            and (match := _ASK.match(text))
            and _asked(match["text"], i, entries)[0] is None
        ):
            yield own(entry.line), "it is a question without an answer; write `A: …` below it"


def _asked(question: str, at: int, entries: tuple[Entry, ...]) -> tuple[Fact | None, int]:
    """A `Q:` with all that answers it: to the next `Q:`, and the place of its last entry."""
    line = entries[at].line
    if (inline := _INLINE.search(question)) and not line.children:
        return _fact(question[: inline.start()].strip(), ended(inline["answer"]), line, own(line)), at
    uses = set(own(line))
    told: list[str] = []
    first: Line | None = None
    last = line.number
    answering = False
    end = at
    for below in line.children or (e.line for e in islice(entries, at + 1, None)):
        first = first or below
        if _ASK.match(below.text) and below.form not in (Form.CODE, Form.MATH):
            break
        match = (
            _TELL.match(below.text) if not answering and below.form not in (Form.CODE, Form.MATH, Form.TABLE) else None
        )
        if match:
            answering = True
            told += [match["text"]] if match["text"] else []
        elif not answering and not line.children:
            if below.form is not Form.TEXT or below.number > last + 1:
                break
            question = f"{question} {below.text}"  # a question of two lines
        else:
            told.append(_shown(below))
        told += [_shown(c) for c in below.children]
        uses |= span(below)
        last = below.last
        end += 0 if line.children else 1
    if not told or (not answering and not line.text.startswith(("Q", "질"))):
        return None, at
    whole = any("\n" in t for t in told)
    items = len(told) > 1 and not whole and not (first and first.form is Form.TEXT and len(told) == 2)
    answer = "\n".join(f"- {t}" for t in told) if items else "\n".join(told)
    return _fact(question, ended(answer) if len(told) == 1 else answer, line, frozenset(uses)), end


def _below(at: int, entries: tuple[Entry, ...]) -> tuple[Fact, int]:
    """A "?" on a line of its own: the line above asks, the line below answers."""
    above, mark, below = entries[at - 1].line, entries[at].line, entries[at + 1].line
    told = [_shown(below), *(_shown(c) for c in below.children)]
    uses = own(above) | own(mark) | span(below)
    return _fact(above.text, ended("\n".join(told)), above, uses), at + 1


def _shown(line: Line) -> str:
    if line.form is Form.CODE:
        return f"```{line.info}\n{line.text}\n```"
    if line.form is Form.MATH:
        return f"$${line.text}$$"
    if line.form is Form.TABLE:
        return "\n".join("| " + " | ".join(row) + " |" for row in line.rows)
    return line.text


def _fact(question: str, answer: str, line: Line, uses: frozenset[int], kind: Kind = Kind.QUESTION) -> Fact:
    return Fact(Ask.MARKED, kind, "", answer, line.number, uses, question, accepted=accepted_for(answer), rank=0)


def _clozes(line: Line) -> Iterator[Fact]:
    found = blanks(line.text)
    for number in dict.fromkeys(b.number for b in found or ()):
        shown, answers = hidden(line.text, number)
        if all(answers):
            yield _fact(shown, ", ".join(answers), line, own(line), Kind.CLOZE)


def _highlighted(line: Line) -> Iterator[Fact]:
    for high in line.high[:4]:
        rest = line.text.replace(high, "", 1)
        if line.text.count(high) == 1 and len(rest.strip(" .,:")) >= 4 and len(high) * 2 <= len(line.text) * 1.4:
            yield _fact(line.text.replace(high, BLANK), high, line, own(line), Kind.CLOZE)


def _is_path(left: str, right: str) -> bool:
    """Whether a tight "::" joins a path: std::vector and Foo::bar are paths, "capital of France::Paris" is a card."""
    if left.endswith(("?", "？", ".")):
        return False
    if " " not in left or _CALL.match(right):
        return True
    return left.split()[-1].islower() and right.split()[0].islower()


def _doubled(line: Line) -> Iterator[Fact]:
    text = line.text
    bare = re.sub(r"`[^`]*`", lambda m: "\x01" * len(m.group()), text)
    parted = re.search(r"\s(?P<mark>:::?)\s", bare) or re.search(r"(?<=[?？])(?P<mark>:::?)(?=\S)", bare)
    if parted is None:
        places = [m for m in re.finditer(r"(?<!:)(?P<mark>:::?)(?!:)", bare) if m.start() > 0 and m.end() < len(bare)]
        if len(places) != 1:
            return
        parted = places[0]
        left, right = text[: parted.start()].strip(), text[parted.end() :].strip()
        code = "\x01" in bare[max(0, parted.start() - 1) : parted.end() + 1]
        if parted["mark"] == "::" and (code or (left.isascii() and right.isascii() and _is_path(left, right))):
            return
    left, right = text[: parted.start()].strip(), text[parted.end() :].strip()
    if not left or not right or "→" in mask(text):
        return
    yield _fact(left, right, line, own(line))
    if parted["mark"] == ":::":
        yield Fact(
            Ask.MARKED,
            Kind.QUESTION,
            "",
            left,
            line.number,
            own(line),
            right,
            sort="back",
            accepted=accepted_for(left),
            rank=1,
        )
