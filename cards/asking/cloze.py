"""`{{c1::text::hint}}` in a line, read by balanced braces: code and mathematics keep their own braces and colons."""

from __future__ import annotations

import re
from typing import NamedTuple

from cards.language.finding import BLANK

_OPEN = re.compile(r"\{\{c(?P<number>\d{1,2})::")
_HELD = re.compile(r"`[^`\n]{1,300}`|\$[^$\n]{1,300}\$")


class Blank(NamedTuple):
    """One cloze deletion: its number, where it stands in the text, what it hides, and its hint."""

    number: str
    start: int
    end: int
    answer: str
    hint: str


def blanks(text: str) -> list[Blank] | None:
    """The deletions of a text, outer ones before those inside them; None where a brace is not closed.

    >>> [b.answer for b in blanks("Speed is {{c1::$\\\\frac{a}{b}$}} here")]
    ['$\\\\frac{a}{b}$']
    """
    out: list[Blank] = []
    for match in _OPEN.finditer(text):
        end = _close(text, match.end())
        if end < 0:
            return None
        inner = text[match.end() : end]
        held = _HELD.sub(lambda m: "\x01" * len(m.group()), _without_inner(inner))
        at = held.find("::")
        answer, hint = (inner[:at], inner[at + 2 :]) if at > 0 else (inner, "")
        out.append(Blank(match["number"], match.start(), end + 2, answer.strip(), hint.strip()))
    return out


def _without_inner(text: str) -> str:
    """The text with the marks of deletions inside it hidden, at the same length."""
    return _OPEN.sub(lambda m: "\x01" * len(m.group()), text)


def _close(text: str, at: int) -> int:
    """Where the braces of a deletion that begins at `at` close; -1 where they do not."""
    depth = 0
    while at < len(text) - 1:
        held = _HELD.match(text, at)
        if held and "{{c" not in held.group():
            at = held.end()
            continue
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            if depth == 0:
                return at if text[at + 1] == "}" else -1
            depth -= 1
        at += 1
    return -1


def plain(text: str) -> str:
    """A text with every deletion shown.

    >>> plain("{{c1::a {{c2::b}}}} c")
    'a b c'
    """
    while found := blanks(text):
        inner = found[-1]
        text = text[: inner.start] + inner.answer + text[inner.end :]
    return text


def hidden(text: str, number: str) -> tuple[str, list[str]]:
    """The text with the deletions of one number left out and all others shown, and what was left out."""
    answers: list[str] = []
    while found := blanks(text):
        mine = [b for b in found if b.number == number]
        blank = mine[0] if mine else found[-1]
        if blank.number == number:
            answers.append(plain(blank.answer))
            shown = f"[{blank.hint}]" if blank.hint else BLANK
        else:
            shown = blank.answer
        text = text[: blank.start] + shown + text[blank.end :]
    return text, answers
