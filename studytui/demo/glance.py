"""What stands beside the picture of a small box: its causes, what the lit row sees, times and checks."""

from __future__ import annotations

from textual.content import Content

from cards.translation import _
from demos.demo import Picture, Report
from studytui.demo.checks import checks_brief
from studytui.demo.legend import causes_brief, row_brief
from studytui.demo.progress import progress
from studytui.demo.run import DemoRun
from studytui.demo.shades import Shades
from studytui.demo.steps import costs_brief
from studytui.demo.timing import timing_brief, timing_line


def numbers(
    run: DemoRun, picture: Picture | None, shades: Shades, width: int, height: int, *, legend: bool
) -> list[Content]:
    """Each on lines of its own, at most `height` of them; the legend where the picture does not bear it itself."""
    lines: list[Content] = []
    if picture is not None:
        lines += causes_brief(picture, shades, width) if legend else []
        lines += row_brief(picture, picture.lit or 0, shades, width, 2)
    lines += timing_brief(run.report, width, 5)
    if all_hold := checks_hold(run.report):
        lines.append(all_hold)
    else:
        lines += checks_brief(run.report, width, height - len(lines) - (1 if run.busy else 0))
    if run.busy and run.report.pictures:
        lines.append(_progress(run))
    return lines


def one_line_of(run: DemoRun, width: int) -> Content:
    """The checks, the times at the T on the screen or else the operations, on one line."""
    report = run.report
    parts = [checks_hold(report) or Content("   ").join(checks_brief(report, width, 1))]
    parts += [timing_line(report)] if report.timings else costs_brief(report)
    if run.busy and report.pictures:
        parts.insert(0, _progress(run))
    return Content("   ").join([part for part in parts if part.plain]).truncate(width, ellipsis=True)


def checks_hold(report: Report) -> Content | None:
    """That all checks hold; None where there are none, or one does not."""
    if not report.checks or not all(check.ok for check in report.checks):
        return None
    return Content.assemble(
        ("✓", "bold $success"), (" " + _("all {count} checks hold", count=len(report.checks)), "$foreground")
    )


def _progress(run: DemoRun) -> Content:
    return progress(run.state, run.seconds, measuring=bool(run.report.checks))
