"""Clozes in a line, read by balanced braces: code and mathematics keep their own braces and colons.

`{{c1::text::hint}}` is Anki's. `{{text}}`, `{{1::text}}`, `{{cloze text}}` and brackets behind `C:` are those of other
programs; `spelled` writes them as Anki's, each with a number of its own, so that one reader reads all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cards.asking.paths import SPACES
from cards.language.finding import BLANK

_OPEN = re.compile(r"\{\{c(?P<number>\d{1,3})::")
_HELD = re.compile(r"``(?!`)[^\n]{1,300}?(?<!`)``(?!`)|`[^`\n]{1,300}`|\$\$[^$\n]{1,500}\$\$|\$[^$\n]{1,300}\$")
_OTHER = re.compile(
    r"\{\{(?:(?P<number>\d{1,2})::|cloze(?::\s*|\s+)|(?=[^\s{}:|%#!/\[(<>&=@]))(?!c\d{0,3}:)(?P<text>(?:[^{}\n]|\{[^{}\n]{0,100}\}){1,300})\}\}"
)
_MACRO = re.compile(
    r"(?:date|time|title|query|embed|video|youtube|renderer|tweet|iframe|pdf|todo|done|include|template)\b", re.I
)
_MISSPELLED = re.compile(r"\{\{c(?:\d{1,3}(?!\d|::)|:)|(?<![{:\w\\])\{[^{}:,;\n]{1,60}::[^{}:,;\n]{1,60}\}(?!\})")
_TEMPLATE = re.compile(r"\{\{(?!c\d)")
_CLOZE_LINE = re.compile(r"^C\s?[:：]\s*(?P<text>\S.*)$", re.S)
_BRACKETS = re.compile(r"(?<![\w\])!])\[(?P<text>[^\[\]\n]{1,200})\](?![(\[:])")
_TEX = re.compile(r"[\\^_{}]")
FIRST = 101  # the numbers of clozes that have none


class Blank(NamedTuple):
    """One cloze deletion: its number, where it stands in the text, where what it hides stands, and its hint."""

    number: str
    start: int
    end: int
    inside: tuple[int, int]
    hint: str


def spelled(text: str) -> str:
    """The text with the clozes of other programs as Anki's; without `C:` where brackets stand behind it.

    >>> spelled("{{Paris}} lies on the Seine"), spelled("C: The [heart] pumps [blood].")
    ('{{c101::Paris}} lies on the Seine', 'The {{c101::heart}} pumps {{c102::blood}}.')
    >>> spelled("`{{x}}` and {{ y }}")
    '`{{x}}` and {{ y }}'
    """
    text = re.sub(r"\{\{C(?=\d{1,3}::)", "{{c", text)
    count = FIRST - 1

    def number() -> str:
        nonlocal count
        count += 1
        return f"{{{{c{count}::"

    match = _CLOZE_LINE.match(text)
    if match and _BRACKETS.search(_without_held(match["text"])):
        inside = match["text"]
        shown = _without_held(inside)
        out, at = "", 0
        for found in _BRACKETS.finditer(shown):
            out += f"{inside[at : found.start()]}{number()}{inside[found.start() + 1 : found.end() - 1]}}}}}"
            at = found.end()
        return out + inside[at:]
    if "{{" not in text:
        return text
    shown, out, at = _without_held(text), "", 0
    for found in _OTHER.finditer(shown):
        if not _MACRO.match(found["text"]):
            name = f"{{{{c{found['number']}::" if found["number"] else number()
            out += text[at : found.start()] + name + text[found.start("text") : found.end()]
            at = found.end()
    return out + text[at:]


def has_blanks(text: str) -> bool:
    """Whether a deletion begins in a text."""
    return _OPEN.search(text) is not None


def is_misspelled(text: str) -> bool:
    """Whether a deletion has one colon ("{{c1:x}}"), no number or one brace ("{word::hint}"), outside code."""
    return _MISSPELLED.search(_without_held(text)) is not None


def is_template(text: str) -> bool:
    """Whether braces of a template stand in a text outside code ("{{ name }}", "{{embed …}}")."""
    return "{{" in text and _TEMPLATE.search(_without_held(spelled(text))) is not None


def tells_of_templates(texts: Iterable[str]) -> bool:
    """Whether a note's lines hold the tags of a template language, whose braces are no blanks then.

    >>> tells_of_templates(["{{name}} shows it", "{% if name %} asks"]), tells_of_templates(["{{Paris}} is a town"])
    (True, False)
    """
    return any("{%" in _without_held(text) for text in texts if "{%" in text)


def blanks(text: str) -> list[Blank] | None:
    """The deletions of a text, outer ones before those inside them; None where a brace is not closed.

    >>> [(b.number, b.inside, b.hint) for b in blanks("Speed is {{c1::$\\\\frac{a}{b}$}} here")]
    [('1', (15, 28), '')]
    """
    if (found := _scanned(text, hold=True)) is None:
        found = _scanned(text, hold=False)  # a lone "$" or "`" held too much
    return sorted(found, key=lambda b: b.start) if found is not None else None


def _scanned(text: str, hold: bool) -> list[Blank] | None:
    """The deletions of a text in one pass; `hold` says that code and mathematics keep their braces and colons."""
    out: list[Blank] = []
    waiting: list[tuple[str, int, int] | None] = []  # number, start and inside of open deletions; None for other braces
    hints: list[int] = []  # where the hint of each open deletion begins, or 0
    at = 0
    while at < len(text):
        sign = text[at]
        if hold and sign in "`$" and (held := _HELD.match(text, at)) and "{{c" not in held.group():
            at = held.end()
        elif sign == "{" and (opened := _OPEN.match(text, at)):
            waiting.append((opened["number"], at, opened.end()))
            hints.append(0)
            at = opened.end()
        elif sign == "{":
            waiting.append(None)
            at += 1
        elif sign == "}" and waiting and waiting[-1] is None:
            waiting.pop()
            at += 1
        elif waiting and waiting[-1] is not None and text.startswith("}}", at):
            number, start, inside = waiting.pop() or ("", 0, 0)
            hint = hints.pop()
            if hint and text[inside:hint] in SPACES:
                hint = 0  # "std::move" is one name
            told = text[hint + 2 : at].strip() if hint else ""
            at += 2
            out.append(Blank(number, start, at, (inside, hint or at - 2), told))
        elif (
            waiting and waiting[-1] is not None and not hints[-1] and at > waiting[-1][2] and text.startswith("::", at)
        ):
            hints[-1] = at
            at += 2
        else:
            at += 1
    return None if hints else out


def _without_held(text: str) -> str:
    """The text with code and mathematics hidden, at the same length."""
    return _HELD.sub(lambda m: "\x01" * len(m.group()), text)


def plain(text: str) -> str:
    """A text with every deletion shown.

    >>> plain("{{c1::a {{c2::b}}}} c")
    'a b c'
    """
    return hidden(text, "")[0]


def hidden(text: str, number: str) -> tuple[str, list[str]]:
    """The text with the deletions of one number left out and all others shown, and what was left out.

    >>> hidden("{{c1::a {{c2::b}} c}} and {{c1::d::letter}}", "1"), hidden("$x = {{c1::y^2}}$", "1")
    (('[...] and [letter]', ['a b c', 'd']), ('$x = [...]$', ['$y^2$']))
    """
    found = blanks(text) or []
    answers: list[str] = []

    def shown(low: int, high: int, at: int, number: str) -> str:
        """The text from `low` to `high`; `at` is the first of its deletions."""
        out = ""
        while at < len(found) and found[at].start < high:
            blank = found[at]
            at += 1
            if blank.start < low:
                continue
            out += text[low : blank.start]
            low = blank.end
            if number and blank.number == number:
                answers.append(_answer(shown(*blank.inside, at, ""), text[: blank.start]))
                out += f"[{blank.hint}]" if blank.hint else BLANK
            else:
                out += shown(*blank.inside, at, number).strip()
        return out + text[low:high]

    return shown(0, len(text), 0, number), answers


def _answer(hides: str, before: str) -> str:
    """What a deletion hides, between dollars of its own where it stands inside mathematics."""
    hides = hides.strip()
    in_math = before.replace("$$", "$").count("$") % 2 == 1
    return f"${hides}$" if in_math and _TEX.search(hides) and "$" not in hides else hides
