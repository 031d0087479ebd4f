"""The demo beside a review's card: the box is put into #stage and runs, and is taken away again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from studytui.screens.base import StudyScreen

if TYPE_CHECKING:
    from cards.links import Link
    from demos.runner import Runner


async def warm_up(runner: Runner) -> None:
    """Let the runner load torch."""
    from demos.runner import Failed

    with suppress(Failed):  # said when a demo is asked for; reviews go on without torch
        await runner.warm()


async def open_beside(screen: StudyScreen[Any], link: Link) -> None:
    """Run a card's demo in a box."""
    from studytui.demo.box import InlineDemo

    demo = InlineDemo(id="demo")
    screen.add_class("-demo")
    screen.show_hints()
    await screen.query_one("#stage").mount(demo)
    demo.start(link.demo, dict(link.params))


async def close_beside(screen: StudyScreen[Any]) -> bool:
    """End the demo and take it away; False where there was none."""
    demos = list(screen.query("InlineDemo"))
    for demo in demos:
        await demo.remove()  # a box that is taken away ends its run
    if demos:
        screen.remove_class("-demo")
        screen.show_hints()
        screen.query_one("#card-area").focus()
    return bool(demos)
