"""English names of a list with what they do alone below each ("Best fit:" over "Choose the smallest block"), as terms
with that meaning. A single such line may be a step with what is done in it; a list of them tells what its names do."""

from __future__ import annotations

from dataclasses import replace

from cards.language.aspects import is_aspect, is_label
from cards.language.english.deeds import is_bidden
from cards.language.statement import pairs, sentences
from cards.language.terms import is_container, is_name
from cards.language.text import has_hangul
from cards.note import Form, Line

_LONGEST = 140


def with_deeds(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, each name over a single deed joined with it, where two of them or more are such."""
    heads = {i for i, line in enumerate(lines) if _is_over_deed(line)}
    named = sum(line.form is Form.ITEM and bool(line.children) for line in lines)
    if len(heads) < 2 or len(heads) * 3 < named * 2:
        return lines
    return tuple(_joined(line) if i in heads else line for i, line in enumerate(lines))


def _is_over_deed(line: Line) -> bool:
    """Whether a line is a name, and all that stands below it is one line that says what one does there."""
    if line.form is not Form.ITEM or len(line.children) != 1 or line.ordered or has_hangul(line.text):
        return False
    child, name = line.children[0], line.text.rstrip(": ")
    if child.children or child.form not in (Form.ITEM, Form.TEXT) or len(child.text) > _LONGEST or child.task:
        return False
    if not is_name(name) or len(name.split()) > 5 or is_aspect(name) or is_label(name) or is_container(name):
        return False
    if is_bidden(name) or pairs(name)[0].sign or pairs(child.text)[0].sign or has_hangul(child.text):
        return False
    told = sentences(child.text)[0]
    return is_bidden(told) and not told.partition(" ")[0].endswith(
        "s"
    )  # "Raises the limit" is asked of its name as it is


def _joined(line: Line) -> Line:
    """A name and what is done, as one line."""
    child = line.children[0]
    return replace(line, text=f"{line.text.rstrip(': ')}: {child.text}", last=child.last, children=())
