"""What stands in the frame of a small demo box: the demo with its knobs above, the keys below."""

from __future__ import annotations

from textual.content import Content

from cards.translation import _
from studytui.demo.params import value_text
from studytui.demo.run import DemoRun, Knobs
from studytui.demo.timing import ran_in


def title(demo_id: str, knobs: Knobs | None, run: DemoRun | None) -> Content:
    """The demo, its parameters with the one that is turned, and how long the run took."""
    parts: list[tuple[str, str]] = [(demo_id, "bold $primary")]
    if knobs is not None:
        parts.append((" · ", "$muted"))
        shown = 0
        for place, (name, value) in enumerate(knobs.values.items()):
            here = place == knobs.place
            if name in ("seed", "text") and not here:
                continue  # the room is for what the concept is about
            parts += [("  ", "")] if shown else []
            shown += 1
            parts.append((f"{name} {value_text(value)}", "bold $ink" if here else "$muted"))
    if run is not None and (took := ran_in(run.report)):
        parts += [(" ── ", "$faint"), (took, "$muted")]
    return Content.assemble(*parts)


def keys(knobs: Knobs | None) -> Content:
    """What the keys do in the box."""
    pairs = [("d", _("full demo"))]
    if knobs is not None and knobs.focused is not None:
        pairs.append(("←→", knobs.focused.name))
        pairs += [("↑↓", _("other"))] if len(knobs.params) > 1 else []
    pairs.append(("esc", _("close")))
    parts: list[tuple[str, str]] = []
    for place, (name, what) in enumerate(pairs):
        parts += [(" · ", "$faint")] if place else []
        parts += [(name, "bold $primary"), (f" {what}", "$muted")]
    return Content.assemble(*parts)
