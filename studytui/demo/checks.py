"""The invariants of a concept as tried in the run: its error, what is allowed, and whether it holds."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from cards.translation import _, ngettext
from demos.demo import Check, Report
from studytui.demo.legend import number
from studytui.widgets.text import one_line, padded, right


def checks_page(report: Report, width: int) -> Content:
    """A line a check in `width` cells; long names go on below."""
    if not report.checks:
        return Content("")
    passed = sum(check.ok for check in report.checks)
    room = max(min(max(cell_len(check.name) for check in report.checks), width - 26), 12)
    head = Content.styled(f"  {padded('', room)}  {right(_('error'), 9)}  {right(_('allowed'), 9)}", "$muted")
    lines = [head]
    for check in report.checks:
        rows = [row.rstrip() for row in Content(check.name).wrap(room)]
        lines.append(Content.assemble(mark(check), " ", *_row(rows[0].plain if rows else "", room, check)))
        lines += [Content.styled(f"  {row.plain}", "$foreground") for row in rows[1:]]
    total = "\n" + ngettext("{count} of {all} holds", "{count} of {all} hold", passed, all=len(report.checks))
    return Content.assemble(
        Content("\n").join(lines), (total, "$success" if passed == len(report.checks) else "$error")
    )


def mark(check: Check) -> tuple[str, str]:
    """✓ or ✗ in its colour."""
    return ("✓", "bold $success") if check.ok else ("✗", "bold $error")


def _row(name: str, room: int, check: Check) -> list[tuple[str, str]]:
    return [
        (f"{padded(name, room)}  ", "$foreground"),
        (f"{number(check.error):>9}", "$foreground" if check.ok else "bold $error"),
        (f"  {number(check.tolerance):>9}", "$muted"),
    ]


def checks_brief(report: Report, width: int, height: int) -> list[Content]:
    """The checks that failed first, then the others, each on a line; what does not fit is counted."""
    checks = sorted(report.checks, key=lambda check: check.ok)
    kept = checks if len(checks) <= height else checks[: max(height - 1, 0)]
    lines = []
    for check in kept:
        error = number(check.error)
        name = one_line(check.name, max(width - 3 - len(error), 4))
        lines.append(Content.assemble(mark(check), (f" {name}", "$foreground"), (f" {error}", "$muted")))
    left = len(checks) - len(kept)
    if left and height > 0:
        lines.append(Content.styled(_("… {left} more", left=left), "$muted"))
    return lines
