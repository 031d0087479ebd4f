"""What a heading or a line is by its own words: a letter of a glossary, a name over its meaning, a whole question."""

from __future__ import annotations

import re

from cards.language.aspects import is_aspect
from cards.language.korean.formulas import is_formula
from cards.language.refused import is_exercise
from cards.language.statement import pairs
from cards.language.terms import is_name
from cards.language.text import has_hangul
from cards.note import Form, Line

_CHANGES = frozenset(["증가", "감소", "향상", "개선", "증대", "발생", "상승", "하락", "최적화"])
_GLOSSARY = re.compile(r"glossary|dictionary|terminology|vocabulary|\bterms\b|\bindex\b|용어|사전", re.I)


def is_letter(heading: str, above: str) -> bool:
    """Whether a heading is the letter under which a glossary keeps its terms."""
    return re.fullmatch(r"[A-Z](?:\s?[-–]\s?[A-Z])?", heading) is not None and _GLOSSARY.search(above) is not None


def glossed(lines: tuple[Line, ...]) -> frozenset[int]:
    """The source lines of bare names, two or more of a list, of which all that stands below each is its meaning."""
    over = [line for line in lines if _is_over(line)]
    alone = [line for line in over if is_alone(line.children)]
    named = [line for line in alone if has_hangul(line.text)]
    told = [line for line in alone if _tells(line)] if len(over) > 1 else []
    return frozenset(line.number for line in (*told, *(named if len(named) > 1 else ())))


def _is_over(line: Line) -> bool:
    """Whether a line is a bare name over others."""
    text = line.text.rstrip()
    if line.form is not Form.ITEM or not line.children or text.endswith((":", "?", "다", ".", "에서", "에는")):
        return False
    return not pairs(text)[0].sign and is_name(text) and not is_aspect(text)


def is_alone(lines: tuple[Line, ...]) -> bool:
    """Whether all that stands below a name is one line of Korean text."""
    alone = len(lines) == 1 and lines[0].form in (Form.TEXT, Form.ITEM) and not lines[0].children
    return alone and has_hangul(lines[0].text)


def _tells(line: Line) -> bool:
    """Whether the line below a name says what that is, and is no name itself, no formula and no row of clicks."""
    text = line.children[0].text
    changes = " " in line.text and line.text.split()[-1] in _CHANGES  # "속도 향상" over how that is reached
    return not (changes or is_name(text) or "$" in text or " > " in text or is_formula(text))


def is_whole(text: str) -> bool:
    """Whether a line asks in a sentence of its own, better left as its writer put it than asked by its name."""
    return has_hangul(text) and ((text.endswith("?") and len(text.split()) > 4) or is_exercise(text))
