"""A light and a dark theme with the same muted colours.

Nothing is told by colour alone, so the screens can be read without colours. Whatever is written has a contrast of 4.5:1
or more to every ground it can stand on; `faint` is for lines and for what fills a row, never for words.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

# Names of our own that style sheets and Content may use as $muted and so on; other themes fall back to these.
DEFAULTS = {"muted": "#9ca4b1", "faint": "#3a414d", "ink": "#dfe3ea", "tint": "#20262f"}

DARK = Theme(
    name="study-dark",
    primary="#7fb7c9",
    secondary="#a7a3d8",
    accent="#e2b877",
    foreground="#d5dae2",
    background="#15191f",
    surface="#1a1f27",
    panel="#222832",
    success="#93c49a",
    warning="#e2b877",
    error="#e08f8a",
    dark=True,
    variables={
        "muted": "#9ca4b1",
        "faint": "#39414d",
        "ink": "#f0f3f7",
        "tint": "#222a35",
        "border": "#39414d",
        "border-blurred": "#39414d",
        "block-cursor-background": "#2c3a46",
        "block-cursor-foreground": "#f0f3f7",
        "block-cursor-text-style": "none",
        "input-selection-background": "#7fb7c9 30%",
        "scrollbar": "#39414d",
        "scrollbar-background": "#15191f",
        "scrollbar-background-hover": "#15191f",
        "scrollbar-background-active": "#15191f",
        "scrollbar-corner-color": "#15191f",
    },
)

LIGHT = Theme(
    name="study-light",
    primary="#1d6b86",
    secondary="#5a559c",
    accent="#895609",
    foreground="#343a44",
    background="#faf8f3",
    surface="#f3f0e9",
    panel="#e9e5dc",
    success="#2b7241",
    warning="#895609",
    error="#b03a35",
    dark=False,
    variables={
        "muted": "#5f6573",
        "faint": "#cfcabd",
        "ink": "#14181f",
        "tint": "#ece7dc",
        "border": "#cfcabd",
        "border-blurred": "#cfcabd",
        "block-cursor-background": "#dde6e6",
        "block-cursor-foreground": "#14181f",
        "block-cursor-text-style": "none",
        "input-selection-background": "#1d6b86 25%",
        "scrollbar": "#cfcabd",
        "scrollbar-background": "#faf8f3",
        "scrollbar-background-hover": "#faf8f3",
        "scrollbar-background-active": "#faf8f3",
        "scrollbar-corner-color": "#faf8f3",
    },
)


def chosen(look: str, environ: Mapping[str, str]) -> str:
    """The theme for what was chosen: `dark`, `light`, or `auto`."""
    return {"dark": DARK.name, "light": LIGHT.name}.get(look) or for_terminal(environ)


def for_terminal(environ: Mapping[str, str]) -> str:
    """The theme that suits the terminal: COLORFGBG names a light background as 7 or 15; without it, dark."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if background in ("7", "15") else DARK.name
