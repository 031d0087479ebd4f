"""Lines that a person drew before a run showed them, and how far they were off; kept while the app is open.

Without a screen: the demo screen and the box under a card draw what is here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cards.translation import N_, _

if TYPE_CHECKING:
    from demos.demo import Guess, Picture, Report

Line = tuple[tuple[float, float], ...]
DRAWN = N_("as you drew it")
STEPS = 40  # places of the pen, from the lowest to the highest


class Pen:
    """A line being drawn at the places of a `Guess`. What is right of the last touched place follows it.

    `place` is where the pen stands; a first place that is measured stays as it is.
    """

    def __init__(self, guess: Guess) -> None:
        self.guess = guess
        begin = guess.start if guess.start is not None else guess.low if guess.log else (guess.low + guess.high) / 2
        self.ys = [float(begin)] * len(guess.xs)
        self.first = 0 if guess.start is None else 1
        self.place = self.first
        self.touched = -1  # the last place that was drawn at

    @property
    def line(self) -> Line:
        """The points as they stand."""
        return tuple(zip(self.guess.xs, self.ys, strict=True))

    def move(self, step: int) -> None:
        """Another place."""
        self.place = min(max(self.place + step, self.first), len(self.ys) - 1)

    def draw(self, steps: int) -> None:
        """Higher or lower at this place, and at those to the right that were not drawn yet."""
        low, high, y = self.guess.low, self.guess.high, self.ys[self.place]
        if self.guess.log:
            y *= (high / low) ** (steps / STEPS)
        else:
            y += (high - low) * steps / STEPS
        self.touched = max(self.touched, self.place)
        last = len(self.ys) if self.place == self.touched else self.place + 1
        self.ys[self.place : last] = [min(max(y, low), high)] * (last - self.place)


@dataclass
class Expected:
    """What was drawn: (demo, title of the picture) → points; and what a person rather saw without drawing."""

    lines: dict[tuple[str, str], Line] = field(default_factory=dict)
    passed: set[tuple[str, str]] = field(default_factory=set)

    def wanted(self, report: Report) -> Guess | None:
        """What is asked for as soon as a demo opens, where it was neither drawn nor passed over."""
        for guess in report.guesses:
            key = report.demo, guess.picture
            if guess.role == "idea" and key not in self.lines and key not in self.passed:
                return guess
        return None

    def keep(self, demo_id: str, guess: Guess, line: Line | None) -> None:
        """Keep a drawn line; None where the person rather saw the run."""
        key = demo_id, guess.picture
        self.passed.add(key)
        if line is not None:
            self.lines[key] = line

    def line(self, demo_id: str, title: str) -> Line:
        """The line that was drawn into a picture, () for none."""
        return self.lines.get((demo_id, title), ())

    def laid_over(self, report: Report, picture: Picture) -> Picture:
        """A picture of curves with the drawn line among them, and how far it is off; any other as it is."""
        line = self.line(report.demo, picture.title)
        guess = report.guess(picture.title)
        if not line or picture.kind != "curves":
            return picture
        found = dict(zip(picture.legend, picture.values, strict=False)).get(guess.line, ()) if guess is not None else ()
        said = told(line, found, picture.axes)
        remark = " ".join(filter(None, (said, picture.remark)))
        return replace(picture, legend=(*picture.legend, _(DRAWN)), values=(*picture.values, line), remark=remark)


def told(line: Line, found: Sequence[tuple[float, float]], axes: tuple[str, str]) -> str:
    """Where a drawn line is farthest from the run's, as far as that has come; "" before."""
    run = dict(found)
    both = [(x, y, run[x]) for x, y in line if x in run]
    if not both:
        return ""
    x, drawn, ran = max(both, key=lambda point: abs(point[1] - point[2]))
    name = axes[0].split()[-1]
    return _(
        "Farthest off at {name} = {x:g}: you drew {drawn:.3g}, the run gave {ran:.3g}.",
        name=name,
        x=x,
        drawn=drawn,
        ran=ran,
    )
