"""Today's cards: which, and in which order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from cards.schedule import Rating, Settings, study_day
from db import library, queue, reviews, settings
from db.engine import Database
from db.records import Counts
from db.schema import cards
from db.waiting import WINDOW, questions

Filled = Callable[..., Database]
NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)
TODAY = study_day(NOON)


def known(due_day: int, interval: int = 10, stability: float | None = None) -> dict[str, Any]:
    """The columns of an old card."""
    last = due_day - interval
    memory = {"stability": stability or float(interval), "difficulty": 5.0}
    return {"state": "review", "due_day": due_day, "last_day": last, "first_day": last, "reps": 3, **memory}


def change(db: Database, card_id: int, **columns: Any) -> None:
    with db.begin() as connection:
        connection.execute(cards.update().where(cards.c.id == card_id).values(**columns))


def finish(db: Database, now: datetime, rating: Rating = Rating.EASY) -> list[int]:
    """Answer all that is left of a day; the ids in the order they were asked."""
    asked = []
    while (card := queue.glance(db, now)[1]) is not None:
        reviews.record(db, card.id, rating, now)
        asked.append(card.id)
        assert len(asked) < 500
    return asked


def test_an_empty_database_has_nothing_to_ask(db: Database) -> None:
    assert queue.counts(db, NOON) == Counts(0, 0, 0, 0, 0, None)
    assert queue.today(db, NOON) == []
    assert queue.glance(db, NOON)[1] is None


def test_new_cards_come_in_the_order_that_teaches_and_a_few_a_day(filled: Filled) -> None:
    db = filled(30)
    assert queue.today(db, NOON) == list(range(1, 21))
    assert queue.counts(db, NOON) == Counts(0, 20, 0, 0, 20, None)
    assert finish(db, NOON) == list(range(1, 21))
    assert queue.counts(db, NOON).total == 0
    assert queue.today(db, NOON + timedelta(days=1)) == list(range(21, 31))


def test_what_was_introduced_today_counts_and_undoing_gives_it_back(filled: Filled) -> None:
    db = filled(30)
    settings.save(db, Settings(new_per_day=3))
    reviews.record(db, 1, Rating.EASY, NOON)
    reviews.record(db, 2, Rating.EASY, NOON)
    assert queue.today(db, NOON) == [3]
    reviews.undo(db, NOON)
    assert queue.today(db, NOON) == [2, 3]


def test_without_new_cards_a_day_nothing_new_comes_ever(filled: Filled) -> None:
    db = filled(3)
    settings.save(db, Settings(new_per_day=0))
    assert queue.counts(db, NOON) == Counts(0, 0, 0, 0, 0, None)


def test_learning_cards_whose_time_has_come_go_first(filled: Filled) -> None:
    db = filled(6)
    change(db, 6, **known(TODAY))
    reviews.record(db, 2, Rating.GOOD, NOON)  # ten minutes
    reviews.record(db, 3, Rating.AGAIN, NOON)  # one
    assert queue.today(db, NOON) == [6, 1, 4, 5]
    soon = NOON + timedelta(minutes=2)
    assert queue.today(db, soon)[0] == 3
    later = NOON + timedelta(minutes=15)
    assert queue.today(db, later)[:2] == [3, 2]
    assert queue.counts(db, later) == Counts(3, 3, 2, 1, 6, None)


def test_what_comes_in_minutes_is_shown_ahead_when_nothing_else_is_left(filled: Filled) -> None:
    db = filled(2)
    reviews.record(db, 1, Rating.GOOD, NOON)
    assert queue.today(db, NOON) == [2]
    reviews.record(db, 2, Rating.AGAIN, NOON)
    assert queue.today(db, NOON) == [2, 1]
    assert queue.counts(db, NOON) == Counts(2, 0, 2, 0, 2, None)


def test_a_step_beyond_that_is_waited_for(filled: Filled) -> None:
    db = filled(1)
    settings.save(db, Settings(learning_steps=(1.0, 45.0)))
    reviews.record(db, 1, Rating.GOOD, NOON)
    counts = queue.counts(db, NOON)
    assert (counts.total, counts.next_due) == (0, NOON + timedelta(minutes=45))
    assert queue.counts(db, NOON + timedelta(minutes=25)).total == 1


def test_reviews_nearest_to_being_forgotten_go_first(filled: Filled) -> None:
    db = filled(4)
    change(db, 1, **known(TODAY, 10, 50.0))
    change(db, 2, **known(TODAY - 3, 100, 100.0))
    change(db, 3, **known(TODAY - 2, 2, 2.0))
    change(db, 4, **known(TODAY + 1))
    assert queue.today(db, NOON) == [3, 2, 1]


def test_new_cards_are_spread_among_the_reviews_of_the_whole_day(filled: Filled) -> None:
    db = filled(25)
    for card_id in range(1, 21):
        change(db, card_id, **known(TODAY))
    settings.save(db, Settings(new_per_day=5))
    planned = queue.today(db, NOON)
    new = [place for place, card_id in enumerate(planned) if card_id > 20]
    assert len(planned) == 25
    gaps = [b - a for a, b in itertools.pairwise(new)]
    assert set(gaps) == {5}
    assert new[0] == 2
    # Answered one by one the day goes as planned.
    assert finish(db, NOON) == planned


@pytest.mark.parametrize(
    "columns",
    [{"suspended": True}, {"rejected": True}, {"retired": True}, {"buried_until": TODAY + 1}],
    ids=lambda columns: next(iter(columns)),
)
@pytest.mark.parametrize("state", ["new", "review", "learning"])
def test_what_is_put_aside_is_not_asked(filled: Filled, columns: dict[str, Any], state: str) -> None:
    learning = {"state": "learning", "due_at": NOON, "first_day": TODAY - 1, "last_day": TODAY - 1}
    db = filled(1, **{"new": {}, "review": known(TODAY), "learning": learning}[state])
    assert queue.today(db, NOON) == [1]
    change(db, 1, **columns)
    assert queue.today(db, NOON) == []
    counts = queue.counts(db, NOON)
    assert counts.total == 0
    comes = None if "buried_until" not in columns else datetime(2025, 3, 28, 4, tzinfo=UTC)
    assert counts.next_due == comes
    assert queue.today(db, NOON + timedelta(days=1)) == ([1] if comes else [])


def test_new_siblings_come_on_different_days(filled: Filled) -> None:
    db = filled(6, siblings=2)
    asked = [finish(db, NOON + timedelta(days=day)) for day in range(2)]
    assert asked == [[1, 3, 5], [2, 4, 6]]


def test_the_sibling_of_a_due_card_is_not_introduced_that_day(filled: Filled) -> None:
    db = filled(4, siblings=2)
    change(db, 2, **known(TODAY))
    assert sorted(queue.today(db, NOON)) == [2, 3]
    change(db, 2, suspended=True)
    assert sorted(queue.today(db, NOON)) == [1, 3]


def test_a_due_sibling_waits_a_day_but_never_longer_than_it_can(filled: Filled) -> None:
    db = filled(3, siblings=3)
    change(db, 1, **known(TODAY, 10))
    change(db, 2, **known(TODAY, 40))
    change(db, 3, **known(TODAY, 10))
    assert queue.today(db, NOON) == [1]
    assert (queue.backlog(db, NOON), library.notes(db, NOON)[0].due, library.tally(db, "질문", NOON)[1]) == (1, 1, 1)
    assert finish(db, NOON) == [1]
    assert (queue.backlog(db, NOON), library.notes(db, NOON)[0].due) == (0, 0), (
        "what waits for tomorrow is no work left"
    )
    counts = queue.counts(db, NOON)
    assert (counts.total, counts.next_due) == (0, datetime(2025, 3, 28, 4, tzinfo=UTC))
    # 3 was due on a short interval and cannot wait again; 2 can wait four days in all.
    assert finish(db, NOON + timedelta(days=1)) == [3]
    assert finish(db, NOON + timedelta(days=2)) == [2]


def test_siblings_overdue_on_short_intervals_are_all_asked(filled: Filled) -> None:
    db = filled(2, siblings=2)
    for card_id in (1, 2):
        change(db, card_id, **known(TODAY - 3, 3))
    assert sorted(queue.today(db, NOON)) == [1, 2]


def test_what_can_wait_waits_for_a_sibling_that_cannot(filled: Filled) -> None:
    db = filled(2, siblings=2)
    change(db, 1, **known(TODAY - 3, 3))
    change(db, 2, **known(TODAY, 100, 1.0))  # nearer to being forgotten, and yet it can wait ten days
    assert queue.today(db, NOON) == [1]


def test_one_line_of_two_notes_is_not_one_line(filled: Filled) -> None:
    db = filled(1)
    filled(1, note=2)
    assert queue.today(db, NOON) == [1, 2]


def test_a_flagged_card_is_asked_now_and_once(filled: Filled) -> None:
    db = filled(2, **known(TODAY + 50))
    change(db, 2, flag="The answer changed.")
    assert queue.today(db, NOON) == [2]
    card = queue.glance(db, NOON)[1]
    assert card is not None
    assert card.flag == "The answer changed."
    reviews.record(db, 2, Rating.GOOD, NOON)
    assert queue.today(db, NOON) == []


def test_next_card_after_another_is_the_one_behind_it(filled: Filled) -> None:
    db = filled(3)

    def after(card_id: int | None) -> int | None:
        card = queue.glance(db, NOON, after=card_id)[1]
        return card.id if card else None

    assert [after(None), after(1), after(2), after(3), after(99)] == [1, 2, 3, 1, 1]
    for card_id in (1, 2):
        reviews.suspend(db, card_id, NOON)
    assert after(3) == 3


FILTERS = [
    ("", [1, 2, 3, 4]),
    ("질문", [1, 2, 3, 4]),
    ("band", [1, 2, 3, 4]),
    ("BAND sparse", [1, 2, 3, 4]),
    ("band dense", []),
    ("질문 1", [1, 2, 4]),  # the first note is called 1
    ('"질문 1"', [2, 4]),
    ("notes/2", [3, 4]),
    ("note:노트", [1, 2, 3, 4]),
    ("NOTE:2.md", [3, 4]),
    ('note:"노트 1"', [1, 2]),
    ("note:질문", []),
    ("kind:definition", [1, 2, 3, 4]),
    ("kind:cloze", [1]),
    ("kind:cloze note:2", []),
    ("100%", []),
    ("_", []),
    ("'; DROP TABLE cards; --", []),
    ("\u1103\u1175\u11af\u1106\u116e\u11ab", []),
    ("\u110c\u1175\u11af\u1106\u116e\u11ab", [1, 2, 3, 4]),  # the same word in jamo, as macOS writes it
]


@pytest.mark.parametrize(("filter", "expected"), FILTERS)
def test_a_filter_narrows_the_day(filled: Filled, filter: str, expected: list[int]) -> None:
    db = filled(2)
    filled(2, note=2)
    change(db, 1, kind="cloze" if "cloze" in filter else "definition")
    if "kind:definition" in filter:
        assert queue.today(db, NOON, "kind:relation") == []
    assert queue.today(db, NOON, filter) == expected
    assert queue.counts(db, NOON, filter).total == len(expected)
    card = queue.glance(db, NOON, filter=filter)[1]
    assert (card.id if card else None) == (expected[0] if expected else None)


def test_a_backlog_is_counted_whole_and_walked_from_its_oldest(filled: Filled) -> None:
    count = WINDOW + 40
    db = filled(count, **known(TODAY))
    for card_id in range(count, count - 3, -1):
        change(db, card_id, **known(TODAY - 9))
    ids = queue.today(db, NOON)
    assert queue.counts(db, NOON).review == len(ids) == len(set(ids)) == count
    assert sorted(ids[:3]) == [count - 2, count - 1, count]
    assert queue.today(db, NOON, limit=5) == ids[:5]
    assert queue.today(db, NOON, limit=WINDOW + 10) == ids[: WINDOW + 10]


def test_the_next_days(filled: Filled) -> None:
    db = filled(5)
    for card_id, day in zip((1, 2, 3, 4), (TODAY - 2, TODAY, TODAY + 1, TODAY + 8), strict=True):
        change(db, card_id, **known(day))
    reviews.record(db, 5, Rating.GOOD, NOON)
    assert queue.forecast(db, NOON, 3) == [(TODAY, 3), (TODAY + 1, 1), (TODAY + 2, 0)]
    assert queue.forecast(db, NOON, 0) == []


def test_next_due_is_told_in_the_time_zone_of_the_clock(filled: Filled) -> None:
    seoul = timezone(timedelta(hours=9))
    now = datetime(2025, 3, 28, 3, tzinfo=seoul)
    today = study_day(now)
    db = filled(1, **known(today + 2))
    assert queue.counts(db, now).next_due == datetime(2025, 3, 29, 4, tzinfo=seoul)


@pytest.mark.parametrize("filter", ["질문", "kind:definition", "note:1", "is:due 질문"])
def test_the_next_card_of_a_filter_is_told_however_far_away_it_is(filled: Filled, filter: str) -> None:
    db = filled(2, **known(TODAY + 3))
    change(db, 2, **known(TODAY + 400), kind="cloze", question="far")
    for text, days in ((filter, None if "is:due" in filter else 3), ("far", 400), ("kind:cloze", 400), ("zzzz", None)):
        wanted = None if days is None else datetime(2025, 3, 27, 4, tzinfo=UTC) + timedelta(days=days)
        assert queue.counts(db, NOON, text).next_due == wanted, text


@pytest.mark.usefixtures("on_a_file")  # the plan is SQLite's
def test_reading_today_walks_no_table(filled: Filled) -> None:
    db = filled(10)
    ask = questions("")
    with db.read() as connection:
        for part in (
            ask.answered,
            ask.learning,
            ask.due,
            ask.all_due,
            ask.flagged,
            *ask.new,
            ask.soon,
            ask.later,
            ask.buried,
        ):
            query = str(part.statement.compile(db.engine, compile_kwargs={"render_postcompile": True}))
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", (1,) * query.count("?")).all()
            assert not [step[3] for step in plan if step[3].startswith("SCAN") and "INDEX" not in step[3]], plan


@pytest.mark.usefixtures("on_a_file")  # the plan is SQLite's
@pytest.mark.parametrize("filter", ["", "토큰", "note:heap", "folder:til"])
def test_each_question_of_the_day_goes_along_its_own_index(db: Database, filter: str) -> None:
    """An index that another query is given must not draw these to it: they would look at every card."""
    ask = questions(filter)
    indexes = {"learning": "learning", "due": "due", "flagged": "flag", "soon": "due", "runs": "run"}
    if ":" not in filter:
        indexes["unasked"] = "new"  # of a note its own cards are fewer
    with db.read() as connection:
        for name, index in indexes.items():
            query = str(getattr(ask, name).statement.compile(dialect=connection.dialect))
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", (1,) * query.count("?")).all()
            assert any(f"ix_cards_{index}" in step[3] for step in plan), (name, plan)


def test_a_glance_is_both_at_once(filled: Filled) -> None:
    db = filled(3)
    assert queue.glance(db, NOON) == (queue.counts(db, NOON), queue.card(db, 1))
    assert queue.glance(db, NOON, after=1, filter="질문")[1] == queue.card(db, 2)
