"""Who waits where: a queue a line, its places up to a line across, and those behind it, who are dropped."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from demos.demo import Picture
from studytui.demo.curves import Drawing
from studytui.demo.retelling import sentence
from studytui.demo.shades import Shades
from studytui.widgets.text import one_line, padded, plural

DROPPED, FREE = "✗", "·"


def queues(picture: Picture, width: int, height: int, shades: Shades, plain: bool) -> Content:
    """A picture of kind queues: `rows` are served `limit` each, whoever stands behind the line is dropped."""
    places = picture.limit if picture.limit is not None else 0
    names = [*picture.rows, *map(str, range(len(picture.rows), len(picture.values)))]
    left = min(max((cell_len(name) for name in names), default=1), max(width // 3, 6)) + 1
    waiting = [[_named(picture, int(token)) for token in row] for row in picture.values]
    filled = [[*row[:places], *[FREE] * (places - len(row))] for row in waiting]
    line = max((cell_len(" ".join(row)) for row in filled), default=0) + 1
    longest = max((cell_len(" ".join(DROPPED + word for word in row[places:])) for row in waiting), default=0)
    served, lost = shades.cause(1), shades.wrong
    gap = 1 if 2 * len(waiting) + 1 <= height else 0
    over = left + line + 2 + longest - width
    below = over > 0 and gap == 1  # those behind the line stand on a line of their own
    if over > 0:  # else the names of those in their places are cut first
        line = max(line - over, min(line, (width - left) // 2), 2) if not below else min(line, width - left - 2)
    lines: list[Content] = []
    for name, row, seated in zip(names, waiting, filled, strict=False):
        behind = " ".join(DROPPED + word for word in row[places:])
        parts: list[tuple[str, str]] = [(padded(name, left), "$muted"), (_seated(seated, line), served)]
        room = width - left - (0 if below else line + 2)
        last = (one_line(behind, max(room, 1)), lost)
        parts += [("│", "bold $ink")] if below else [("│ ", "bold $ink"), last]
        after = Content.assemble((" " * left, ""), last) if below else Content("")
        lines += [Content.assemble(*parts)] + [after] * gap
    room = height - len(lines)
    if room > 0:
        told = "│ C = " + plural(places, "place")
        dropped = sum(max(len(row) - places, 0) for row in waiting)
        count = f"  {DROPPED} {sentence(picture.legend[-1])} {dropped}"
        before = " " * min(left + line, max(width - cell_len(told) - cell_len(count), 0))
        lines.append(Content.assemble(before, (told, "bold $ink"), (count, lost)))
    return Content("\n").join(lines[:height])


def _seated(words: list[str], cells: int) -> str:
    """The words of a queue's places in `cells` cells, each cut to the same length where they are too long together."""
    longest = max(map(cell_len, words), default=0)
    while longest > 1 and cell_len(" ".join(one_line(word, longest) for word in words)) >= cells:
        longest -= 1
    return padded(" ".join(one_line(word, longest) for word in words), cells)


def _named(picture: Picture, token: int) -> str:
    return picture.ticks[token] if token < len(picture.ticks) else str(token)


class Queues(Drawing):
    """A picture of kind queues."""

    painter = staticmethod(queues)
