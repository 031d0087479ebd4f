"""A line that is drawn before a run: how the pen draws it, when it is asked for, and how far off it was."""

from __future__ import annotations

import itertools

from demos.demo import Guess, Picture, Report
from studytui.expected import DRAWN, STEPS, Expected, Pen

GAP = Guess(
    "gap", "Transformer", ("samples n", "points"), (8.0, 16.0, 32.0, 64.0), 0.0, 40.0, "How large?", role="idea"
)
TIMES = Guess("time", "dense", ("T", "ms"), (64.0, 128.0, 256.0), 0.5, 5000.0, "How long?", start=1.0, log=True)


def ran(demo: str = "data-hunger") -> Report:
    report = Report(demo, "", {})
    report.add(GAP)
    values = ((8.0, 1.0), (64.0, 2.0)), ((8.0, 40.0), (16.0, 44.0), (32.0, 30.0))
    report.add(Picture("gap", "curves", ("samples n", "points"), ("CNN", "Transformer"), values, remark="Means."))
    return report


def test_what_is_right_of_the_pen_follows_it_until_it_is_drawn_itself() -> None:
    pen = Pen(GAP)
    assert [y for _, y in pen.line] == [20.0] * 4
    pen.draw(10)
    assert [y for _, y in pen.line] == [30.0] * 4
    pen.move(2)
    pen.draw(-20)
    pen.move(-1)
    pen.draw(2)
    assert [y for _, y in pen.line] == [30.0, 32.0, 10.0, 10.0]
    pen.draw(10 * STEPS)
    assert pen.ys[1] == 40.0
    pen.move(-99)
    pen.draw(-10 * STEPS)
    assert pen.ys == [0.0, 40.0, 10.0, 10.0]


def test_a_first_time_that_was_measured_stays_and_a_step_is_a_factor() -> None:
    pen = Pen(TIMES)
    pen.draw(1)
    pen.move(1)
    pen.draw(1)
    pen.move(-99)
    a, b, c = pen.ys
    assert (pen.place, a) == (1, 1.0)
    assert all(abs(after / before - 1e4 ** (1 / STEPS)) < 1e-9 for before, after in itertools.pairwise((a, b, c)))


def test_a_line_is_asked_for_once_and_laid_over_what_ran() -> None:
    expected, report = Expected(), ran()
    assert expected.wanted(report) is GAP
    assert expected.laid_over(report, report.pictures[0]) is report.pictures[0]
    expected.keep("data-hunger", GAP, ((8.0, 30.0), (16.0, 20.0), (32.0, 10.0), (64.0, 5.0)))
    assert expected.wanted(report) is None
    assert expected.wanted(ran("other")) is GAP
    over = expected.laid_over(report, report.pictures[0])
    assert over.legend == ("CNN", "Transformer", DRAWN)
    assert over.values[-1] == expected.line("data-hunger", "gap")
    assert over.remark == "Farthest off at n = 16: you drew 20, the run gave 44. Means."
    expected.keep("other", GAP, None)
    assert expected.wanted(ran("other")) is None
    assert expected.laid_over(ran("other"), report.pictures[0]).legend == ("CNN", "Transformer")
