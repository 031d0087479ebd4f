"""The knobs of a demo: their values, the one the keys act on with its bounds and help, and what does not fit."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from demos.demo import Param, Value
from studytui.demo.legend import number
from studytui.demo.run import Knobs
from studytui.widgets.field import Field
from studytui.widgets.put import put
from studytui.widgets.text import padded


def value_text(value: Value) -> str:
    """A value as it is typed."""
    return value if isinstance(value, str) else number(value)


def knobs_text(knobs: Knobs, width: int, sentence: str = "", *, height: int = 99) -> Content:
    """The list of parameters, then the focused one's scale and help, in `width` cells."""
    name_room = min(max((cell_len(p.name) for p in knobs.params), default=1), max(width - 10, 4))
    lines: list[Content] = []
    room = width - name_room - 6
    for place, param in enumerate(knobs.params):
        value = padded(value_text(knobs.values[param.name]), room).rstrip()
        if place == knobs.place:
            lines.append(
                Content.assemble(
                    (f"▸ {padded(param.name, name_room)} ", "bold $ink"),
                    ("◂ ", "$primary"),
                    (value, "bold $primary"),
                    (" ▸", "$primary"),
                )
            )
        else:
            lines.append(Content.assemble((f"  {padded(param.name, name_room)}   ", "$muted"), (value, "$foreground")))
    focused = knobs.focused
    below: list[Content] = []
    if focused is not None:
        below.append(Content(""))
        below.append(scale(focused, knobs.values[focused.name], width))
        if focused.help:
            below += _wrapped(_(focused.help), "$muted", width)
    if knobs.presets:
        names = " · ".join(map(_, knobs.presets))
        below += [
            Content(""),
            *_wrapped(
                f"p {_('presets')}  {_(knobs.preset) if knobs.preset else names}",
                "$primary" if knobs.preset else "$muted",
                width,
            ),
        ]
    if sentence:
        below += [Content(""), *_wrapped(sentence, "$error", width)]
    over = len(lines) + len(below) - height
    if over > 0 and len(lines) > 3:  # keep the focused one in sight
        keep = max(len(lines) - over, 3)
        first = min(max(knobs.place - keep // 2, 0), len(lines) - keep)
        lines = lines[first : first + keep]
    return Content("\n").join(lines + below)


def _wrapped(text: str, style: str, width: int) -> list[Content]:
    return [line.rstrip() for line in Content.styled(text, style).wrap(width)]


def scale(param: Param, value: Value, width: int) -> Content:
    """Where a value stands between its bounds: `1 ━━●──── 128`; a choice among its fellows."""
    if param.choices:
        parts: list[tuple[str, str]] = []
        for choice in param.choices:
            parts += [(choice, "bold $primary" if choice == value else "$muted"), (" ", "")]
        return Content.assemble(*parts)
    if isinstance(value, str) or param.minimum is None or param.maximum is None:
        return Content("")
    low, high = number(param.minimum), number(param.maximum)
    room = max(width - len(low) - len(high) - 2, 3)
    share = place_of(param, float(value))
    at = round(share * (room - 1))
    return Content.assemble(
        (f"{low} ", "$muted"),
        ("━" * at, "$primary"),
        ("●", "bold $primary"),
        ("─" * (room - 1 - at), "$faint"),
        (f" {high}", "$muted"),
    )


def place_of(param: Param, value: float) -> float:
    """Where a value stands between its bounds, 0–1; by factors where it doubles."""
    import math

    assert param.minimum is not None
    assert param.maximum is not None
    low, high = param.minimum, param.maximum
    if high <= low:
        return 0.0
    if param.doubling and low > 0:
        return math.log(max(value, low) / low) / math.log(high / low)
    return (value - low) / (high - low)


class Params(Static):
    """The panel of knobs. `show` draws it anew."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(markup=False, **kwargs)
        self.knobs: Knobs | None = None
        self.sentence = ""

    def show(self, knobs: Knobs, sentence: str = "") -> None:
        """Draw the knobs as they stand now."""
        self.knobs, self.sentence = knobs, sentence
        width = max(self.size.width, 18)
        put(self, knobs_text(knobs, width, sentence, height=max(self.size.height, 6)))

    def on_resize(self) -> None:
        """Fit the new width."""
        if self.knobs is not None:
            self.show(self.knobs, self.sentence)


class Typed(Field):
    """The line a value is typed into."""

    def __init__(self, param: Param, value: Value) -> None:
        super().__init__(value_text(value), placeholder=param.bounds(), select_on_focus=True, compact=True)
        self.param = param
