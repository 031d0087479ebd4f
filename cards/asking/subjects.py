"""Whose sentences without a subject are: "힙은 … 자료구조다. 삽입은 …, 모두 O(log n)이다." goes on about the heap."""

from __future__ import annotations

import re

from cards.asking.scope import Scope
from cards.language import english, korean
from cards.language.headings import is_question
from cards.language.statement import sentences
from cards.language.terms import is_name
from cards.language.text import has_hangul
from cards.note import Form

_IT = re.compile(r"\b(?:it|its|they|them|their|this|these)\b", re.I)


def carried(scope: Scope) -> dict[tuple[int, int], str]:
    """The subject of each sentence of prose that has none itself, where the sentence before it names one.

    Keys are the source line of the entry and the place of the sentence in it. A blank line or a list ends
    it; the lines of a list carry nothing over to one another.
    """
    found: dict[tuple[int, int], str] = {}
    subject, last = "", -1
    for entry in scope.entries:
        line = entry.line
        if (
            line.form not in (Form.TEXT, Form.ITEM)
            or len(entry.parts) != 1
            or entry.parts[0].sign
            or entry.below is not None
        ):
            subject = ""
            continue
        if line.number > last + 1 or line.form is Form.ITEM:
            subject = ""
        last = line.last if line.form is Form.TEXT else -1
        for k, text in enumerate(sentences(entry.parts[0].body)):
            told = (korean if has_hangul(text) else english).analyse(text)
            if told.form in {"definition", "topic"} and is_name(told.subject):
                subject = told.subject
            elif is_question(text) or told.form == "story":
                subject = ""
            elif not has_hangul(text) and not _IT.search(text):
                subject = ""  # an English sentence has a subject, found or not
            elif subject and told.form in {"", "condition", "cause"}:
                found[line.number, k] = subject
    return found
