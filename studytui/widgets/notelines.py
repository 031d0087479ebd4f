"""The lines of a note around the one that a card was made from, which is lit."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from studytui.plaintext import harmless
from studytui.widgets.text import hanging

AROUND = 40  # lines before and after it


class NoteLines(VerticalScroll, can_focus=False):
    """A few lines of a note, read from its file as it is now. It keeps the note it showed last."""

    DEFAULT_CSS = """
    NoteLines { scrollbar-size-vertical: 1; padding: 0 1; }
    NoteLines Static { height: auto; }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._path = ""
        self._lines: list[str] = []
        self._line = 0

    def compose(self) -> ComposeResult:
        """What stands before the line, the line, and what stands after it."""
        for part in ("before", "line", "after"):
            yield Static(classes=part)

    async def show(self, path: str, line: int) -> None:
        """The lines around a line of a note; a sentence where it cannot be read."""
        if path != self._path:
            try:
                self._lines = await asyncio.to_thread(_lines_of, path)
            except Exception as error:
                self._fill(
                    Content.styled(_("The note cannot be read now: {error}", error=harmless(str(error))), "$muted")
                )
                self._path = ""
                return
            self._path = path
        self._line = line
        self._draw()

    def on_resize(self) -> None:
        """The lines follow the window."""
        if self._path:
            self._draw()

    def _draw(self) -> None:
        line, count = self._line, len(self._lines)
        self._fill(
            self._part(range(max(line - 1 - AROUND, 0), min(line - 1, count)), "$muted", "$muted"),
            self._part(range(line - 1, min(line, count)), "bold $ink on $tint", "$primary"),
            self._part(range(line, min(line + AROUND, count)), "$muted", "$muted"),
        )
        self.call_after_refresh(self._reveal)

    def clear(self) -> None:
        """Show nothing."""
        self._fill()

    def forget(self) -> None:
        """Read the note again when it is shown next."""
        self._path = ""

    def _reveal(self) -> None:
        for lit in self.query(".line"):
            self.scroll_to_widget(lit, animate=False, center=True)

    def _fill(self, *parts: Content) -> None:
        for static, content in zip(self.query(Static), (*parts, *[Content()] * 3), strict=False):
            static.update(content)
            static.display = bool(content.plain)

    def _part(self, numbers: range, text: str, number: str) -> Content:
        """These lines with their numbers, as wide as the last one that is shown."""
        width = len(str(min(self._line + AROUND, len(self._lines))))
        rows = [
            (
                Content.styled(f"{n + 1:>{width}} ", number),
                Content.styled(harmless(self._lines[n]).replace("\t", "  "), text),
            )
            for n in numbers
        ]
        return hanging(rows, self.scrollable_content_region.width)


def _lines_of(path: str) -> list[str]:
    from cards.files import read_text

    return read_text(Path(path)).split("\n")
