"""What a screen with knobs does with them: turn, type a value, take a preset or another seed; then the demo runs."""

from __future__ import annotations

from textual.widgets import Input

from demos.demo import Unfit
from studytui.demo.params import Typed
from studytui.demo.run import DemoRun, Knobs
from studytui.screens.base import StudyScreen


class TurningScreen(StudyScreen[None]):
    """A screen over one run and its knobs. A value that does not fit is said in `wrong`."""

    def __init__(self) -> None:
        super().__init__()
        self.knobs: Knobs | None = None
        self.run: DemoRun | None = None
        self.wrong = ""  # what a typed or given value did not fit
        self._due = False

    def _changed(self) -> None:
        """Draw what has changed, once for all that changes until then."""
        if not self._due:
            self._due = True
            self.call_later(self._draw)

    async def _draw(self) -> None:
        """Bring the screen to what `run` and `knobs` say; a screen adds its own widgets to this."""
        self._due = False

    def _again(self) -> None:
        if self.run is not None and self.knobs is not None:
            self.run.request(self.knobs.values)
            self._changed()

    def action_change(self, direction: int) -> None:
        """Turn the chosen parameter."""
        if self.knobs is not None and self.knobs.change(direction):
            self.wrong = ""
            self._again()

    def action_preset(self) -> None:
        """The next named setting."""
        if self.knobs is not None and self.knobs.next_preset():
            self.wrong = ""
            self._again()

    def action_reset(self) -> None:
        """Defaults, and another run."""
        if self.knobs is not None:
            self.knobs.reset()
            self.wrong = ""
            self._again()

    def action_seed(self) -> None:
        """Another seed."""
        if self.knobs is not None and self.knobs.reseed():
            self._again()

    def action_stop(self) -> None:
        """End the run; what it gave stays."""
        if self.run is not None:
            self.run.stop()

    def action_type(self) -> None:
        """A line to type a value into."""
        if self.knobs is None or self.knobs.focused is None or self.query(Typed):
            return
        param = self.knobs.focused
        typed = Typed(param, self.knobs.values[param.name])
        self.query_one("#left").mount(typed, after="#params")
        typed.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take a typed value; one that does not fit is said, and the line stays."""
        typed = event.input
        if self.knobs is None or not isinstance(typed, Typed):
            return
        try:
            changed = self.knobs.put(typed.param.name, event.value.strip())
        except Unfit as unfit:
            self.wrong = str(unfit)
            self._changed()
            return
        self.wrong = ""
        self._close_typing()
        if changed:
            self._again()

    def _close_typing(self) -> bool:
        lines = self.query(Typed)
        if not lines:
            return False
        lines.remove()
        self.set_focus(None)
        self.wrong = ""
        self._changed()
        return True
