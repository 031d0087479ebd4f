"""A text of several lines to be written, for the two sides of a card."""

from __future__ import annotations

import unicodedata

from textual import events
from textual.widgets import TextArea


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
