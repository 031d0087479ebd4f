"""The row of tabs of a demo, each with the digit that opens it."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from cards.translation import N_, _
from demos.demo import Report
from studytui.demo.gallery import first_picture
from studytui.widgets.put import put

TABS = ("shapes", "picture", "timing", "checks", "source")
KINDS = {
    "mask": N_("Mask"),
    "heat": N_("Weights"),
    "curves": N_("Curves"),
    "bars": N_("Bars"),
    "queues": N_("Queues"),
    "arcs": N_("Arcs"),
    "text": N_("Text"),
}


class Tabs(Static):
    """Shapes, picture, timing, checks, source; the checks say at once whether they hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(markup=False, **kwargs)
        self._ends: list[int] = []

    def show(self, report: Report, current: str) -> None:
        """Draw the row for a report."""
        picture = first_picture(report)
        kind = _(KINDS.get(picture.kind if picture else "", N_("Picture")))
        labels = (_("Shapes"), kind, _("Timing"), _("Checks"), _("Source"))
        failed = any(not check.ok for check in report.checks)
        verdict = ("", "") if not report.checks else (" ✗", "$error") if failed else (" ✓", "$success")
        parts: list[tuple[str, str]] = []
        self._ends, used = [], 0
        tight = sum(cell_len(label) + 4 for label in labels) + len(verdict[0]) - 2 > (self.size.width or 80)
        for place, (name, label) in enumerate(zip(TABS, labels, strict=True)):
            look = "bold underline $ink" if name == current else "$muted"
            label = "" if tight and name != current else label
            tail = verdict if name == "checks" else ("", "")
            parts += [(f"{place + 1} " if label else f"{place + 1}", "$primary"), (label, look), tail, ("  ", "")]
            used += 1 + bool(label) + cell_len(label) + len(tail[0]) + 2
            self._ends.append(used)
        put(self, Content.assemble(*(part for part in parts if part[0])))

    async def on_click(self, event: events.Click) -> None:
        """A click opens a tab."""
        place = next((n for n, end in enumerate(self._ends) if event.x < end), None)
        if place is not None:
            await self.screen.run_action(f"tab({place})")
