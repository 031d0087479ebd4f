"""Pixels of pictures: nothing that is there may vanish, whatever the size of the pane."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from demos.demo import Picture
from studytui.demo.raster import DEPTHS, LEVELS, MINUS, NAN, PLUS, Raster, Span, fitted, overview

sizes = st.integers(1, 300)
panes = st.integers(1, 90)


def heat(rows: list[list[float]]) -> Raster:
    return Raster.of(Picture("x", "heat", ("i", "j"), ("weight",), tuple(map(tuple, rows))))


def mask(rows: list[list[int]], legend: tuple[str, ...] = ("blocked", "band", "global")) -> Raster:
    return Raster.of(Picture("x", "mask", ("i", "j"), legend, tuple(map(tuple, rows))))


@given(sizes, sizes, panes, panes)
def test_an_overview_shows_every_value_inside_the_pane(rows: int, columns: int, high: int, wide: int) -> None:
    y, x = overview(rows, columns, high, wide)
    for span, room, count in ((y, high, rows), (x, wide, columns)):
        assert span.pixels(room) <= room
        blocks = [span.block(pixel) for pixel in range(span.pixels(room))]
        assert {value for start, stop in blocks for value in range(start, stop)} == set(range(count))


@given(sizes, sizes, panes, panes, st.sampled_from([1, 2]))
def test_a_map_is_never_pooled_by_itself(rows: int, columns: int, high: int, wide: int, across: int) -> None:
    """Where it fits every value is there, and where it does not, a window of whole values."""
    y, x = fitted(rows, columns, high, wide, across)
    for span, room, count in ((y, high, rows), (x, wide, columns)):
        assert span.per == 1
        assert span.pixels(room) <= room
        if count <= room:
            assert span.values(room) == count


@given(sizes, panes, st.data())
def test_a_window_begins_around_the_value_that_is_asked_for(count: int, room: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, count - 1))
    span = Span.window(count, room).around(value, room)
    assert 0 <= span.pixel(value) < room
    before, after = value - span.first, span.first + span.values(room) - 1 - value
    if span.first and span.first + span.values(room) < count:
        assert abs(before - after) <= 1


def test_two_gaps_of_a_dilated_mask_stay_gaps_in_a_small_pane() -> None:
    raster = mask([[int((i - j) % 3 == 0) for j in range(64)] for i in range(64)], ("blocked", "dilated"))
    y, x = fitted(64, 64, 16, 20)
    line = raster.pixels(y, x, 16, 20)[0]
    assert [code >= DEPTHS for code in line] == [j % 3 == 0 for j in range(20)]


@given(st.integers(1, 200), panes, panes)
def test_a_diagonal_one_value_wide_stays_a_line(T: int, high: int, wide: int) -> None:
    raster = mask([[int(i == j) for j in range(T)] for i in range(T)])
    y, x = overview(T, T, high, wide)
    pixels = raster.pixels(y, x, y.pixels(high), x.pixels(wide))
    assert all(any(code >= DEPTHS for code in line) for line in pixels)
    thin = heat([[float(i == j) for j in range(T)] for i in range(T)])
    assert all(max(line) == LEVELS - 1 for line in thin.pixels(y, x, y.pixels(high), x.pixels(wide)))


@given(st.data())
def test_a_single_value_is_seen_at_every_size(data: st.DataObject) -> None:
    rows, columns = data.draw(st.integers(2, 300)), data.draw(st.integers(2, 300))
    i, j = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, columns - 1))
    raster = mask([[2 if (a, b) == (i, j) else 1 for b in range(columns)] for a in range(rows)])
    high, wide = data.draw(panes), data.draw(panes)
    y, x = overview(rows, columns, high, wide)
    pixels = raster.pixels(y, x, y.pixels(high), x.pixels(wide))
    # The rarer cause is the one that is shown.
    assert pixels[y.pixel(i)][x.pixel(j)] // DEPTHS == 2


def test_a_block_says_how_full_it_is() -> None:
    raster = mask([[1, 1, 1, 0], [1, 1, 0, 0]])
    assert raster.pixels(Span(2, -2), Span(4, -2), 1, 2) == [[DEPTHS + 3, DEPTHS + 0]]


def test_the_strongest_value_stands_for_its_block_whatever_its_sign() -> None:
    raster = heat([[0.1, -3.0], [2.0, 0.0]])
    assert raster.strongest(0, 2, 0, 2) == (0, 1, -3.0)
    (code,) = raster.pixels(Span(2, -2), Span(2, -2), 1, 1)[0]
    assert code == 0, "the most negative level"


def test_values_that_are_not_finite_have_codes_of_their_own_and_outweigh_the_rest() -> None:
    raster = heat([[1.0, math.nan], [math.inf, -math.inf]])
    assert not raster.finite
    assert raster.pixels(Span(2, 1), Span(2, 1), 2, 2) == [[LEVELS - 1, NAN], [PLUS, MINUS]]
    assert raster.pixels(Span(2, -2), Span(2, -2), 1, 1) == [[NAN]]
    blocked = heat([[1.0, -math.inf]])
    assert blocked.pixels(Span(1, 1), Span(2, -2), 1, 1) == [[LEVELS - 1]], "−∞ is a blocked logit, not the strongest"


@given(st.floats(0.0, 1.0), st.booleans())
def test_the_legend_reads_levels_backwards(share: float, signed: bool) -> None:
    raster = heat([[-2.0, 2.0]]) if signed else heat([[0.0, 2.0]])
    assert abs(raster.level(raster.at_level(share)) - share * (LEVELS - 1)) <= 0.51


@given(st.integers(1, 500), st.integers(-40, 12).filter(lambda s: s not in (0, -1)), st.data())
def test_a_view_follows_the_cursor(count: int, scale: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, count - 1))
    room = data.draw(st.integers(12, 80))
    span = Span(count, scale, data.draw(st.integers(0, count - 1))).showing(value, room)
    assert 0 <= span.pixel(value) < room
    assert span.first >= 0


def test_zooming_in_and_out_goes_over_whole_steps() -> None:
    scales = [span.scale for span in _zooms(Span(1000, -12), 1)]
    assert scales == [-6, -3, -2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12]
    assert Span(9, 1).zoomed(-1).scale == -2


def _zooms(span: Span, direction: int) -> list[Span]:
    found = []
    for _ in range(16):
        span = span.zoomed(direction)
        found.append(span)
    return found
