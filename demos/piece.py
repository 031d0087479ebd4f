"""The pieces that a run gives: steps, pictures, timings, checks, sentences; and how they travel. Without torch.

Nothing in a piece comes from text: every number was measured in the run that yielded it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

Shape = tuple[int, ...]


def shape_text(sizes: Shape) -> str:
    """A shape as it is written everywhere: `(1, 8, 128, 64)`; a scalar is `()`."""
    return "(" + ", ".join(str(n) for n in sizes) + ")"


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
    text      a row a line: how much each of its words gets  (who looks, word); `rows` names the lines, `ticks` are the
                                                            words, of each line or of all lines one after another
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

    def words(self, line: int) -> tuple[str, ...]:
        """The words of one line of a text."""
        count = len(self.values[line])
        start = count * line if len(self.ticks) > count else 0
        return self.ticks[start : start + count]


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


@dataclass(frozen=True, slots=True)
class Guess:
    """A line that the learner may draw before the run shows it: what they expect of `line` in the picture of a title.

    It comes before what is trained or swept. `xs` are the places to draw at, `low` and `high` bound y. `ask` is the
    question. `start` is the y at the first place, where it is measured already. `log` asks for logarithmic axes.
    `role` is that of the picture: "idea" is asked for as soon as the demo opens, "sweep" belongs to the times.
    """

    picture: str
    line: str
    axes: tuple[str, str]
    xs: tuple[float, ...]
    low: float
    high: float
    ask: str
    start: float | None = None
    log: bool = False
    role: str = ""


Piece = Step | Picture | Timing | Flops | Check | Stat | Remark | Walk | Guess
PIECES: dict[str, type[Any]] = {
    t.__name__.lower(): t for t in (Step, Picture, Timing, Flops, Check, Stat, Remark, Walk, Guess)
}


def to_json(piece: Piece) -> dict[str, Any]:
    """A piece as a JSON object; `from_json` is its inverse."""
    return {"piece": type(piece).__name__.lower(), **as_fields(piece)}


def from_json(data: Mapping[str, Any]) -> Piece:
    """The piece a JSON object stands for. Lists become tuples at every depth."""
    given = dict(data)
    kind = PIECES[given.pop("piece")]
    piece: Piece = kind(**{k: _frozen(v) for k, v in given.items()})
    return piece


def as_fields(piece: Any) -> dict[str, Any]:
    """One level of a dataclass: `asdict` would copy every number of a picture."""
    return {f.name: getattr(piece, f.name) for f in fields(piece)}


def strict(value: Any) -> Any:
    """Strict JSON: a number that is none becomes null, at every depth."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (tuple, list)):
        return [strict(v) for v in value]
    if isinstance(value, dict):
        return {k: strict(v) for k, v in value.items()}
    return value


def _frozen(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if value and not isinstance(value[0], list):  # a row of a picture: lists stand beside lists alone
        return tuple(value)
    return tuple([_frozen(v) for v in value])
