"""Quizzes as some write them: what is described, and below it or at its end "A." with the name; "Answer:" over one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from cards.language.text import has_hangul
from cards.note import Form, Line
from cards.reading.labels import heads_answer

ANSWERED = re.compile(
    r"^(?P<told>[^:：]{15,300}?)(?P<asked>[?？]?)[.\s]*\s(?:A|답|정답)(?:[.:]\s?|\s(?=[가-힣]))(?P<name>[^.:]{1,40})\.?$"
)
_NAMES = re.compile(r"^(?:A|답|정답)[.:]\s?[^\W\d][^.:]{0,39}\.?$")
_SIGNED = re.compile(r"^(?:[A-Z]|질문|문제|답|정답)\s?\d{0,3}\s?[.:)]")
ANSWERS = re.compile(r"^(?:A|Answer|답|답변|정답)\s?[.:)]\s*(?=\S)")
ASKS = re.compile(r"(?:Q|Question|질문|문제)\s?\d{0,3}\s?[.:)]", re.I)
LEAST = 2  # such lines that make a quiz


def joined(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a Korean quiz, each name in one line with what it is the name of; other lines as they are."""
    named = {i for i in range(1, len(lines)) if _NAMES.match(lines[i].text) and _is_told(lines[i - 1], lines[i])}
    if len(named) < LEAST:
        return lines
    out: list[Line] = []
    for i, line in enumerate(lines):
        if i in named:
            out[-1] = replace(out[-1], text=f"{out[-1].text} {line.text}", last=line.last)
        else:
            out.append(line)
    return tuple(out)


def _is_told(told: Line, name: Line) -> bool:
    """Whether a line is one in Korean right above a name, and no choice or answer itself."""
    plain = told.form is Form.TEXT and name.form is Form.TEXT and not told.children
    whole = has_hangul(told.text) and len(told.text) >= 15 and not _SIGNED.match(told.text)
    return plain and whole and name.number <= told.last + 1


def is_quiz(lines: Sequence[Line]) -> bool:
    """Whether lines end in the name that they describe, more than one of them."""
    found = (line for line in lines if has_hangul(line.text) and ANSWERED.match(line.text))
    return len(list(islice(found, LEAST))) == LEAST


def may_be_marked(line: Line) -> bool:
    """Whether a line may hold a marked card, so that it is read whatever it looks like ("내일 :: tomorrow")."""
    return "::" in line.text or "{{" in line.text or bool(line.high) or ASKS.match(line.text) is not None


def answering(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, and in place of a bare "**Answer:**" those below it: it labels an answer, and names nothing."""
    for line in lines:
        if line.raw != line.text and heads_answer(line.text):
            yield from line.children
        else:
            yield line
