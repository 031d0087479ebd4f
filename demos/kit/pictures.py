"""Pictures from tensors: rounded, so that they travel quickly, and never thinned in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from demos.demo import Picture

MOST = 256  # rows and columns of a heat map; larger ones are pooled, and the picture says so


def heat(
    title: str,
    values: Tensor,
    axes: tuple[str, str] = ("query i", "key j"),
    legend: tuple[str, ...] = ("weight",),
    remark: str = "",
    ticks: Sequence[str] = (),
    **more: Any,
) -> Picture:
    """A matrix (rows, columns) as a heat map. Beyond 256 a cell shows the entry of largest magnitude of its square.

    `more` are further fields of the picture: role, group, rows, columns, lit.
    """
    values = values.detach().float()
    side = -(-max(values.shape) // MOST)
    if side > 1:
        most, least = _pooled(values, side), -_pooled(-values, side)
        values = torch.where(most.abs() >= least.abs(), most, least)
        remark = " ".join((remark, f"A cell is the largest of {side} × {side}.")).strip()
        more = {**more, "rows": (), "columns": (), "lit": None}  # they would name other rows than are drawn
    return Picture(title, "heat", axes, legend, plain(values), tuple(ticks), remark, **more)


def mask(
    title: str,
    causes: Tensor,
    legend: tuple[str, ...],
    axes: tuple[str, str] = ("query i", "key j"),
    remark: str = "",
    ticks: Sequence[str] = (),
    **more: Any,
) -> Picture:
    """A mask (T_q, T_k), boolean or an index into the legend; legend[0] names what is blocked. `more` as for `heat`."""
    rows = tuple(tuple(row) for row in causes.to(torch.int64).tolist())
    return Picture(title, "mask", axes, legend, rows, tuple(ticks), remark, **more)


def text(
    title: str,
    lines: Mapping[str, Sequence[float]] | Sequence[tuple[str, Sequence[float]]],
    words: Sequence[str],
    **more: Any,
) -> Picture:
    """A text with lit words, a line for each that looks at it: its name, and how much each of `words` gets.

    `words` are those of every line, or those of all lines one after another. `more` as for `heat`.
    """
    named = list(lines.items()) if isinstance(lines, Mapping) else list(lines)
    rows = tuple(tuple(_short(x) for x in row) for _, row in named)
    more = {"axes": ("who looks", "word"), "legend": ("weight",), **more}
    return Picture(title, "text", values=rows, ticks=tuple(words), rows=tuple(name for name, _ in named), **more)


def curves(
    title: str,
    lines: Mapping[str, Sequence[tuple[float, float]]],
    axes: tuple[str, str],
    remark: str = "",
    log: bool = False,
    role: str = "",
    group: str = "",
) -> Picture:
    """Curves, one a name, each a sequence of (x, y). `log` asks for logarithmic axes."""
    points = tuple(tuple((_short(x), _short(y)) for x, y in line) for line in lines.values())
    return Picture(title, "curves", axes, tuple(lines), points, (), remark, log, role, group)


def bars(
    title: str,
    rows: Mapping[str, Sequence[float]],
    ticks: Sequence[str],
    axes: tuple[str, str],
    remark: str = "",
    role: str = "",
    group: str = "",
) -> Picture:
    """Bars, one row a name; `ticks` names the categories. Empty ones are those of the group's first."""
    values = tuple(tuple(_short(x) for x in row) for row in rows.values())
    return Picture(title, "bars", axes, tuple(rows), values, tuple(ticks), remark, role=role, group=group)


def histogram(title: str, samples: Mapping[str, Tensor], axis: str, remark: str = "", bins: int = 24) -> Picture:
    """How often each value occurs, as bars over equal bins that all rows share."""
    low = min(float(s.min()) for s in samples.values())
    high = max(float(s.max()) for s in samples.values())
    high = high if high > low else low + 1.0
    width = (high - low) / bins
    counts = {name: torch.histc(s.float(), bins, low, high).tolist() for name, s in samples.items()}
    ticks = [f"{low + (i + 0.5) * width:.3g}" for i in range(bins)]
    return bars(title, counts, ticks, (axis, "count"), remark)


def output(y: Tensor, remark: str = "") -> Picture:
    """The output of head 0 (or of the layer) as the picture that comparisons subtract: T rows, d columns."""
    while y.dim() > 2:
        y = y[0]
    return heat("output", y, ("T", "d"), ("value",), remark, role="output")


def _pooled(values: Tensor, side: int) -> Tensor:
    return torch.nn.functional.max_pool2d(values[None], side, ceil_mode=True)[0]


def plain(values: Tensor) -> tuple[tuple[float, ...], ...]:
    """The rows as numbers of five significant digits: enough for an eye, and a third of the bytes."""
    exact = values.double()
    size = exact.abs().clamp_min(1e-30).log10().floor()
    digits = (10.0 ** (4 - size)).nan_to_num(posinf=1.0)
    short = (exact * digits).round() / digits
    return tuple(tuple(row) for row in torch.where(exact.isfinite(), short, exact).tolist())


def _short(x: float) -> float:
    return float(f"{x:.5g}")
