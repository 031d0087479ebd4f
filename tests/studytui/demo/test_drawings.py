"""Queues, sentences with arcs, and pictures side by side: what tells the idea is on the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cards.translation import use
from demos.demo import Picture
from studytui.demo.arcs import arcs, levels
from studytui.demo.axes import column_axis, in_a_row, panel_widths, tile_margin
from studytui.demo.bars import bars
from studytui.demo.queues import queues
from studytui.demo.raster import Span
from studytui.demo.shades import letters
from studytui.demo.text import text
from tests.studytui.demo.test_pages import SHADES

WORDS = ("the", "small", "cat", "watched", "the", "black", "bird")


def waiting(*rows: tuple[int, ...], limit: int) -> Picture:
    names = tuple(f"expert {n}" for n in range(len(rows)))
    return Picture("who", "queues", ("expert", "place"), ("served", "dropped"), rows, WORDS, rows=names, limit=limit)


def test_who_stands_behind_the_line_is_crossed_out() -> None:
    lines = queues(waiting((0, 4, 2, 6), (1, 5), limit=3), 60, 12, SHADES, False).plain.split("\n")
    served, lost = lines[0].split("│")
    assert [word for word in served.split() if word in WORDS] == ["the", "the", "cat"]
    assert lost.split() == ["✗bird"]
    assert "✗" not in lines[2]
    assert lines[0].index("│") == lines[2].index("│"), "the line of the places goes through all queues"
    assert "C = 3 places" in lines[-1]
    assert "dropped 1" in lines[-1]


def test_where_a_line_is_too_short_the_dropped_stand_below_in_full() -> None:
    page = queues(waiting((0, 4, 2, 6, 3, 5), (1, 5), limit=4), 34, 12, SHADES, False).plain.split("\n")
    assert "the the cat bird" in page[0]
    assert page[1].split() == ["✗watched", "✗black"]
    assert max(map(cell_len, page)) <= 34


def test_the_count_of_the_dropped_fits_beside_korean_places() -> None:
    use("ko")
    try:
        page = queues(waiting((0, 4, 2, 6, 1, 3), (1, 5), limit=4), 50, 12, SHADES, False).plain.split("\n")
    finally:
        use("en")
    assert "자리 4개" in page[-1]
    assert max(map(cell_len, page)) <= 50


@given(st.lists(st.lists(st.integers(0, 6), max_size=9).map(tuple), min_size=1, max_size=6), st.integers(0, 5))
def test_queues_fit_their_height_and_lose_nobody(rows: list[tuple[int, ...]], limit: int) -> None:
    page = queues(waiting(*rows, limit=limit), 120, 40, SHADES, False).plain
    assert page.count("✗") == sum(max(len(row) - limit, 0) for row in rows) + 1, "and the legend's"
    assert queues(waiting(*rows, limit=limit), 120, 3, SHADES, False).plain.count("\n") < 3


def test_an_arc_runs_outside_of_those_it_spans() -> None:
    assert levels([1, -1, 1]) == {0: 1, 2: 1}
    assert levels([2, 2, -1, 2, 0]) == {1: 1, 3: 1, 0: 2, 4: 3}


def test_a_word_has_an_arrow_and_the_root_has_none() -> None:
    lines = arcs(Picture("t", "arcs", ("i", "j"), ("w",), ((1, -1, 1),), WORDS[:3]), 30, 8, SHADES, False).plain
    assert [("▸" in line) for line in lines.split("\n")] == [True, False, True]


@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n)))
def test_any_tree_fits(parents: list[int]) -> None:
    picture = Picture("t", "arcs", ("i", "j"), ("w",), (tuple(parents),), tuple("word" for _ in parents))
    lines = arcs(picture, 24, 6, SHADES, False).plain.split("\n")
    assert len(lines) <= 6
    assert max(map(cell_len, lines)) <= 24


def test_pictures_with_their_names_stand_in_a_row_where_they_fit() -> None:
    one = Picture("w", "heat", ("i", "j"), ("w",), (tuple(0.0 for _ in WORDS),) * 7, rows=WORDS, columns=WORDS)
    assert in_a_row([one] * 3, 84)
    assert not in_a_row([one] * 3, 48)


def test_hangul_stands_over_columns_that_are_two_cells_wide_alone() -> None:
    names = ("고양이가", "새를")
    for scale, seen in ((1, False), (2, True)):
        lines = column_axis(("i", "j"), Span(2, scale), 2 * scale, 30, 6, SHADES, names, 6)
        assert ("고" in "".join(segment.text for line in lines for segment in line)) == seen


@pytest.mark.parametrize(("width", "first"), [(72, True), (50, False), (120, False)])
def test_the_first_of_a_row_gets_room_for_its_names(width: int, first: bool) -> None:
    row = tuple(0.0 for _ in WORDS * 2)
    one = Picture("w", "heat", ("i", "j"), ("w",), (row,) * 14, rows=WORDS * 2, columns=WORDS * 2)
    widths = panel_widths([one] * 3, width)
    assert sum(widths) + 4 <= width
    assert (widths[0] > widths[1]) == first
    assert (tile_margin(one.rows, widths[0], 14) > 0) == (width != 50)


@pytest.mark.parametrize("width", [54, 74, 114])
def test_bars_in_a_row_name_what_they_measure_once(width: int) -> None:
    named = ("watched", "고양이가")
    panels = [
        Picture(title, "bars", ("key j", "value"), ("",), ((0.25, -1.5),), ticks)
        for title, ticks in (("q·k", named), ("÷ √d", ("", "")), ("softmax", ("", "")))
    ]
    widths = panel_widths(panels, width)
    assert sum(widths) + 4 <= width
    assert widths[0] - widths[1] == widths[0] - widths[2] == 10, "the names of the first"
    for picture, cells in zip(panels, widths, strict=True):
        lines = bars(picture, cells, 4, SHADES, False).plain.split("\n")
        assert max(map(cell_len, lines)) <= cells
        assert lines[1].endswith("-1.5")


def test_bars_alone_in_a_narrow_pane_are_a_line_of_columns() -> None:
    low = Picture("÷ √d", "bars", ("key j", "value"), ("",), ((0.1, 4.0, 0.1),), ("", "", ""))
    assert bars(low, 26, 2, SHADES, False).plain.split("\n")[0].split() == ["4", "▁▁▁▁▁", "█████", "▁▁▁▁▁"]


def test_causes_of_like_names_have_letters_of_their_own() -> None:
    assert letters(("blocked", "g2g", "g2l", "l2g", "l2l")) == ("·", "G", "g", "L", "l")
    assert letters(("blocked", "0 mod 3", "1 mod 3", "2 mod 3")) == ("·", "0", "1", "2")


def looking(*rows: tuple[float, ...], ticks: tuple[str, ...] = WORDS) -> Picture:
    names = tuple(f"head {n}" for n in range(len(rows)))
    return Picture("looks", "text", ("who", "word"), ("weight",), rows, ticks, rows=names)


ROW = (0.0, 0.02, 0.9, 0.0, 0.0, 0.0, 0.4)


def test_a_word_is_lit_by_what_it_gets_with_and_without_colours() -> None:
    line = text(looking(ROW), 60, 6, SHADES, True).plain.split("\n")[0]
    assert line.split() == ["head", "0", "the", "small█cat", "watched", "the", "black▄bird"]
    drawn = text(looking(ROW), 60, 6, SHADES, False)
    lit = [drawn.plain[span.start : span.end] for span in drawn.spans if " on #" in str(span.style)]
    assert lit[:2] == ["cat", "bird"]
    assert drawn.plain.split("\n")[0] == line, "a bar tells it beside the colour as well"


def test_lines_of_other_words_stand_one_after_another() -> None:
    picture = looking(ROW, ROW, ticks=(*WORDS, *WORDS[::-1]))
    assert picture.words(0) == WORDS
    assert picture.words(1) == WORDS[::-1]
    assert looking(ROW, ROW).words(1) == WORDS


def test_a_long_line_goes_on_below_or_ends_in_a_mark_as_bright_as_what_is_cut() -> None:
    picture = looking(ROW, ROW, ROW)
    tall, low = (text(picture, 30, height, SHADES, True).plain.split("\n") for height in (8, 3))
    assert sum(line.startswith("head") for line in tall) == sum(line.startswith("head") for line in low) == 3
    assert "bird" in tall[1]
    assert all(line.endswith("▄…") for line in low)


@given(
    st.lists(st.tuples(*[st.floats(allow_nan=True, allow_infinity=True, width=32)] * 7), min_size=1, max_size=9),
    st.integers(16, 80),
    st.integers(1, 14),
    st.booleans(),
)
def test_any_text_fits_its_room(rows: list[tuple[float, ...]], width: int, height: int, plain: bool) -> None:
    lines = text(looking(*rows), width, height, SHADES, plain).plain.split("\n")
    assert len(lines) <= height
    assert max(map(cell_len, lines)) <= width
