"""Cards that demos ask, on the review screen: the answer, its mark, the truth beside the misconception, and no demo."""

from __future__ import annotations

from typing import Any

import pytest
import questions

from cards.schedule import Rating
from db import answers, queue, reviews
from demos.runner import Failed
from studytui import asking
from studytui.demo.beside import BesideBox
from studytui.screens.demo import DemoScreen
from studytui.screens.review import ReviewScreen
from studytui.screens.stats import StatsScreen

RUN = 5  # the card of the first question: four cards came from the note


@pytest.fixture(autouse=True)
def two_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Band has two questions, and no other demo has any."""
    questions.offer(monkeypatch)


@pytest.fixture
def known(world: Any) -> Any:
    """A world in which Band was learnt yesterday, so that a demo asks about it today."""

    def learn(db: Any) -> None:
        assert asking.attend(db, world.clock())
        for card in (1, 2, 3, 4):
            reviews.record(db, card, Rating.EASY, world.clock())

    world.ask(learn)
    world.clock.forward(days=1)
    return world


@pytest.fixture
def runner(fake: Any) -> Any:
    """A runner whose questions are made by hand."""
    return fake((), None)


def draw(world: Any) -> Any:
    """What is drawn for the card now."""
    return asking.draw_of(world.ask(queue.card, RUN))


def numbers(world: Any) -> tuple[str, str]:
    """The right answer, and the one of the misconception."""
    asked = questions.asked("band", "pairs", draw(world).seed)
    return asked.answer, next(iter(asked.misconceptions))


async def answered(pilot: Any, see: Any, text: str) -> str:
    """Type an answer; the screen once it is marked."""
    await see(pilot, "then Enter")
    await pilot.press(*text, "enter")
    return await see(pilot, "again")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_a_right_answer_is_marked_shown_and_rated_by_enter(
    known: Any, see: Any, runner: Any, size: tuple[int, int]
) -> None:
    right, _ = numbers(known)
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=size, notifications=True) as pilot:
        text = await answered(pilot, see, right)
        assert f"✓ 맞았다. {right}" in text
        assert "에서 남는 쌍은 몇 개인가?" in text
        text = await see(pilot, f"✓ 실제: {right}")
        assert "⏎ 4 easy" in text, "it was quick"
        assert "답한 대로" not in text
        await pilot.press("enter")
        await see(pilot, "That is all for now.")
    [event] = known.ask(reviews.log, RUN)
    assert event.rating is Rating.EASY
    [kept] = known.ask(answers.of_card, RUN)
    assert (kept.correct, kept.given, kept.review_id) == (True, right, event.id)


async def test_a_wrong_answer_stands_beside_the_truth_and_its_misconception_is_named(
    known: Any, see: Any, runner: Any
) -> None:
    right, wrong = numbers(known)
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        text = await answered(pilot, see, wrong)
        assert f"✗ 틀렸다. 답은 {right}. 쓴 답: {wrong}." in text
        assert "대각선을 빼고 세었다." in text
        text = await see(pilot, f"✗ 답한 대로: {wrong}")
        assert f"✓ 실제: {right}" in text
        assert "only here" in text
        assert "band · T" in text
        assert "⏎ 1 again" in text
        sides = app.screen.query_one(BesideBox).query("HeatMap")
        assert [len(side.picture.values) for side in sides] == [5 + draw(known).seed % 4] * 2
        await pilot.press("enter")
        await see(pilot, "2/2")  # it comes again, with other numbers
        await see(pilot, "then Enter")
    assert [event.rating for event in known.ask(reviews.log, RUN)] == [Rating.AGAIN]


async def test_one_key_overrules_the_mark_and_undo_shows_the_same_draw(known: Any, see: Any, runner: Any) -> None:
    _, wrong = numbers(known)
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        asked = (await answered(pilot, see, wrong)).splitlines()
        await pilot.press("4")
        await see(pilot, "That is all for now.")
        assert [event.rating for event in known.ask(reviews.log, RUN)] == [Rating.EASY]
        await pilot.press("u")
        text = await see(pilot, "⏎ 1 again")
        assert next(line for line in asked if "몇 개인가?" in line) in text
        assert f"쓴 답: {wrong}." in text
        await see(pilot, "답한 대로")
        await pilot.press("4")
        await see(pilot, "That is all for now.")
    ratings = [event.rating for event in known.ask(reviews.log, RUN) if event.rating]
    assert ratings == [Rating.EASY, Rating.EASY]


async def test_what_is_no_answer_is_asked_again_and_digits_begin_one(known: Any, see: Any, runner: Any) -> None:
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "then Enter")
        await pilot.press("m", "a", "n", "y", "enter")
        await see(pilot, "“many” is not a number")
        await pilot.press("escape")
        await see(pilot, "enter mark the answer")
        await pilot.press("6", "0", "enter")  # 6 buries a card elsewhere
        text = await see(pilot, "again")
        assert "쓴 답: 60." in text
        await pilot.press("d")
        await see(pilot, "Band (local) attention")  # the whole demo
        await pilot.press("escape")
        await see(pilot, "쓴 답: 60.")
    assert known.ask(reviews.log, RUN) == []


async def test_an_answer_that_was_marked_stands_after_a_restart_without_a_runner(
    known: Any, see: Any, runner: Any
) -> None:
    _, wrong = numbers(known)
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await answered(pilot, see, wrong)
    app = known.app(start=ReviewScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        text = await see(pilot, "There is no picture of this")
        assert f"쓴 답: {wrong}." in text
        assert "⏎ 1 again" in text
        await pilot.press("4")
        await see(pilot, "That is all for now.")
    assert len(known.ask(answers.of_card, RUN)) == 1


async def test_a_worker_that_dies_costs_the_picture_and_not_the_mark(known: Any, see: Any, runner: Any) -> None:
    right, _ = numbers(known)
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "then Enter")
        runner.fails = Failed("The demo process is gone.")
        text = await answered(pilot, see, right)
        assert "✓ 맞았다." in text
        await see(pilot, "There is no picture of this: The demo process is gone.")
        await pilot.press("4")
        await see(pilot, "That is all for now.")
    assert [event.rating for event in known.ask(reviews.log, RUN)] == [Rating.EASY]


async def test_without_torch_its_cards_wait_and_say_so_while_the_others_go_on(
    known: Any, see: Any, runner: Any
) -> None:
    known.clock.forward(days=60)
    runner.fails = Failed("PyTorch cannot be loaded.")
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for number in range(1, 5):
            await see(pilot, f"{number}/")
            await pilot.press("space")
            await see(pilot, "easy")
            await pilot.press("4")
        await see(pilot, "That is all for now.")
    known.clock.forward(days=1)
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        text = await see(pilot, "PyTorch cannot be loaded.")
        assert "1 card waits." in await see(pilot, "1 card waits.")
        assert text
    assert known.ask(reviews.log, RUN) == []


async def test_the_next_question_is_drawn_while_a_card_is_read(known: Any, see: Any, runner: Any) -> None:
    known.clock.forward(days=60)
    known.ask(lambda db: reviews.suspend(db, 2, known.clock()))  # of one line one card a day
    app = known.app(start=ReviewScreen, runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        while not runner.asked:
            await pilot.pause(0.02)
        if app.screen.now.question is None:
            assert app.screen.session.knows(draw(known))


async def test_today_counts_a_question_that_an_import_brought(world: Any, see: Any) -> None:
    def learn(db: Any) -> None:
        for card in (1, 2, 3, 4):
            reviews.record(db, card, Rating.EASY, world.clock())

    world.ask(learn)
    world.clock.forward(days=1)
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "1 new")


async def test_stats_tell_a_misconception_that_was_met_three_times(known: Any, see: Any) -> None:
    def miss(db: Any) -> None:
        for _ in range(3):
            card = queue.card(db, RUN)
            drawn = asking.draw_of(card)
            asked = questions.asked("band", "pairs", drawn.seed)  # type: ignore[union-attr]
            asking.keep(db, card, asked, next(iter(asked.misconceptions)), known.clock())
            reviews.record(db, RUN, Rating.AGAIN, known.clock())

    known.ask(miss)
    app = known.app(start=StatsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "3× band  대각선을 빼고 세었다.")


async def test_q_on_a_demo_asks_about_it_and_schedules_nothing(known: Any, see: Any, runner: Any) -> None:
    known.environ["LANG"] = "ko_KR.UTF-8"
    app = known.app(start=lambda: DemoScreen("band"), runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "Band (local) attention")
        await pilot.press("q")
        await see(pilot, "then Enter")
        asked = app.screen.card.asked
        await pilot.press(*asked.answer, "enter")
        text = await see(pilot, "1 of 1 right")
        assert f"✓ 맞았다. {asked.answer}" in text
        await pilot.press("enter")
        text = await see(pilot, "2 twice as many")
        assert "남는 쌍은" in text
        await pilot.press("2")
        text = await see(pilot, "✗ 틀렸다.")
        assert "✓ 1 as many" in text
        assert "대각선을 빼고 세었다." in text
        await pilot.press("l")
        await see(pilot, "✗ No.")
        await pilot.press("escape")
        await see(pilot, "esc back")
    assert known.ask(answers.of_card, RUN) == known.ask(reviews.log, RUN) == []


async def test_a_question_that_cannot_be_drawn_in_training_says_why(known: Any, see: Any, runner: Any) -> None:
    runner.fails = Failed("PyTorch cannot be loaded.")
    app = known.app(start=lambda: DemoScreen("band"), runner=lambda: runner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await see(pilot, "Band (local) attention")
        await pilot.press("q")
        await see(pilot, "PyTorch cannot be loaded.")
        await pilot.pause()
        assert isinstance(app.screen, DemoScreen)
