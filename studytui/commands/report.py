"""A demo's run as plain lines: shapes, small pictures, checks and timings, for pipes and screen readers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cards.translation import _
from demos import growth
from demos.demo import Check, Picture, Report, Step, Timing, shape_text
from studytui.demo.retelling import sentence

WIDEST = 48  # cells of a picture; a larger one is drawn with several values a cell
SHADES = " ░▒▓█"


def lines(report: Report) -> list[str]:
    """The whole run, a line each; the output's own numbers, which only serve comparing, are left out."""
    settings = "  ".join(f"{name} {value}" for name, value in report.params.items())
    out = [f"{report.title} ({report.demo})", settings, "", _("Shapes")]
    out += [f"  {step_line(step)}" for step in report.steps]
    if report.flops:
        flops = report.flops
        out.append(
            "  "
            + _(
                "FLOPs counted {counted:,}, by the formula {expression} = {formula:,}",
                counted=flops.counted,
                expression=flops.expression,
                formula=flops.formula,
            )
        )
    out += [f"  {sentence(stat.name)} {stat.value:.4g} {stat.unit}".rstrip() for stat in report.stats]
    for picture in report.pictures:
        if picture.role != "output":
            out += ["", *picture_lines(picture)]
    if report.checks:
        out += ["", _("Checks"), *(f"  {check_line(check)}" for check in report.checks)]
    if report.timings:
        out += ["", _("Timing (medians, ms)"), *timing_lines(report.timings)]
    if report.remarks:
        out += ["", *(sentence(remark.text) for remark in report.remarks)]
    return out


def timing_lines(timings: Sequence[Timing]) -> list[str]:
    """A row for each length T (or number n of samples), a column for each form."""
    forms = list(dict.fromkeys(timing.form for timing in timings))
    found = {(timing.form, timing.T): timing.median_ms for timing in timings}
    widths = [max(len(form), 9) for form in forms]
    heads = "".join(f"  {form:>{width}}" for form, width in zip(forms, widths, strict=True))
    out = [f"  {growth.letter(timings):>6}{heads}"]
    for T in sorted({timing.T for timing in timings}):
        row = f"  {T:>6}"
        for form, width in zip(forms, widths, strict=True):
            ms = found.get((form, T))
            row += f"  {'' if ms is None else f'{ms:.3f}':>{width}}"
        out.append(row)
    return out


def step_line(step: Step) -> str:
    """One operation: what its line assigns to, the input shapes, the output shape and what its axes are called."""
    name = f"{step.label} = {step.op}" if step.label else step.op
    return f"{name:<28} {' '.join(map(shape_text, step.inputs))} → {shape_text(step.output)}  {step.letters}".rstrip()


def check_line(check: Check) -> str:
    """One invariant with its error; NaN and infinity are shown as such."""
    error = f"{check.error:.2g}" if math.isfinite(check.error) else str(check.error)
    said = _(
        "{name}: error {error}, allowed {tolerance:.2g}",
        name=sentence(check.name),
        error=error,
        tolerance=check.tolerance,
    )
    return f"{'✓' if check.ok else '✗'} {said}"


def picture_lines(picture: Picture) -> list[str]:
    """A picture in characters, with its title, legend and remark."""
    out = [f"{sentence(picture.title)}  ({' × '.join(picture.axes)})"]
    if picture.kind == "mask":
        marks = "·" + "#o+x*%@&"
        out += ["  " + row for row in _reduced(picture.values, lambda cells: marks[max(cells) % len(marks)])]
        out.append("  " + "   ".join(f"{marks[i % len(marks)]} {name}" for i, name in enumerate(picture.legend)))
    elif picture.kind == "heat":
        flat = [abs(value) for row in picture.values for value in row if math.isfinite(value)]
        most = max(flat, default=0.0) or 1.0
        out += ["  " + row for row in _reduced(picture.values, lambda cells: _shade(cells, most))]
    elif picture.kind == "curves":
        for name, points in zip(picture.legend, picture.values, strict=False):
            picked = list(points)[:: max(1, len(points) // 8)]
            out.append(f"  {name}: " + "  ".join(f"{x:.4g}→{y:.4g}" for x, y in picked))
    elif picture.kind == "bars":
        most = max((abs(v) for row in picture.values for v in row if math.isfinite(v)), default=0.0) or 1.0
        for name, row in zip(picture.legend, picture.values, strict=False):
            out.append(f"  {name}")
            for place, value in enumerate(row):
                tick = picture.ticks[place] if place < len(picture.ticks) else str(place)
                length = round(24 * abs(value) / most) if math.isfinite(value) else 0
                out.append(f"    {tick:<12} {'█' * length} {value:.4g}")
    elif picture.kind == "queues":
        for name, row in zip(picture.rows, picture.values, strict=False):
            words = [picture.ticks[token] for token in row]
            served, left = words[: picture.limit], words[picture.limit or 0 :]
            out.append(
                f"  {name}: {', '.join(served)}" + (f"; {picture.legend[-1]}: {', '.join(left)}" if left else "")
            )
    elif picture.kind == "text":
        out += [f"  {line}" for line in text_lines(picture)]
    elif picture.kind == "arcs":
        for word, above in zip(picture.ticks, picture.values[0], strict=False):
            out.append(
                f"  {word} → {picture.ticks[above]}" if above >= 0 else "  " + _("{word} is the root", word=word)
            )
    if picture.remark:
        out.append(f"  {sentence(picture.remark)}")
    return out


def text_lines(picture: Picture) -> list[str]:
    """Who looks, and in their line the words that get most, with how much."""
    out = []
    for place, (name, row) in enumerate(zip(picture.rows, picture.values, strict=False)):
        said = zip(picture.words(place), row, strict=False)
        out.append(f"{name}: " + " ".join(f"{word}({value:.2g})" if value >= 0.1 else word for word, value in said))
    return out


def _shade(cells: Sequence[float], most: float) -> str:
    if any(not math.isfinite(value) for value in cells):
        return "!"
    return SHADES[min(round(max(abs(value) for value in cells) / most * (len(SHADES) - 1)), len(SHADES) - 1)]


def _reduced(rows: Sequence[Sequence[float]], cell: object) -> list[str]:
    """Rows of characters, several values a cell where the picture is wider than WIDEST; the strongest value shows."""
    assert callable(cell)
    widest = max((len(row) for row in rows), default=0)
    block = max(1, math.ceil(max(widest, len(rows)) / WIDEST))
    out = []
    for top in range(0, len(rows), block):
        band = rows[top : top + block]
        line = []
        for left in range(0, widest, block):
            line.append(cell([value for row in band for value in row[left : left + block]]))
        out.append("".join(line))
    return out
