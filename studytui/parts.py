"""What may be studied, as the list on Today shows it: everything, folders, tags, notes and chosen searches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cards.translation import N_, _
from db.scopes import Scope

if TYPE_CHECKING:
    from db.records import NoteSummary


# The orders of new cards, as a line of the list says them.
IN_ORDER = {"note": N_("note"), "newest": N_("newest first"), "worth": N_("worth first"), "mixed": N_("mixed")}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the list: its name, the filter that finds its cards ("" for all), its counts, what was chosen."""

    name: str
    filter: str
    kind: str  # all, search, folder, tag or note
    cards: int
    due: int
    new: int
    scope: Scope | None = None
    missing: bool = False

    @property
    def paused(self) -> bool:
        """It comes only when it is asked for."""
        return self.scope is not None and self.scope.paused

    @property
    def chosen(self) -> str:
        """What was chosen for it, in few words."""
        if self.scope is None:
            return ""
        said = [_("paused")] if self.scope.paused else []
        if self.scope.new_per_day is not None:
            said.append(_("{count} new a day", count=self.scope.new_per_day))
        if self.scope.desired_retention is not None:
            said.append(f"{self.scope.desired_retention:.0%}")
        if self.scope.order is not None:
            said.append(_(IN_ORDER[self.scope.order]))
        return ", ".join(said)


def parts(
    notes: Iterable[NoteSummary],
    folders: Iterable[str],
    tags: Mapping[str, Iterable[int]],
    scopes: Iterable[Scope],
    count: Callable[[str], tuple[int, int, int]],
    due: int | None = None,
) -> list[Part]:
    """The lines in their order. `tags` are tag → ids of notes; `count` gives (cards, due, new) of a search.

    `due` is what is due in all, where that is known better than by adding up: paused parts are not in it.
    """
    listed, chosen = list(notes), {scope.filter: scope for scope in scopes}
    all_cards, all_due, all_new = _sum(listed)
    found = [Part(_("Everything"), "", "all", all_cards, all_due if due is None else due, all_new)]
    below = [*_folders(listed, folders), *_tags(listed, tags), *_notes(listed)]
    known = {part.filter for part in below}
    for scope in chosen.values():
        if scope.filter not in known:
            found.append(Part(scope.filter, scope.filter, "search", *count(scope.filter), scope))
    return found + [_with(part, chosen.get(part.filter)) for part in below]


def note_filter(path: str) -> str:
    """The filter that finds the cards of one note."""
    return f'note:"{path}"'


def _with(part: Part, scope: Scope | None) -> Part:
    return part if scope is None else replace(part, scope=scope)


def _sum(notes: Iterable[NoteSummary]) -> tuple[int, int, int]:
    listed = list(notes)
    return sum(n.cards for n in listed), sum(n.due for n in listed), sum(n.new for n in listed)


def _folders(notes: list[NoteSummary], roots: Iterable[str]) -> Iterator[Part]:
    """The folders below the remembered ones that hold several notes, and fewer than all of them."""
    inside: dict[str, list[NoteSummary]] = {}
    for root in roots:
        for note in notes:
            folder = os.path.dirname(note.path)
            while folder.startswith(root) and len(folder) >= len(root):
                inside.setdefault(folder, []).append(note)
                if folder == root:
                    break
                folder = os.path.dirname(folder)
    for folder, held in sorted(inside.items()):
        if 1 < len(held) < len(notes):
            name = os.path.basename(folder) or folder
            yield Part(f"{name}/", f'folder:"{folder}"', "folder", *_sum(held))


def _tags(notes: list[NoteSummary], tags: Mapping[str, Iterable[int]]) -> Iterator[Part]:
    """The tags that several notes have."""
    by_id = {note.id: note for note in notes}
    for tag, ids in sorted(tags.items()):
        held = [by_id[id] for id in ids if id in by_id]
        if len(held) > 1:
            yield Part(f"#{tag}", f"tag:{tag}" if " " not in tag else f'tag:"{tag}"', "tag", *_sum(held))


def _notes(notes: list[NoteSummary]) -> Iterator[Part]:
    for note in notes:
        name = note.title or note.path.rpartition("/")[2]
        yield Part(name, note_filter(note.path), "note", note.cards, note.due, note.new,
                   missing=note.missing and not note.collection)  # fmt: skip
