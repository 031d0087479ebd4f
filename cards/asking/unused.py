"""The account of a note's lines: each is used by a card, is context or structure, or is unused for a reason."""

from __future__ import annotations

from collections.abc import Iterable

from cards.card import Unused
from cards.language.english import labels as english
from cards.language.korean import labels as korean
from cards.language.reader import reader_of
from cards.language.refused import unasked
from cards.language.text import has_hangul
from cards.note import Form, Line, Note, Section
from cards.translation import N_


class Account:
    """Keeps what became of each source line of one note."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.used: set[int] = set()
        self.why: dict[int, str] = dict(note.aside)

    def use(self, lines: Iterable[int]) -> None:
        """A card says something of these lines."""
        self.used.update(lines)

    def fail(self, lines: Iterable[int], why: str) -> None:
        """A card was made of these lines, and was no good one."""
        for line in lines:
            if line not in self.note.quiet:
                self.why.setdefault(line, why)

    def refuse(self, section: Section, why: str) -> None:
        """Nothing of a section is learned from."""
        for part in section.walk():
            if part.number:
                self.why.setdefault(part.number, why)
            for line in part.lines:
                for piece in line.walk():
                    for number in range(piece.number, piece.last + 1):
                        self.why.setdefault(number, why)

    def refuse_all(self, why: str) -> None:
        """Nothing of the note is learned from."""
        self.why = dict.fromkeys(range(1, len(self.note.source) + 1), why)

    def unused(self) -> tuple[Unused, ...]:
        """The lines that became nothing, in order. A heading above a card is context, and not among them."""
        context = set(self._context(self.note.root))
        reasons = dict(self.why)
        for section in self.note.root.walk():
            if section.number and section.number not in context:
                empty = not section.lines and not section.sections
                reasons.setdefault(
                    section.number,
                    N_("the heading has nothing under it") if empty else N_("nothing under this heading became a card"),
                )
            for line in section.lines:
                for piece in line.walk():
                    for number in range(piece.number, piece.last + 1):
                        if number not in reasons and number not in self.used:
                            reasons[number] = _reason(piece)
        out = []
        for number, text in enumerate(self.note.source, 1):
            if number in self.used or number in context or not text.strip():
                continue
            if number in self.note.quiet and number not in self.why:
                continue
            if number not in reasons and not any(c.isalnum() for c in text):
                continue
            out.append(
                Unused(number, text[:400], reasons.get(number, "no rule understood it; `term: meaning` makes a card"))
            )
        return tuple(out)

    def _context(self, section: Section) -> list[int]:
        """The headings above lines that became cards."""
        for line in section.lines:
            self._parents(line)
        below = [n for part in section.sections for n in self._context(part)]
        own = any(not self.used.isdisjoint(range(p.number, p.last + 1)) for line in section.lines for p in line.walk())
        return [section.number, *below] if own or below else []

    def _parents(self, line: Line) -> bool:
        """A line over one that became a card is its context, and so used."""
        below = [self._parents(child) for child in line.children]
        if any(below):
            self.used.update(range(line.number, line.last + 1))
        return any(below) or not self.used.isdisjoint(range(line.number, line.last + 1))


def _reason(line: Line) -> str:
    if line.task:
        return N_("it is a task, not a fact")
    if why := unasked(line.text):
        return why
    if line.form is Form.CODE:
        return N_("code alone asks nothing; write above it what it does")
    if line.form is Form.TABLE:
        return N_("the table could not be read")
    reader = reader_of(line.text)
    if reader.speaks_of_text(line.text):
        return N_("it speaks of the text, a picture or the lecture, not of what was learned")
    if reader.is_story(line.text) or (korean if has_hangul(line.text) else english).analyse(line.text).form == "story":
        return N_("it tells what was done or comes next, not what was learned")
    return N_("no rule understood it; `term: meaning` makes a card")
