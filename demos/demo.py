"""The contract of a demo: its parameters with bounds, and the pieces its run gives. Importable without torch.

A demo's `run` is a generator that yields pieces as they are computed: first the steps and pictures, then the checks,
then the timings. A worker streams them; a `Report` collects them. What a parameter is stands in `demos.param`, what a
piece is in `demos.piece`; all of it is had from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from demos.param import Param, Unfit, Value, Values, filled, named
from demos.piece import (
    PIECES,
    Check,
    Flops,
    Guess,
    Picture,
    Piece,
    Remark,
    Shape,
    Stat,
    Step,
    Timing,
    Walk,
    as_fields,
    from_json,
    shape_text,
    strict,
    to_json,
)

__all__ = [
    "OUT_OF_MEMORY",
    "PIECES",
    "Check",
    "Demo",
    "Flops",
    "Guess",
    "Param",
    "Picture",
    "Piece",
    "Remark",
    "Report",
    "Shape",
    "Stat",
    "Step",
    "Timing",
    "Unfit",
    "Value",
    "Values",
    "Walk",
    "filled",
    "from_json",
    "named",
    "shape_text",
    "to_json",
]

OUT_OF_MEMORY = 101  # exit status of a run that grew beyond its memory


@dataclass(frozen=True, slots=True)
class Demo:
    """What a concept file exports as `DEMO`.

    `run(values)` yields pieces. `fit(values)` raises Unfit where parameters contradict each other, before anything
    runs. `source` lists the functions the source tab shows, the very ones `run` calls: the mechanism, in the fewest
    lines that say it. `folded` are those it shows on request: the fast form and its helpers.
    `presets` are named settings that show something worth seeing.
    """

    params: tuple[Param, ...]
    run: Callable[[dict[str, Any]], Iterator[Piece]]
    source: tuple[Callable[..., Any], ...]
    fit: Callable[[dict[str, Any]], None] = lambda values: None
    presets: Mapping[str, Values] = field(default_factory=dict)
    folded: tuple[Callable[..., Any], ...] = ()

    def values(self, given: Values) -> dict[str, Value]:
        """All parameters, defaults filled in and checked; raises Unfit."""
        values = filled(self.params, given)
        self.fit(values)
        return values


@dataclass(slots=True)
class Report:
    """All pieces of one run, in the order they came."""

    demo: str
    title: str
    params: dict[str, Value]
    steps: list[Step] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    stats: list[Stat] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    flops: Flops | None = None
    walk: Walk | None = None

    def stat(self, kind: str) -> Stat | None:
        """The first number of a kind."""
        return next((stat for stat in self.stats if stat.kind == kind), None)

    def guess(self, title: str) -> Guess | None:
        """What may be drawn into the picture of this title before it is there."""
        return next((guess for guess in self.guesses if guess.picture == title), None)

    def add(self, piece: Piece) -> None:
        """Take a piece in; a picture of a title already here replaces it."""
        match piece:
            case Step():
                self.steps.append(piece)
            case Picture():
                same = [i for i, old in enumerate(self.pictures) if old.title == piece.title]
                if same:
                    self.pictures[same[0]] = piece
                else:
                    self.pictures.append(piece)
            case Timing():
                self.timings.append(piece)
            case Check():
                self.checks.append(piece)
            case Stat():
                self.stats.append(piece)
            case Remark():
                self.remarks.append(piece)
            case Flops():
                self.flops = piece
            case Walk():
                self.walk = piece
            case Guess():
                self.guesses.append(piece)

    def as_json(self) -> dict[str, Any]:
        """The `demo ID --json` document."""
        pieces = ("steps", "pictures", "timings", "checks", "stats", "remarks")
        return {
            "demo": self.demo,
            "title": self.title,
            "params": self.params,
            **{name: [strict(as_fields(piece)) for piece in getattr(self, name)] for name in pieces},
            "flops": None if self.flops is None else as_fields(self.flops),
            "walk": None if self.walk is None else strict(as_fields(self.walk)),
        }
