"""Questions with several choices: which of the lines below a question may be chosen, and which of them is right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from cards.asking.turns import ASKS
from cards.note import Form, Line, Section

MOST = 12  # entries below a question that may be its choices, their answer and its explanation
_CHOICE = re.compile(r"^\(?(?P<sign>[A-Ia-i]|[1-9]|[①-⑨])(?:[).]\s+|(?<=[①-⑨])\s*)(?P<text>\S.*)$")
_RIGHT = re.compile(
    r"(?:(?:\s+\S)?\s*\[(?:correct|right|answer|정답)\]\S?|\s*[✓✔✅☑]\ufe0f?"
    r"|\s*[(（](?:correct|right|answer|정답)[)）]|\s*(?:←|<-+)\s*(?:correct|right|answer|정답))\s*$",
    re.I,
)
_ANSWER = re.compile(
    r"^(?:(?:correct |right )?answer|ans|정답|답)\s?(?:은|is)?\s?[:：.]?\s*"
    r"\(?(?P<sign>[A-Ia-i]|[1-9]|[①-⑨])\)?번?(?:[).\s].*)?$",
    re.I,
)
_EXPLAINS = re.compile(r"^(?:explanation|because|why|해설|풀이|설명|이유)\s?[:：.]", re.I)
_OF_THESE = re.compile(r"\b(?:these|following|below)\b|다음|보기|옳은|옳지|틀린|아닌|않은|적절|알맞|올바른|고르", re.I)


# Only a choice says such a thing of the lines above it.
_ELSE = re.compile(
    r"(?:all|both|none|neither|any) of (?:the above|these|them)|something else"
    r"|위(?:의)? (?:보기|항목)? ?(?:모두|전부) .*|모두 (?:맞다|틀리다|정답|해당 ?없음)",
    re.I,
)


class Choice(NamedTuple):
    """The choices of a question, the right one ("" where nothing says which it is), and how many entries they take."""

    texts: tuple[str, ...]
    right: str
    taken: int


def choice_of(entries: Sequence[Line]) -> Choice | None:
    """The choices that entries begin with, with the answer and the explanation below them; None where there are none.

    Numbers are choices only where one of them is marked as right or named below: else they are points of the answer.
    """
    near = enumerate(islice(entries, MOST))
    lines = [(place, line) for place, entry in near for line in (entry, *islice(entry.children, MOST))]
    found: dict[str, str] = {}
    for _, line in lines:
        choice = None if line.ruled else _sign(line, len(found))
        if choice is None:
            break
        found[choice[0]] = choice[1]
    if not found:
        found = _bare(entries)
    if len(found) < 2:
        return None
    marked = [_RIGHT.sub("", text) for text in found.values() if _RIGHT.search(text)]
    right = marked[0] if len(marked) == 1 else ""
    at = len(found)
    if at < len(lines) and (named := _ANSWER.match(lines[at][1].text)):
        right = right or found.get(unicodedata.normalize("NFKC", named["sign"]).lower(), "")
        at += 1
    if at < len(lines) and _EXPLAINS.match(lines[at][1].text):
        at += 1
    if not right and not next(iter(found)).isalpha() and not _ELSE.fullmatch(list(found.values())[-1].strip(" .")):
        return None
    return Choice(tuple(_RIGHT.sub("", text) for text in found.values()), right, lines[at - 1][0] + 1)


_APART = re.compile(r"(?:correct |right )?answers?|solution|정답|답", re.I)


def with_answer(section: Section) -> Section:
    """A section of choices with the line of its answer, where that stands in a part of its own: a callout to open."""
    if len(section.sections) != 1 or not section.lines or not _APART.fullmatch(section.sections[0].heading.strip()):
        return section
    inside = section.sections[0]
    if len(inside.lines) != 1 or inside.sections or not re.fullmatch(r"\(?\w[).]?", inside.lines[0].text.strip()):
        return section
    named = replace(inside.lines[0], text=f"Answer: {inside.lines[0].text.strip(' ().')}", form=Form.TEXT)
    whole = (*section.lines, named)
    choice = choice_of(whole)
    return replace(section, lines=whole, sections=()) if choice is not None and choice.right else section


_HEADS = re.compile(r"보기|선택지|선지|(?:answer )?(?:choices|options)", re.I)
_OF_A_CHOICE = re.compile(r"\(?[A-Ia-i①-⑨][).:]\s")


def with_choices(section: Section) -> Section:
    """A section with the choices that stand below its question under a heading of their own ("보기").

    The question is the last line above them, or the heading where it has none. What is told there of each choice by
    its letter alone goes: it says nothing without the question.
    """
    inside = section.sections[0] if section.sections else None
    if inside is None or inside.sections or not _HEADS.fullmatch(inside.heading.strip(" :")):
        return section
    choice = choice_of(inside.lines)
    if choice is None or not choice.right:
        return section
    rest = tuple(line for line in inside.lines[choice.taken :] if not _OF_A_CHOICE.match(line.text))
    above = section.lines
    if above and above[-1].form in (Form.TEXT, Form.ITEM) and not above[-1].children:
        text = above[-1].text if ASKS.match(above[-1].text) else f"Q: {above[-1].text}"  # its writer made it a card
        above = (*above[:-1], replace(above[-1], text=text, form=Form.TEXT))
    whole = (*above, *inside.lines[: choice.taken], *rest)
    return replace(section, lines=whole, sections=section.sections[1:])


def _sign(line: Line, place: int) -> tuple[str, str] | None:
    """The letter or number of a choice, where it is the next one, and what it says."""
    if line.form is Form.ITEM and line.ordered:
        letter = "abcdefghi"[place : place + 1]
        lettered = letter and re.match(rf"[\s>]*\(?{letter}[).]\s", line.raw, re.I)
        return letter if lettered else str(place + 1), line.text
    match = _CHOICE.match(line.text) if line.form in (Form.TEXT, Form.ITEM) else None
    if match is None:
        return None
    sign = unicodedata.normalize("NFKC", match["sign"]).lower()
    return (sign, match["text"]) if sign in {"abcdefghi"[place : place + 1], str(place + 1)} else None


def _bare(entries: Sequence[Line]) -> dict[str, str]:
    """The choices of a list without letters, where its last says "none of the above"."""
    items = [entry.text for entry in islice(entries, MOST) if entry.form is Form.ITEM]
    last = next((at for at, text in enumerate(items) if _ELSE.fullmatch(_RIGHT.sub("", text).strip(" ."))), 0)
    return {str(at): text for at, text in enumerate(items[: last + 1], start=1)} if last else {}


def asked_with(question: str, choice: Choice) -> str:
    """The question, with what may be chosen where it asks "which of these"."""
    if not _OF_THESE.search(question):
        return question
    return "\n".join((question, *(f"- {text}" for text in choice.texts)))
