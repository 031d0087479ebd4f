"""The contract of a demo: its parameters with bounds, and the pieces its run gives. Importable without torch.

A demo's `run` is a generator that yields pieces as they are computed: first the steps and pictures, then the checks,
then the timings. A worker streams them; a `Report` collects them. Nothing in a piece comes from text: every number
was measured in the run that yielded it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

OUT_OF_MEMORY = 101  # exit status of a run that grew beyond its memory

Value = int | float | str
Values = Mapping[str, Value]
Shape = tuple[int, ...]


def shape_text(sizes: Shape) -> str:
    """A shape as it is written everywhere: `(1, 8, 128, 64)`; a scalar is `()`."""
    return "(" + ", ".join(str(n) for n in sizes) + ")"


class Unfit(ValueError):
    """A parameter that cannot be run; the message says which one, why, and what would fit."""


@dataclass(frozen=True, slots=True)
class Param:
    """One knob of a demo.

    A number has `minimum`, `maximum` and `step`; with `doubling` the step keys multiply and divide by two instead.
    A choice has `choices`, and no bounds. The default's type (int, float or str) is the parameter's type.
    """

    name: str
    default: Value
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    help: str = ""
    choices: tuple[str, ...] = ()
    doubling: bool = False

    def parse(self, text: Value) -> Value:
        """The value that `text` stands for, inside the bounds; raises Unfit with a sentence otherwise."""
        if self.choices:
            if str(text) not in self.choices:
                raise Unfit(f"{self.name} is {text!s}; it can be {', '.join(self.choices)}.")
            return str(text)
        try:
            value = float(text)
        except ValueError:
            raise Unfit(f"{self.name} is {text!r}, which is not a number; {self.bounds()}.") from None
        if not math.isfinite(value):
            raise Unfit(f"{self.name} is {text!s}; {self.bounds()}.")
        if isinstance(self.default, int):
            if value != int(value):
                raise Unfit(f"{self.name} is {text!s}; it is a whole number, and {self.bounds()}.")
            value = int(value)
        if (self.minimum is not None and value < self.minimum) or (self.maximum is not None and value > self.maximum):
            raise Unfit(f"{self.name} is {value:g}; {self.bounds()}.")
        return value

    def bounds(self) -> str:
        """The bounds in words."""
        if self.choices:
            return "it can be " + ", ".join(self.choices)
        return f"it goes from {self.minimum:g} to {self.maximum:g}"

    def moved(self, value: Value, direction: int) -> Value:
        """The next value in `direction` (+1 or −1), held inside the bounds."""
        if self.choices:
            place = self.choices.index(str(value)) + direction
            return self.choices[place % len(self.choices)]
        assert not isinstance(value, str)
        assert self.minimum is not None
        assert self.maximum is not None
        raw = value * 2.0**direction if self.doubling else value + direction * (self.step or 1)
        kept = min(max(raw, self.minimum), self.maximum)
        return int(kept) if isinstance(self.default, int) else round(kept, 10)


def named(params: Sequence[Param], name: str) -> Param:
    """The parameter of this name; raises Unfit where there is none."""
    for param in params:
        if param.name == name:
            return param
    known = ", ".join(param.name for param in params) or "none"
    raise Unfit(f"There is no parameter {name}; this demo has {known}.")


def filled(params: Sequence[Param], given: Values) -> dict[str, Value]:
    """A value for each parameter, as given or its default; raises Unfit."""
    for name in given:
        named(params, name)
    return {param.name: param.parse(given.get(param.name, param.default)) for param in params}


@dataclass(frozen=True, slots=True)
class Step:
    """One traced operation, run `times` times (a loop).

    `inputs` gives the shape of a list of equal tensors (what `stack` takes) once.
    `label` is the variable it went into, `letters` names the output's axes ("B H T d") where they are known, `code`
    and `line` are where in the concept file it was called.
    """

    op: str
    inputs: tuple[Shape, ...]
    output: Shape
    label: str = ""
    letters: str = ""
    code: str = ""
    line: int = 0
    times: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """An array to look at.

    kind      values                                        axes
    mask      rows of ints, each an index into `legend`     (row, column); legend[0] is "blocked"
    heat      rows of floats                                (row, column)
    curves    one row of (x, y) pairs per legend entry      (x, y)
    bars      one row of floats per legend entry            (category, value); `ticks` names the categories
    queues    a row a queue: numbers of those who wait      (queue, place); `ticks` names them, `rows` the queues,
                                                            `limit` is how many of a queue are served
    arcs      one row: the number of each word's parent     (word, parent); `ticks` names the words, −1 is a root
    A later picture with the same title replaces the earlier one (a curve that grows while a model trains).
    `remark` is a short sentence for the learner that stands beside it.

    `role` says what the picture is for, so that no screen has to read its title:
    idea      carries the demo's idea: shown first        output    what two runs are compared by
    sweep     times over T, drawn by the timing tab       ""        any other
    Pictures of one `group` stand side by side (one a head; scores, prior and weights).
    A mask or heat map may name its `rows` and `columns` (the words of a text); `lit` is the row to look at first.
    """

    title: str
    kind: str
    axes: tuple[str, str]
    legend: tuple[str, ...]
    values: tuple[Any, ...]
    ticks: tuple[str, ...] = ()
    remark: str = ""
    log: bool = False
    role: str = ""
    group: str = ""
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    lit: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """The median wall time of one form at one length T, in milliseconds.

    `form` says what the form is ("in blocks", "gathered", "dense", "torch"), never how quick it is. `rounds` are the
    times of each round, in which all forms took turns: whether they agree decides what may be said of them
    (`demos.growth`). `peak_bytes` is the memory the call held at most, 0 where it was not measured. `over` is the
    letter of what was varied: T tokens, or n samples.
    """

    form: str
    T: int
    median_ms: float
    rounds: tuple[float, ...] = ()
    peak_bytes: int = 0
    over: str = "T"


@dataclass(frozen=True, slots=True)
class Flops:
    """Floating point operations as counted in the run and as the formula says; 2 × multiply-adds."""

    counted: int
    formula: int
    expression: str


@dataclass(frozen=True, slots=True)
class Check:
    """An invariant of the concept, tried on the run's own numbers. NaN never passes."""

    name: str
    error: float
    tolerance: float
    ok: bool

    @classmethod
    def of(cls, name: str, error: float, tolerance: float = 1e-5) -> Check:
        """A check that passes when |error| ≤ tolerance."""
        return cls(name, float(error), tolerance, math.isfinite(error) and abs(error) <= tolerance)


@dataclass(frozen=True, slots=True)
class Stat:
    """A number worth a line of its own: `peak memory` 4.2 MB, `ran in` 1.9 ms.

    `kind` says what it measures: "ran" (the time of the traced run), "memory" (its peak), "growth" (an exponent of T)
    or "crossing" (the T from which a form pays), which stand beside their plot; "" for any other.
    """

    name: str
    value: float
    unit: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A true sentence for the learner about what is on the screen."""

    text: str


@dataclass(frozen=True, slots=True)
class Walk:
    """The numbers of one head, stage by stage, so that a screen can follow one query from its scores to its output.

    `matrices` has one (T_q, T_k) matrix a stage ("q·k", "÷ √d", "mask", "softmax"): −∞ where a pair is blocked, and the
    weights last. `v` are the first numbers of each value (T_k rows), `y` those of each output (T_q rows): y = Σ a·v.
    `rows` and `columns` name queries and keys, `lit` is the query to begin with.
    """

    stages: tuple[str, ...]
    matrices: tuple[Any, ...]
    v: tuple[Any, ...]
    y: tuple[Any, ...]
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    lit: int = 0
    title: str = "head 0"


Piece = Step | Picture | Timing | Flops | Check | Stat | Remark | Walk
PIECES: dict[str, type[Any]] = {
    t.__name__.lower(): t for t in (Step, Picture, Timing, Flops, Check, Stat, Remark, Walk)
}


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
    flops: Flops | None = None
    walk: Walk | None = None

    def stat(self, kind: str) -> Stat | None:
        """The first number of a kind."""
        return next((stat for stat in self.stats if stat.kind == kind), None)

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

    def as_json(self) -> dict[str, Any]:
        """The `demo ID --json` document."""
        pieces = ("steps", "pictures", "timings", "checks", "stats", "remarks")
        return {
            "demo": self.demo,
            "title": self.title,
            "params": self.params,
            **{name: [_plain(_fields(piece)) for piece in getattr(self, name)] for name in pieces},
            "flops": None if self.flops is None else _fields(self.flops),
            "walk": None if self.walk is None else _plain(_fields(self.walk)),
        }


def to_json(piece: Piece) -> dict[str, Any]:
    """A piece as a JSON object; `from_json` is its inverse."""
    return {"piece": type(piece).__name__.lower(), **_fields(piece)}


def from_json(data: Mapping[str, Any]) -> Piece:
    """The piece a JSON object stands for. Lists become tuples at every depth."""
    given = dict(data)
    kind = PIECES[given.pop("piece")]
    piece: Piece = kind(**{k: _frozen(v) for k, v in given.items()})
    return piece


def _fields(piece: Any) -> dict[str, Any]:
    """One level of a dataclass: `asdict` would copy every number of a picture."""
    return {f.name: getattr(piece, f.name) for f in fields(piece)}


def _plain(value: Any) -> Any:
    """Strict JSON: a number that is none becomes null, at every depth."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value


def _frozen(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if value and not isinstance(value[0], list):  # a row of a picture: lists stand beside lists alone
        return tuple(value)
    return tuple([_frozen(v) for v in value])
