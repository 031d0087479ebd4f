"""The steps of a run: each operation with its input shapes and its output shape, letters beside the numbers."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

from cards.translation import _
from demos.demo import Report, Shape, Step, shape_text
from studytui.demo.legend import number
from studytui.widgets.text import laid, one_line, padded


def bare(sizes: Shape) -> str:
    """`1 8 128 64`, for where room is dear; a scalar is `·`."""
    return " ".join(str(n) for n in sizes) or "·"


def names(step: Step) -> tuple[str, str]:
    """What a step is called, and the operation where that is another word."""
    return (step.label, step.op) if step.label and step.label != step.op else (step.op, "")


def steps_page(report: Report, width: int) -> Content:
    """All steps and what they cost, in `width` cells.

    A name stands where it begins and not again below. In a wide page inputs and output share a line, and a second input
    that does not fit goes below the first; in a narrow page the operation with its inputs is a line of its own.
    """
    steps = report.steps
    if not steps:
        return Content("")
    left = min(max(cell_len(names(s)[0]) for s in steps), max(width // 4, 10))
    out_room = max(len(shape_text(s.output)) for s in steps)
    letter_room = max(len(s.letters) for s in steps)
    op_room = max(cell_len(names(s)[1]) for s in steps)
    in_room = max((len(shape_text(one)) for s in steps for one in s.inputs), default=0) + 2
    room = width - left - op_room - out_room - letter_room - 7
    wide = room >= in_room
    lines: list[Content] = []
    before = ""
    for step in steps:
        name, op = names(step)
        head = (padded("" if name == before else name, left) + " ", "$foreground")
        before = name
        end = [
            ("→ ", "$muted"),
            (f"{shape_text(step.output):<{out_room}}  ", "bold $foreground"),
            (step.letters, "$primary"),
        ]
        if not wide:
            beside = left + 5 + out_room + len(step.letters) <= width
            lines.append(Content.assemble(head, *(end if beside else end[:2])).rstrip())
            if below := f"{op}  {_inputs(step)}".strip():
                room = width - 2 - (0 if beside else len(step.letters) + 2)
                letters = ("" if beside else f"{step.letters}  ", "$primary")
                lines.append(Content.assemble("  ", letters, (one_line(below, room), "$muted")))
            continue
        rows = _fill([shape_text(one) for one in step.inputs], min(room, in_room * 2 + 1))
        first = (f"{padded(op, op_room)} {rows[0]:<{min(room, _widest(steps, room, in_room))}} ", "$muted")
        lines.append(Content.assemble(head, first, *end))
        lines += [Content.styled(" " * (left + op_room + 2) + row, "$muted") for row in rows[1:]]
    return Content("\n").join([*lines, Content(""), *cost(report, width)])


def _fill(words: list[str], room: int) -> list[str]:
    """Shapes joined by ×, on as many rows as it takes."""
    rows = [""]
    for word in words:
        joined = f"{rows[-1]} × {word}" if rows[-1] else word
        if len(joined) <= room or not rows[-1]:
            rows[-1] = joined
        else:
            rows[-1] += " ×"
            rows.append(word)
    return rows


def _widest(steps: list[Step], room: int, in_room: int) -> int:
    """The cells the column of inputs takes."""
    limit = min(room, in_room * 2 + 1)
    return max(len(row) for s in steps for row in _fill([shape_text(one) for one in s.inputs], limit))


def _inputs(step: Step) -> str:
    return " × ".join(shape_text(s) for s in step.inputs)


def cost(report: Report, width: int) -> list[Content]:
    """Counted operations beside the formula's, and the numbers that stand for themselves (peak memory, time)."""
    lines: list[Content] = []
    flops = report.flops
    if flops is not None:
        same = flops.counted == flops.formula
        ratio = f"{flops.counted / flops.formula:.3g} ×" if flops.formula else "≠"
        lines.append(
            Content.assemble(
                ("FLOPs  ", "$muted"),
                laid(
                    _("{counted} counted   {formula} by the formula {expression}"),
                    "$muted",
                    counted=(big(flops.counted), "bold $foreground"),
                    formula=(big(flops.formula), "$foreground"),
                    expression=(flops.expression, "$primary"),
                ),
                ("   ✓ " + _("the same") if same else f"   {ratio}", "$success" if same else "$accent"),
            )
        )
    stats = [stat for stat in report.stats if stat.kind not in ("growth", "crossing")]
    if stats:  # growth and crossings stand beside their plot
        parts: list[tuple[str, str]] = []
        for stat in stats:
            if parts:
                parts.append(("   ", ""))
            parts += [(f"{stat.name} ", "$muted"), (f"{number(stat.value)} {stat.unit}".strip(), "$foreground")]
        lines.append(Content.assemble(*parts))
    return lines


def steps_brief(report: Report, width: int, height: int) -> Content:
    """The output shapes alone, for a box of `height` lines: what each name stands for in the end."""
    ended = [
        s for s, after in zip_longest(report.steps, report.steps[1:]) if not after or names(after)[0] != names(s)[0]
    ]
    kept = ended if len(ended) <= height else ended[: max(height - 1, 1)]
    left = min(max((cell_len(names(s)[0]) for s in kept), default=0), max(width // 3, 8))
    right = max((len(bare(s.output)) for s in kept), default=0)
    lines = [
        Content.assemble(
            (padded(names(s)[0], left) + " ", "$foreground"),
            (f"{bare(s.output):<{right}} ", "$muted"),
            (s.letters if left + right + 2 + len(s.letters) <= width else "", "$primary"),
        )
        for s in kept
    ]
    if len(kept) < len(ended):
        lines.append(Content.styled(_("… {value} more", value=len(ended) - len(kept)), "$muted"))
    return Content("\n").join(lines)


def costs_brief(report: Report) -> list[Content]:
    """Operations and memory, each on a line."""
    lines = []
    if report.flops is not None:
        lines.append(Content.assemble(("FLOPs  ", "$muted"), (number(report.flops.counted), "$foreground")))
    if (memory := report.stat("memory")) is not None:
        text = f"{number(memory.value)} {memory.unit}"
        lines.append(Content.assemble((_("memory") + " ", "$muted"), (text, "$foreground")))
    return lines


def big(value: int) -> str:
    """A count with its thousands apart: `67,108,864`."""
    return f"{value:,}"
