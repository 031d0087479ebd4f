"""Which fields of an Anki note are the question and the answer of one of its cards: its templates say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cards.asking.cloze import hidden
from cards.card import Card, Kind
from cards.language.glosses import accepted_for
from db.packages.tables import NoteType
from studytui.anki.tomarkdown import Reading

OURS = "Study TUI"  # how our own type of notes is called; its notes hold one card each, in these fields
FIELDS = ("Question", "Answer", "Headings")
LONGEST = 20_000  # characters of a side
_FIELD = re.compile(r"\{\{(?![#^/!])([^{}]+)\}\}")
# What a template names that is no field.
_SPECIAL = frozenset(["FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"])


class Sides(NamedTuple):
    """Question and answer as Markdown, and whether the card is a cloze."""

    question: str
    answer: str
    cloze: bool


def sides(of: NoteType, fields: list[str], number: int, reading: Reading) -> Sides | None:
    """The sides of the card with this number, counted from 0; None where one of them is empty."""
    values = dict(zip(of.fields, fields, strict=False))
    if of.cloze:
        return _cloze(of, values, number, reading)
    if not 0 <= number < len(of.templates):
        return None
    if of.name.startswith(OURS) and tuple(of.fields[:2]) == FIELDS[:2]:
        front, back = [FIELDS[0]], [FIELDS[1]]
    else:
        # A front that asks to type a field asks for the answer.
        front = [name for name, filters in _named(of.templates[number].front) if "type" not in filters]
        back = [name for name, _ in _named(of.templates[number].back) if name not in front]
    question = _first(front, values, reading)
    answer = _first(back, values, reading) or _first([n for n in of.fields if n not in front], values, reading)
    return Sides(question, answer, False) if question and answer else None


def _cloze(of: NoteType, values: dict[str, str], number: int, reading: Reading) -> Sides | None:
    templates = "".join(each.front for each in of.templates)
    named = [name for name, filters in _named(templates) if "cloze" in filters]
    for name in named or list(of.fields[:1]):
        text = reading.markdown(values.get(name, ""))
        question, answers = hidden(text, str(number + 1))
        if answers and all(answers) and question:
            return Sides(question, ", ".join(answers), True)
    return None


def _named(template: str) -> Iterator[tuple[str, list[str]]]:
    """The fields a template shows, in order, each with its filters: `{{type:cloze:Text}}`."""
    for match in _FIELD.finditer(template):
        *filters, name = (part.strip() for part in match[1].split(":"))
        if name not in _SPECIAL and "tts" not in (filters or [""])[0]:
            yield name, filters


def _first(names: list[str], values: dict[str, str], reading: Reading) -> str:
    """The first of these fields that says something, as Markdown."""
    for name in dict.fromkeys(names):
        if text := reading.markdown(values.get(name, "")):
            return text
    return ""


def card(found: Sides, context: tuple[str, ...], line: int) -> Card:
    """The card with these sides; cards of one note stand in one line, and so are siblings."""
    return Card(
        Kind.CLOZE if found.cloze else Kind.QUESTION,
        found.question,
        found.answer,
        context,
        line,
        accepted=accepted_for(found.answer),
        rule="anki",
        shape="anki",
    )
