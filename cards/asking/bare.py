"""What a heading or a line is by its own words: a letter of a glossary, a name over its meaning, a whole question."""

from __future__ import annotations

import re

from cards.language.aspects import is_aspect
from cards.language.refused import is_exercise
from cards.language.statement import pairs
from cards.language.terms import is_name
from cards.language.text import has_hangul
from cards.note import Form, Line

_GLOSSARY = re.compile(r"glossary|dictionary|terminology|vocabulary|\bterms\b|\bindex\b|용어|사전", re.I)


def is_letter(heading: str, above: str) -> bool:
    """Whether a heading is the letter under which a glossary keeps its terms."""
    return re.fullmatch(r"[A-Z](?:\s?[-–]\s?[A-Z])?", heading) is not None and _GLOSSARY.search(above) is not None


def is_glossed(line: Line) -> bool:
    """Whether a line is a bare Korean name over one line of text."""
    below = line.children[0] if len(line.children) == 1 else None
    alone = below is not None and below.form in (Form.TEXT, Form.ITEM) and not below.children
    bare = line.form is Form.ITEM and has_hangul(line.text) and not line.text.rstrip().endswith((":", "?", "다", "."))
    return alone and bare and not pairs(line.text)[0].sign and is_name(line.text) and not is_aspect(line.text)


def is_whole(text: str) -> bool:
    """Whether a line asks in a sentence of its own, better left as its writer put it than asked by its name."""
    return has_hangul(text) and ((text.endswith("?") and len(text.split()) > 4) or is_exercise(text))
