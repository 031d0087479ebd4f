"""The title a note has beside its headings, from its file's name or its front matter: shown above a card's headings.

Notes of many programs carry their title in the file's name alone. A card from below "Components" in such a note says
nothing of what it is about unless the title stands before the heading.
"""

from __future__ import annotations

from collections.abc import Callable

from cards.language.terms import same_name, subject_of
from cards.note import Note

Above = Callable[[tuple[str, ...]], tuple[str, ...]]


def titled(note: Note) -> Above:
    """What puts the note's title before the headings of a card, where these do not begin with it.

    A note's only heading of the first level is its title. Where it has several, or none, its title is told elsewhere.
    """
    chapters = [section for section in note.root.sections if section.level == 1]
    title = "" if len(chapters) == 1 else subject_of(note.title)
    if not title or any(same_name(section.heading, note.title) for section in chapters):
        return lambda headings: headings
    return lambda headings: headings if headings and same_name(headings[0], title) else (title, *headings)
