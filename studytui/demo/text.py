"""A text whose words are lit, a line for each word or head that looks at it: attention as one reads it.

A word is the brighter the more it gets, and a bar before it rises as high, so that a colour never tells it alone.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len
from textual.color import Color
from textual.content import Content

from demos.demo import Picture
from studytui.demo.curves import Drawing
from studytui.demo.legend import number
from studytui.demo.raster import LEVELS
from studytui.demo.retelling import sentence
from studytui.demo.shades import Shades
from studytui.widgets.text import one_line, padded

Lit = tuple[str, float]  # a word, and its share of the largest value

RISING = " ▁▂▃▄▅▆▇█"
DIM = 0.08  # up to this share of the largest a word counts as not looked at


def text(picture: Picture, width: int, height: int, shades: Shades, plain: bool) -> Content:
    """A picture of kind text: `rows` name the lines, `ticks` are the words. A line too long goes on below itself."""
    most = max((value for row in picture.values for value in row if 0 < value < math.inf), default=1.0)
    names = [
        *(sentence(name) if " " in name else name for name in picture.rows),  # one word is the text's own
        *[""] * (len(picture.values) - len(picture.rows)),
    ]
    left = min(max((cell_len(name) for name in names), default=0), max(width // 3, 6)) + 1
    room = max(width - left, 8)
    spoken = [
        [(word, value / most) for word, value in zip(picture.words(place), row, strict=False)]
        for place, row in enumerate(picture.values)
    ]
    bodies = [_wrapped(line, room) for line in spoken]
    if sum(map(len, bodies)) > height:  # then all lines are seen, without their ends
        bodies = [[_cut(line, room)] for line in spoken]
    lines = [
        Content.assemble((padded("" if below else name, left), "bold $ink"), _written(words, shades, plain))
        for name, body in zip(names, bodies, strict=True)
        for below, words in enumerate(body)
    ]
    if len(lines) > height:
        seen = f"1–{max(height - 1, 1)} / {len(lines)}"
        return Content("\n").join([*lines[: max(height - 1, 1)], Content.styled(seen, "$muted")][:height])
    if len(lines) + len(bodies) <= height:  # a free line between them, where there is room
        ends = set(itertools.accumulate(map(len, bodies)))
        lines = [part for n, line in enumerate(lines, 1) for part in ([line, Content("")] if n in ends else [line])]
    if len(lines) < height:
        lines.append(_legend(picture, most, shades, plain, left, width))
    return Content("\n").join(lines)


def _word(word: str, share: float, shades: Shades, plain: bool) -> Content:
    """A word as bright as its share of the largest value, behind a bar as high."""
    share = min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0
    bar = RISING[math.ceil(share * 8)] if share > DIM else " "
    if plain:
        return Content.assemble((f"{bar}{word}", "bold $ink" if share > 0.5 else "$foreground"))
    if share <= DIM:
        return Content.styled(f" {word}", "$muted")
    ground = shades.colour(round(share**0.5 * (LEVELS - 1)), False, False)
    ink = shades.background if _bright(ground) else shades.ink
    return Content.assemble((bar, ground), (word, f"{ink} on {ground}"))


@lru_cache(maxsize=256)
def _bright(colour: str) -> bool:
    """Whether dark letters are read more easily on a colour."""
    return Color.parse(colour).brightness > 0.45


def _written(words: Sequence[Lit], shades: Shades, plain: bool) -> Content:
    return Content("").join([_word(word, share, shades, plain) for word, share in words])


def _wrapped(words: Sequence[Lit], width: int) -> list[list[Lit]]:
    """The words on as many lines as they take."""
    lines: list[list[Lit]] = [[]]
    used = 0
    for word, share in words:
        word = one_line(word, width - 1)
        if lines[-1] and used + 1 + cell_len(word) > width:
            lines, used = [*lines, []], 0
        lines[-1].append((word, share))
        used += 1 + cell_len(word)
    return lines


def _cut(words: Sequence[Lit], width: int) -> list[Lit]:
    """As many words as fit on one line; the ellipsis is as bright as the brightest of the others."""
    first = _wrapped(words, width)[0]
    while first and len(first) < len(words) and sum(1 + cell_len(word) for word, _ in first) + 2 > width:
        first.pop()
    rest = words[len(first) :]
    return [*first, ("…", max(share for _, share in rest))] if rest else first


def _legend(picture: Picture, most: float, shades: Shades, plain: bool, left: int, width: int) -> Content:
    """From nothing to the largest value, as words are lit."""
    parts: list[Content] = [
        Content.styled(" " * (left) + " " + one_line(sentence(picture.legend[0]), width // 2) + " 0 ", "$muted")
    ]
    for place in range(5):
        share = (place + 1) / 5
        colour = "$ink" if plain else shades.colour(round(share**0.5 * (LEVELS - 1)), False, False)
        parts.append(Content.styled(RISING[math.ceil(share * 8)], colour))
    parts.append(Content.styled(f" {number(float(f'{most:.2g}'))}", "$muted"))
    return Content("").join(parts).truncate(width, ellipsis=True)


class Text(Drawing):
    """A picture of kind text."""

    painter = staticmethod(text)
