"""Right widths in exported pictures: Rich counts characters where a terminal counts cells, and Hangul takes two."""

from __future__ import annotations

import html
import re

from rich.cells import cell_len

_TEXT = re.compile(r"(<text\b[^>]*?\btextLength=\")([0-9.]+)(\"[^>]*>)([^<]*)(</text>)")


def correct_widths(svg: str) -> str:
    """The picture with each piece of text as long as its cells: `textLength` is measured in cells, not characters."""

    def corrected(match: re.Match[str]) -> str:
        before, length, after, content, end = match.groups()
        text = html.unescape(content)
        if not text or len(text) == cell_len(text):
            return match[0]
        return f"{before}{float(length) / len(text) * cell_len(text):.1f}{after}{content}{end}"

    return _TEXT.sub(corrected, svg)
