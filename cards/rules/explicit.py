"""What a writer marked as a card: `Q:`/`A:`, `question::answer`, `:::` both ways, clozes, `==…==`, `?` on a line.

These are always cards: no filter for guesses looks at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from cards.asking.answers import ended
from cards.asking.asmarkdown import BLOCKS, block, last_line, markdown_of, told_by
from cards.asking.choices import MOST as MOST_CHOICES
from cards.asking.choices import asked_with, choice_of
from cards.asking.cloze import blanks, has_blanks, hidden, is_misspelled, is_template, spelled, tells_of_templates
from cards.asking.fact import Fact, own, span
from cards.asking.marked import gap_in
from cards.asking.paths import SPACES, is_field, is_path
from cards.asking.scope import Scope
from cards.asking.turns import ASKS, TURNS, spoken, turns_of
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import accepted_for
from cards.language.headings import is_question
from cards.language.statement import sentences
from cards.note import Form, Line
from cards.translation import N_

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
_TELL = re.compile(
    r"^(?:(?:A|답|답변|정답|해답)\s?\d{0,3}\s?[.:：)]|Answer\s?\d{0,3}\s?[:：])(?:\s*(?P<text>[^\s:].*))?$", re.S | re.I
)
_LETTER = re.compile(r"[B-Eb-e]\s?[.:)]\s")
_INLINE = re.compile(r"\s(?:A|답|Answer)\s?[.:：]\s+(?P<answer>\S.*)$")
_PLAINLY_ASKED = re.compile(r"^(?:Q|질문)", re.I)
_NUMBERED = re.compile(r"\{\{[cC]?\d{1,3}:")
_OF_A_TEMPLATE = N_("its {{…}} is a template's, no blank; write templates in `code`, and blanks as {{c1::…}}")
# How the answer is found, between the question and it: told before it is asked, it would give it away.
_WORKED = re.compile(
    r"(?:풀이(?: ?과정)?|해설|해법|계산|힌트|(?:worked )?solution|workings?|calculation|derivation|hint)\s?[:：)]",
    re.I,
)
MOST = 40  # clozes that one line may have
LONGEST = 2000  # characters; what stands below so long an answer is a text of its own


Marked = tuple[list[Fact], frozenset[int], str]
_NONE: Marked = ([], frozenset(), "")


def marks(scope: Scope) -> Iterator[Marked]:
    """The marks of a scope: the facts of each, or the lines of one that makes none, with why.

    The lines that a marked card uses are its alone.
    """
    entries = [entry.line for entry in scope.entries]
    turns = {turn.begin: turn for turn in turns_of(entries)}
    conversation = spoken(entries)
    templates = tells_of_templates(line.text for line in entries)
    kept = _fields(entries)
    deck = any("::" in line.text and line.number not in kept and any(_doubled(line)) for line in entries)
    headed, taken = _headed(scope)
    if headed is not None:
        yield [headed], frozenset(), ""
    for i, line in enumerate(entries):
        if i <= taken:
            continue
        if i in turns:
            turn, taken = turns[i], turns[i].end
            yield _turned(entries[i : turn.at], entries[turn.at], entries[turn.at + 1 : turn.end + 1])
        elif line.children and line.children[0].text in TURNS:
            yield _turned([line], line.children[0], line.children[1:])
        elif line.form not in BLOCKS and (match := ASKS.match(line.text)):
            fact, taken = _asked(match["text"] or "", i, entries, turns)
            if fact is not None:
                yield [fact], frozenset(), ""
            elif _PLAINLY_ASKED.match(line.text):
                below = next(iter((*line.children[:1], *entries[i + 1 : i + 2])), None)
                if not match["text"] and below is not None and _tells(below):
                    lines = own(line) | own(below)
                    yield [], lines, N_("it is an answer without a question; write the question behind `Q:`")
                else:
                    yield [], own(line), N_("it is a question without an answer; write `A: …` below it")
        elif i in conversation:
            yield [], own(line), N_("it is a line of a conversation, not a fact")
        elif templates and "{{" in line.text and line.form not in BLOCKS and not _NUMBERED.search(line.text):
            yield [], own(line), _OF_A_TEMPLATE
        elif line.number not in kept:
            yield from _alone(line, deck)


def _fields(entries: Sequence[Line]) -> frozenset[int]:
    """The lines of fields that a program keeps of a note: one name before "::" on three lines or more ("RELATED::")."""
    told: dict[str, list[int]] = {}
    for line in entries:
        name, parted, _ = line.text.partition("::")
        if parted and name.isascii() and name.isupper():
            told.setdefault(name, []).append(line.number)
    return frozenset(number for lines in told.values() if len(lines) > 2 for number in lines)


def _alone(line: Line, deck: bool = False) -> Iterator[Marked]:
    """The marks within one line; `deck` says that another line beside it is a card with "::"."""
    if line.form is Form.TABLE:
        for row, number in zip(line.rows[1:], line.numbers[1:], strict=False):
            if any("{{" in cell for cell in row):
                told = (
                    f"{head}: {cell}" if head else cell for head, cell in zip(line.rows[0], row, strict=False) if cell
                )
                yield _clozes(" · ".join(told).replace("\n", " "), number, frozenset({number, line.numbers[0]}))
        return
    braced = "{{" in line.text or ("{" in line.text and is_misspelled(line.text))
    blank = "{{c" in line.text if line.form is Form.CODE else braced or line.text[:1] == "C"
    found = _clozes(markdown_of(line), line.number, own(line)) if blank else _NONE
    if found != _NONE:
        yield found
    elif line.form in BLOCKS:
        return
    elif line.high:
        yield list(_highlighted(line)), frozenset(), ""
    elif "::" in line.text:
        yield list(_doubled(line, deck)), frozenset(), ""


def _is_card(line: Line) -> bool:
    """Whether a line holds marked cards itself, so that no answer above it goes on with it."""
    return any(found for found, _, _ in _alone(line) if not line.high)


def _asked(question: str, at: int, entries: Sequence[Line], turns: Mapping[int, object]) -> tuple[Fact | None, int]:
    """A `Q:` with all that answers it, up to the next marked card or rule, and the place of its last entry."""
    line = entries[at]
    if (inline := _INLINE.search(question)) and not line.children:
        return _fact(question[: inline.start()].strip(), ended(inline["answer"]), line, own(line)), at
    if (chosen := _chosen(question, line, at, entries)) is not None:
        return chosen
    children = tuple(
        takewhile(lambda child: not _asks(child) and (_tells(child) or not _is_card(child)), line.children)
    )
    uses, end, last = own(line).union(*map(span, children)), at, last_line(line)
    if (
        children
        and not any(map(_tells, children))
        and (not question or (at + 1 < len(entries) and _tells(entries[at + 1])))
    ):
        question, children = "\n".join((question, *map(block, children))).strip(), ()  # what may be chosen from
    told: list[Line] = []
    answering = bool(children) and not any(map(_tells, children))
    for child in children:
        if answering or _tells(child):
            told += [child] if told else _answering(child)
            answering = True
        elif not _WORKED.match(child.text):
            question = _further(question, child)
    for k in range(at + 1, len(entries) if not children else 0):
        below = entries[k]
        if _asks(below) or below.ruled or k in turns or below.quoted < line.quoted:
            break
        if answering and (_is_card(below) or sum(len(block(t)) for t in told) > LONGEST):
            break
        if not answering and _tells(below) and not _is_option(k, entries):
            answering = True
            told += _answering(below)
        elif answering:
            told.append(below)
        elif below.number <= last + (2 if below.form in BLOCKS else 1) and not _is_card(below):
            question = question if _WORKED.match(below.text) else _further(question, below)
        else:
            break
        uses, end, last = uses | span(below), k, last_line(below)
    answer = told_by(told)
    if not answer or not question or (answering and not any(map(_tells, line.children)) and _only_asks(line.children)):
        return None, at
    return _fact(question, ended(answer) if len(told) == 1 and told[0].form not in BLOCKS else answer, line, uses), end


def _only_asks(children: Sequence[Line]) -> bool:
    """Whether what stands below a question is what may be chosen from, or asks on: no answer to it."""
    chosen = any(len(_CHOICE.findall(f" {child.raw or child.text}")) > 1 for child in children)
    return chosen or any(child.text.endswith(("?", "？")) for child in children)


_CHOICE = re.compile(r"\s(?:[①-⑩]|\(?[1-5A-Ea-e가-마]\))\s?(?=\S)")


def _chosen(question: str, line: Line, at: int, entries: Sequence[Line]) -> tuple[Fact | None, int] | None:
    """A question answered by the right one of the choices below it; None where none stand there."""
    below = [*line.children[:MOST_CHOICES], *entries[at + 1 : at + 1 + MOST_CHOICES]]
    choice = choice_of(below) if question else None
    if choice is None:
        return None
    uses = own(line).union(*map(span, (*line.children, *below[: choice.taken])))
    fact = _fact(asked_with(question, choice), choice.right, line, uses) if choice.right else None
    return fact, at + max(0, choice.taken - len(line.children))


def _headed(scope: Scope) -> tuple[Fact | None, int]:
    """A heading that asks (`## Q: …`) over lines that begin with `A:`, and the place of the last of them."""
    entries = [entry.line for entry in scope.entries]
    question = scope.question or scope.heading
    if not scope.section or not question or not entries or not _TELL.match(entries[0].raw):
        return None, -1
    if (choice := choice_of(entries)) is not None:
        uses = frozenset({scope.number}).union(*map(span, entries[: choice.taken]))
        fact = _fact(asked_with(question, choice), choice.right, entries[0], uses) if choice.right else None
        return fact, choice.taken - 1
    others = [entry.raw for entry in entries[1:4]]
    if any(map(_LETTER.match, others)) or (others and not is_question(question) and entries[0].form is Form.ITEM):
        return None, -1  # the first of a list: "a) … b) …", or grades and vitamins by their letters
    told = _answering(entries[0])
    last = 0
    for below in entries[1:]:
        if _asks(below) or below.ruled or _is_card(below) or below.quoted < entries[0].quoted:
            break
        told.append(below)
        last += 1
    answer = told_by(told)
    if not answer:
        return None, -1
    uses = frozenset({scope.number}).union(*map(span, entries[: last + 1]))
    return _fact(question, ended(answer) if len(told) == 1 else answer, entries[0], uses), last


def _asks(line: Line) -> bool:
    return line.form not in BLOCKS and ASKS.match(line.text) is not None


def _is_option(at: int, entries: Sequence[Line]) -> bool:
    """Whether "A. …" is the first of several choices rather than the answer."""
    return re.match(r"^A\s?[.)]", entries[at].text) is not None and any(
        re.match(r"^B\s?[.)]", line.text) for line in entries[at + 1 : at + 2]
    )


def _tells(line: Line) -> bool:
    return line.form not in BLOCKS and _TELL.match(line.text) is not None


def _answering(line: Line) -> list[Line]:
    """The lines of an answer that begins on this one, the `A:` before it left off."""
    match = _TELL.match(line.text) if line.form not in BLOCKS else None
    if match is None:
        return [line]
    first = replace(line, text=match["text"], form=Form.TEXT, children=())
    return [*([first] if match["text"] else []), *line.children]


def _further(question: str, line: Line) -> str:
    """A question with its next line."""
    return f"{question}{' ' if line.form is Form.TEXT else chr(10)}{block(line)}".strip()


def _turned(above: Sequence[Line], mark: Line, below: Sequence[Line]) -> Marked:
    """A "?" on a line of its own: what stands above it asks, what stands below it answers; "??" asks both ways."""
    uses = own(mark).union(*map(span, (*above[1:], *below)), *(own(line) for line in above[:1]))
    if not above or not below:
        return (
            [],
            own(mark),
            N_("it turns a question into its answer; write the one right above it, the other right below"),
        )
    question = told_by(above) if len(above) > 1 else above[0].text
    answer = told_by(below)
    answer = ended(answer) if len(below) == 1 and below[0].form not in BLOCKS else answer
    found = [_fact(question, answer, above[0], uses)]
    if mark.text == "??":
        found.append(_back(question, answer, above[0], uses))
    return found, frozenset(), ""


def _fact(question: str, answer: str, line: Line, uses: frozenset[int], kind: Kind = Kind.QUESTION) -> Fact:
    return Fact(Ask.MARKED, kind, "", answer, line.number, uses, question, accepted=accepted_for(answer), rank=0)


def _back(question: str, answer: str, line: Line, uses: frozenset[int]) -> Fact:
    """The same card from its answer to its question."""
    return _fact(answer, question, line, uses)._replace(sort="back", rank=1)


def _clozes(text: str, number: int, uses: frozenset[int]) -> Marked:
    """A card for each number of the deletions in a text."""
    text = spelled(text)
    if is_misspelled(text):
        return [], uses, N_("its blank cannot be read; write it as {{c1::…}} with two colons")
    if not has_blanks(text):
        if is_template(text):
            return [], uses, _OF_A_TEMPLATE
        return _NONE
    found = blanks(text)
    if found is None:
        return [], uses, N_("its {{c1::…}} is not closed; write }} behind what is to be left out")
    out = []
    for blank in list(dict.fromkeys(b.number for b in found))[:MOST]:
        shown, answers = hidden(text, blank)
        if all(answers):
            out.append(
                Fact(
                    Ask.MARKED,
                    Kind.CLOZE,
                    "",
                    ", ".join(answers),
                    number,
                    uses,
                    shown,
                    accepted=accepted_for(", ".join(answers)),
                    rank=0,
                )
            )
    if not out:
        return [], uses, N_("its {{c1::…}} leaves nothing out; write between :: and }} what is to be left out")
    return out, frozenset(), ""


def _highlighted(line: Line) -> Iterator[Fact]:
    for high in line.high[:4]:
        if line.text.startswith(high) and (_CALLS.fullmatch(high) or _BINDS.fullmatch(high)):
            continue  # "==NOTE== the lock is closed in winter", "==Else if== it rains": nothing of the text is left out
        if len(high.split()) > 4 and high.strip(" .") in {told.strip(" .") for told in sentences(line.text)}:
            continue  # a whole sentence among others: what is left asks nothing of it
        rest = line.text.replace(high, "", 1)
        if line.text.count(high) == 1 and len(rest.strip(" .,:")) >= 4 and len(high) * 2 <= len(line.text) * 1.4:
            shown, left_out = gap_in(line.text, high)
            yield _fact(shown, left_out, line, own(line), Kind.CLOZE)


_BINDS = re.compile(
    r"(?:if|else if|else|elif|then|while|for each|for|do|until|when|and|or|but|return|go (?:back )?to)", re.I
)
_CALLS = re.compile(r"(?:[A-Z]+ )*(?:NOTE|NB|WARNING|IMPORTANT|CAUTION|TODO|TIP|REMEMBER|ATTENTION)S?[:!.]*")


_PLAIN = re.compile(r"[^\W\d_][^\W_]*(?:-\w+)?\s?:::?[^\W_]+(?:-\w+)?")


def _doubled(line: Line, deck: bool = False) -> Iterator[Fact]:
    """`question::answer`, and `:::` for both ways; in a deck of such cards "Peru::Lima" is one too, and no path."""
    text = line.text
    bare = re.sub(r"`[^`]*`|\"[^\"\n]{1,200}\"", lambda m: "\x01" * len(m.group()), text)
    parted = re.search(r"\s(?P<mark>:::?)\s", bare) or re.search(r"(?<=[?？])(?P<mark>:::?)(?=\S)", bare)
    if parted is None:
        places = [m for m in re.finditer(r"(?<!:)(?P<mark>:::?)(?!:)", bare) if m.start() > 0 and m.end() < len(bare)]
        plain = deck and _PLAIN.fullmatch(text)
        if len(places) > 1:  # "Kernel::puts prints::a line": the one that joins no path parts
            places = [m for m in places if not is_path(text[: m.start()].strip(), text[m.end() :].strip())]
        if len(places) != 1 or (re.match(r"\s:+\S", bare[places[0].start() - 1 :]) and not plain):
            return  # "::before and ::after": what begins a word parts nothing
        parted = places[0]
        left, right = text[: parted.start()].strip(), text[parted.end() :].strip()
        path = not text[parted.end()].isspace() and not (plain and left not in SPACES) and is_path(left, right)
        if parted["mark"] == "::" and (not left or not right or path):
            return
    left, right = text[: parted.start()].strip(), text[parted.end() :].strip()
    if not left or not right or is_field(left, right) or left.endswith("["):
        return  # "s[::-1]" is a slice
    yield _fact(left, right, line, own(line))
    if parted["mark"] == ":::":
        yield _back(left, right, line, own(line))
