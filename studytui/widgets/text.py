"""Text for the screen: pieces cut and padded in terminal cells (Hangul takes two)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from studytui.plaintext import about, clock_time, harmless, plural, weekday, when

__all__ = ["about", "bar", "clock_time", "harmless", "one_line", "padded", "plural", "weekday", "when"]

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def one_line(text: str, cells: int) -> str:
    """`text` on one line, harmless, at most `cells` wide; what does not fit ends in an ellipsis."""
    flat = " ".join(harmless(text).split())
    if cell_len(flat) <= cells:
        return flat
    return set_cell_size(flat, max(cells - 1, 0)).rstrip() + "…" if cells > 0 else ""


def padded(text: str, cells: int) -> str:
    """`text` as exactly `cells` cells."""
    return set_cell_size(one_line(text, cells), cells)


def right(text: str, cells: int) -> str:
    """`text` at the right of `cells` cells; one that is longer is left whole."""
    return " " * max(cells - cell_len(text), 0) + text


def bar(share: float, cells: int) -> str:
    """A bar of `cells` cells filled by `share` (0–1), in eighths of a cell; anything above zero shows."""
    eighths = round(min(max(share, 0.0), 1.0) * cells * 8)
    if share > 0 and eighths == 0:
        eighths = 1
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def laid(text: str, style: str, **pieces: tuple[str, str]) -> Content:
    """A translated text with pieces of another style in its places, in whichever order its language has them:
    `laid("{new} new", "$muted", new=("3", "$success"))`.
    """
    parts: list[tuple[str, str]] = []
    for place, piece in enumerate(re.split(r"\{(\w+)\}", text)):
        parts.append(pieces[piece] if place % 2 else (piece, style))
    return Content.assemble(*parts)


def hanging(rows: Iterable[tuple[Content, Content]], cells: int) -> Content:
    """A line a row of a head and a text; where the text is longer than its line it goes on below itself."""
    lines = []
    for head, text in rows:
        beside = head.cell_length
        for place, part in enumerate(text.wrap(max(cells - beside, 8)) or [Content()]):
            lines.append(Content.assemble(" " * beside if place else head, part))
    return Content("\n").join(lines)


def first_seen(labels: Sequence[str], here: int, cells: int) -> int:
    """From which of the labels in a row of so many cells to begin, so that the one that is chosen is seen."""
    first = 0
    while first < here and sum(cell_len(each) + 1 for each in labels[first : here + 1]) + 2 > cells:
        first += 1
    return first


def flat(text: str) -> str:
    """`text` harmless and on one line."""
    return " ".join(harmless(text).split())


def plain(text: str) -> str:
    """`text` on one line without the commonest marks of Markdown and TeX, for a list."""
    text = re.sub(r"```\w*|~~~\w*|<!--.*?-->", " ", harmless(text))
    text = re.sub(r"\$\$(.+?)\$\$|\$(\S[^$\n]*?)\$", _formula, text, flags=re.DOTALL)
    return flat(re.sub(r"\*\*|__|`", "", text))


def _formula(match: re.Match[str]) -> str:
    from studytui.math import tex as tex_text

    return tex_text.line(match[1] or match[2])
