"""Reads a report: what is on a picture, how a number was said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from demos.demo import Picture, Report

Holds = Callable[[dict[str, Any], list[float], Report, str], bool]


def picture(report: Report, title: str) -> Picture:
    return next(p for p in report.pictures if p.title == title)


def line(report: Report, title: str, name: str) -> list[tuple[float, float]]:
    """The points of a curve."""
    found = picture(report, title)
    return list(found.values[next(i for i, each in enumerate(found.legend) if each.startswith(name))])


def cells(report: Report, title: str) -> int:
    """How many cells of a mask or a map are above 0."""
    return sum(x > 0 for row in picture(report, title).values for x in row)


def stat(report: Report, name: str) -> float:
    return next(s.value for s in report.stats if s.name == name)


def near(found: float, said: float, digits: float = 0.006) -> bool:
    """Whether a number is what was said, as far as it was written out."""
    return abs(found - said) <= digits * max(1.0, abs(said))


def numbers(sentence: str) -> list[float]:
    return [float(x) for x in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", sentence)]
