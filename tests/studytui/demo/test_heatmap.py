"""The heat map on a screen: half blocks, cursor, zoom and pan, and the same without colours."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from textual.app import App, ComposeResult

from demos.demo import Picture
from studytui import theme
from studytui.demo.heatmap import HeatMap


class Stage(App[None]):
    """A map on an empty screen."""

    CSS = "HeatMap { width: 1fr; height: 1fr; }"

    def __init__(self, picture: Picture, **given: Any) -> None:
        super().__init__()
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        self.theme = theme.DARK.name
        self.map = HeatMap(picture, **given)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.DEFAULTS

    def compose(self) -> ComposeResult:
        yield self.map

    @property
    def text(self) -> list[str]:
        """The lines of the map."""
        return ["".join(s.text for s in self.map.render_line(y)).rstrip() for y in range(self.map.size.height)]

    @property
    def colours(self) -> set[str]:
        """The colours of all half blocks."""
        found = set()
        for y in range(self.map.size.height):
            for segment in self.map.render_line(y):
                if segment.style is not None and segment.style.bgcolor is not None:
                    found.add(segment.style.bgcolor.name)
        return found


def band(T: int, w: int = 2) -> Picture:
    rows = tuple(tuple(2 if not i * j else int(abs(i - j) <= w) for j in range(T)) for i in range(T))
    return Picture("mask", "mask", ("query i", "key j"), ("blocked", "band", "global"), rows)


def weights(T: int, extra: float = 0.5) -> Picture:
    rows = tuple(tuple(extra if (i, j) == (3, 5) else 1 / T for j in range(T)) for i in range(T))
    return Picture("weights", "heat", ("i", "j"), ("weight",), rows)


async def test_the_cursor_tells_place_value_and_cause() -> None:
    app = Stage(band(16))
    async with app.run_test(size=(60, 22)) as pilot:
        app.map.focus()
        await pilot.press("down", "down", "right")
        await pilot.pause()
        assert app.map.spot is not None
        assert (app.map.spot.i, app.map.spot.j, app.map.spot.cause) == (2, 1, "band")
        assert any("i 2, j 1: band" in line for line in app.text)
        await pilot.press("left")
        assert any("i 2, j 0: global" in line for line in app.text)
        await pilot.press("end", "end")
        assert any("i 2, j 15: blocked" in line for line in app.text)


async def test_a_value_is_read_under_the_cursor() -> None:
    app = Stage(weights(8))
    async with app.run_test(size=(60, 22)) as pilot:
        app.map.focus()
        await pilot.press("down", "down", "down", *["right"] * 5)
        assert any("i 3, j 5: 0.5" in line for line in app.text)


async def test_zoom_and_pan_beyond_the_pane() -> None:
    app = Stage(band(200))
    async with app.run_test(size=(64, 22)) as pilot:
        app.map.focus()
        y, x = app.map.view
        assert y.scale == x.scale == 1, "a value is a pixel, and a part is seen"
        assert any("rows 0–37 of 200, columns 0–58 of 200" in line for line in app.text)
        await pilot.press("minus")
        assert app.map.view[0].per > 1
        assert any("strongest of" in line for line in app.text), "the overview is asked for, and says what a pixel is"
        await pilot.press("minus", "plus")
        assert app.map.view[0].scale == 1
        for _ in range(30):
            await pilot.press("shift+down", "shift+right")
        y, x = app.map.view
        assert app.map.cursor == (199, 199)
        high, wide = app.map.room
        assert y.first + y.values(high) == 200
        assert x.first + x.values(wide) == 200
        await pilot.press("0")
        assert app.map.view[0].first == 0


async def test_the_mouse_puts_the_cursor() -> None:
    app = Stage(band(16))
    async with app.run_test(size=(60, 22)) as pilot:
        y, x = app.map.view
        await pilot.click(app.map, offset=(5 + x.pixel(7), 1 + y.pixel(4) // 2))
        await pilot.pause()
        assert app.map.cursor == (4, 7)


async def test_other_values_come_without_moving_the_view() -> None:
    app = Stage(weights(64))
    async with app.run_test(size=(40, 20)) as pilot:
        app.map.focus()
        await pilot.press("plus", "plus", "shift+down")
        before = app.map.view, app.map.cursor
        app.map.picture = weights(64, 0.9)
        await pilot.pause()
        assert (app.map.view, app.map.cursor) == before
        app.map.picture = weights(8)
        await pilot.pause()
        assert app.map.cursor[0] <= 7


@pytest.mark.parametrize("size", [(60, 22), (24, 8), (8, 4), (3, 2)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    app = Stage(band(50))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert len(app.text) == size[1]
        assert all(len(line) <= size[0] for line in app.text)


async def test_causes_and_weights_are_told_apart_without_colours() -> None:
    app = Stage(band(16))
    async with app.run_test(size=(60, 24)) as pilot:
        app.map.plain = True
        await pilot.pause()
        text = "\n".join(app.text)
        assert "▀" not in text
        assert "G global" in text
        assert "B band" in text
        assert "GGGG" in text.replace("\n", "")
        app.map.picture = weights(8)
        await pilot.pause()
        shades = "\n".join(app.text[1:18])
        assert "█" in shades
        assert "▀" not in shades


async def test_no_color_is_known_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Stage(band(16))
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        assert app.map.plain
        assert "B band" in "\n".join(app.text)


async def test_what_is_not_finite_is_shown_as_such() -> None:
    rows = ((1.0, math.nan), (math.inf, 0.0))
    app = Stage(Picture("w", "heat", ("i", "j"), ("w",), rows))
    async with app.run_test(size=(70, 24)) as pilot:
        app.map.focus()
        await pilot.press("right")
        text = "\n".join(app.text)
        assert "i 0, j 1: NaN" in text
        assert "not finite" in text
        app.map.plain = True
        await pilot.press("left", "down")
        await pilot.pause()
        text = "\n".join(app.text)
        assert "i 1, j 0: ∞" in text
        assert "N" in app.text[2]


async def test_an_empty_picture_is_no_accident() -> None:
    app = Stage(Picture("w", "heat", ("i", "j"), ("w",), ()))
    async with app.run_test(size=(40, 12)) as pilot:
        app.map.focus()
        await pilot.press("down", "plus", "right")
        assert app.map.spot is None


async def test_a_theme_changes_the_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")  # sixteen colours are the same in every theme
    app = Stage(weights(8))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        dark = app.colours
        app.theme = theme.LIGHT.name
        await pilot.pause()
        assert dark.isdisjoint(app.colours)


async def test_a_compact_map_is_pixels_and_signs_alone() -> None:
    app = Stage(band(16), compact=True)
    async with app.run_test(size=(16, 8)) as pilot:
        await pilot.pause()
        assert set("".join(app.text)) <= {"▀", " ", "G", "B"}
        assert app.text[2].startswith("G ▀BBBB▀"), "a cell whose halves are of one cause bears its sign"
        assert not app.map.can_focus


async def test_a_compact_map_larger_than_its_box_says_which_rows_are_seen() -> None:
    app = Stage(lit(64, 32), compact=True)
    async with app.run_test(size=(24, 12)) as pilot:
        await pilot.pause()
        assert app.text[-1] == "rows 21–42 of 64", "around the row that is lit"


def lit(T: int, row: int, names: tuple[str, ...] = ()) -> Picture:
    return replace(band(T), lit=row, rows=names, columns=names)


async def test_one_row_stands_out_and_follows_the_cursor() -> None:
    app = Stage(lit(8, 4))
    async with app.run_test(size=(60, 22)) as pilot:
        await pilot.pause()
        line = next(line for line in range(22) if "▸" in app.text[line])

        def colour(at: int) -> str:
            found = [s.style.bgcolor.name for s in app.map.render_line(at) if s.style is not None and s.style.bgcolor]
            return found[1]

        assert app.map.lit == 4
        below = line + app.map.view[0].scale // 2
        assert colour(line) != colour(below), "the other rows are dimmed"
        app.map.focus()
        await pilot.press("up")
        assert app.map.lit == 3


async def test_words_stand_on_the_sides_and_give_way_to_numbers() -> None:
    names = ("고양이가", "saw", "the", "bird", "and", "the", "dog", "slept")
    app = Stage(lit(8, 4, names))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        text = "\n".join(app.text)
        assert "고양이가" in text
        assert "slept" in text
        assert any("가    w     e     d" in line for line in app.text), "columns are written downwards: saw, the"
        app.map.focus()
        await pilot.press("right")
        assert any("and → the, i 4, j 5: band" in line for line in app.text)
        app.map.name_sides(False)
        await pilot.pause()
        assert "slept" not in "\n".join(app.text)
        await pilot.click(app.map, offset=(5 + app.map.view[1].pixel(2), 1))
        await pilot.pause()
        assert app.map.cursor == (0, 2)


async def test_the_signs_are_there_without_colours_too_and_no_value_is_pooled() -> None:
    app = Stage(lit(24, 12), compact=True)
    async with app.run_test(size=(30, 12)) as pilot:
        app.map.plain = True
        await pilot.pause()
        assert app.text[-1].startswith("rows ")
        assert len(app.text[0]) == 24
        assert set("".join(app.text[:-1])) == {"·", "B", "G"}


@pytest.mark.parametrize("terminal", ["screen", "linux", "xterm"])
async def test_in_sixteen_colours_every_cause_bears_its_sign(monkeypatch: pytest.MonkeyPatch, terminal: str) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv("TERM", terminal)
    app = Stage(band(15))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        rows = [line for line in app.text if "G" in line and "lobal" not in line]
        assert len(rows) == 15, "a row of values a line"
        for i, row in enumerate(rows[1:], 1):  # the cursor stands on the first
            near = sum(j > 0 and abs(i - j) <= 2 for j in range(15))
            assert "".join(sign for sign in row if sign in "GB") == "G" + "B" * near
        assert "▀" not in "".join(app.text)
