"""The line one types into: the terminal's cursor stands in it, and a paste that is far too long is cut."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.widgets import Static

from studytui.widgets.field import LONGEST, Field


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("one\ntwo\nthree")
        yield Field(id="field")


async def test_the_cursor_stands_where_the_next_sign_goes() -> None:
    app = Page()
    async with app.run_test(size=(40, 12)) as pilot:
        field = app.query_one(Field)
        field.focus()
        await pilot.pause()
        start = field.content_region.offset
        assert app.cursor_position == start, "an empty line: at its start, and where it was laid out"
        await pilot.press("a", "b")
        assert app.cursor_position == start + Offset(2, 0)
        await pilot.press("한")
        assert app.cursor_position == start + Offset(4, 0)
        await pilot.press("left")
        assert app.cursor_position == start + Offset(2, 0)


async def test_a_paste_of_a_million_signs_is_cut_and_said() -> None:
    app = Page()
    async with app.run_test(size=(60, 12)) as pilot:
        field = app.query_one(Field)
        field.focus()
        await pilot.pause()
        app.screen.post_message(events.Paste("word " * 200_000))
        await pilot.pause()
        assert field.value == ("word " * LONGEST)[:LONGEST]
        assert ["1,000,000 characters" in note.message for note in app._notifications] == [True]
        app.screen.post_message(events.Paste("short"))
        await pilot.pause()
        assert field.value.endswith("short")
