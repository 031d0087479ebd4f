"""A canvas of braille dots, two by four in a cell: lines and points in several colours, given back as runs of text."""

from __future__ import annotations

from collections.abc import Iterator

# The bit of each dot of a braille cell, by row and column.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
# How many dots a line draws and then leaves out, for lines that have to differ without colours.
PATTERNS = ((1, 0), (4, 3), (1, 2), (6, 2), (2, 2), (1, 4))


class Canvas:
    """`width` × `height` cells. Dots are counted from the top left; what lies outside is left out."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._bits = [[0] * width for _ in range(height)]
        self._colours = [[""] * width for _ in range(height)]
        self._text: dict[tuple[int, int], tuple[str, str]] = {}

    @property
    def dots(self) -> tuple[int, int]:
        """How many dots there are (across, down)."""
        return self.width * 2, self.height * 4

    def dot(self, x: int, y: int, colour: str) -> None:
        """Set one dot; its whole cell takes the colour."""
        if 0 <= x < self.width * 2 and 0 <= y < self.height * 4:
            row, column = y // 4, x // 2
            self._bits[row][column] |= _BITS[y % 4][x % 2]
            self._colours[row][column] = colour

    def line(self, x0: int, y0: int, x1: int, y1: int, colour: str, pattern: int = 0, phase: int = 0) -> int:
        """A line between two dots in a pattern of dashes; gives the phase with which the next one goes on."""
        drawn, left_out = PATTERNS[pattern % len(PATTERNS)]
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for step in range(steps + 1):
            if (phase + step) % (drawn + left_out) < drawn:
                self.dot(round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps), colour)
        return (phase + steps) % (drawn + left_out)

    def write(self, column: int, row: int, text: str, colour: str) -> None:
        """Put characters over the dots of some cells."""
        for place, character in enumerate(text):
            if 0 <= column + place < self.width and 0 <= row < self.height:
                self._text[row, column + place] = (character, colour)

    def runs(self, row: int) -> Iterator[tuple[str, str]]:
        """The text of one row, in runs of one colour ("" where there is none)."""
        text, colour = "", ""
        for column in range(self.width):
            if (row, column) in self._text:
                character, new = self._text[row, column]
            else:
                bits = self._bits[row][column]
                character, new = (chr(0x2800 + bits), self._colours[row][column]) if bits else (" ", "")
            if new != colour and text:
                yield text, colour
                text = ""
            colour = new
            text += character
        yield text, colour
