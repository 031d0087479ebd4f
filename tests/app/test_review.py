"""The review screen on a real database: what a person sees and what is on disk afterwards."""

from __future__ import annotations

import sqlite3
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from waiting import until

from cards.schedule import Rating
from db import queue, reviews
from db.records import Event
from studytui.screens.review import ReviewScreen

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_asked_revealed_and_rated(world: Any, see: Any, size: tuple[int, int]) -> None:
    app = world.app()
    async with app.run_test(size=size) as pilot:
        await see(pilot, "4 cards")
        await pilot.press("enter")
        text = await see(pilot, "Dilated — 무엇을 보나?")
        assert "위치 기반 패턴" in text
        assert "1/4" in text
        assert "건너뛴 이웃" not in text
        assert "again" not in text
        await pilot.press("space")
        text = await see(pilot, "건너뛴 이웃 (long-range)")
        assert "also: 먼 이웃" in text
        shown = [outcome.interval for outcome in app.screen.now.outcomes]
        for place, name in enumerate(("again", "hard", "good", "easy")):
            assert f"{place + 1} {name} {shown[place]}" in text
        await pilot.press("3")
        text = await see(pilot, "2/4")
        assert "건너뛴 이웃" not in text
    [event] = world.ask(reviews.log, 1)
    assert (event.event, event.rating) == (Event.RATING, Rating.GOOD)


async def test_a_digit_before_the_answer_is_seen_rates_nothing(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("3", "4", "1")
        await see(pilot, "Dilated")
    assert world.ask(reviews.log, 1) == []


async def test_undo_goes_back_as_far_as_one_likes_also_after_a_restart(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        for number in (1, 2):
            await see(pilot, f"{number}/4")
            await pilot.press("space", "3")
        await see(pilot, "3/4")
        await pilot.press("u")
        await see(pilot, "Band")
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "Band")
        await pilot.press("ctrl+z")
        await see(pilot, "Dilated")
        await pilot.press("u")
        await see(pilot, "There is nothing to take back.")
    assert world.ask(queue.counts, world.clock()).new == 4


async def test_keys_work_in_hangul_mode(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("space", "3")
        await see(pilot, "Band")
        await pilot.press("ㅕ")  # u
        await see(pilot, "Dilated")
        await pilot.press("ㅠ")  # b
        await see(pilot, "Band")
        await pilot.press("ㄴ")  # s
        await see(pilot, "scaling의 식은?")
    assert world.ask(reviews.log, 1)[-1].event is Event.BURY
    assert world.ask(queue.card, 2).suspended


async def test_notes_are_data_neither_markup_nor_escapes_act(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        for number in (1, 2, 3):
            await see(pilot, f"{number}/4")
            await pilot.press("space", "4")
        await see(pilot, "[red]층[/red]을 쌓으면?")
        await pilot.press("space")
        text = await see(pilot, "닿는 거리가 늘어남 ␛[31m[bold]")
        assert "\x1b" not in text


async def test_a_formula_is_readable(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        for number in (1, 2):
            await see(pilot, f"{number}/4")
            await pilot.press("space", "4")
        await see(pilot, "scaling의 식은?")
        await pilot.press("space")
        text = await see(pilot, "─────")
        assert "QKᵀ" in text
        assert "√d" in text


async def test_the_end_says_what_was_done_and_when_the_next_card_comes(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        for number in (1, 2, 3, 4):
            await see(pilot, f"{number}/4")
            await pilot.press("space", "4")
        text = await see(pilot, "That is all for now.")
        assert "4 cards" in text
        assert "100% remembered" in text
        assert "The next card comes" in text
        await pilot.press("u")
        await see(pilot, "4/4")
        await pilot.press("space", "1")
        await pilot.press("escape")
    assert [event.event for event in world.ask(reviews.log, 4)] == [Event.RATING, Event.UNDO, Event.RATING]


async def test_leaving_at_once_loses_no_rating(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("space", "2", "space", "3")
        await see(pilot, "3/4")
        await pilot.press("escape")
        await see(pilot, "Today")
    assert len(world.ask(reviews.log, 1)) == 1
    assert len(world.ask(reviews.log, 2)) == 1


async def test_a_typed_answer_is_compared(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("a", *"먼 이웃".replace(" ", "␣").replace("␣", " "), "enter")
        text = await see(pilot, "you wrote: 먼 이웃")
        assert "Right." in text
        assert "good" in text
    assert world.ask(reviews.log, 1) == []


async def test_an_edit_in_the_editor_is_picked_up(world: Any, see: Any, tmp_path: Path) -> None:
    note = tmp_path / "mine.md"
    note.write_text("# 노트\n\n## Attention\n\n- Band: 가까운 이웃만 봄\n- Global: 모두를 봄\n", "utf-8")
    from studytui.notes import survey

    def take_in(db: Any) -> None:
        from db import library

        for known in library.search(db, "", world.clock()):
            reviews.reject(db, known.id, world.clock())
        library.apply(db, survey.survey(db, [note], world.clock()), world.clock())

    world.ask(take_in)
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import pathlib, sys\np = pathlib.Path(sys.argv[-1])\n"
        "p.write_text(p.read_text('utf-8').replace('가까운 이웃만 봄', '아주 가까운 이웃만 봄'), 'utf-8')\n",
        "utf-8",
    )
    world.environ["EDITOR"] = f"{sys.executable} {editor}"
    app = world.app(start=partial(ReviewScreen, filter="Band"))
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "Band")
        await pilot.press("e")
        await see(pilot, "reworded")
        await pilot.press("space")
        await see(pilot, "아주 가까운 이웃만 봄")


async def test_without_an_editor_there_is_a_sentence(world: Any, see: Any) -> None:
    world.environ["EDITOR"] = "no-such-editor-anywhere"
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("e")
        await see(pilot, "no-such-editor-anywhere")


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_a_small_window_gives_a_hint_and_works(world: Any, see: Any, size: tuple[int, int]) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=size) as pilot:
        await see(pilot, "Dilated" if size[1] > 8 else "")
        await see(pilot, "Small window; 60 × 16"[: size[0] - 6])
        await pilot.press("space")
        await see(pilot, "4 8d" if size[1] > 8 else "")
        await pilot.press("3")
        await until(lambda: len(world.ask(reviews.log, 1)) == 1)


async def test_a_card_whose_meaning_changed_says_so_without_giving_its_answer_away(
    world: Any, see: Any, tmp_path: Path
) -> None:
    from db import library
    from studytui.notes import survey

    note = tmp_path / "mine.md"

    def take_in(db: Any) -> None:
        library.apply(db, survey.survey(db, [note], world.clock()), world.clock())

    note.write_text("# 노트\n\n## Attention\n\n- Zeta: head는 8개\n", "utf-8")
    world.ask(take_in)
    [known, *_] = world.ask(library.search, "Zeta", world.clock())
    world.ask(reviews.record, known.id, Rating.EASY, world.clock(), 1000)
    note.write_text("# 노트\n\n## Attention\n\n- Zeta: head는 16개\n", "utf-8")
    world.ask(take_in)
    flag = world.ask(queue.card, known.id).flag
    assert flag
    assert "8개" in flag
    app = world.app(start=partial(ReviewScreen, filter="Zeta"))
    async with app.run_test() as pilot:
        text = await see(pilot, "Your note says something else")
        assert "8개" not in text
        await pilot.press("space")
        text = await see(pilot, "head는 16개")
        assert "before, it was: head는 8개" in text
        await pilot.press("3")
        await see(pilot, "all for now")
    assert world.ask(queue.card, known.id).flag is None


@pytest.mark.usefixtures("on_a_file")
async def test_a_locked_database_is_a_sentence_and_the_card_stays(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    other = world.open()
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "1/4")
        await pilot.press("space")
        await see(pilot, "again")
        with other.begin():
            await pilot.press("3")
            await see(pilot, "study.sqlite")
            await see(pilot, "1/4")
        await pilot.press("3")
        await see(pilot, "2/4")
    other.close()
    assert len(world.ask(reviews.log, 1)) == 1


async def test_the_foot_gives_back_the_room_of_a_typed_answer(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Dilated")
        foot = app.screen.query_one("#foot").region
        await pilot.press("tab", "x", "enter")
        await see(pilot, "you wrote: x")
        assert app.screen.query_one("#foot").region == foot
        await pilot.press("tab")
        await pilot.press("3")
        await see(pilot, "Band")
        assert app.screen.query_one("#foot").region == foot


@pytest.mark.usefixtures("on_a_file")
async def test_a_rating_that_waits_for_another_program_says_so_and_is_kept(world: Any, see: Any) -> None:
    app = world.app(start=ReviewScreen)
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "Dilated")
        await pilot.press("space")
        await see(pilot, "again")
        other = sqlite3.connect(world.folder / "study.sqlite", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        await pilot.press("3")
        await see(pilot, "Waiting for the database")
        other.execute("ROLLBACK")
        other.close()
        await see(pilot, "Band")
    assert len(world.ask(reviews.log, 1)) == 1


async def test_keys_of_ones_own_and_the_mouse(world: Any, see: Any) -> None:
    keymap = {"review.good": "g,3", "review.undo": "z", "review.reveal": "enter"}
    app = world.app(start=ReviewScreen, keymap=keymap, told=["The settings file is odd."])
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        text = await see(pilot, "enter show the answer")
        assert "z undo" in text
        await see(pilot, "settings file is odd")
        await pilot.click("CardView")
        assert "g good" in await see(pilot, "1 again")
        await pilot.press("g")
        await see(pilot, "2/4")
        await pilot.press("u", "z")
        await see(pilot, "1/4")
        await pilot.click("#ratings")
        await see(pilot, "1 again")
        await pilot.click("#ratings", offset=(2, 0))
        await see(pilot, "2/4")
        at = next(line for line in (await see(pilot, "z undo")).split("\n") if "z undo" in line).index("z undo")
        await pilot.click("KeyHints", offset=(at, 0))
        await see(pilot, "1/4")
        await pilot.press("b")
        said = await see(pilot, "Put off until tomorrow")
        assert "z takes it" in " ".join(word for word in said.split() if word.isalpha())
        await pilot.press("h")
        assert "z  " in next(line for line in (await see(pilot, "Take back")).split("\n") if "Take back" in line)
