"""What is said in the corner: whole over whatever it covers, and one thing at a time."""

from __future__ import annotations

from typing import Any

from textual.widgets import Static


async def test_a_message_in_hangul_is_whole_over_the_edges_of_what_it_covers(world: Any, see: Any) -> None:
    said = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
    app = world.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "4 cards")
        left, right = Static("x" * 400), Static("y" * 400)
        for widget, dock in ((left, "left"), (right, "right")):
            widget.styles.dock, widget.styles.height = dock, 24
        await app.screen.mount(left, right)
        app.notice(said)
        for width in (40, 41, 46, 47):
            left.styles.width, right.styles.width = width, width - 3
            await pilot.pause()
            text = await see(pilot, said[:3])
            assert "".join(sign for sign in text if sign in said) == said, width
            assert all(len(line) + sum(sign in said for sign in line) <= 80 for line in text.splitlines())


async def test_what_was_said_gives_way_but_a_problem_stays(world: Any, see: Any) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "4 cards")
        app.notice("the first thing")
        await see(pilot, "the first thing")
        app.notice("a problem", wrong=True)
        app.notice("a problem", wrong=True)
        app.notice("the second thing")
        text = await see(pilot, "the second thing")
        assert "the first thing" not in text
        assert text.count("a problem") == 1
        await pilot.press("question_mark")
        assert "a problem" not in await see(pilot, "Help")
