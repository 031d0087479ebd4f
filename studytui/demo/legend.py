"""What the colours of a picture mean, on one line; and numbers written short."""

from __future__ import annotations

import math

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from demos.demo import Picture
from studytui.demo.raster import LEVELS, Raster
from studytui.demo.shades import Shades, character, letters, style


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


def legend_line(picture: Picture, raster: Raster, shades: Shades, plain: bool, width: int, note: str = "") -> Strip:
    """The legend of a mask or heat picture in `width` cells, with a note at its end where there is room."""
    muted = style(shades.muted, shades.background)
    parts: list[Segment] = [Segment(" " * 5, muted)]
    if raster.mask:
        names = letters(picture.legend)
        whole = 5 + sum(cell_len(name) + 6 for name in picture.legend) - 3
        wide, apart = (2, 3) if whole <= width else (1, 2)
        for place, name in enumerate(picture.legend):
            if place == 0 and whole - 3 * len(picture.legend) > width:
                continue  # what is left empty needs no explaining where room is dear
            if plain:
                parts.append(Segment(names[place] if place < len(names) else "?", style(shades.ink, shades.background)))
            else:
                colour = shades.cause(place)
                parts.append(Segment(" " * wide, style(colour, colour)))
            parts.append(Segment(f" {name}" + " " * apart, muted))
        parts[-1] = Segment(parts[-1].text.rstrip(), muted)
    else:
        parts += _ramp(raster, shades, plain, width)
    left = width - sum(part.cell_length for part in parts) - cell_len(note)
    if note and left >= 3:
        parts += [Segment(" " * min(left, 3), muted), Segment(note, muted)]
    return Strip(parts).crop(0, width).adjust_cell_length(width, muted)


def _ramp(raster: Raster, shades: Shades, plain: bool, width: int) -> list[Segment]:
    muted = style(shades.muted, shades.background)
    cells = 8 if width >= 44 else 5
    parts: list[Segment] = []
    for half in range(2):
        parts.append(Segment(f"{number(raster.at_level(half / 2))} ", muted))
        for cell in range(cells):
            level = round((half + (cell + 0.5) / cells) / 2 * (LEVELS - 1))
            if plain:
                text = character(level, False, raster.signed, ())
                parts.append(Segment(text, style(shades.ink, shades.background)))
            else:
                colour = shades.colour(level, False, raster.signed)
                parts.append(Segment(" ", style(colour, colour)))
        parts.append(Segment(" ", muted))
    parts.append(Segment(number(raster.at_level(1.0)), muted))
    if not raster.finite:
        parts.append(Segment("   not finite: ", muted))
        parts.append(Segment("N NaN, ∞" if plain else "red", style(shades.wrong, shades.background)))
    return parts
