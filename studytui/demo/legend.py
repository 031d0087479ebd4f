"""What the colours of a picture mean, on one line; and numbers written short."""

from __future__ import annotations

import math

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from cards.translation import _
from demos.demo import Picture
from studytui.demo.raster import LEVELS, Raster
from studytui.demo.retelling import sentence
from studytui.demo.shades import Shades, character, letters, style
from studytui.widgets.text import one_line


def number(value: float) -> str:
    """A number in at most nine characters: `0.113`, `12`, `8.4 M`, `3.1e-07`, `NaN`, `−∞`."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if abs(value) >= 1e6:
        for power, name in ((1e12, "T"), (1e9, "G"), (1e6, "M")):
            if power <= abs(value) < power * 1e3:
                return f"{value / power:.3g} {name}"
        return f"{value:.1e}"
    if value == int(value):
        return str(int(value))
    if abs(value) < 1e-3:
        return f"{value:.1e}"
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def told(picture: Picture) -> list[str]:
    """The names of a picture's legend in the reader's language; its signs are those of the names themselves."""
    return [sentence(name) for name in picture.legend]


def legend_line(
    picture: Picture, raster: Raster, shades: Shades, plain: bool, width: int, note: str = "", margin: int = 5
) -> Strip:
    """The legend of a mask or heat picture in `width` cells, with a note at its end where there is room."""
    muted = style(shades.muted, shades.background)
    if raster.mask:  # under the map where it fits there, else as far to the left as it takes
        margin = min(margin, max(width - sum(cell_len(name) + 4 for name in told(picture)[1:]), 0))
    parts: list[Segment] = [Segment(" " * margin, muted)]
    if raster.mask:
        names = letters(picture.legend)
        whole = margin + sum(cell_len(name) + 6 for name in told(picture)) - 3
        wide, apart = (2, 3) if whole <= width else (1, 2)
        for place, name in enumerate(told(picture)):
            if place == 0 and whole - 2 * len(picture.legend) + 1 > width:
                continue  # what is left empty needs no explaining where room is dear
            sign = names[place] if place < len(names) else "?"
            if plain:
                parts.append(Segment(sign, style(shades.ink, shades.background)))
            else:  # with its sign, where there is more than one to tell apart
                sign = sign if place and len(picture.legend) > 2 else " "
                parts.append(Segment(f"{sign:<{wide}}", style(shades.background, shades.cause(place))))
            parts.append(Segment(f" {_after(sign, name)}" + " " * apart, muted))
        parts[-1] = Segment(parts[-1].text.rstrip(), muted)
    else:
        parts += _ramp(raster, shades, plain, width - margin)
    left = width - sum(part.cell_length for part in parts) - cell_len(note)
    if note and left >= 3:
        parts += [Segment(" " * min(left, 3), muted), Segment(note, muted)]
    return Strip(parts).crop(0, width).adjust_cell_length(width, muted)


def causes_brief(picture: Picture, shades: Shades, width: int) -> list[Content]:
    """The causes of a mask with sign and colour, on as many lines of `width` cells as it takes; [] for other kinds."""
    if picture.kind != "mask":
        return []
    present = {cause for row in picture.values for cause in row}
    names = letters(picture.legend)
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0
    for place, name in enumerate(told(picture)):
        if not place or place not in present:
            continue
        colour = shades.cause(place)
        look = f"{shades.background} on {colour}" if len(picture.legend) > 2 else colour
        shown = one_line(_after(names[place], name), width - 2)
        if used and used + 3 + cell_len(shown) > width:
            rows, used = [*rows, []], 0
        rows[-1] += [(names[place], look), (f" {shown} ", "$muted")]
        used += 3 + cell_len(shown)
    return [Content.assemble(*row) for row in rows if row]


def _after(sign: str, name: str) -> str:
    """The name of a cause behind its sign: `0 mod 3` behind a 0 is `mod 3`."""
    return name[1:].lstrip() if sign.isdigit() and name.startswith(sign) else name


def row_brief(picture: Picture, row: int, shades: Shades, width: int, height: int) -> list[Content]:
    """Which keys a row sees, by name: those of a mask with their signs, the three largest of a heat map.

    [] for other kinds and without names.
    """
    if picture.kind not in ("mask", "heat") or not picture.rows or row >= len(picture.values):
        return []
    if picture.kind == "heat":
        return _largest(picture, row, width)[:height]
    names = letters(picture.legend)
    parts: list[tuple[str, str]] = [(picture.rows[row], "bold $ink"), (" " + _("sees"), "$muted")]
    before = 0
    for word, cause in zip(picture.columns, picture.values[row], strict=False):
        if cause:
            sign = f"{names[cause]}:" if len(picture.legend) > 2 and cause != before else ""
            parts.append((f" {sign}{word}", shades.cause(cause)))
            before = cause
    lines = [line.rstrip() for line in Content.assemble(*parts).wrap(width)]
    return lines if len(lines) <= height else [*lines[: height - 1], Content.styled("…", "$muted")]


def _largest(picture: Picture, row: int, width: int) -> list[Content]:
    ranked = sorted(zip(picture.columns, picture.values[row], strict=False), key=lambda pair: -pair[1])
    parts: list[tuple[str, str]] = [(picture.rows[row], "bold $ink"), (" →", "$muted")]
    for word, value in ranked[:3]:
        parts += [(f" {word}", "$foreground"), (f" {number(float(f'{value:.2g}'))}", "$muted")]
    return [line.rstrip() for line in Content.assemble(*parts).wrap(width)]


def _ramp(raster: Raster, shades: Shades, plain: bool, width: int) -> list[Segment]:
    muted = style(shades.muted, shades.background)
    halves = 2 if width >= 28 else 1  # where room is dear, the ends alone have numbers
    cells = 8 if width >= 44 else 5
    parts: list[Segment] = []
    for half in range(halves):
        parts.append(Segment(f"{number(raster.at_level(half / 2))} ", muted))
        for cell in range(cells):
            level = round((half + (cell + 0.5) / cells) / halves * (LEVELS - 1))
            if plain:
                text = character(level, False, raster.signed, ())
                parts.append(Segment(text, style(shades.ink, shades.background)))
            else:
                colour = shades.colour(level, False, raster.signed)
                parts.append(Segment(" ", style(colour, colour)))
        parts.append(Segment(" ", muted))
    parts.append(Segment(number(raster.at_level(1.0)), muted))
    if not raster.finite:
        parts.append(Segment(f"   {_('not finite:')} ", muted))
        parts.append(Segment("N NaN, ∞" if plain else _("red"), style(shades.wrong, shades.background)))
    return parts
