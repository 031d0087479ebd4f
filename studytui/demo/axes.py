"""The edges of a heat map: names or numbers along its rows and columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from demos.demo import Picture
from studytui.demo.raster import Span
from studytui.demo.retelling import sentence
from studytui.demo.shades import Shades, style
from studytui.widgets.text import one_line

MARGIN = 5  # cells for the numbers of the rows
BAR = 8  # cells that bars without names take at least, with their numbers
TALL = 7  # lines a name of a column may take, one character a line


def margin_of(names: Sequence[str], width: int, columns: int) -> int:
    """Cells for what stands before the rows: numbers, or two names a line as far as `columns` pixels leave room."""
    if not names:
        return MARGIN
    return max(MARGIN, min(_two(names), max(width // 4, width - columns - 1)))


def tile_margin(names: Sequence[str], width: int, columns: int) -> int:
    """Cells for the names of a map that stands beside others: two a line in full, or none where there is no room."""
    needed = _two(names)
    return needed if needed + columns <= width else 0


def panel_widths(pictures: Sequence[Picture], width: int, gap: int = 2) -> list[int]:
    """How many cells each of some pictures in a row gets: as many, but the first more where that is for its names."""
    count = len(pictures)
    total = width - gap * (count - 1)
    columns = [max((len(row) for row in picture.values), default=0) for picture in pictures]
    needed = _two(pictures[0].rows)
    if named := named_once(pictures):
        each = (total - named) // count
        return [each + named, *[each] * (count - 1)]
    if needed and sum(columns) + count * needed > total >= sum(columns) + needed:
        each = (total - needed) // count
        return [each + needed, *[each] * (count - 1)]
    return [total // count] * count


def in_a_row(pictures: Sequence[Picture], width: int, gap: int = 2) -> bool:
    """Whether some pictures fit side by side with the names of each, or of the first where it names them all."""
    if named := named_once(pictures):
        return (width - gap * (len(pictures) - 1) - named) // len(pictures) >= BAR
    columns = [max((len(row) for row in picture.values), default=0) for picture in pictures]
    if len({picture.rows for picture in pictures}) == 1 and len({len(picture.values) for picture in pictures}) == 1:
        room = width - gap * (len(pictures) - 1) - _two(pictures[0].rows)  # the first names the rows of all
        return room // len(pictures) >= max(16, *columns)
    needed = [count + _two(picture.rows) for count, picture in zip(columns, pictures, strict=True)]
    return max([16, *needed]) <= (width - gap * (len(pictures) - 1)) // max(len(pictures), 1)


def named_once(pictures: Sequence[Picture]) -> int:
    """Cells for the names of bars of which the first alone names what they all measure; 0 for any others."""
    if len(pictures) < 2 or any(picture.kind != "bars" for picture in pictures):
        return 0
    named, *others = [max(map(cell_len, picture.ticks), default=0) for picture in pictures]
    return 0 if any(others) or not named else named + 2


def _two(names: Sequence[str]) -> int:
    """Cells for two names a line; 0 without names."""
    pairs = [f"{names[i]} {names[i + 1] if i + 1 < len(names) else ''}" for i in range(len(names))]
    return 2 + max(map(cell_len, pairs)) if pairs else 0


def short(name: str) -> str:
    """The letter of an axis such as "query i", or as much of its name as fits."""
    return one_line(name.split()[-1] if name.split() else "", 2)


def ticks(span: Span, room: int, apart: int = 6) -> list[int]:
    """Round values that stand at least `apart` pixels from each other, from the first one seen."""
    seen = span.values(room)
    each = seen / max(room / apart, 1)
    power = 10 ** max(math.floor(math.log10(max(each, 1))), 0)
    nice = next((m * power for m in (1, 2, 4, 5, 8, 10, 16, 20) if m * power >= each), 20 * power)
    start = -(-span.first // nice) * nice
    return list(range(start, span.first + seen, nice))


def column_axis(
    axes: tuple[str, str],
    x: Span,
    wide: int,
    width: int,
    margin: int,
    shades: Shades,
    names: Sequence[str] = (),
    lines: int = 1,
) -> list[Strip]:
    """The lines above a map: the letter of the rows, and what the columns are called over `wide` pixels.

    Names are written downwards, a character a line, where `lines` leaves room for it and a character fits over its
    column (Hangul takes two cells); else numbers stand there.
    """
    look = style(shades.muted, shades.background)
    head = f"{short(axes[0]):>{margin - 3}} ↓ "
    if names and lines >= 4 and (x.scale >= 2 or all(cell_len(name) == len(name) for name in names)):
        return [
            Strip([Segment((head if last else " " * margin) + text, look)]).adjust_cell_length(width, look)
            for text, last in _downwards(names, x, wide, min(lines, TALL))
        ]
    cells = [" "] * wide
    name = f"{sentence(axes[1])} →"
    taken = 0
    for value in ticks(x, wide):
        text = str(value)
        place = x.pixel(value)
        if place >= taken and place + len(text) <= wide:
            cells[place : place + len(text)] = text
            taken = place + len(text) + 2
    text = head + "".join(cells) + ("  " + name if wide + cell_len(name) + margin + 2 <= width else "")
    return [Strip([Segment(text, look)]).adjust_cell_length(width, look)]


def _downwards(names: Sequence[str], x: Span, wide: int, lines: int) -> list[tuple[str, bool]]:
    """Each name of the columns from top to bottom; the last line is told apart. Hangul needs two pixels a value."""
    seen = range(x.first, x.first + x.values(wide))
    columns = [names[value] if value < len(names) else "" for value in seen]
    most = min(max((len(name) for name in columns), default=1), lines)
    step = max(x.scale, 1)
    out = []
    for line in range(most):
        text = ""
        for name in columns:
            at = line - (most - min(len(name), most))  # names end at the map
            mark = name[at] if 0 <= at < len(name) else " "
            text += set_cell_size(mark if cell_len(mark) <= step else "·", step)
        out.append((text, line == most - 1))
    return out


def row_axis(
    y: Span, room: int, step: int, line: int, here: bool, margin: int, shades: Shades, names: Sequence[str] = ()
) -> Segment:
    """The cells before a line of a map (`step` pixels high): its names or number, and a mark where the row is lit."""
    if names:
        text = one_line(" ".join(_started(y, room, step, line, names)), margin - 1)
    else:
        placed = {y.pixel(value) // step: value for value in reversed(ticks(y, y.pixels(room), 3 * step))}
        text = str(placed[line]) if line in placed else ""
    before = " " * max(margin - 1 - cell_len(text), 0)
    return Segment(
        before + text + ("▸" if here else " "), style(shades.ink if here else shades.muted, shades.background)
    )


def _started(y: Span, room: int, step: int, line: int, names: Sequence[str]) -> list[str]:
    """The names of the rows that begin in a line of the map."""
    seen = range(y.first, min(y.first + y.values(room), len(names)))
    return [names[value] for value in seen if y.pixel(value) // step == line] if y.per == 1 else []
