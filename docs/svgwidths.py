"""Right widths in exported pictures: Rich counts characters where a terminal counts cells, and Hangul takes two."""

from __future__ import annotations

import html
import re

from rich.cells import cell_len

_TEXT = re.compile(r'(<text\b[^>]*?\bx=")([0-9.]+)("[^>]*?\btextLength=")([0-9.]+)("[^>]*>)([^<]*)(</text>)')
_BLANK = " \xa0"


def correct_widths(svg: str) -> str:
    """The picture with each piece of text as long as its cells: `textLength` is measured in cells, not characters.

    Blanks at both ends become a shift, because some viewers leave them out and stretch the rest.
    """

    def corrected(match: re.Match[str]) -> str:
        before, x, middle, length, after, content, end = match.groups()
        text = html.unescape(content)
        shown = text.strip(_BLANK)
        if not shown:
            return ""
        cell = float(length) / len(text)
        left = len(text) - len(text.lstrip(_BLANK))
        inner = html.escape(shown, quote=False).replace(" ", "\xa0").replace("\xa0", "&#160;")
        return f"{before}{float(x) + left * cell:.1f}{middle}{cell_len(shown) * cell:.1f}{after}{inner}{end}"

    return _TEXT.sub(corrected, svg)


def smaller(svg: str) -> str:
    """The same picture in about half the bytes: short names, and no clipping of lines that are never too long."""
    svg = re.sub(r"terminal-\d+-", "t", svg)
    svg = re.sub(r'<clipPath id="tline-\d+">.*?</clipPath>\s*', "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#tline-\d+\)"', "", svg)
    if ' shape-rendering="crispEdges"' in svg:
        svg = svg.replace(' shape-rendering="crispEdges"', "").replace(
            "<style>", "<style>rect{shape-rendering:crispEdges}", 1
        )
    svg = re.sub(r' textLength="[0-9.]+"(?=[^<>]*>[^<&]</text>)', "", svg)  # one sign needs no stretching
    return re.sub(r'="(\d+\.\d)\d*"', r'="\1"', svg)
