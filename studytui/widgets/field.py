"""A line to type into, whose text cursor stands where the text is: there an input method composes its syllables."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.widgets import Input

from cards.translation import _

LONGEST = 1000  # characters of a paste that are taken


class Field(Input):
    """Textual's input with the terminal's cursor in its place, and a bound on what is pasted."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next sign will stand on the screen; Textual itself is one cell beyond the end of the text."""
        before = cell_len(self.value[: self.cursor_position])
        return Offset(self.content_region.x + before - self.scroll_offset.x, self.content_region.y)

    def on_focus(self) -> None:
        """Put the cursor into the line; where that is, is known once it is laid out."""
        self.call_after_refresh(self._place_cursor)

    def on_resize(self) -> None:
        """The line may be elsewhere now."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()  # the terminal's cursor moves with what is drawn

    def on_paste(self, event: events.Paste) -> None:
        """Take the beginning of a paste that is too long for a line, and say so."""
        if len(event.text) > LONGEST:
            event.prevent_default()
            event.stop()
            start = event.text[:LONGEST].splitlines()
            self.insert_text_at_cursor(start[0] if start else "")
            said = _("The paste is {length:,} characters long; only its beginning was taken.", length=len(event.text))
            self.app.notify(said, severity="warning", markup=False)
