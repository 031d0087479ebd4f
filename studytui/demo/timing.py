"""How long each form takes: a table of medians, and once there is a sweep over T a log-log plot with its exponents."""

from __future__ import annotations

from textual.content import Content

from demos.demo import Report
from studytui import sweeps
from studytui.demo.curves import Series, plot
from studytui.demo.legend import number
from studytui.demo.shades import Shades
from studytui.widgets.text import one_line


def milliseconds(value: float) -> str:
    """`0.42 ms`, `12.3 ms`, `1.2 s`."""
    if value >= 1000:
        return f"{value / 1000:.3g} s"
    return f"{value:.2f} ms" if value < 10 else f"{value:.3g} ms"


def timing_page(report: Report, width: int, height: int, shades: Shades, plain: bool, busy: bool) -> Content:
    """The table and, below it, the plot, in `width` × `height` cells."""
    found = sweeps.lines(report.timings)
    if not found:
        return Content("")
    lengths = sorted({T for line in found.values() for T, _ in line})
    swept = len(lengths) > 1
    limit = max(height - 8, 4) if swept else height
    lines = table(found, lengths, width, limit)
    if not swept:
        return Content("\n").join(lines)
    crossings = crossings_of(found)
    series = []
    for form, line in found.items():
        power = sweeps.exponent(line)
        series.append(Series(form, tuple(line), f"∝ T^{power:.2f}" if power is not None else ""))
    for form, T in crossings:
        lines.append(Content.styled(one_line(_says(found, form, T), width), "$accent"))
    if busy:
        lines.append(Content.styled("measuring longer T …   x stops", "$muted"))
    rest = max(height - len(lines) - 1, 6)
    marks = [(T, f"T≈{T:.0f}") for _, T in crossings]
    drawn = plot(series, width, rest, shades, axes=("T", "ms"), logx=True, logy=True, plain=plain, marks=marks)
    return Content("\n").join([*lines, Content(""), drawn])


def crossings_of(found: dict[str, list[tuple[float, float]]]) -> list[tuple[str, float]]:
    """Where the first form gets quicker than each of the others."""
    first = next(iter(found))
    pairs = [(form, sweeps.crossing(found[first], line)) for form, line in found.items() if form != first]
    return [(form, T) for form, T in pairs if T is not None]


def _says(found: dict[str, list[tuple[float, float]]], form: str, T: float) -> str:
    return f"{next(iter(found))} is quicker than {form} from about T = {T:.0f} on"


def table(found: dict[str, list[tuple[float, float]]], lengths: list[float], width: int, limit: int) -> list[Content]:
    """A row for each T, a column for each form, and how many times the first form's time the others take."""
    forms = list(found)
    room = min(max(max(len(f) for f in forms), 9) + 9, max((width - 7) // len(forms), 8))
    head = f"{'T':>6} " + "".join(f"{one_line(form, room - 1):>{room}}" for form in forms)
    lines = [Content.styled(head, "$muted")]
    shown = lengths if len(lengths) < limit else lengths[-max(limit - 1, 1) :]
    for T in shown:
        base = dict(found[forms[0]]).get(T)
        parts: list[tuple[str, str]] = [(f"{T:>6g} ", "$muted")]
        for place, form in enumerate(forms):
            value = dict(found[form]).get(T)
            text = milliseconds(value) if value is not None else "–"
            ratio = f" {value / base:>5.3g}×" if place and value and base and room >= 16 else ""
            style = "bold $foreground" if not place else "$foreground"
            pad = room - len(text) - len(ratio)
            parts += [(" " * max(pad, 1) + text, style), (ratio, "$muted")]
        lines.append(Content.assemble(*parts))
    return lines


def timing_brief(report: Report, width: int, height: int) -> list[Content]:
    """The medians at the T on the screen (or the longest measured), a line a form."""
    found = sweeps.lines(report.timings)
    here = report.params.get("T")
    lines = []
    for place, (form, line) in enumerate(found.items()):
        at = dict(line)
        T = here if isinstance(here, int) and here in at else line[-1][0]
        note = "" if here == T else f" at T {T:g}"
        name = one_line(form, max(width - 9 - len(note), 4))
        lines.append(
            Content.assemble(
                (f"{name} ", "$muted"),
                (milliseconds(at[T]), "bold $foreground" if not place else "$foreground"),
                (note, "$muted"),
            )
        )
    return lines[:height]


def ran_in(report: Report) -> str:
    """`ran in 1.9 ms`, from the run's own statement, or ""."""
    for stat in report.stats:
        if stat.name.startswith("ran in"):
            return f"ran in {milliseconds(stat.value) if stat.unit == 'ms' else number(stat.value) + ' ' + stat.unit}"
    return ""
