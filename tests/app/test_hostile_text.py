"""Text that tries to act on the terminal, in every place a screen shows text: none of it gets there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
from attacks import HOSTILE, acting
from textual.app import App, ComposeResult
from textual.widgets import Button, Input, Label, OptionList, Static, TextArea
from waiting import until

from cards.card import Card, Kind, Unused
from db import library
from db.records import Failure, Problem, Source
from demos.demo import Check, Param, Picture, Piece, Remark, Step, Timing
from studytui.screens.plan import PlanScreen

TEXT = HOSTILE.replace("\udcff\ud83d", "")  # half a surrogate pair is in no note: reading one replaces it
KINDS = (Kind.DEFINITION, Kind.EQUATION, Kind.CODE, Kind.CLOZE)


def lines(app: App[Any]) -> list[str]:
    """What goes to the terminal."""
    strips = app.screen._compositor.render_strips(app.size)
    return ["".join(segment.text for segment in strip) for strip in strips]


def harmless(app: App[Any]) -> str:
    """The text of the screen; nothing in it acts."""
    shown = lines(app)
    assert acting("".join(shown)) == []
    assert not any("\n" in line or "\t" in line for line in shown)
    return "\n".join(shown)


def card(number: int, kind: Kind) -> Card:
    question = f"**{number}** {TEXT} `{TEXT}` ${TEXT}$ ![{TEXT}](x)"
    answer = (
        f"{TEXT}\n\n```{TEXT}\n{TEXT}\n```\n\n| {TEXT} |\n| --- |\n| {TEXT} |\n\n$$\n{TEXT}\n$$\n\n> {TEXT}\n\n- {TEXT}"
    )
    return Card(kind, question, answer, (TEXT, f"in {TEXT}"), number, (TEXT, "other"), TEXT, TEXT)


@pytest.fixture
def nasty(world: Any) -> Any:
    """A world whose note is called and says such things."""
    made = type(world)(world.folder / "nasty")
    made.folder.mkdir()
    path = made.folder / f"{TEXT.replace(chr(0), '')}.md"
    path.write_text(f"# {TEXT}\n", "utf-8")
    stat = path.stat()
    cards = tuple(card(number, kind) for number, kind in enumerate(KINDS, start=1))
    made.source = Source(str(path), TEXT, "digest", stat.st_mtime_ns, stat.st_size, cards, (Unused(9, TEXT, TEXT),))
    made.ask(lambda db: library.apply(db, library.plan(db, [made.source]), made.clock()))
    return made


@pytest.mark.parametrize("size", [(80, 24), (130, 40)])
async def test_the_screens_of_a_day(nasty: Any, see: Callable[..., Any], size: tuple[int, int]) -> None:
    app = nasty.app()
    async with app.run_test(size=size) as pilot:
        await see(pilot, "new")
        harmless(app)
        app.notes_imported(HOSTILE)
        app.notice(HOSTILE)
        app.notice(HOSTILE, wrong=True)
        await see(pilot, "␛[31m")
        harmless(app)
        await pilot.press("enter")
        await see(pilot, "show the answer")
        harmless(app)
        await pilot.press("a", *"word", "enter")
        await see(pilot, "you wrote")
        harmless(app)
        await pilot.press("?")
        await see(pilot, "Help")
        harmless(app)
        await pilot.press("escape", "escape")
        for name in ("browse", "notes", "stats", "settings", "demos", "first"):
            app.open(name)
            for key in ("down", "up", "enter"):
                await pilot.pause(0.1)
                harmless(app)
                await pilot.press(key)
            await pilot.pause(0.1)
            harmless(app)
            while len(app.screen_stack) > 1 and app.screen_stack[-1] is not app.screen_stack[0]:
                app.pop_screen()
                await pilot.pause()


async def test_the_plan_of_an_import(nasty: Any, see: Callable[..., Any]) -> None:
    reworded = tuple(replace(each, answer=each.answer + TEXT) for each in nasty.source.cards[:2])
    source = replace(nasty.source, digest="other", cards=(*reworded, card(9, Kind.RELATION)))
    plan = nasty.ask(lambda db: library.plan(db, [source], [Failure(f"/{HOSTILE}", HOSTILE)]))
    app = nasty.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await see(pilot, "new")
        app.push_screen(PlanScreen(plan))
        await see(pilot, "reworded")
        for _ in range(8):
            for _ in range(3):
                harmless(app)
                await pilot.press("down")
                await pilot.pause(0.02)
            await pilot.press("right")


async def test_a_demo_that_says_such_things(nasty: Any, see: Callable[..., Any], fake: Any) -> None:
    async def script(values: dict[str, Any]) -> AsyncIterator[Piece]:
        yield Step(HOSTILE, ((4, 4),), (4, 4), HOSTILE, HOSTILE)
        yield Picture(HOSTILE, "mask", (HOSTILE, HOSTILE), (HOSTILE, HOSTILE), ((0, 1), (1, 0)), remark=HOSTILE)
        yield Picture(HOSTILE, "curves", (HOSTILE, HOSTILE), (HOSTILE,), (((0.0, 1.0), (1.0, 2.0)),))
        yield Picture(HOSTILE, "bars", (HOSTILE, HOSTILE), (HOSTILE,), ((1.0, 2.0),), ticks=(HOSTILE, HOSTILE))
        yield Timing(HOSTILE, 128, 1.5)
        yield Check(HOSTILE, 0.5, 0.1)
        yield Remark(HOSTILE)
        raise Problem(HOSTILE)

    params = (Param("T", 16, 8, 64, doubling=True, help=HOSTILE),)
    app = nasty.app(runner=lambda: fake(params, script))
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "new")
        app.open("demo", "band")
        await see(pilot, "T")
        for key in ("1", "2", "3", "4", "5", "right", "?"):
            await pilot.press(key)
            await pilot.pause(0.1)
            harmless(app)


async def test_a_database_that_cannot_be_opened(nasty: Any, see: Callable[..., Any]) -> None:
    def opener() -> Any:
        raise Problem(f"It cannot be opened: {HOSTILE}")

    app = nasty.app()
    app._opener = opener
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "cannot be opened")
        harmless(app)


async def test_every_kind_of_widget_goes_through_the_door(nasty: Any) -> None:
    """What a widget does not make harmless itself is taken out, and nothing on its line moves."""
    from studytui.app import StudyApp

    class Bare(StudyApp):
        CSS_PATH = []
        CSS = "Static, Label { height: auto; border: solid; }"

        def get_default_screen(self) -> Any:
            return App.get_default_screen(self)

        def compose(self) -> ComposeResult:
            framed = Static(HOSTILE, markup=False)
            framed.border_title, framed.border_subtitle = HOSTILE, HOSTILE
            yield framed
            yield Label(HOSTILE, markup=False)
            yield Button(HOSTILE.replace("[", "("))
            yield Input(HOSTILE, placeholder=HOSTILE)
            yield TextArea(HOSTILE)
            yield OptionList(HOSTILE.replace("[", "("))

    app = Bare(opener=nasty.open, clock=nasty.clock)
    async with app.run_test(size=(80, 40)):
        await until(lambda: harmless(app).count("z") >= 6)
        from rich.cells import cell_len

        assert {cell_len(line) for line in lines(app)} == {80}
