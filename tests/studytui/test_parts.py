"""The lines of what may be studied, from notes, folders, tags and what was chosen."""

from __future__ import annotations

from datetime import UTC, datetime

from db.records import NoteSummary
from db.scopes import Scope
from studytui.parts import Part, note_filter, parts

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def note(id: int, path: str, cards: int = 5, due: int = 1, new: int = 2) -> NoteSummary:
    return NoteSummary(id, path, f"note {id}", cards, due, new, NOW)


NOTES = [note(1, "/til/os/lock.md"), note(2, "/til/os/page.md"), note(3, "/til/db/hash.md"), note(4, "/else/solo.md")]


def made(*scopes: Scope) -> list[Part]:
    return parts(NOTES, ["/til"], {"os": [1, 2], "once": [3], "two words": [1, 3]}, scopes, lambda filter: (7, 3, 1))


def test_everything_then_folders_tags_and_notes() -> None:
    found = made()
    assert [(part.kind, part.name) for part in found] == [
        ("all", "Everything"),
        ("folder", "til/"),
        ("folder", "os/"),
        ("tag", "#os"),
        ("tag", "#two words"),
        *(("note", f"note {id}") for id in (1, 2, 3, 4)),
    ]
    assert (found[0].cards, found[0].due, found[0].new) == (20, 4, 8)
    by_name = {part.name: part for part in found}
    assert by_name["til/"].cards == 15
    assert by_name["os/"].filter == 'folder:"/til/os"'
    assert by_name["#two words"].filter == 'tag:"two words"'
    assert by_name["note 4"].filter == note_filter("/else/solo.md")


def test_what_was_chosen_stands_on_its_line_and_a_search_has_a_line() -> None:
    paused = Scope('folder:"/til/os"', paused=True)
    found = made(paused, Scope("is:due", new_per_day=0, order="worth", desired_retention=0.95))
    by_name = {part.name: part for part in found}
    assert by_name["os/"].paused
    assert by_name["os/"].chosen == "paused"
    assert found[1].name == "is:due"
    assert found[1].chosen == "0 new a day, 95%, worth first"
    assert (found[1].cards, found[1].due, found[1].new) == (7, 3, 1)
    assert len(found) == len(made()) + 1
