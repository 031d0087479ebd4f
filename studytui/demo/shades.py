"""The colours of pictures, made from the theme; and the characters that stand for them where there are no colours."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from rich.style import Style
from textual.app import App
from textual.color import Color

from studytui.demo.raster import DEPTHS, LEVELS, MINUS, NAN, OUTSIDE, PLUS

SHADES = " ·░▒▓█"
MINUSES = "≡=-"  # strong, middling and weak negative values
SPECIAL = {NAN: "N", PLUS: "∞", MINUS: "·", OUTSIDE: " "}
# The sixteen colours of a plain terminal: blended ones would all come out as its one grey.
PLAIN = ("#00aaaa", "#aa5500", "#00aa00", "#aa00aa", "#aa0000", "#aaaaaa")
BRIGHT = ("#55ffff", "#ffff55", "#55ff55", "#ff55ff", "#ff5555", "#ffffff")
STEPS = ("#000000", "#0000aa", "#00aaaa", "#55ffff", "#ffffff")
BOTH_WAYS = ("#ffff55", "#aa5500", "#000000", "#00aaaa", "#55ffff")
DASHES = ("solid", "dashed", "dotted", "dash-dot")


@lru_cache(maxsize=8192)
def style(front: str, back: str) -> Style:
    """A Rich style, made once for each pair of colours."""
    return Style(color=front, bgcolor=back)


class Shades:
    """The colours for one theme. `colour(code, mask, signed)` gives the colour of a pixel's code."""

    def __init__(self, named: Mapping[str, str], sixteen: bool = False) -> None:
        colours = {name: Color.parse(named[name]) for name in ("primary", "accent", "secondary", "success", "error")}
        ground, ink = Color.parse(named["surface"]), Color.parse(named["ink"])
        self.background = Color.parse(named["background"]).hex
        self.ground = ground.hex
        self.ink = ink.hex
        self.muted = Color.parse(named["muted"]).hex
        self.faint = Color.parse(named["faint"]).hex
        self.primary = colours["primary"].hex
        self.wrong = colours["error"].hex
        warm = colours["accent"].blend(ink, 0.45)
        self.ramp = _ramp((ground, ground.blend(colours["primary"], 0.45), colours["primary"], warm))
        pale, deep = ground.blend(colours["accent"], 0.45), ground.blend(colours["primary"], 0.45)
        self.both_ways = _ramp((colours["accent"], pale, ground, deep, colours["primary"]))
        picked = [
            colours["primary"],
            colours["accent"],
            colours["success"],
            colours["secondary"],
            colours["error"],
            ink,
        ]
        self.causes = [c.hex for c in picked]
        self._depths = [[ground.blend(c, 0.4 + 0.6 * d / (DEPTHS - 1)).hex for d in range(DEPTHS)] for c in picked]
        self._special = {
            NAN: colours["error"].hex,
            PLUS: colours["error"].blend(ink, 0.5).hex,
            MINUS: self.background,
            OUTSIDE: self.background,
        }

        self.sixteen = sixteen
        if sixteen:
            self.ramp, self.both_ways = _steps(STEPS), _steps(BOTH_WAYS)
            self.causes = list(BRIGHT)
            self._depths = [[PLAIN[n]] * 2 + [BRIGHT[n]] * (DEPTHS - 2) for n in range(len(BRIGHT))]

    def cause(self, number: int) -> str:
        """The colour of a mask's cause; 0 is blocked."""
        return self.ground if number == 0 else self.causes[(number - 1) % len(self.causes)]

    def series(self, number: int) -> str:
        """The colour of a curve or of a row of bars."""
        return self.causes[number % len(self.causes)]

    def colour(self, code: int, mask: bool, signed: bool) -> str:
        """The colour of a pixel's code."""
        if code < 0:
            return self._special[code]
        if mask:
            number, depth = divmod(code, DEPTHS)
            return self.ground if number == 0 else self._depths[(number - 1) % len(self._depths)][depth]
        return (self.both_ways if signed else self.ramp)[code]


@lru_cache(maxsize=4)
def _shades(named: tuple[tuple[str, str], ...], sixteen: bool) -> Shades:
    return Shades(dict(named), sixteen)


_USED = ("primary", "accent", "secondary", "success", "error", "surface", "ink", "background", "muted", "faint")


def shades_of(app: App[Any]) -> Shades:
    """The colours of the app's present theme, as far as the terminal has them."""
    named = app.theme_variables
    return _shades(tuple((name, named[name]) for name in _USED), app.console.color_system == "standard")


def colourless(app: App[Any]) -> bool:
    """Whether the terminal shows no colours, so that a picture has to be made of characters."""
    terminal = os.environ.get("TERM", "")
    plain = terminal == "dumb" or terminal.startswith("vt") or terminal.endswith(("-mono", "-m"))
    return app.no_color or app.console.color_system is None or plain


def letters(legend: Sequence[str]) -> tuple[str, ...]:
    """A character for each cause: `·` for blocked, █ for the only cause there is, else a letter of its name."""
    if len(legend) <= 2:
        return ("·", "█")[: len(legend)]
    taken = ["·"]
    numbers = ["".join(filter(str.isdigit, name)) for name in legend[1:]]
    counted = all(numbers) and len(set(numbers)) == len(numbers)  # head 0, head 1: the number tells
    alike = all(numbers) and not counted  # g2g, g2l, l2g, l2l: G and g look from g, L and l from l
    for name in legend[1:]:
        wanted = [c.upper() for c in name if c.isascii() and c.isalnum()] + list("0123456789")
        wanted = [wanted[0], name[0].lower(), *wanted] if alike else wanted
        wanted.sort(key=lambda c: counted and not c.isdigit())
        taken.append(next((c for c in wanted if c not in taken), "?"))
    return tuple(taken)


def character(code: int, mask: bool, signed: bool, names: Sequence[str]) -> str:
    """What stands for a pixel's code where there are no colours."""
    if code < 0:
        return SPECIAL[code]
    if mask:
        number = code // DEPTHS
        return names[number] if number < len(names) else "?"
    if not signed:
        return SHADES[min(code * len(SHADES) // LEVELS, len(SHADES) - 1)]
    share = code / (LEVELS - 1) * 2 - 1
    if abs(share) < 0.15:
        return " "
    place = min(int((abs(share) - 0.15) / 0.85 * 3), 2)
    return MINUSES[2 - place] if share < 0 else "░▒█"[place]


def _steps(colours: Sequence[str]) -> list[str]:
    return [colours[level * len(colours) // LEVELS] for level in range(LEVELS)]


def _ramp(stops: Sequence[Color]) -> list[str]:
    parts = len(stops) - 1
    out = []
    for level in range(LEVELS):
        place = level / (LEVELS - 1) * parts
        left = min(int(place), parts - 1)
        out.append(stops[left].blend(stops[left + 1], place - left).hex)
    return out
