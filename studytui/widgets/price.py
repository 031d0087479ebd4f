"""What values of a setting cost, a line each: minutes a day month by month and on average, cards known after a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from cards.translation import _
from studytui.plaintext import short
from studytui.widgets.text import padded, right

EIGHTHS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Offered:
    """A value as it is shown, what it costs (None while that is being reckoned), and whether it holds now or did when
    the screen was opened."""

    value: str
    minutes: tuple[float, ...] | None
    known: float = 0.0
    now: bool = False
    before: bool = False


def price_table(offers: Sequence[Offered], width: int) -> Content:
    """The lines, the one that holds marked; two narrow columns where there is little room."""
    most = max((max(each.minutes) for each in offers if each.minutes), default=0.0)
    wide = width >= 56
    name = max((len(each.value) for each in offers), default=0) + 9
    year = padded(_("over a year"), 13) if wide else ""
    heads = right(_("min a day"), 9), right(_("known after a year"), 20) if wide else right(_("known in a year"), 17)
    lines = [Content.styled("".join(("  ", padded("", name), year, *heads)), "$muted")]
    for each in offers:
        held = f" {_('now')}" if each.now else f" {_('before')}" if each.before else ""
        parts = [
            ("▸ " if each.now else "  ", "bold $primary"),
            (padded(each.value + held, name), "bold $ink" if each.now else "$foreground"),
        ]
        if each.minutes is None:
            lines.append(Content.assemble(*parts, ("…", "$muted")))
            continue
        mean = sum(each.minutes) / len(each.minutes)
        if wide:
            parts.append((f"{curve(each.minutes, most):<13}", "$primary" if each.now else "$muted"))
        parts += [
            (f"{mean:>9.0f}" if mean >= 9.5 else f"{mean:>9.1f}", "bold $ink" if each.now else "$foreground"),
            (f"{short(round(each.known)):>{20 if wide else 17}}", "$foreground"),
        ]
        lines.append(Content.assemble(*parts))
    return Content("\n").join(lines)


def curve(minutes: Sequence[float], most: float) -> str:
    """A sign a month, as high as its share of the most."""
    return "".join(EIGHTHS[min(int(each / most * 8), 7)] if most else EIGHTHS[0] for each in minutes)
