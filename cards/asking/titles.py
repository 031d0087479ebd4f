"""The title a note has beside its headings, from its file's name or its front matter: shown above a card's headings.

Notes of many programs carry their title in the file's name alone. A card from below "Components" in such a note says
nothing of what it is about unless the title stands before the heading.
"""

from __future__ import annotations

from collections.abc import Callable

from cards.language.aspects import is_aspect
from cards.language.english.titles import sums_up
from cards.language.terms import is_name, same_name, subject_of
from cards.note import Note, Section

Above = Callable[[tuple[str, ...]], tuple[str, ...]]


def titled(note: Note) -> Above:
    """What puts the note's title before the headings of a card, where these do not begin with it.

    A note's only heading of the first level is its title. Where it has several, or none, its title is told elsewhere.
    """
    title = title_beside(note)
    if not title:
        return lambda headings: headings
    return lambda headings: headings if headings and same_name(headings[0], title) else (title, *headings)


def title_beside(note: Note) -> str:
    """What a note is about by a title that is none of its headings; "" where a heading is its title, or none says."""
    chapters = [section for section in note.root.sections if section.level == 1]
    if (len(chapters) == 1 and not sums_up(chapters[0].heading)) or any(
        same_name(section.heading, note.title) for section in chapters
    ):
        return ""
    return subject_of(note.title)


def titled_by_callout(root: Section) -> str:
    """The name that a note without headings is about, where a callout of one line at its top says what that is."""
    first = root.sections[0] if root.sections and root.lines else None
    if first is None or len(root.sections) > 1 or first.level < 7 or len(first.lines) != 1 or first.sections:
        return ""
    above = first.number < root.lines[0].number
    return first.heading if above and is_name(first.heading) and not is_aspect(first.heading) else ""
