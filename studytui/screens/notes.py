"""The notes that are known, the remembered folders, and the line to name another one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from cards.translation import _, pgettext
from db.records import NoteSummary
from studytui.keys import key
from studytui.plaintext import harmless, plural
from studytui.screens.surveying import Surveying
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.paths import PathInput
from studytui.widgets.rows import Rows
from studytui.widgets.text import one_line, padded, right

if TYPE_CHECKING:
    from db.engine import Database


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a note, a folder, or a heading between them."""

    note: NoteSummary | None = None
    folder: str = ""
    heading: str = ""
    heads: bool = False  # of the columns of notes


class NotesScreen(Surveying):
    """What cards come from."""

    CSS_PATH = "notes.tcss"
    BINDINGS = [
        key("i,slash,1", "name", "import", help="Name a note, a folder, an Anki package or a table to import"),
        key("enter", "open", "cards", help="The cards of this note; for a folder, read it now"),
        key("r,2", "look", "read again", help="Read all folders again"),
        key("e,8", "edit", "edit", help="Open the note in your editor"),
        key("f,delete,3", "forget", "forget folder", help="Stop watching this folder; its cards stay"),
        key("u,ctrl+z,9", "undo", "undo import", help="Take the last import back as a whole"),
        key("escape,q", "back", "today", shown="esc", hint=False, help="Back to the first screen"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, *, naming: bool = False) -> None:
        super().__init__()
        self.naming = naming

    def compose(self) -> ComposeResult:
        """The path, what it may become, and the list."""
        yield TopBar(Content.styled(_("Notes"), "bold $primary"))
        field = PathInput(placeholder=_("a note, a folder, an Anki package … — Tab completes, Enter reads"), id="path")
        field.border_title = _("Import")
        yield field
        yield Static(id="progress", markup=False)
        yield Rows(draw, id="rows")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """List what is known."""
        if self.naming:
            self.query_one(PathInput).focus()
        else:
            self.rows.focus()
        self.reload()

    @property
    def rows(self) -> Rows[Entry]:
        """The list."""
        return self.query_one("#rows", Rows)

    def reload(self) -> None:
        """Read the notes and folders again."""
        self.job(self._load(), "notes")

    async def _load(self) -> None:
        def work(db: Database) -> tuple[list[NoteSummary], list[str]]:
            from db import library

            return library.notes(db, self.study.clock()), library.folders(db)

        notes, folders = await self.ask(work)
        entries = [Entry(folder=folder) for folder in folders]
        if folders:
            entries = [Entry(heading=_("Folders, read again at every start")), *entries, Entry()]
        entries.append(Entry(heads=True))
        entries += [Entry(note=note) for note in notes]
        first = next((place for place, entry in enumerate(entries) if entry.note or entry.folder), 0)
        before = self.rows.chosen
        self.rows.show(entries, self.rows.cursor if before and (before.note or before.folder) else first)
        cards = sum(note.cards for note in notes)
        self.query_one(TopBar).show(
            Content.styled(_("Notes"), "bold $primary"),
            Content.styled(f"{plural(len(notes), 'note')} · {plural(cards, 'card')}", "$muted"),
        )
        self.show_hints()

    def notes_imported(self, sentence: str) -> None:
        """Notes were saved meanwhile."""
        self.say_progress(sentence)
        self.reload()

    def available(self, action: str) -> bool:
        """What fits the row under the cursor."""
        entry = self.rows.chosen if self.is_mounted else None
        if action == "forget":
            return bool(entry and entry.folder)
        if action in ("edit", "open"):
            return bool(entry and entry.note)
        return action != "undo" or self.study.last_import is not None

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The keys follow the cursor."""
        self.show_hints()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A click on the row under the cursor opens it."""
        self.action_open()

    # -- naming ----------------------------------------------------------------------------------------------------

    def action_name(self) -> None:
        """Type a path."""
        self.query_one(PathInput).focus()

    def on_path_input_choices(self, message: PathInput.Choices) -> None:
        """Say what the path may become."""
        self.say_choices(message.names)

    def on_path_input_given(self, message: PathInput.Given) -> None:
        """Survey what was named."""
        if message.path is None:
            self.say_progress(_("There is nothing at {text}.", text=harmless(message.text)) if message.text else "")
            return
        self.survey([message.path])

    def planned(self, done: bool) -> None:
        """The list may be another now."""
        if done:
            self.query_one(PathInput).value = ""
            self.rows.focus()
        self.reload()

    # -- the list --------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """The cards of a note; a folder is looked at."""
        entry = self.rows.chosen
        if entry is None:
            return
        if entry.note is not None:
            self.study.open("browse", note=entry.note, then=lambda _: self.reload())
        elif entry.folder:
            self.survey([Path(entry.folder)])

    def action_look(self) -> None:
        """Look at every folder again, and show what it brings as a plan."""
        folders = [Path(entry.folder) for entry in self.rows.items if entry.folder]
        notes = [Path(entry.note.path) for entry in self.rows.items if entry.note]
        if folders or notes:
            self.survey(folders or notes)

    def action_edit(self) -> None:
        """Open the note in the editor, and take in what changed."""
        entry = self.rows.chosen
        if entry is not None and entry.note is not None:
            self.job(self._edit(entry.note.path), "edit")

    async def _edit(self, path: str) -> None:
        from studytui.notes.editing import revise

        self.say_progress(await revise(self.study, path, 1))
        self.reload()

    def action_forget(self) -> None:
        """Stop watching this folder."""
        entry = self.rows.chosen
        if entry is not None and entry.folder:
            self.job(self._forget(entry.folder), "forget")

    async def _forget(self, folder: str) -> None:
        def work(db: Database) -> None:
            from db import library

            library.forget(db, folder)

        await self.ask(work)
        self.say_progress(_("{folder} is no longer watched; its cards stay.", folder=folder))
        self.reload()

    def action_undo(self) -> None:
        """Take the last import back."""
        if self.study.last_import is not None:
            self.job(self._undo(self.study.last_import), "undo")

    async def _undo(self, number: int) -> None:
        def work(db: Database) -> None:
            from db import library

            library.undo_import(db, number, self.study.clock())

        await self.ask(work)
        self.study.last_import = None
        self.say_progress(_("Taken back: everything is as it was before the import."))
        self.reload()

    def action_back(self) -> None:
        """Stop a survey, leave the path, or leave."""
        if self.stop_survey():
            return
        field = self.query_one(PathInput)
        if field.has_focus and self.rows.items and not (self.naming and not field.value):
            self.rows.focus()
            return
        self.dismiss()


def draw(entry: Entry, width: int) -> Content:
    """One row."""
    cells = 7 if width >= 50 else 6  # of a column
    if entry.heads:
        heads = right(_("cards"), cells) + right(_("due"), cells) + right(pgettext("a column", "new"), cells)
        return Content.styled(padded(_("Notes"), width - 3 * cells) + heads, "$muted")
    if entry.note is None:
        return Content.styled(
            entry.heading or one_line(entry.folder, width), "$muted" if entry.heading else "$foreground"
        )
    note = entry.note
    room = max(width - 3 * cells, 8)
    title = note.title or Path(note.path).stem
    gone = note.missing and not note.collection
    where = _("a collection") if note.collection else Path(note.path).name
    name = padded(title + "  " + (_("(not there any more)") if gone else where), room)
    cut = min(len(harmless(title)), len(name))
    return Content.assemble(
        (name[:cut], "$muted" if gone else "$foreground"),
        (name[cut:], "$muted"),
        (f"{note.cards:>{cells}}", "$muted"),
        (f"{note.due or '·':>{cells}}", "bold $primary" if note.due else "$muted"),
        (f"{note.new or '·':>{cells}}", "$success" if note.new else "$muted"),
    )
