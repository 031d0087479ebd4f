"""Two runs side by side on the same inputs, and by how much their outputs differ."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from cards.translation import _
from demos.demo import Picture, Report, Unfit, Value, Values
from studytui.demo.run import DemoRun, Face, Knobs, knobs_of

# What makes the inputs: a change of one of these on one side is made on the other, where it has it and it fits.
SHARED = ("text", "seed", "B", "T", "D", "H", "d")


@dataclass(slots=True)
class Side:
    """One of the two: a demo, its knobs, and its run. `said` is why a shared value could not be taken over."""

    demo_id: str
    knobs: Knobs
    run: DemoRun
    said: str = ""


@dataclass(slots=True)
class Comparison:
    """The two sides; keys act on the active one."""

    sides: list[Side] = field(default_factory=list)
    active: int = 1

    @property
    def here(self) -> Side:
        """The side the keys act on."""
        return self.sides[self.active]

    @property
    def there(self) -> Side:
        """The other one."""
        return self.sides[1 - self.active]

    def change(self, act: Callable[[Knobs], object]) -> bool:
        """Let `act` turn the active side's knobs; what is shared follows on the other. True when something changed."""
        here, there = self.here, self.there
        before = [dict(side.knobs.values) for side in self.sides]
        act(here.knobs)
        there.said = ""
        for name in SHARED:
            if name in here.knobs.values and name in there.knobs.values:
                try:
                    there.knobs.put(name, here.knobs.values[name])
                except Unfit as unfit:
                    there.said = _("Not the same inputs: {unfit}", unfit=unfit)
        return [side.knobs.values for side in self.sides] != before

    def rerun(self, *, all: bool = False) -> None:
        """Run the sides whose values are not those of their last run."""
        for side in self.sides:
            if all or side.run.asked != side.knobs.values:
                side.run.request(side.knobs.values)


async def side(runner: Face, demo_id: str, given: Values, changed: Callable[[], None]) -> Side:
    """One side, set as far as `given` fits. Raises Failed."""
    knobs = await knobs_of(runner, demo_id)
    for name, value in given.items():
        if name in knobs.values:
            try:
                knobs.put(name, value)
            except Unfit:
                continue  # the other side keeps its own; it is said where the inputs differ
    # Two sweeps at once would slow each other down and say nothing true; what is compared here is what comes out.
    return Side(demo_id, knobs, DemoRun(runner, demo_id, changed, sweep=0.0))


def shared(values: Values) -> dict[str, Value]:
    """The values that make the inputs."""
    return {name: value for name, value in values.items() if name in SHARED}


@dataclass(frozen=True, slots=True)
class Difference:
    """Δ of two pictures of numbers: the picture of it, its largest and its mean magnitude."""

    picture: Picture
    largest: float
    mean: float


def picture_of(report: Report, title: str) -> Picture | None:
    """The picture of a title; without one the output."""
    wanted = (picture for picture in report.pictures if (picture.title == title if title else picture.role == "output"))
    return next(wanted, None)


def difference(left: Report, right: Report, title: str = "") -> Difference | str:
    """How far apart two pictures of a title (the outputs) are; a sentence where they cannot be subtracted."""
    first, second = picture_of(left, title), picture_of(right, title)
    title = title or _("output")
    if first is None or second is None:
        which = left.title if first is None else right.title
        return _("{which} shows no {title}.", which=which, title=title) if left.steps and right.steps else ""
    shapes = [(len(p.values), len(p.values[0]) if p.values else 0) for p in (first, second)]
    if shapes[0] != shapes[1]:
        (a, b), (c, d) = shapes
        one, other = f"{a} × {b}", f"{c} × {d}"
        return _("The {title}s have other shapes: {one} and {other}.", title=title, one=one, other=other)
    if first.kind != "heat" or second.kind != "heat":
        return ""
    rows = tuple(
        tuple(a - b for a, b in zip(one, other, strict=True))
        for one, other in zip(first.values, second.values, strict=True)
    )
    flat = [abs(v) for row in rows for v in row]
    largest = math.nan if any(v != v for v in flat) else max(flat, default=0.0)
    mean = sum(flat) / len(flat) if flat else 0.0
    return Difference(Picture(f"Δ {title}", "heat", first.axes, ("difference",), rows), largest, mean)


def twin(picture: Picture | None, report: Report) -> Picture | None:
    """The picture of a report that goes beside another: of its title, else the first of its kind."""
    if picture is None:
        return None
    for candidate in report.pictures:
        if candidate.title == picture.title:
            return candidate
    return next((candidate for candidate in report.pictures if candidate.kind == picture.kind), None)
