"""A text of several lines to be written, for the two sides of a card."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import Selection


class Words(TextArea):
    """As many rows as the text has, within bounds. Tab leaves it, so that it goes on to the next one.

    The terminal's cursor stands where the next sign will, as an input method composes its syllables there.
    """

    DEFAULT_CSS = """
    Words { height: auto; min-height: 3; max-height: 8; border: round $faint; padding: 0 1; background: $background; }
    Words:focus { border: round $primary; }
    """

    def __init__(self, text: str, *, id: str) -> None:
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.highlight_cursor_line = False

    @property
    def words(self) -> str:
        """What stands in it, composed."""
        return unicodedata.normalize("NFC", self.text).strip()

    def undo(self) -> None:
        """Take back the last edit, with the cursor on the first line meanwhile.

        While the lines are taken away Textual 8.2 looks where the cursor stands, and fails where its line is gone.
        """
        self._edited(super().undo)

    def redo(self) -> None:
        """Do the edit again, with the cursor on the first line meanwhile."""
        stood = self.selection.end
        self._edited(super().redo)
        self.move_cursor(min(stood, self.document.end))

    def _edited(self, edit: Callable[[], None]) -> None:
        stood, before = self.selection, self.text
        self.selection = Selection.cursor((0, 0))
        edit()
        if self.text == before:
            self.selection = stood

    def on_focus(self) -> None:
        """Put the cursor at the end, and the terminal's where that is once it is laid out."""
        self.move_cursor(self.document.end)
        self.call_after_refresh(self._place_cursor)

    def on_resize(self, event: events.Resize) -> None:
        """The line may be elsewhere now."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()
