"""The field for own words: taking edits back when its lines become fewer than its cursor's line."""

from typing import Any

from textual.app import App

from studytui.widgets.words import Words


class Page(App[None]):
    CSS = "Words { height: 6; border: none; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"faint": "#888888"}

    def compose(self) -> Any:
        yield Words("a", id="words")


async def test_lines_are_taken_back_below_the_cursor() -> None:
    async with Page().run_test(size=(40, 12)) as pilot:
        words = pilot.app.query_one(Words)
        words.focus()
        await pilot.pause()
        words.insert("\n1\n2\n3\n4\n5\n6\n7")
        words.history.checkpoint()
        await pilot.pause()
        await pilot.press("ctrl+z")
        assert words.text == "a"
        await pilot.press("ctrl+z")  # nothing is left to take back
        assert words.text == "a"
        await pilot.press("ctrl+y")
        assert words.text.endswith("7")
        assert words.cursor_location[0] <= 7
