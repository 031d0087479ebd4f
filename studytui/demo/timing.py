"""How long each form takes: a table of medians, what it says in a sentence, and a log-log plot over T."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from cards.translation import _
from demos import growth
from demos.demo import Report, Timing
from studytui.demo.curves import Series, plot
from studytui.demo.legend import number
from studytui.demo.params import value_text
from studytui.demo.retelling import sentence
from studytui.demo.shades import Shades
from studytui.expected import DRAWN, Line
from studytui.widgets.text import one_line, padded, right

Lines = dict[str, list[tuple[float, float]]]


def milliseconds(value: float) -> str:
    """`2.4 µs`, `0.42 ms`, `12.3 ms`, `1.2 s`."""
    if value < 0.1:
        return f"{value * 1000:.1f} µs" if value < 0.01 else f"{value * 1000:.0f} µs"
    if value >= 1000:
        return f"{value / 1000:.3g} s"
    return f"{value:.2f} ms" if value < 10 else f"{value:.3g} ms"


def timing_page(
    report: Report, width: int, height: int, shades: Shades, plain: bool, busy: bool, drawn: Line = ()
) -> Content:
    """The table, the verdict and, below them, the plot, in `width` × `height` cells. `drawn` is an expected line."""
    found = growth.lines(report.timings)
    if not found:
        return Content("")
    lengths = sorted({T for line in found.values() for T, _ in line})
    over = growth.letter(report.timings)
    swept = len(lengths) > 1
    told = [*_verdict(report, width), *_memory(report, width), _settings(report, width)]
    told = told[: max((height - 8) // 2, 1)]
    limit = max(height - 8 - len(told), 4) if swept else height
    lines = [*table(report, lengths, width, limit), *told]
    if not swept:
        return Content("\n").join(lines)
    series = []
    for form, line in found.items():
        power = growth.growth(report.timings, form)
        series.append(Series(sentence(form), tuple(line), f"∝ {over}^{power.middle:.1f}" if power is not None else ""))
    if drawn:
        slope = growth.exponent(drawn)
        series.append(Series(_(DRAWN), drawn, f"∝ {over}^{slope:.1f}" if slope is not None else ""))
    if busy:
        lines.append(Content.styled(_("measuring longer {over} …", over=over), "$muted"))
    pair = growth.compared(found)
    starts = growth.pays_from(report.timings, *pair) if pair is not None else None
    marks = [(starts.middle, f"{over}≈{growth.rounded(starts.middle)}")] if starts is not None and starts.agrees else []
    rest = max(height - len(lines) - 1, 6)
    curves = plot(series, width, rest, shades, axes=(over, "ms"), logx=True, logy=True, plain=plain, marks=marks)
    return Content("\n").join([*lines, Content(""), curves])


def table(report: Report, lengths: list[float], width: int, limit: int) -> list[Content]:
    """A row for each T, a column for each form; the quickest of a row is bold, where the rounds agree which one it is.

    The T of the picture is marked, and stays when there is not room for every row.
    """
    found = growth.lines(report.timings)
    forms = list(found)
    over = growth.letter(report.timings)
    here = report.params.get(over)
    named = [sentence(form) for form in forms]
    room = min(max(max(map(cell_len, named)), 9) + 2, max((width - 9) // len(forms), 8))
    lines = [Content.styled(f"{over:>8} " + "".join(right(one_line(name, room - 1), room) for name in named), "$muted")]
    shown = lengths
    if len(lengths) >= limit:
        kept = max(limit - 1, 1)
        shown = lengths[-kept:] if here not in lengths[:-kept] or kept < 2 else [float(str(here)), *lengths[1 - kept :]]
    for T in shown:
        best = growth.quickest(report.timings, T)
        parts: list[tuple[str, str]] = [(f"{'▸' if here == T else ' '} {T:>6g} ", "$ink" if here == T else "$muted")]
        for form in forms:
            value = dict(found[form]).get(T)
            text = milliseconds(value) if value is not None else "–"
            parts.append((f"{text:>{room}}", "bold $foreground" if form == best else "$foreground"))
        lines.append(Content.assemble(*parts))
    return lines


def _verdict(report: Report, width: int) -> list[Content]:
    here = report.params.get(growth.letter(report.timings))
    told = growth.verdict(report.timings, here if isinstance(here, int) else None)
    return Content.styled(told, "$accent").wrap(width) if told else []


def _memory(report: Report, width: int) -> list[Content]:
    """What each form holds at the longest T that all of them were measured at."""
    held: dict[float, list[Timing]] = {}
    for timing in report.timings:
        if timing.peak_bytes:
            held.setdefault(timing.T, []).append(timing)
    if not held:
        return []
    most = max(len(timings) for timings in held.values())
    T = max(T for T, timings in held.items() if len(timings) == most)
    told = " · ".join(f"{sentence(timing.form)} {bytes_text(timing.peak_bytes)}" for timing in held[T])
    said = _("memory at {letter} = {size:,.0f}: {told}", letter=growth.letter(report.timings), size=T, told=told)
    return Content.styled(said, "$muted").wrap(width)


def bytes_text(count: float) -> str:
    """`820 kB`, `4.2 MB`, `1.1 GB`."""
    for size, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= size:
            return f"{count / size:.3g} {name}"
    return f"{count:g} B"


def _settings(report: Report, width: int) -> Content:
    """With which sizes the times were taken; T alone is another than the picture's."""
    over = growth.letter(report.timings)
    sizes = "  ".join(
        f"{name} {value_text(value)}" for name, value in report.params.items() if name not in (over, "seed", "text")
    )
    here = report.params.get(over)
    told = _("timed with {sizes}", sizes=sizes) + (
        "   ▸ " + _("{letter} of the picture: {here}", letter=over, here=here) if here is not None else ""
    )
    return Content.styled(one_line(told, width), "$muted")


def timing_brief(report: Report, width: int, height: int) -> list[Content]:
    """A line a form, in ms: at the T on the screen, and at the longest T that the two compared forms were timed at."""
    found = growth.lines(report.timings)
    if not found:
        return []
    over = growth.letter(report.timings)
    here = report.params.get(over)
    pair = growth.compared(found) or tuple(found)
    common = sorted(set.intersection(*(set(dict(found[form])) for form in pair))) or [next(iter(found.values()))[-1][0]]
    columns = [T for T in common if here == T and common[-1] != T] + common[-1:]
    cells = [at.get(T) for at in map(dict, found.values()) for T in columns]
    room = 1 + max(5, *(len(_brief(time)) for time in cells))
    left = max(width - room * len(columns), 4)
    lines = [Content.styled(padded(f"ms, {over} =", left) + "".join(f"{T:>{room}g}" for T in columns), "$muted")]
    best = {T: growth.quickest(report.timings, T) for T in columns}
    for form, line in found.items():
        parts: list[tuple[str, str]] = [(padded(sentence(form), left), "$muted")]
        for T in columns:
            time = dict(line).get(T)
            parts.append((f"{_brief(time):>{room}}", "bold $foreground" if form == best[T] else "$foreground"))
        lines.append(Content.assemble(*parts))
    return lines[:height]


def _brief(time: float | None) -> str:
    """Milliseconds where room is dear: `0.092`, `1.25`, `31.3`."""
    if time is None:
        return "–"
    return f"{time:.3f}" if 0.01 <= time < 1 else number(time)


def timing_line(report: Report) -> Content:
    """`T = 16: torch 0.05 · dense 0.09 ms`: each form at the T (or n) on the screen, else at the longest."""
    found, over = growth.lines(report.timings), growth.letter(report.timings)
    here = report.params.get(over)
    if not any(here in dict(line) for line in found.values()):
        here = max((T for line in found.values() for T, _ in line), default=0)
    parts: list[tuple[str, str]] = [(f"{over} = {here:g}: " if isinstance(here, (int, float)) else "", "$muted")]
    best = growth.quickest(report.timings, int(here)) if isinstance(here, (int, float)) else ""
    for form, line in found.items():
        if here in dict(line):
            parts += [(" · ", "$faint")] if len(parts) > 1 else []
            look = "bold $foreground" if form == best else "$foreground"
            parts += [(f"{sentence(form)} ", "$muted"), (number(dict(line)[here]), look)]
    return Content.assemble(*parts, (" ms", "$muted")) if len(parts) > 1 else Content("")


def ran_in(report: Report) -> str:
    """`ran in 1.9 ms`, from the run's own statement, or ""."""
    stat = report.stat("ran")
    if stat is None:
        return ""
    return f"{stat.name} {milliseconds(stat.value) if stat.unit == 'ms' else number(stat.value) + ' ' + stat.unit}"
