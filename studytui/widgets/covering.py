"""A message over a screen, drawn whole.

Textual cuts each line of the screen at the edges of all widgets, also of those that a message covers. Where such an
edge falls into a letter of two cells, as every Hangul syllable is, the message lost that letter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets._toast import Toast


class Covering(Compositor):
    """Puts a screen together without cuts inside its messages."""

    @property
    def cuts(self) -> list[list[int]]:
        """Where each line is cut, in cells."""
        if self._cuts is None:
            found = super().cuts
            for widget, (region, clip) in self.visible_widgets.items():
                if isinstance(widget, Toast):
                    over = region.intersection(clip)
                    for y in over.line_range:
                        found[y] = [cut for cut in found[y] if not over.x < cut < over.right]
            return found
        return self._cuts

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """As Textual has it, but a widget whose left edge is covered begins with the first cut it is seen behind."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        for region, clip, strips in self._get_renders(crop):
            seen = region.intersection(clip)
            for y, strip in zip(seen.line_range, strips, strict=False):
                if not is_rendered_line(y):
                    continue
                here = [cut for cut in cuts[y] if seen.x <= cut <= seen.right]
                covered = here and here[0] > seen.x
                parts = strip.divide([cut - seen.x for cut in (here if covered else here[1:])])
                for cut, part in zip(here, parts[1:] if covered else parts, strict=False):
                    if chops[y].get(cut) is None:
                        chops[y][cut] = part
        return cast("Sequence[Mapping[int, Strip]]", chops)
