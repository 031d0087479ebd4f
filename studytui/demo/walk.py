"""One query followed through a head: its scores, scaled, masked, as weights, and what they mix. A bar a key."""

from __future__ import annotations

import math
from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from cards.translation import _, ngettext
from demos.demo import Walk
from studytui.demo.legend import number
from studytui.keys import key
from studytui.widgets.put import put
from studytui.widgets.text import bar, one_line, padded

MIX = "Σ a·v"


def stages_of(walk: Walk) -> tuple[str, ...]:
    """The stages there are to step through, the mixing of the values last."""
    return (*walk.stages, MIX)


def walk_page(walk: Walk, row: int, stage: int, width: int, height: int) -> Content:
    """Row `row` at stage `stage`: the stages in a line, a bar and a number for each key, and what the stage does."""
    stages = stages_of(walk)
    head: list[tuple[str, str]] = []
    for place, name in enumerate(stages):
        head += [(" → ", "$faint")] if place else []
        head.append((name, "bold underline $ink" if place == stage else "$foreground" if place < stage else "$muted"))
    query = _name(walk.rows, row)
    weights = walk.matrices[-1][row]
    mixing = stage == len(walk.stages)
    values = weights if mixing else walk.matrices[stage][row]
    lines = [Content.assemble(*head), Content.styled(_says(walk, stage, query, row), "$muted")]
    lines += _keys(walk, row, values, mixing, width, max(height - len(lines) - (2 if mixing else 1), 3))
    if mixing:
        total = "  ".join(f"{value:+.2f}" for value in walk.y[row])
        lines.append(Content.assemble(("y = ", "$muted"), (one_line(total, max(width - 4, 8)), "bold $foreground")))
    elif stage == len(walk.stages) - 1:
        lines.append(Content.styled(_("they sum to {number}", number=number(round(math.fsum(weights), 6))), "$muted"))
    return Content("\n").join(lines)


def _says(walk: Walk, stage: int, query: str, row: int) -> str:
    if stage == len(walk.stages):
        return _("{query}: each value × its weight, summed", query=query)
    name = walk.stages[stage]
    if name == "mask":
        return _("{query}: what may not be seen becomes −∞", query=query)
    if name == "softmax":
        return _("{query}: e to each score, divided by their sum", query=query)
    if stage == 0:
        return _("{query}: its query times each key", query=query)
    return f"{query}: {name}"


def chosen(walk: Walk, row: int, room: int) -> list[int]:
    """Which keys have a line, in order: all, or first those that may be seen, then those nearest to the query."""
    before = walk.matrices[-2][row] if len(walk.matrices) > 1 else walk.matrices[-1][row]
    count = len(before)
    best = sorted(range(count), key=lambda at: (not math.isfinite(before[at]), abs(at - row)))
    return sorted(best if count <= room else best[: max(room - 1, 1)])


def _keys(walk: Walk, row: int, values: Any, mixing: bool, width: int, room: int) -> list[Content]:
    """A line a key, the same keys at every stage; how many there is no room for is said."""
    shown = chosen(walk, row, room)
    names = [_name(walk.columns, at) for at in shown]
    left = min(max((cell_len(name) for name in names), default=1), max(width // 4, 6))
    finite = [value for value in values if math.isfinite(value)]
    most, signed = max(map(abs, finite), default=0.0), min(finite, default=0.0) < 0
    beside = 26 if mixing and width >= 46 else 0
    bars = max(width - left - 11 - beside, 6)
    lines = []
    for name, at in zip(names, shown, strict=True):
        value = values[at]
        parts = [(padded(name, left) + " ", "bold $ink" if at == row else "$foreground")]
        if math.isfinite(value):
            parts.append((f"{value:>{'+' if signed else ''}8.3f} ", "$foreground"))
            filled = bar(abs(value) / most if most else 0.0, bars)
            parts.append((padded(filled, bars) + " ", "$accent" if value < 0 else "$primary"))
        else:
            parts += [(f"{'−∞':>8} ", "$muted"), (" " * (bars + 1), "")]
        if beside:
            parts.append((one_line(" ".join(f"{x:+.2f}" for x in walk.v[at][:4]), beside), "$muted"))
        lines.append(Content.assemble(*parts).rstrip())
    if len(shown) < len(values):
        left = len(values) - len(shown)
        said = ngettext("{count} other key has no room here", "{count} other keys have no room here", left)
        lines.append(Content.styled(said, "$muted"))
    return lines


def _name(names: tuple[str, ...], at: int) -> str:
    return f"{names[at]} {at}" if at < len(names) else str(at)


class RowWalk(Static, can_focus=True):
    """Follows one query of a head. ← and → go through the stages, ↑ and ↓ to another query."""

    DEFAULT_CSS = "RowWalk { height: 1fr; width: 1fr; }"
    BINDINGS = [
        key("left", "step(-1)", "back", hint=False, help="The stage before"),
        key("right,space", "step(1)", "on", hint=False, help="The next stage"),
        key("up", "query(-1)", "query before", hint=False, help="The query before"),
        key("down", "query(1)", "next query", hint=False, help="The next query"),
    ]

    class Followed(Message):
        """Another query is followed."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(markup=False, **kwargs)
        self.walk_: Walk | None = None
        self.row = 0
        self.stage = 0

    def show(self, walk: Walk | None, busy: bool = False) -> None:
        """Draw a walk; a query that still exists stays."""
        if walk is not None and (self.walk_ is None or len(walk.y) != len(self.walk_.y)):
            self.row = walk.lit
        self.walk_ = walk
        if walk is None:
            told = "" if busy else _("There is no row to follow here: it needs attention over at most 64 tokens.")
            put(self, Content.styled(told, "$muted"))
            return
        self.stage = min(self.stage, len(walk.stages))
        hint = Content.styled(f"{walk.title}   {_('←→ stage   ↑↓ query   esc back')}", "$muted")
        page = walk_page(walk, self.row, self.stage, max(self.size.width, 24), max(self.size.height - 1, 8))
        put(self, Content("\n").join([page, hint]))

    def action_step(self, direction: int) -> None:
        """On through the stages, or back."""
        if self.walk_ is not None:
            self.stage = min(max(self.stage + direction, 0), len(self.walk_.stages))
            self.show(self.walk_)

    def action_query(self, direction: int) -> None:
        """Another query."""
        if self.walk_ is not None:
            self.row = (self.row + direction) % len(self.walk_.y)
            self.show(self.walk_)
            self.post_message(self.Followed(self.row))

    def on_resize(self) -> None:
        """Fit the new pane."""
        if self.walk_ is not None:
            self.show(self.walk_)
