"""What questions share: what a run gives to be read and drawn, with the asked part lit and the difference marked.

A question's `run` gives one of these (or plain numbers and tensors), `read` takes the answer out of it, and `show`
draws it: `cells` draws `Cells`, `steps` a traced run, `bars` counted numbers, `maps` tensors. Each knows both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from demos.demo import Picture, Piece, Step
from demos.kit import pictures
from demos.kit.trace import trace
from demos.question import CELLS, Drawn, Misconception, Question, Text


@dataclass(frozen=True)
class Cells:
    """A mask (T_q, T_k), and which of its pairs are asked about: a row, a column, all of them (None).

    A mask of whole numbers says how often a pair is counted: a wrong idea may count some twice.
    """

    mask: Tensor
    asked: Tensor | None = None
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def counted(self) -> Tensor:
        """The pairs of the mask that are asked about."""
        return self.mask > 0 if self.asked is None else (self.mask > 0) & self.asked


def row(mask: Tensor, i: int, **names: Any) -> Cells:
    """The mask, asked about its row i: the keys that query i sees."""
    asked = torch.zeros_like(mask, dtype=torch.bool)
    asked[i] = True
    return Cells(mask, asked, **names)


def column(mask: Tensor, j: int, **names: Any) -> Cells:
    """The mask, asked about its column j: the queries that see key j."""
    asked = torch.zeros_like(mask, dtype=torch.bool)
    asked[:, j] = True
    return Cells(mask, asked, **names)


def number(cells: Cells, _v: Drawn) -> int:
    """How many asked pairs there are, those that are counted twice twice."""
    return int((cells.mask * cells.counted).sum())


def keys(cells: Cells, _v: Drawn) -> frozenset[int]:
    """The columns that the asked pairs are in."""
    return frozenset(cells.counted.any(0).nonzero()[:, 0].tolist())


def queries(cells: Cells, _v: Drawn) -> frozenset[int]:
    """The rows that the asked pairs are in."""
    return frozenset(cells.counted.any(1).nonzero()[:, 0].tolist())


LEGEND = ("blocked", "seen", "asked about", "only here", "counted twice")


def cells(result: Cells, other: Cells | None, _v: Drawn) -> Iterator[Piece]:
    """The mask, with the asked pairs lit and those that the other side has not marked."""
    drawn = (result.mask > 0).long()
    if result.asked is not None:
        drawn[result.counted] = 2
    if other is not None:  # a side may have rows or columns that the other has not
        both = torch.zeros_like(result.counted)
        rows, columns = (min(a, b) for a, b in zip(both.shape, other.counted.shape, strict=True))
        both[:rows, :columns] = other.counted[:rows, :columns]
        drawn[result.counted & ~both] = 3
    drawn[result.counted & (result.mask > 1)] = 4
    lit = None
    if result.asked is not None and int(result.asked.any(1).sum()) == 1:
        lit = int(result.asked.any(1).nonzero()[0])
    legend = LEGEND[: max(2, int(drawn.max()) + 1)]
    more: dict[str, Any] = {"rows": result.rows, "columns": result.columns, "lit": lit, "role": "idea"}
    yield pictures.mask("mask", drawn, legend, **more)


def so_far(result: Cells, v: Drawn) -> Iterator[Picture]:
    """For "draw the next row": the mask's rows before row i, which is the one that is asked about."""
    yield pictures.mask("the rows so far", result.mask[: v.i] > 0, LEGEND[:2], lit=v.i - 1, role="idea")


def next_row(
    mask: Callable[[Drawn], Tensor], ask: Text, vary: Mapping[str, Any], wrong: tuple[Misconception, ...], **more: Any
) -> Question:
    """The question for row i of a mask whose rows before it are shown; it is drawn with the cursor, cell by cell."""
    return Question(
        "next row",
        ask=ask,
        vary=vary,
        kind=CELLS,
        most=lambda v: mask(v).shape[-1],
        run=lambda v: row(mask(v), v.i),
        read=keys,
        picture=so_far,
        show=cells,
        wrong=wrong,
        **more,
    )


def row_above(mask: Callable[[Drawn], Tensor]) -> Misconception:
    """For `next_row`: the row above, drawn once more."""
    return Misconception(
        "the window moves with the row",
        {
            "en": "You repeated the row above. The window moves one place to the right with each row.",
            "ko": "바로 위의 행을 그대로 옮겼다. window는 행마다 한 칸씩 오른쪽으로 간다.",
        },
        run=lambda v: row(mask(v).roll(1, 0), v.i),
    )


@dataclass(frozen=True)
class Run:
    """A traced run: its steps, its result, and the operations it did (2 × multiply-adds)."""

    steps: tuple[Step, ...]
    result: Any
    flops: int

    def step(self, label: str) -> Step:
        """The last step of the line that assigns to `label`."""
        return next(step for step in reversed(self.steps) if step.label == label)


def traced(function: Callable[..., Any], *args: Any, letters: Mapping[str, int] | None = None) -> Run:
    """Run a function once, and tell what it did."""
    found = trace(function, *args, letters=letters or {})
    return Run(found.steps, found.result, found.flops)


def shape(label: str) -> Callable[[Run, Drawn], tuple[int, ...]]:
    """Reads the shape that the line `label = …` gave."""
    return lambda run, v: run.step(label).output


def steps(result: Run, _other: Run | None, _v: Drawn) -> Iterator[Piece]:
    """The lines of a traced run, each by the last of its steps."""
    yield from {step.label: step for step in result.steps if step.label}.values()


@dataclass(frozen=True)
class Counts:
    """Numbers counted in runs, by name, and the answer that is read from them."""

    numbers: Mapping[str, float]
    answer: Any = None
    unit: str = "operations"


def counted(result: Counts, _v: Drawn) -> Any:
    """The answer that counted numbers give."""
    return result.answer


def bars(result: Counts, _other: Counts | None, _v: Drawn) -> Iterator[Piece]:
    """Counted numbers as bars."""
    names = tuple(result.numbers)
    yield pictures.bars(result.unit, {result.unit: tuple(result.numbers.values())}, names, ("run", result.unit))


@dataclass(frozen=True)
class Maps:
    """Tensors to look at, by title, and the answer that is read from them; names of their rows and columns.

    The first is what tells the two sides of an answer apart: there may be room for one only.
    """

    tensors: Mapping[str, Tensor]
    answer: Any = None
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    lit: int | None = None
    axes: tuple[str, str] = ("query i", "key j")
    lines: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    line_axes: tuple[str, str] = ("x", "y")


def answer(result: Maps, _v: Drawn) -> Any:
    """The answer that the tensors give."""
    return result.answer


def maps(result: Maps, _other: Maps | None, _v: Drawn) -> Iterator[Piece]:
    """The lines as curves, and the tensors as heat maps side by side; the first of all carries the idea."""
    if result.lines:
        yield pictures.curves("curves", result.lines, result.line_axes, role="idea")
    more: dict[str, Any] = {"rows": result.rows, "columns": result.columns, "lit": result.lit, "group": "asked"}
    for n, (title, tensor) in enumerate(result.tensors.items()):
        role = "" if n or result.lines else "idea"
        yield pictures.heat(title, tensor if tensor.dim() == 2 else tensor[None], result.axes, role=role, **more)


def moved(before: Tensor, after: Tensor, least: float = 1e-9) -> dict[str, Tensor]:
    """Two tensors as maps, with what is not the same any more in front: 1 where a number changed."""
    return {"what changed": ((before - after).abs() > least).float(), "before": before, "after": after}


def times(ratio: float) -> str:
    """How many times as much, as an option: "×4", "×1/2"."""
    return f"×{ratio:g}" if ratio >= 1 else f"×1/{1 / ratio:g}"
