"""A filter that every line of every widget passes on its way to the terminal.

Widgets show characters that would act on a terminal as pictures (see plaintext.harmless). What one of them misses is
taken out here, so that neither a note nor a file name nor an error can move the cursor, colour or answer anything.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from studytui.plaintext import acting, silenced


class Door(LineFilter):
    """Takes out what acts on a terminal; the widths of the lines stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments as they were, unless one of them holds such a character."""
        if not acting("".join([segment.text for segment in segments])):
            return segments
        return [Segment(silenced(text), style, control) for text, style, control in segments]
