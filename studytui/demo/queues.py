"""Who waits where: a queue a line, its places up to a line across, and those behind it, who are dropped."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.content import Content

from demos.demo import Picture
from studytui.demo.curves import Drawing
from studytui.demo.shades import Shades
from studytui.widgets.text import padded

DROPPED = "✗"


def queues(picture: Picture, width: int, height: int, shades: Shades, plain: bool) -> Content:
    """A picture of kind queues: `rows` are served `limit` each, whoever stands behind the line is dropped."""
    places = picture.limit if picture.limit is not None else 0
    names = [*picture.rows, *map(str, range(len(picture.rows), len(picture.values)))]
    left = min(max((cell_len(name) for name in names), default=1), max(width // 3, 6)) + 1
    waiting = [[_named(picture, int(token)) for token in row] for row in picture.values]
    longest = max([*(len(row) for row in waiting), places, 1])
    most = max((cell_len(word) for row in waiting for word in row), default=1)
    each = max(min(most + 1, (width - left - 3) // longest), 2)
    served, lost = shades.cause(1), shades.wrong
    gap = 1 if 2 * len(waiting) + 1 <= height else 0
    lines: list[Content] = []
    for name, row in zip(names, waiting, strict=False):
        parts: list[tuple[str, str]] = [(padded(name, left), "$muted")]
        for word in row[:places]:
            parts.append((padded(word, each), served))
        parts.append((" " * (each * max(places - len(row), 0)), ""))
        parts.append(("│ ", "bold $ink"))
        for word in row[places:]:
            parts.append((padded(DROPPED + word, each), lost))
        lines += [Content.assemble(*parts)] + [Content("")] * gap
    room = height - len(lines)
    if room > 0:
        told = f"│ C = {places} places"
        dropped = sum(max(len(row) - places, 0) for row in waiting)
        lines.append(
            Content.assemble(
                (" " * min(left + each * places, max(width - len(told) - 14, 0)), ""),
                (told, "bold $ink"),
                (f"  {DROPPED} {picture.legend[-1]} {dropped}", lost),
            )
        )
    return Content("\n").join(lines[:height])


def _named(picture: Picture, token: int) -> str:
    return picture.ticks[token] if token < len(picture.ticks) else str(token)


class Queues(Drawing):
    """A picture of kind queues."""

    def painter(self) -> Callable[[Picture, int, int, Shades, bool], Content]:
        """Queues with the line that says how many are served."""
        return queues
