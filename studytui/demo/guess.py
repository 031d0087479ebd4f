"""The line a person expects, drawn with the cursor keys into an empty plot; the run is laid over it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from cards.translation import N_, _
from demos.demo import Guess
from studytui.demo.curves import Series, geometric, plot
from studytui.demo.legend import number
from studytui.demo.shades import colourless, shades_of
from studytui.expected import Line, Pen
from studytui.keys import key

KEYS = (("←→", N_("along")), ("↑↓", N_("up and down")), ("⏎", N_("show the run")), ("esc", N_("skip")))


@dataclass
class Guessed(Message):
    """The line is drawn; None where the run is to be seen without one."""

    guess: Guess
    line: Line | None


class GuessPlot(Widget, can_focus=True):
    """The plot that is drawn into. `ask` begins."""

    DEFAULT_CSS = "GuessPlot { height: 1fr; width: 1fr; }"
    BINDINGS = [
        key("left", "move(-1)", "back", hint=False),
        key("right", "move(1)", "on", hint=False),
        key("up", "draw(1)", "higher", hint=False),
        key("down", "draw(-1)", "lower", hint=False),
        key("shift+up,pageup", "draw(5)", "much higher", hint=False),
        key("shift+down,pagedown", "draw(-5)", "much lower", hint=False),
        key("enter,space", "done", "run over it", hint=False),
        key("escape", "pass_over", "without", hint=False),
    ]

    def __init__(self, guess: Guess | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pen = Pen(guess) if guess is not None else None

    def ask(self, guess: Guess) -> None:
        """Begin an empty line; one that was begun and not finished goes on."""
        if self.pen is None or self.pen.guess != guess:
            self.pen = Pen(guess)
        self.refresh()

    def action_move(self, step: int) -> None:
        """Along the line."""
        if self.pen is not None:
            self.pen.move(step)
            self.refresh()

    def action_draw(self, steps: int) -> None:
        """Higher or lower."""
        if self.pen is not None:
            self.pen.draw(steps)
            self.refresh()

    def action_done(self) -> None:
        """Lay the run over it, once anything was drawn; before that, go along the line."""
        if self.pen is not None and self.pen.touched >= 0:
            self._end(self.pen.line)

    def action_pass_over(self) -> None:
        """See the run without a line."""
        if self.pen is not None:
            self._end(None)

    def _end(self, line: Line | None) -> None:
        assert self.pen is not None
        self.post_message(Guessed(self.pen.guess, line))
        self.pen = None

    def render(self) -> RenderResult:
        """The question, the plot, and what the keys do."""
        pen = self.pen
        if pen is None:
            return Content("")
        guess, width = pen.guess, max(self.size.width, 20)
        asked = [line.rstrip() for line in Content.styled(guess.ask, "bold $ink").wrap(width)]
        x, y = pen.line[pen.place]
        name, unit = guess.axes[0].split()[-1], " ms" * (guess.axes[1] == "ms")
        here = Content.assemble((f"{name} = {x:g}: ", "$muted"), (f"{number(y)}{unit}   ", "bold $accent"))
        parts = [((sign, "bold $primary"), (f" {_(does)}  ", "$muted")) for sign, does in KEYS]
        keys = Content.assemble(*(part for pair in parts for part in pair))
        foot = [here + keys] if here.cell_length + keys.cell_length <= width + 2 else [here, keys]
        drawn = plot(
            [Series(guess.line, pen.line)],
            width,
            max(self.size.height - len(asked) - len(foot), 5),
            shades_of(self.app),
            axes=guess.axes,
            logx=geometric(guess.xs),
            logy=guess.log,
            plain=colourless(self.app),
            marks=[(x, "")],
            hold=[(guess.xs[0], guess.low), (guess.xs[-1], guess.high)],
        )
        return Content("\n").join([*asked, drawn, *foot])
