"""The title a note has beside its headings, from its file's name or its front matter: shown above a card's headings.

Notes of many programs carry their title in the file's name alone. A card from below "Components" in such a note says
nothing of what it is about unless the title stands before the heading.
"""

from __future__ import annotations

from collections.abc import Callable

from cards.language.english.titles import sums_up
from cards.language.terms import same_name, subject_of
from cards.note import Note

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
