"""One line on how far a run is."""

from __future__ import annotations

from textual.content import Content

from cards.translation import _
from studytui.demo.run import State

_TURNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


def progress(state: State, seconds: float, *, measuring: bool = False) -> Content:
    """What is going on and for how long; empty when nothing is."""
    if state is State.LOADING:
        what = _("loading torch")
    elif state is State.RUNNING:
        what = _("measuring") if measuring else _("running")
    else:
        return Content("")
    turn = _TURNS[int(seconds * 10) % len(_TURNS)]
    return Content.assemble((f"{turn} ", "$primary"), (f"{what} … {seconds:.1f} s", "$muted"))
