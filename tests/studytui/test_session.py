"""The study session: what it shows, what it stores, and that every step back is a real one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from fsrs_rs_python import DEFAULT_PARAMETERS

from cards.schedule import Rating
from db import library, queue, reviews, settings
from db.records import Stale
from db.schema import cards
from studytui.session import LONGEST_LOOK_S, Session

if TYPE_CHECKING:
    from datetime import datetime

    from db.engine import Database


class Timer:
    """Seconds under the test's control."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_what_a_key_promises_is_what_is_stored(study: Database, clock: Callable[[], datetime]) -> None:
    session = Session(study, clock)
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.HARD, Rating.GOOD):
        card = session.current or session.begin()
        assert card is not None
        session.reveal()
        promised = next(o for o in session.outcomes() if o.rating is rating)
        session.rate(rating)
        assert queue.card(study, card.id).schedule == promised.schedule


def test_what_was_promised_is_stored_whatever_another_window_rates_and_again_after_an_undo(
    study: Database, clock: Callable[[], datetime]
) -> None:
    session = Session(study, clock)
    card = session.begin()
    assert card is not None
    session.reveal()
    promised = session.outcomes()[3].schedule
    assert promised.due_day is not None
    with study.begin() as connection:  # a dozen cards come to that very day
        connection.execute(
            cards.update().where(cards.c.id.between(30, 41)).values(due_day=promised.due_day, held=False)
        )
    session.rate(Rating.EASY)
    assert queue.card(study, card.id).schedule == promised
    session.undo()
    days = Counter(session.outcomes()[3].schedule.due_day for _ in range(3))
    assert len(days) == 1, "as long as nothing else changes"
    again = session.outcomes()[3].schedule
    session.rate(Rating.EASY)
    assert reviews.replayed(study, card.id) == queue.card(study, card.id).schedule == again


def test_every_card_of_the_day_comes_once_and_then_it_ends(study: Database, clock: Callable[[], datetime]) -> None:
    session = Session(study, clock)
    session.begin()
    day, seen = session.left, []
    while session.current is not None:
        seen.append(session.current.id)
        assert session.left == day - len(seen) + 1
        session.rate(Rating.EASY)
    assert len(seen) == len(set(seen)) == day > 0
    assert session.left == 0
    summary = session.summary()
    assert summary.done == day
    assert summary.right == 1
    assert summary.next_due is not None


def test_undo_brings_back_the_card_and_the_day(study: Database, clock: Callable[[], datetime]) -> None:
    session = Session(study, clock)
    first = session.begin()
    assert first is not None
    before = (first.schedule, session.left)
    session.rate(Rating.AGAIN)
    session.suspend()
    session.bury()
    assert session.done == 1
    for _ in range(3):
        assert session.undo()
    assert session.current is not None
    assert session.current.id == first.id
    assert (session.current.schedule, session.left) == before
    assert session.done == 0
    assert not session.undo(), "nothing was answered before this session"


def test_undo_reaches_into_an_earlier_session(study: Database, clock: Callable[[], datetime]) -> None:
    earlier = Session(study, clock)
    card = earlier.begin()
    assert card is not None
    earlier.rate(Rating.GOOD)
    later = Session(study, clock)
    later.begin()
    assert later.undo()
    assert later.current is not None
    assert later.current.id == card.id
    assert later.done == 0


def test_a_card_answered_in_another_window_is_not_rated_on_what_was_not_shown(
    study: Database, clock: Callable[[], datetime]
) -> None:
    here, there = Session(study, clock), Session(study, clock)
    card = here.begin()
    assert card is not None
    assert there.begin() == card
    there.rate(Rating.EASY)
    with pytest.raises(Stale, match="another window"):
        here.rate(Rating.AGAIN)
    assert [review.rating for review in reviews.log(study, card.id)] == [Rating.EASY]
    assert here.current is not None
    assert here.current.id != card.id
    assert here.done == 0


def test_a_limit_ends_it_and_a_filter_narrows_it(study: Database, clock: Callable[[], datetime]) -> None:
    session = Session(study, clock, limit=2)
    session.begin()
    assert session.left == 2
    session.rate(Rating.GOOD)
    assert session.left == 1
    session.rate(Rating.GOOD)
    assert session.current is None
    summary = session.summary()
    assert session.coming(summary) == f"{summary.waiting} cards still wait.", "none of them became due meanwhile"
    assert session.begin() is not None, "who goes on gets as many again"
    assert session.left == 2
    narrow = Session(study, clock, filter="ReZero")
    card = narrow.begin()
    assert card is not None
    while (card := narrow.current) is not None:
        everything = " ".join((card.card.question, card.card.answer, *card.card.context, card.path)).lower()
        assert "rezero" in everything
        narrow.rate(Rating.EASY)
    assert narrow.done > 0


def test_the_end_of_a_filter_says_what_waits_outside_it(study: Database, clock: Callable[[], datetime]) -> None:
    narrow = Session(study, clock, filter="ReZero")
    narrow.begin()
    while narrow.current is not None:
        narrow.rate(Rating.EASY)
    summary = narrow.summary()
    assert summary.waiting > 1
    assert narrow.coming(summary) == f"{summary.waiting} cards are due outside ReZero."
    assert narrow.nothing() == "No card for ReZero is due."


def test_a_skipped_card_comes_again_at_the_end(study: Database, clock: Callable[[], datetime]) -> None:
    session = Session(study, clock, filter="kind:definition")
    first = session.begin()
    assert first is not None
    session.skip()
    assert session.current is not None
    assert session.current.id != first.id
    seen = []
    while session.current is not None and len(seen) < 50:
        seen.append(session.current.id)
        session.rate(Rating.EASY)
    assert seen[-1] == first.id
    assert reviews.log(study, first.id)


def test_time_counts_while_a_card_is_looked_at_but_no_absence(study: Database, clock: Callable[[], datetime]) -> None:
    timer = Timer()
    session = Session(study, clock, timer=timer)
    card = session.begin()
    assert card is not None
    timer.seconds += 7
    session.rate(Rating.GOOD)
    assert session.seconds == 7
    assert reviews.log(study, card.id)[-1].duration_ms == 7000
    timer.seconds += 3600
    session.rate(Rating.GOOD)
    assert session.seconds == 7 + LONGEST_LOOK_S


@pytest.mark.parametrize("act", ["rate", "suspend", "bury"])
def test_a_card_that_says_something_else_by_now_is_shown_again_and_not_answered(
    study: Database, clock: Callable[[], datetime], act: str
) -> None:
    session = Session(study, clock)
    card = session.begin()
    assert card is not None
    session.reveal()
    with study.begin() as connection:
        connection.execute(cards.update().where(cards.c.id == card.id).values(answer="another answer altogether"))
    with pytest.raises(Stale, match="says something else"):
        {"rate": lambda: session.rate(Rating.GOOD), "suspend": session.suspend, "bury": session.bury}[act]()
    assert reviews.log(study, card.id) == []
    assert session.current is not None
    assert session.current.id == card.id
    assert session.current.card.answer == "another answer altogether"
    assert not session.revealed
    assert session.done == 0


def test_a_card_that_was_taken_out_in_another_window_gives_way_to_what_waits(
    study: Database, clock: Callable[[], datetime]
) -> None:
    session = Session(study, clock)
    card = session.begin()
    assert card is not None
    library.undo_import(study, library.history(study)[0].id, clock())
    with pytest.raises(Stale, match="taken out"):
        session.rate(Rating.EASY)
    assert session.current is None


def test_a_setting_changed_in_another_window_changes_no_promise(study: Database, clock: Callable[[], datetime]) -> None:
    session = Session(study, clock)
    card = session.begin()
    assert card is not None
    session.reveal()
    good = session.outcomes()[2]
    settings.save(study, replace(settings.load(study), learning_steps=(25.0, 90.0), rollover_hour=2))
    session.rate(Rating.GOOD)
    assert queue.card(study, card.id).schedule == good.schedule
    assert session.outcomes()[0].interval == "25m", "the next card is shown with the new setting"


def test_a_scheduler_fitted_in_another_window_makes_what_was_shown_stale(
    study: Database, clock: Callable[[], datetime]
) -> None:
    session = Session(study, clock)
    card = session.begin()
    assert card is not None
    session.reveal()
    before = session.outcomes()
    fitted = (0.5, 2.0, 4.0, 12.0, *DEFAULT_PARAMETERS[4:])
    settings.save(study, replace(settings.load(study), parameters=fitted))
    with pytest.raises(Stale, match="fitted anew"):
        session.rate(Rating.EASY)
    assert session.current == card
    assert not session.revealed
    assert reviews.log(study, card.id) == []
    session.reveal()
    assert session.outcomes() != before
    promised = session.outcomes()[3]
    session.rate(Rating.EASY)
    assert queue.card(study, card.id).schedule == promised.schedule


def test_a_clock_that_went_back_is_said_before_an_answer_is_stored(study: Database, clock: Any) -> None:
    session = Session(study, clock)
    session.begin()
    assert session.clock_doubt() == ""
    session.rate(Rating.GOOD)
    clock.on(hours=-20)
    assert session.clock_doubt() == "", "a journey westward"
    clock.on(hours=-20)
    assert "If the clock is wrong, set it right before you answer" in session.clock_doubt()
    session.rate(Rating.GOOD)
    assert session.clock_doubt() == "", "once is enough"


def test_a_split_takes_the_next_card_and_is_taken_back_whole_also_after_a_restart(
    study: Database, clock: Callable[[], datetime]
) -> None:
    for again in (False, True):
        session = Session(study, clock)
        card = session.begin()
        assert card is not None
        assert session.split([("a?", "b"), ("c?", "d")]) == 2
        assert session.current is not None
        assert session.current.id != card.id
        assert queue.card(study, card.id).rejected
        if again:
            session = Session(study, clock)
            session.begin()
        assert session.undo().startswith("Taken back")
        assert session.current is not None
        assert session.current.id == card.id
        assert not queue.card(study, card.id).rejected
        assert [one.id for one in library.search(study, "a?", clock())] == []
