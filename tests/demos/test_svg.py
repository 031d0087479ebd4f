"""Pictures as SVG: well-formed for any picture, nothing of a note acts in it, and causes differ without colour."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.demo import Picture, Report
from demos.svg import picture_svg

SVG = "{http://www.w3.org/2000/svg}"

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
numbers = st.floats(allow_nan=True, allow_infinity=True, width=32)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    kind = draw(st.sampled_from(["mask", "heat", "curves", "bars", "queues", "arcs", "text"]))
    legend = tuple(draw(st.lists(words, min_size=1, max_size=5)))
    columns = draw(st.integers(1, 9))
    ticks: tuple[str, ...] = ()
    match kind:
        case "mask":
            cell: st.SearchStrategy[object] = st.integers(0, len(legend) - 1)
            rows = draw(st.lists(st.tuples(*[cell] * columns), min_size=1, max_size=9))
        case "heat":
            rows = draw(st.lists(st.tuples(*[numbers] * columns), min_size=1, max_size=9))
        case "curves":
            line = st.lists(st.tuples(numbers, numbers), max_size=6).map(tuple)
            rows = [draw(line) for _ in legend]
        case "queues":
            ticks = tuple(draw(st.lists(words, min_size=columns, max_size=columns)))
            rows = draw(st.lists(st.lists(st.integers(0, columns - 1), max_size=5).map(tuple), min_size=1, max_size=4))
        case "text":
            rows = draw(st.lists(st.tuples(*[numbers] * columns), min_size=1, max_size=4))
            count = columns * draw(st.sampled_from([1, len(rows)]))
            ticks = tuple(draw(st.lists(words, min_size=count, max_size=count)))
        case "arcs":
            ticks = tuple(draw(st.lists(words, min_size=columns, max_size=columns)))
            rows = [tuple(draw(st.integers(-1, columns - 1)) for _ in range(columns))]
        case _:
            ticks = tuple(draw(st.lists(words, min_size=columns, max_size=columns)))
            rows = [draw(st.tuples(*[numbers] * columns)) for _ in legend]
    sides: dict[str, Any] = {}
    if kind in ("mask", "heat"):
        sides = {
            "rows": draw(st.sampled_from([(), tuple("ab" for _ in rows)])),
            "columns": draw(st.sampled_from([(), tuple("cd" for _ in range(columns))])),
            "lit": draw(st.sampled_from([None, 0, len(rows) - 1])),
        }
    if kind == "queues":
        sides = {"rows": tuple("ef" for _ in rows), "limit": draw(st.integers(0, 4))}
    axes = draw(words), draw(words)
    return Picture(draw(words), kind, axes, legend, tuple(rows), ticks, draw(words), draw(st.booleans()), **sides)


@given(pictures())
def test_any_picture_is_well_formed(picture: Picture) -> None:
    tree = ET.fromstring(picture_svg(picture))
    assert tree.tag == f"{SVG}svg"
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert "nan" not in value.lower().split(), (name, value)


def test_axes_legend_and_title_are_there() -> None:
    picture = Picture("a <b> & c", "mask", ("query i", "key j"), ("blocked", "band"), ((1, 0), (0, 1)), (), "Look.")
    texts = [element.text for element in ET.fromstring(picture_svg(picture)).iter(f"{SVG}text")]
    assert {"a <b> & c", "query i", "key j", "blocked", "band", "Look."} <= set(texts)


def test_causes_have_patterns_of_their_own() -> None:
    picture = Picture("m", "mask", ("i", "j"), ("blocked", "band", "global"), ((1, 2),))
    tree = ET.fromstring(picture_svg(picture))
    fills = {element.get("fill") for element in tree.iter(f"{SVG}path") if "url" in (element.get("fill") or "")}
    assert fills == {"url(#p0)", "url(#p1)"}
    shapes = [ET.tostring(element) for element in tree.iter(f"{SVG}pattern")]
    assert len(set(shapes)) == len(shapes)


def test_a_lone_diagonal_is_drawn_cell_by_cell() -> None:
    rows = tuple(tuple(int(i == j) for j in range(300)) for i in range(300))
    tree = ET.fromstring(picture_svg(Picture("d", "mask", ("i", "j"), ("blocked", "self"), rows)))
    path = next(element for element in tree.iter(f"{SVG}path") if "url(#p0)" in (element.get("fill") or ""))
    assert (path.get("d") or "").count("M") == 300


def test_what_is_no_number_stands_out() -> None:
    text = picture_svg(Picture("h", "heat", ("i", "j"), ("weight",), ((0.0, math.nan), (1.0, 0.5))))
    assert "not a number" in text


def test_pictures_of_a_group_stand_side_by_side() -> None:
    report = Report("x", "X", {})
    for title in ("left", "right"):
        rows = ((0.0, 1.0), (1.0, 0.0))
        report.add(Picture(title, "heat", ("i", "j"), ("w",), rows, role="idea", group="both", rows=("cat", "새")))
    tree = ET.fromstring(picture_svg(report))
    assert len(tree.findall(f"{SVG}g")) == 2
    texts = [element.text for element in tree.iter(f"{SVG}text")]
    assert {"left", "right", "cat", "새"} <= set(texts)


def test_a_report_gives_its_first_picture() -> None:
    report = Report("band", "Band", {})
    with pytest.raises(ValueError, match="no picture"):
        picture_svg(report)
    report.add(Picture("first", "bars", ("x", "y"), ("a",), ((1.0, 2.0),), ("p", "q")))
    assert "first" in picture_svg(report)
