"""The review log: append-only, the truth, and never short of an answer."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import exc, select

from cards.schedule import Rating, Schedule, Settings, State, outcomes, study_day
from db import queue, reviews, settings
from db.engine import Database, open_database
from db.records import Event, Problem
from db.schema import cards
from db.schema import reviews as log_table

Filled = Callable[..., Database]
NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)


def stored(db: Database, card_id: int) -> Schedule:
    return queue.card(db, card_id).schedule


def test_what_was_shown_is_what_is_stored(filled: Filled) -> None:
    db = filled(2)
    for rating in [Rating.GOOD, Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.EASY]:
        shown = outcomes(stored(db, 2), NOON, settings.load(db), seed=2)[rating - 1]
        after = reviews.record(db, 2, rating, NOON, 1500)
        assert after == queue.card(db, 2)
        assert after.schedule == shown.schedule == reviews.replayed(db, 2)
    assert stored(db, 1) == Schedule()


def test_the_log_tells_everything(filled: Filled) -> None:
    db = filled(1)
    late = NOON + timedelta(hours=15)  # 3 in the morning: still the day before
    reviews.record(db, 1, Rating.GOOD, NOON, 1500)
    reviews.bury(db, 1, late)
    reviews.undo(db, late)
    first, second, third = reviews.log(db, 1)
    assert (first.event, first.rating, first.at, first.duration_ms) == (Event.RATING, Rating.GOOD, NOON, 1500)
    assert (first.was, first.state, first.due_at) == (State.NEW, State.LEARNING, NOON + timedelta(minutes=10))
    assert first.study_day == second.study_day == third.study_day == study_day(NOON)
    assert (second.event, second.due_day) == (Event.BURY, study_day(NOON) + 1)
    assert (third.event, third.undoes) == (Event.UNDO, second.id)


def test_undo_goes_back_to_the_very_start_also_after_a_restart(filled: Filled, path: Path) -> None:
    db = filled(3)
    seen = [queue.card(db, 1)]
    for day, rating in enumerate([Rating.GOOD, Rating.EASY, Rating.AGAIN, Rating.GOOD]):
        seen.append(reviews.record(db, 1, rating, NOON + timedelta(days=9 * day)))
    db.close()
    again = open_database(str(path))
    later = NOON + timedelta(days=90)
    for before in reversed(seen[:-1]):
        assert reviews.undo(again, later) == before == queue.card(again, 1)
    assert reviews.undo(again, later) is None
    assert len(reviews.log(again, 1)) == 8
    again.close()


def test_undo_takes_back_the_last_event_whatever_it_was(filled: Filled) -> None:
    db = filled(3)
    reviews.record(db, 1, Rating.GOOD, NOON)
    reviews.suspend(db, 2, NOON)
    reviews.bury(db, 3, NOON)
    assert queue.card(db, 2).suspended
    assert queue.card(db, 3).buried_until == study_day(NOON) + 1
    back = [reviews.undo(db, NOON) for _ in range(3)]
    assert [card and (card.id, card.suspended, card.buried_until) for card in back] == [
        (3, False, None),
        (2, False, None),
        (1, False, None),
    ]
    assert stored(db, 1) == Schedule()


def test_undo_after_undo_and_new_ratings(filled: Filled) -> None:
    db = filled(1)
    first = reviews.record(db, 1, Rating.GOOD, NOON)
    reviews.record(db, 1, Rating.AGAIN, NOON)
    reviews.undo(db, NOON)
    reviews.record(db, 1, Rating.EASY, NOON)
    assert reviews.undo(db, NOON) == first
    assert reviews.undo(db, NOON) is not None
    assert reviews.undo(db, NOON) is None


def test_resuming_asks_a_card_again(filled: Filled) -> None:
    db = filled(1)
    reviews.suspend(db, 1, NOON)
    assert queue.today(db, NOON) == []
    assert not reviews.resume(db, 1, NOON).suspended
    assert queue.today(db, NOON) == [1]
    reviews.bury(db, 1, NOON)
    assert queue.today(db, NOON) == []
    assert reviews.resume(db, 1, NOON).buried_until is None
    reviews.undo(db, NOON)
    assert queue.today(db, NOON) == []
    assert queue.today(db, NOON + timedelta(days=1)) == [1]


def test_a_rating_answers_a_flag_and_its_undo_brings_it_back(filled: Filled) -> None:
    db = filled(1, flag="The answer was 8, now it is 16.")
    assert reviews.record(db, 1, Rating.EASY, NOON).flag is None
    assert queue.card(db, 1).flag is None
    card = reviews.undo(db, NOON)
    assert card == queue.card(db, 1)
    assert card is not None
    assert card.flag == "The answer was 8, now it is 16."


def test_a_card_that_is_not_there_is_a_sentence(db: Database) -> None:
    for act in (reviews.suspend, reviews.resume, reviews.bury):
        with pytest.raises(Problem, match="There is no card 7"):
            act(db, 7, NOON)
    with pytest.raises(Problem, match="There is no card 7"):
        reviews.record(db, 7, Rating.GOOD, NOON)
    with pytest.raises(Problem, match="There is no card 7"):
        queue.card(db, 7)
    assert reviews.log(db, 7) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE reviews SET rating = 4", "DELETE FROM reviews", "UPDATE reviews SET at = 0 WHERE id = 1"],
)
def test_the_database_itself_refuses_to_change_the_log(filled: Filled, path: Path, statement: str) -> None:
    db = filled(1)
    reviews.record(db, 1, Rating.GOOD, NOON)
    before = reviews.log(db, 1)
    with pytest.raises(exc.IntegrityError, match="append-only"), db.begin() as connection:
        connection.exec_driver_sql(statement)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        sqlite3.connect(path).execute(statement)
    assert reviews.log(db, 1) == before


def test_an_event_is_taken_back_once(filled: Filled) -> None:
    db = filled(1)
    reviews.record(db, 1, Rating.GOOD, NOON)
    reviews.undo(db, NOON)
    line = {"card_id": 1, "event": "undo", "at": NOON, "study_day": 1, "undoes": 1}
    with pytest.raises(Problem, match=r"(?i)unique"), db.begin() as connection:
        connection.execute(log_table.insert(), line)


def test_new_parameters_give_new_memories_and_the_same_dates(filled: Filled) -> None:
    from fsrs_rs_python import DEFAULT_PARAMETERS

    db = filled(2)
    for rating in (Rating.GOOD, Rating.GOOD, Rating.EASY):
        reviews.record(db, 1, rating, NOON)
    before = stored(db, 1)
    settings.save(db, Settings(parameters=(0.5, 2.0, 4.0, 12.0, *DEFAULT_PARAMETERS[4:])))
    after = stored(db, 1)
    assert after == reviews.replayed(db, 1)
    assert after.stability != before.stability
    assert (after.due_day, after.state, after.reps) == (before.due_day, before.state, before.reps)
    assert stored(db, 2) == Schedule()


def test_other_settings_change_nothing_that_was_promised(filled: Filled) -> None:
    db = filled(1)
    for day, rating in enumerate([Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.GOOD]):
        reviews.record(db, 1, rating, NOON + timedelta(days=day * 5))
    before = stored(db, 1)
    settings.save(db, Settings(desired_retention=0.8, learning_steps=(), relearning_steps=(), rollover_hour=0))
    assert stored(db, 1) == before == reviews.replayed(db, 1)
    assert reviews.rebuild(db) == 1
    assert stored(db, 1) == before


def test_two_windows_see_each_other(filled: Filled, path: Path) -> None:
    one = filled(4)
    two = open_database(str(path))
    first = reviews.record(one, 1, Rating.EASY, NOON)
    assert queue.card(two, 1) == first
    assert 1 not in queue.today(two, NOON)
    reviews.record(two, 2, Rating.EASY, NOON)
    undone = reviews.undo(one, NOON)  # the last answer of the house, whichever window gave it
    assert undone is not None
    assert undone.id == 2
    two.close()


def test_two_windows_writing_at_once_lose_nothing(filled: Filled, path: Path) -> None:
    filled(40)
    failures: list[BaseException] = []

    def rate(first: int) -> None:
        try:
            db = open_database(str(path))
            for card_id in range(first, 41, 2):
                for _ in range(3):
                    reviews.record(db, card_id, Rating.GOOD, NOON)
            db.close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=rate, args=(first,)) for first in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    db = open_database(str(path))
    assert [len(reviews.log(db, card_id)) for card_id in range(1, 41)] == [3] * 40
    assert all(stored(db, card_id) == reviews.replayed(db, card_id) for card_id in range(1, 41))
    db.close()


RATE = """
import sys
from datetime import datetime, timedelta, UTC
from cards.schedule import Rating
from db.engine import open_database
from db import reviews
db = open_database(sys.argv[1])
now = datetime(2025, 3, 27, 12, tzinfo=UTC)
for turn in range(100_000):
    card = turn % 50 + 1
    reviews.record(db, card, Rating(turn % 4 + 1), now + timedelta(minutes=turn))
    print(turn, flush=True)
"""


def killed_while_rating(path: Path, root: Path, patience: float) -> int:
    """Rate in a process of its own, which is killed; what it acknowledged has to be there. How many ratings that is."""
    process = subprocess.Popen([sys.executable, "-c", RATE, str(path)], cwd=root, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    process.stdout.readline()
    killer = threading.Timer(patience, os.kill, (process.pid, signal.SIGKILL))
    killer.start()
    said = process.stdout.read().split()
    process.wait(timeout=600)
    acknowledged = int(said[-1]) if said else 0
    db = open_database(str(path))
    with db.read() as connection:
        lines = connection.execute(select(log_table.c.card_id, log_table.c.rating).order_by(log_table.c.id)).all()
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    # All that was acknowledged, in order, and at most the one that was on its way.
    assert [tuple(line) for line in lines] == [(turn % 50 + 1, turn % 4 + 1) for turn in range(len(lines))]
    assert acknowledged + 1 <= len(lines) <= acknowledged + 2
    assert all(stored(db, card_id) == reviews.replayed(db, card_id) for card_id in range(1, 51))
    db.close()
    return len(lines)


@pytest.mark.parametrize("patience", [0.05, 0.11, 0.2])
def test_kill_9_loses_no_rating_that_was_acknowledged(filled: Filled, path: Path, root: Path, patience: float) -> None:
    filled(50).close()
    assert killed_while_rating(path, root, patience)


def test_ratings_from_many_threads_stand_in_line(filled: Filled) -> None:
    db = filled(1)
    threads = [threading.Thread(target=reviews.record, args=(db, 1, Rating.GOOD, NOON)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stored(db, 1).reps == len(reviews.log(db, 1)) == 16


def test_a_card_keeps_its_history_when_its_row_says_otherwise(filled: Filled) -> None:
    db = filled(2)
    reviews.record(db, 1, Rating.EASY, NOON)
    right = stored(db, 1)
    with db.begin() as connection:
        connection.execute(cards.update().values(state="review", due_day=5, stability=1.0, reps=99))
    assert stored(db, 1) != right
    reviews.rebuild(db)
    assert stored(db, 1) == right
